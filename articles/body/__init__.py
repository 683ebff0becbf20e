"""The body of a story: what can be typed is what survives sanitising. `vocabulary.py` defines it."""

from articles.body.field import BodyField
from articles.body.sanitising import embeds, image_ids, plain_text, sanitise, tree
from articles.body.tree import embed_html, figure_html, gallery_html

__all__ = [
    "BodyField", "embed_html", "embeds", "figure_html", "gallery_html", "image_ids", "plain_text", "sanitise", "tree",
]  # fmt: skip
