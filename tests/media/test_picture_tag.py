"""The <picture> that a page shows, from a few columns and nothing else."""

import pytest
from django.template import Context, Template

from media.models import Image
from media.renditions import picture_html


def image(**fields) -> Image:
    return Image(**{"content_hash": "ab" * 32, "width": 3000, "height": 2000, "alt_text": "A pier", **fields})


def rendered(source, **context) -> str:
    return Template("{% load pictures %}" + source).render(Context(context))


def test_it_offers_avif_then_webp_then_jpeg_with_the_size_reserved():
    html = rendered('{% picture image sizes="50vw" %}', image=image())

    avif, webp, jpeg = html.index('type="image/avif"'), html.index('type="image/webp"'), html.index("<img")
    assert avif < webp < jpeg
    assert 'width="1600" height="1067"' in html
    assert html.count('sizes="50vw"') == 3
    assert "/media/ab/ababababababababababab/full-480.avif 480w" in html
    assert 'alt="A pier" loading="lazy" decoding="async"' in html


def test_it_needs_no_query_and_no_file(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        picture_html(image(), shape="card")


def test_a_crop_reserves_its_own_shape_and_its_address_names_the_focal_point():
    html = rendered('{% picture image shape="square" %}', image=image(focal_x=20, focal_y=80))

    assert 'width="384" height="384"' in html
    assert "/square-20-80-96.webp 96w" in html


def test_what_an_editor_typed_is_escaped():
    html = rendered("{% picture image %}", image=image(alt_text='"><script>alert(1)</script>'))

    assert "<script>" not in html
    assert 'alt="&quot;&gt;&lt;script&gt;' in html


def test_a_decorative_picture_has_an_empty_alt():
    assert 'alt=""' in picture_html(image(decorative=True))


def test_the_page_may_say_alt_class_and_how_to_load():
    html = rendered(
        '{% picture image alt="Portrait" class="u-photo" loading="eager" fetchpriority="high" %}',
        image=image(),
    )

    assert 'alt="Portrait"' in html
    assert 'loading="eager"' in html
    assert 'fetchpriority="high" class="u-photo"' in html


def test_without_a_picture_there_is_nothing():
    assert rendered("{% picture image %}", image=None) == ""


def test_an_unknown_option_is_an_error_for_whoever_writes_the_template():
    with pytest.raises(TypeError):
        rendered('{% picture image lazy="yes" %}', image=image())
