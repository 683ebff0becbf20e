from front.models.banner import Banner
from front.models.layout import Layout, Zone
from front.models.pin import Pin
from front.models.publication import Generation, Publication, SocialLink, logotype_path

__all__ = ["Banner", "Generation", "Layout", "Pin", "Publication", "SocialLink", "Zone", "logotype_path"]
