"""The Nu Html Checker finds no error on any page for readers, on the story's form, or in a style sheet."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import resolve
from django.urls.exceptions import Resolver404
from django.utils import timezone

from articles.models import Article, Assignment, Comment, Series
from front.models import Layout
from tests.factories import UserFactory
from tests.paper import print_paper
from tests.surfaces import patterns

pytestmark = pytest.mark.xdist_group("checker")  # it is installed once

PACKAGE = "vnu-jar@26.9.27"
FOLDER = settings.VAR_DIR / "vnu"
JAR = FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"

# These answer with something else than a page of ours.
NO_PAGES = {
    "feed", "corrections-feed", "section-feed", "author-feed", "tag-feed", "series-feed", "sitemap", "sitemap-file",
    "news-sitemap", "healthz", "readyz", "robots", "security", "manifest", "favicon", "touch-icon", "rendition",
    "slot_frame", "search-suggestions", "readings", "look",
}  # fmt: skip
# Newer than what the checker knows of style sheets: container queries, their units, fields as large as their text.
TOO_NEW = ["container-type", "@container", "field-sizing", "cqi"]


@pytest.fixture(scope="module")
def checker():
    """Runs the checker over files; returns what it finds wrong."""
    for program in ("java", "npm"):
        if not shutil.which(program):
            pytest.skip(f"the checker needs {program}, which is not installed")
    if not JAR.exists():
        install = [
            "npm",
            "install",
            "--ignore-scripts",
            "--no-audit",
            "--fetch-retries=0",
            "--prefix",
            FOLDER,
        ]
        done = subprocess.run([*install, PACKAGE], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"the checker could not be installed: {done.stderr.strip()[-300:]}")

    def check(files, *options):
        java = ["java", "-Xss1m", "-jar", JAR, "--format", "json", "--exit-zero-always", *options]
        done = subprocess.run([*java, *files], capture_output=True, text=True, check=True)
        return [
            f"{Path(unquote(said['url'])).name}: {said['message']} {said.get('extract', '')}"
            for said in json.loads(done.stderr)["messages"]
            if said["type"] != "info" or said.get("subType") == "warning"
        ]

    return check


def view_name(address):
    try:
        return resolve(address.split("?")[0]).url_name
    except Resolver404:
        return None


@pytest.mark.django_db
def test_every_page_is_valid(checker, client, tmp_path):
    pages = {"empty front": client.get("/"), "sign-in": client.get("/admin/login/")}
    addresses = print_paper()
    pages |= {name: client.get(address) for name, address in addresses.items()}
    seen = {view_name(address) for address in addresses.values()}
    assert {name or route for route, name in patterns()} - seen == NO_PAGES

    article = Article.objects.get(kicker="Strait")
    story, revision = article.pk, article.revisions.first().pk
    article.body += "<p>Changed since.</p>"
    article.save()
    note = Comment.objects.create(article_id=story, by_name="Ana Ruiz", text="Who?", passage="The pilots")
    Comment.objects.create(article_id=story, by_name="Ana Ruiz", text="They.", parent=note)
    Assignment.objects.create(article_id=story, brief="700 words", due_at=timezone.now())
    client.force_login(UserFactory(is_superuser=True))
    pages |= {
        f"desk {name}": client.get(f"/admin/{address}")
        for name, address in {
            "new story": "articles/article/add/",
            "story": f"articles/article/{story}/change/",
            "history": f"articles/article/{story}/history/",
            "comparison": f"articles/article/{story}/history/compare/?a=e1&b=now",
            "revision": f"articles/article/{story}/history/{revision}/",
            "notes": f"articles/article/{story}/notes/",
            "first page": "",
            "calendar": "calendar/",
            "settings": "me/",
            "series form": f"articles/series/{Series.objects.get().pk}/change/",
            "layout form": "front/layout/add/",
            "layout": f"front/layout/{Layout.objects.first().pk}/change/",
        }.items()
    }
    for name, response in pages.items():
        (tmp_path / f"{name}.html").write_bytes(response.content)
    for name in ("400.html", "500.html"):
        (tmp_path / name).write_text(render_to_string(name))
    assert checker(sorted(tmp_path.glob("*.html"))) == []


def test_every_style_sheet_is_valid(checker):
    sheets = sorted((settings.BASE_DIR / "static").rglob("*.css"))
    found = checker(sheets, "--css")
    assert [said for said in found if not any(new in said for new in TOO_NEW)] == []
