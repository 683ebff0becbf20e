"""Many editors who change many stories at once, through the form as it is shown and sent."""

from __future__ import annotations

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Article
from tests.desk import Desk, staff
from tests.factories import ArticleFactory, SectionFactory

IN_A_ROW = 3
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
        """As the page's script does; it goes on in the page where that shows all of the story, else in the next."""
        sent = self.form | {"_save": "", "page": self.form["tab"]}
        response = self.post(self.address, sent, headers={"X-Requested-With": "fetch"})
        if is_answer(response) and (answer := json.loads(response.content))["stays"]:
            self.form |= answer["merged"] | {"opened_version": answer["version"]}
        else:
            self.form = {}
        return response

    def autosave(self, article: Article, form: dict):
        values = urlencode(form, doseq=True)
        sent = {"tab": form["tab"], "article": article.pk, "values": values, "changed": "Text"}
        return self.post(reverse("admin:articles_article_autosave"), sent)


def is_answer(response) -> bool:
    """Whether it answers the page's script: what can't be done comes back as a page."""
    return response["Content-Type"] == "application/json"


def run(editors: int, stories: int, edits: int, **client) -> Outcome:
    """
    Every editor makes their share of the edits, a few in a row to each story of a seeded choice, at a place of their
    own: their own paragraph of the text, or a tag. The moment in which it is saved is also the one in which it is kept
    unsaved. An edit is refused if either fails, or the form comes back, and lost if it isn't in the story at the end,
    or not in its history. `client` goes to Django's test client.
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
    with ThreadPoolExecutor(editors) as pool, ThreadPoolExecutor(editors) as beside:
        shares = [
            pool.submit(_work, desk, number, articles, edits // editors, outcome, beside)
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


def _autosave(desk: QuickDesk, article: Article, form: dict):
    try:
        return desk.autosave(article, form)
    finally:
        connection.close()


def _work(
    desk: QuickDesk, number: int, articles, count: int, outcome: Outcome, beside: ThreadPoolExecutor
) -> tuple[dict[int, list[str]], list[tuple[int, str]]]:
    """The paragraphs that one editor wrote, by story and in order, and the tags."""
    chance = random.Random(number)  # noqa: S311 - no secret
    paragraphs: dict[int, list[str]] = {}
    tagged: list[tuple[int, str]] = []
    try:
        for edit in range(count):
            start = time.perf_counter()
            if edit % IN_A_ROW == 0:
                desk.open(article := chance.choice(articles))
            elif not desk.form:
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
            meanwhile = beside.submit(_autosave, desk, article, desk.form)
            answers = [desk.save(), meanwhile.result()]
            outcome.slowest = max(outcome.slowest, time.perf_counter() - start)
            if all(is_answer(answer) for answer in answers):
                outcome.made += 1
            else:
                statuses = [answer.status_code for answer in answers]
                outcome.refused.append(f"editor {number}, edit {edit}: {statuses}")
    finally:
        connection.close()
    for words in paragraphs.values():
        del words[0]
    return paragraphs, tagged
