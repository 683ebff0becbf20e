"""Addresses as the world outside this site needs them."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy

SHARE = {
    gettext_lazy("Email"): "mailto:?{mail}",
    "Bluesky": "https://bsky.app/intent/compose?{text}",
    "Facebook": "https://www.facebook.com/sharer/sharer.php?{u}",
    "LinkedIn": "https://www.linkedin.com/sharing/share-offsite/?{url}",
    "WhatsApp": "https://wa.me/?{text}",
    "X": "https://x.com/intent/post?{text}",
}


def absolute(path: str) -> str:
    """The public address of a path of this site, whether or not what isn't ASCII in it is quoted already."""
    return settings.SITE_URL + iri_to_uri(path)


def share_links(headline: str, url: str) -> list[dict]:
    """Plain links that hand a story on: label and url."""
    parts = {
        "mail": urlencode({"subject": headline, "body": url}, quote_via=quote),
        "text": urlencode({"text": f"{headline} {url}"}, quote_via=quote),
        "u": urlencode({"u": url}),
        "url": urlencode({"url": url}),
    }
    return [{"label": label, "url": address.format(**parts)} for label, address in SHARE.items()]
