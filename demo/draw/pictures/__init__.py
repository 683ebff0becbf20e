"""The pictures of the demo's stories, one function each, grouped by what they show."""

from . import (  # noqa: F401 - importing registers the drawings
    books,
    borders,
    coast,
    counters,
    embassies,
    football,
    grounds,
    heavens,
    maps,
    sea,
    seabed,
    stages,
    strait,
    streets,
    talks,
    trade,
    waterfront,
)
