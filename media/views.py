"""Serves what lies under MEDIA_ROOT where no web server in front does: in development and in the demo."""

import re
from pathlib import Path

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

# Renditions and whatever else is named after its content: no dots, so no way out of the folder.
PICTURE = re.compile(r"[a-z0-9]+(/[-a-z0-9]+)+\.(avif|webp|jpg|png|ico)")
CONTENT_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "ico": "image/x-icon",
}


# A browser that shows a picture by itself makes a page around it, with a style of its own.
@csp_replace({"style-src": [UNSAFE_INLINE]})
@require_safe
def rendition(request, name):
    if not PICTURE.fullmatch(name):
        raise Http404
    try:
        content = Path(settings.MEDIA_ROOT, name).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(content, content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
