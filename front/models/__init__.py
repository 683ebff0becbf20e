from front.models.banner import Banner
from front.models.layout import Layout, Zone
from front.models.menu import Menu, MenuItem
from front.models.page import Page, PageVersion, Purpose
from front.models.pin import Pin
from front.models.publication import Generation, Publication, SocialLink, icon_path, logotype_path

__all__ = [
    "Banner", "Generation", "Layout", "Menu", "MenuItem", "Page", "PageVersion", "Pin", "Publication", "Purpose",
    "SocialLink", "Zone", "icon_path", "logotype_path",
]  # fmt: skip
