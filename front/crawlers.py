"""The crawlers of AI services, by their names for robots.txt (RFC 9309), and which of them are kept out."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models


class AICrawlers(models.TextChoices):
    ALLOWED = "allowed", "All may read"
    NO_TRAINING = "no_training", "None may read to train models"
    NONE = "none", "None may read, also not to answer questions"


# As their makers document them. Some take what they read for both; those stand here.
TRAINING = [
    "AI2Bot", "Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "Diffbot", "FacebookBot",
    "Google-Extended", "GPTBot", "Meta-ExternalAgent", "PanguBot", "Timpibot", "anthropic-ai", "cohere-ai",
    "cohere-training-data-crawler", "img2dataset", "omgili", "webzio-extended",
]  # fmt: skip
# Read a page when somebody asks about it, or to find pages for an answer.
ANSWERING = [
    "ChatGPT-User", "Claude-SearchBot", "Claude-User", "DuckAssistBot", "Meta-ExternalFetcher", "MistralAI-User",
    "OAI-SearchBot", "Perplexity-User", "PerplexityBot", "YouBot",
]  # fmt: skip
KEPT_OUT = {
    AICrawlers.ALLOWED: [],
    AICrawlers.NO_TRAINING: TRAINING,
    AICrawlers.NONE: [*TRAINING, *ANSWERING],
}


def check_names(text: str) -> None:
    """What could end the line would let an editor's slip say something else to every crawler."""
    for name in names(text):
        if not re.fullmatch(r"[-\w.]{1,100}", name, re.ASCII):
            raise ValidationError(f"“{name}” is no name of a crawler. Write one a line, such as ExampleBot.")


def names(text: str) -> list[str]:
    return [name for line in text.splitlines() if (name := line.strip())]


def kept_out(publication) -> list[str]:
    """The names that robots.txt turns away, each once."""
    chosen = KEPT_OUT[AICrawlers(publication.ai_crawlers)]
    return list(dict.fromkeys([*chosen, *names(publication.crawlers_kept_out)]))
