"""The house advertisements, at their exact sizes, set in Gloock and Barlow Condensed (both must be installed)."""

from . import ferries, paper, shops  # noqa: F401 - importing registers the drawings
