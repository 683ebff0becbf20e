"""`{% load structured %}`: what a page says of itself in JSON-LD, and what others show beside a link to it."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language, to_locale

from articles import structured
from articles.addresses import absolute

# Where a language is at home that is not called like its country. Arabic stands for itself.
AT_HOME = {
    "bn": "IN", "cs": "CZ", "cy": "GB", "da": "DK", "el": "GR", "en": "US", "et": "EE", "fa": "IR", "ga": "IE",
    "he": "IL", "hi": "IN", "ja": "JP", "ka": "GE", "ko": "KR", "nb": "NO", "nn": "NO", "sl": "SI", "sq": "AL",
    "sr": "RS", "sv": "SE", "ta": "IN", "te": "IN", "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip

register = template.Library()
register.filter("absolute", absolute)
register.filter("moment", structured.moment)
register.simple_tag(structured.square)


@register.simple_tag(takes_context=True)
def front_data(context):
    return structured.script(structured.front(context["publication"]))


@register.simple_tag(takes_context=True)
def story_data(context):
    return structured.script(structured.story(context["edition"], context["publication"]))


@register.simple_tag(takes_context=True)
def section_data(context):
    section = context["section"]
    above = [(section.parent.name, section.parent.get_absolute_url())] if section.parent else []
    path = section.get_absolute_url()
    return _collection(context, section.name, section.description, path, above)


@register.simple_tag(takes_context=True)
def tag_data(context):
    tag = context["tag"]
    return _collection(context, tag.name, "", reverse("tag", args=[tag.slug]))


@register.simple_tag(takes_context=True)
def series_data(context):
    nodes = structured.series(context["series"], context["editions"], context["publication"])
    return structured.script(nodes)


@register.simple_tag(takes_context=True)
def archive_data(context, *names):
    """
    Of a page of the archive: `names` are those of the archive, a year, a month and a day, as far as it goes; "" where
    there is no page.
    """
    parts = context["request"].path.strip("/").split("/")
    steps = ["/" + "".join(f"{part}/" for part in parts[:count]) for count in range(1, len(parts) + 1)]
    *above, (name, path) = ((str(name), step) for name, step in zip(names, steps, strict=True) if name)
    return _collection(context, name, "", path, above)


@register.simple_tag(takes_context=True)
def corrections_data(context, name):
    return _collection(context, str(name), "", reverse("corrections"))


def _collection(context, name, description, path, above=()):
    editions, url = context.get("editions"), context.get("canonical", "")
    nodes = structured.collection(
        name, description, path, editions, context["publication"], url=url, above=above
    )
    return structured.script(nodes)


@register.simple_tag(takes_context=True)
def page_data(context):
    told = [context[name] for name in ("title", "summary", "canonical", "purpose", "publication")]
    return structured.script(structured.page(*told))


@register.simple_tag(takes_context=True)
def author_data(context):
    told = [context[name] for name in ("author", "editions", "publication", "canonical")]
    nodes = structured.profile(*told)
    return structured.script(nodes)


@register.simple_tag
def locale(language=""):
    """
    A language, the page's unless given, as Open Graph writes it, e.g. en_GB: with a country, also where the language
    needs none.
    """
    code = to_locale(language or get_language())
    return code if "_" in code else f"{code}_{AT_HOME.get(code, code.upper())}"
