"""The desk's pages, and how soon readers see what was published."""

from __future__ import annotations

import re
import time
from functools import partial
from html import unescape
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.core.cache import caches
from django.test import Client

from articles.models import Article, Edition
from authors.models import Author, User
from bench.sizes import Ask
from tests.desk import read_form, yes

LIST = "/admin/articles/article/"


def editor() -> Client:
    """Somebody with stories of their own, who works with those of others too."""
    user = User.objects.get(username="bench-0")
    user.groups.add(Group.objects.get(name="Editor"))
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client


def prepare() -> dict[str, Ask]:
    """By name: what asks for a page of the desk, as somebody whose browser has just asked for it."""
    client = editor()
    pages = addresses(client)
    for address in pages.values():
        _get(client, address)
    return {name: partial(_get, client, address) for name, address in pages.items()}


def addresses(client: Client) -> dict[str, str]:
    """The newest hundred stories are the same at every size, and so is the one whose form is opened."""
    story = Edition.objects.live().newest_first()[5]
    words = " ".join(story.headline.split()[:2])
    asked = {
        "list": {},
        "by section": {"section": story.section_id},
        "by words": {"q": words},
        "by author": {"author": Author.objects.order_by("pk").values_list("pk", flat=True)[5]},
        "with changes": {"standing": "changed"},
    }
    pages = {name: f"{LIST}?{urlencode(question or {'all': ''})}" for name, question in asked.items()}
    deep = pages["list"]
    for _ in range(19):
        older = re.search(r'href="([^"]+)" rel="next"', _get(client, deep).content.decode())
        if not older:
            break
        deep = LIST + unescape(older[1])
    return {
        "my desk": "/admin/",
        **pages,
        "page 20": deep,
        "story form": f"{LIST}{story.article_id}/change/",
    }


def _get(client: Client, address: str):
    response = client.get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"  # noqa: S101 - a bench that measures errors lies
    return response


def published() -> dict[str, float]:
    """Milliseconds from the press of “Publish now” to the answer, and to the story being on each surface."""
    client, readers = editor(), Client(SERVER_NAME="127.0.0.1")
    # Its section, author and tag are taken.
    article = Article.objects.get(pk=Edition.objects.live().newest_first()[5].article_id)
    section, author, tag = article.section, article.authors.first(), article.tags.first()
    now = Article.objects.create(
        headline="Quixotic zeppelin lands at dawn",
        slug="quixotic-zeppelin",
        standfirst="Nobody expected it.",
        body="<p>It came down on the quay.</p>",
        section=section,
    )
    now.bylines.create(author=author)
    now.tags.add(tag)
    surfaces = {
        "front": "/",
        "section": section.get_absolute_url(),
        "author": author.get_absolute_url(),
        "tag": f"/tag/{tag.slug}/",
        "search": "/search/?q=quixotic+zeppelin",
        "feed": "/feed/",
    }
    for address in surfaces.values():
        readers.get(address)
    caches["pages"].clear()
    for address in surfaces.values():
        readers.get(address)  # kept from before: what is published has to get past that

    address = f"{LIST}{now.pk}/change/"
    told = read_form(_get(client, address)) | {"_publish": ""}
    if (asked := client.post(address, told)).status_code == 200:  # the checklist's warnings: they were seen
        told = read_form(asked) | {"_publish": yes(asked)}
    start = time.perf_counter()
    answer = client.post(address, told)
    found = {"answer": _since(start)}
    if answer.status_code != 302:
        raise RuntimeError("What was to be published came back with a question.")
    surfaces = {"story": now.editions.get().path, **surfaces}
    for name, place in surfaces.items():
        sent = time.perf_counter()
        page = readers.get(place).content.decode()
        if now.slug not in page:  # its headline may be marked
            raise RuntimeError(f"What was published is not on {place}.")
        # What one reader waits for who asks in the moment of the answer: not for the surfaces asked before.
        found[name] = found["answer"] + _since(sent)
    return found


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
