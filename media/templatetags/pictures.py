from django import template

from media.renditions import picture_html

register = template.Library()


@register.simple_tag
def picture(image, shape="full", sizes="100vw", **options):
    """
    A picture of the library, or nothing where there is none:

        {% picture story.lead_image shape="card" sizes="(min-width: 60rem) 20rem, 100vw" class="u-photo" %}

    Options are those of media.renditions.picture_html(), with `class` for its `css_class`.
    """
    if "class" in options:
        options["css_class"] = options.pop("class")
    return picture_html(image, shape=shape, sizes=sizes, **options)
