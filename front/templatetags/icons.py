"""`{% load icons %}{% icon "touch" %}`"""

from django import template

from front import icons

register = template.Library()


@register.simple_tag(takes_context=True)
def icon(context, name: str) -> str:
    """The address of an icon of front.icons.FILES: the publication's own, or the built-in one."""
    return icons.url(context.get("publication"), name)
