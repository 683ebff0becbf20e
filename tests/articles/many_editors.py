"""Many editors who change many stories at once, through the form as it is shown and sent."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import connection

from articles.models import Article
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, SectionFactory

KINDS = ("paragraph", "paragraph", "tag")


@dataclass
class Outcome:
    made: int = 0
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    slowest: float = 0.0  # seconds from opening the form to the answer
    seconds: float = 0.0


class QuickDesk(Desk):
    """Without what Django's test client keeps of every template: it would be told of those of all threads."""

    def request(self, **request):
        response = self.handler(self._base_environ(**request))
        self.cookies.update(response.cookies)
        return response

    def save(self):
        return self.post(self.address, self.form | {"_save": ""})


def run(editors: int, stories: int, edits: int, **client) -> Outcome:
    """
    Every editor makes their share of the edits, each to a story of a seeded choice, at a place of their own: their own
    paragraph of the text, or a tag. An edit is refused if the form comes back, and lost if it isn't in the story at the
    end, or not in its history. `client` goes to Django's test client.
    """
    section = SectionFactory()
    blocks = "".join(f"<h2>Place {number}</h2><p>Of editor {number}.</p>" for number in range(editors))
    articles: list[Article] = [ArticleFactory(section=section, body=blocks) for _ in range(stories)]  # type: ignore[misc]
    desks = []
    for _ in range(editors):
        desk = QuickDesk(staff("Editor"))
        desk.defaults.update(client)
        desks.append(desk)
    outcome = Outcome()
    start = time.perf_counter()
    with ThreadPoolExecutor(editors) as pool:
        shares = [
            pool.submit(_work, desk, number, articles, edits // editors, outcome)
            for number, desk in enumerate(desks)
        ]
        expected = [share.result() for share in shares]
    outcome.seconds = time.perf_counter() - start
    found = Article.objects.in_bulk([article.pk for article in articles])
    tags = {article.pk: set(article.tags.names()) for article in found.values()}
    histories = {
        article.pk: [str(content) for content in article.revisions.values_list("content", flat=True)]
        for article in found.values()
    }
    for paragraphs, tagged in expected:
        for pk, words in paragraphs.items():
            if f"<p>{words[-1]}</p>" not in found[pk].body:
                outcome.lost.append(words[-1])
            outcome.lost += [word for word in words if not any(word in kept for kept in histories[pk])]
        outcome.lost += [name for pk, name in tagged if name not in tags[pk]]
    return outcome


def _work(desk: QuickDesk, number: int, articles, count: int, outcome: Outcome):
    """The paragraphs that one editor wrote, by story and in order, and the tags."""
    chance = random.Random(number)  # noqa: S311 - no secret
    paragraphs: dict[int, list[str]] = {}
    tagged: list[tuple[int, str]] = []
    try:
        for edit in range(count):
            article = chance.choice(articles)
            start = time.perf_counter()
            desk.open(article)
            if chance.choice(KINDS) == "tag":
                name = f"tag {number} {edit}"
                tagged.append((article.pk, name))
                desk.type(tags=", ".join(filter(None, [desk.form["tags"], name])))
            else:
                before = paragraphs.setdefault(article.pk, [f"Of editor {number}."])
                before.append(f"Editor {number} wrote this as edit {edit}.")
                old, new = (f"<p>{words}</p>" for words in before[-2:])
                desk.type(body=desk.form["body"].replace(old, new))
            response = desk.save()
            outcome.slowest = max(outcome.slowest, time.perf_counter() - start)
            if response.status_code == 302:
                outcome.made += 1
            else:
                outcome.refused.append(f"editor {number}, edit {edit}: {response.status_code}")
    finally:
        connection.close()
    for words in paragraphs.values():
        del words[0]
    return paragraphs, tagged
