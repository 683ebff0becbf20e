from django import template
from django.utils import timezone

from media.moments import clock

register = template.Library()
register.filter("clock", clock)


@register.simple_tag
def today():
    """Now, for a filter to write the day of: `{% now %}` takes no format that is translated."""
    return timezone.localtime()
