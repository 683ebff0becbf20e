"""Every file of the shared collection of real pictures goes through the upload, the good ones and the bad ones."""

import pytest
from django.conf import settings

from media.models import Image
from tests.media.uploads import refusal, upload

FOLDER = settings.BASE_DIR.parent / "shared/real/images"
BAD = {
    "pillow-broken.png": "damaged",
    "pillow-broken_data_stream.png": "damaged",
    "pillow-decompression_bomb.gif": "too many pixels",
    "pillow-hopper.heif": "HEIC",
    "pillow-png_decompression_dos.png": "busy",
    "pillow-truncated_image.png": "damaged",
    "pillow-truncated_jpeg.jpg": "damaged",
    "script.svg": "SVG",
}


@pytest.mark.real_input
@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"{FOLDER} is not here")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_good_ones_come_in_with_all_renditions_and_bad_ones_say_why(desk):
    files = sorted(FOLDER.iterdir())
    assert {path.name for path in files} >= BAD.keys()
    for path in files:
        response = upload(desk, path.read_bytes(), path.name)
        if path.name in BAD:
            assert BAD[path.name] in refusal(response), path.name
        else:
            assert response.status_code == 302, path.name

    assert Image.objects.count() == len(files) - len(BAD)
    assert not any(image.make_renditions() for image in Image.objects.all())
    sizes = {image.iptc["filename"]: (image.width, image.height) for image in Image.objects.all()}
    assert sizes["Portrait_6.jpg"] == (1200, 1800)
    assert sizes["Landscape_8.jpg"] == (1800, 1200)
    reference = Image.objects.get(iptc__filename="IPTC-PhotometadataRef-Std2017.1.jpg")
    assert reference.caption == "The description aka caption (ref2017.1)"
    assert "Credit Line (ref2017.1)" in reference.credit
