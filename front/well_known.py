"""
What machines look for at addresses that they know beforehand: robots.txt, security.txt, the web manifest, icons; and
the style sheet with the publication's colour.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import get_language, get_language_bidi
from django.views import View

from articles.addresses import absolute
from front import icons
from front.accent import sheet
from front.crawlers import kept_out
from front.models import Purpose
from front.security import end_of, security_txt

# What nobody finds anything in: the desk, private previews, and search results, of which there is no end; the page that
# asks what to search for is a page like others.
CLOSED = ["/admin/", "/preview/", "/search/?", "/search/suggest/"]
PLAIN = "text/plain; charset=utf-8"
STARTED = timezone.now()


class RobotsView(View):
    """RFC 9309; the sitemaps besides, as sitemaps.org has it."""

    def get(self, request):
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
        if crawlers := kept_out(request.publication):
            lines += [*(f"User-agent: {name}" for name in crawlers), "Disallow: /", ""]
        lines += [f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "news-sitemap")]
        return HttpResponse("\n".join(lines) + "\n", content_type=PLAIN)


class SecurityView(View):
    def get(self, request):
        policy = request.publication.page_for(Purpose.SECURITY)
        text = security_txt(
            request.publication,
            canonical=absolute(request.path),
            policy=policy and absolute(policy),
            language=get_language(),
            at=timezone.now(),
        )
        if not text:
            raise Http404("The publication names no contact for security.")
        response = HttpResponse(text, content_type=PLAIN)
        response.changes_at = end_of(request.publication)
        return response


class ManifestView(View):
    """W3C, Web Application Manifest. Addresses are relative to the site."""

    def get(self, request):
        publication = request.publication
        manifest = {
            "name": publication.name,
            "lang": get_language(),
            "dir": "rtl" if get_language_bidi() else "ltr",
            "start_url": reverse("front"),
            "scope": reverse("front"),
            "display": "minimal-ui",
            "background_color": "#ffffff",
            "theme_color": "#ffffff",
            "icons": [
                {
                    "src": icons.url(publication, name),
                    "sizes": f"{side}x{side}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for name, (purpose, side) in icons.IN_MANIFEST.items()
            ],
        }
        if publication.tagline:
            manifest["description"] = publication.tagline
        return JsonResponse(manifest, content_type="application/manifest+json")


class LookView(View):
    """The colours that its address names: it never changes, so it is asked for once."""

    def get(self, request, light, dark):
        response = HttpResponse(sheet(f"#{light}", f"#{dark}"), content_type="text/css; charset=utf-8")
        response["Cache-Control"] = "public, max-age=31536000, immutable"
        response["Last-Modified"] = http_date(STARTED.timestamp())
        return response


class IconView(View):
    """An icon that is asked for without having been named in a page."""

    icon = ""
    content_type = "image/png"

    def get(self, request):
        return HttpResponse(icons.content(request.publication, self.icon), content_type=self.content_type)
