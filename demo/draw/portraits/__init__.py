"""The authors, as their `portrait_alt` describes them."""

from . import features, news  # noqa: F401 - importing registers the drawings
