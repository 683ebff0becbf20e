"""`{% load ads %}{% ad_slot "masthead" %}`"""

from django import template
from django.template.loader import render_to_string
from django.utils import timezone

from ads.selection import Selection, chance_for

register = template.Library()


@register.simple_tag(takes_context=True)
def ad_slot(context, code: str) -> str:
    """
    What is booked for the slot, or nothing at all.

    Reads `request`, on which the page's choices are remembered (and `running_places()` may wait, read before),
    `section` or else `edition.section`, and `suppress_ads` or `edition.suppress_ads` from the context.
    """
    request, edition = context.get("request"), context.get("edition")
    if request is None or context.get("suppress_ads") or getattr(edition, "suppress_ads", False):
        return ""
    if not hasattr(request, "ad_selection"):
        request.ad_selection = Selection(
            getattr(request, "running_places", None), chance_for(request.path, timezone.now())
        )
    section = context.get("section") or getattr(edition, "section", None)
    slot, fills = request.ad_selection.fill(code, section)
    return render_to_string("ads/slot.html", {"slot": slot, "fills": fills}) if fills else ""
