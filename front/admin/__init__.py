"""The front page and the publication at the desk."""

from front.admin import banners, layouts, pages, pins, publication

__all__ = ["banners", "layouts", "pages", "pins", "publication"]
