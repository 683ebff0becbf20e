from django import template

from media.moments import clock

register = template.Library()
register.filter("clock", clock)
