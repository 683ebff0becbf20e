"""The frame in which third-party code runs."""

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from ads.models import Booking, Creative

# The longest that a frame stays in a cache, in seconds.
FRESH_FOR = 60

# `sandbox` without allow-same-origin gives the code an origin of its own, whether it is opened in its frame
# or in a tab: it can read neither our pages nor our cookies. Inside of that it may do what advertisements do.
FRAME_POLICY = {
    "sandbox": ["allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox"],
    "default-src": [NONE],
    "script-src": ["https:", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["https:", "'unsafe-inline'"],
    "img-src": ["https:", "data:"],
    "media-src": ["https:"],
    "font-src": ["https:", "data:"],
    "connect-src": ["https:"],
    "frame-src": ["https:"],
    "form-action": ["https:"],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
}


@require_safe
def slot_frame(request, pk):
    """The code of a creative that is booked right now; any other answers 404."""
    now = timezone.now()
    creative = get_object_or_404(Creative.objects.filter(kind=Creative.Kind.CODE).running(now), pk=pk)
    change = Booking.objects.next_change(now)
    response = framed(request, creative)
    seconds = FRESH_FOR if change is None else min(FRESH_FOR, int((change - now).total_seconds()))
    patch_cache_control(response, public=True, max_age=seconds)
    return response


@csp(FRAME_POLICY)
@xframe_options_sameorigin
def framed(request, creative):
    """The creative's code as a page of its own, under a policy that closes it in."""
    response = render(request, "ads/frame.html", {"creative": creative})
    response["X-Robots-Tag"] = "noindex"
    return response
