"""What the same pages cost at several sizes of the archive."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection

from bench import archive, growth
from bench.pages import Counter

ROUNDS = 15
NEWEST = 100  # stories as full as real ones, while most of the older are short
CORES = 2  # stories are made by so many connections at once

Ask = Callable[[], object]


@dataclass
class Cost:
    queries: int
    milliseconds: float  # the median


@dataclass
class Archive:
    """One database with so many stories, and how long it took to write them, in seconds."""

    stories: int
    name: str
    took: float = 0
    times: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)

    def enter(self) -> None:
        """From here on the process works in this database, as if it had never known another."""
        connection.close()
        connection.settings_dict["NAME"] = self.name
        for cache in caches.all():
            cache.clear()
        ContentType.objects.clear_cache()

    def fill(self) -> None:
        start = time.perf_counter()
        archive.fill(min(NEWEST, self.stories))
        growth.grow(self.stories, at_once=CORES)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self.took = time.perf_counter() - start

    def costs(self) -> dict[str, Cost]:
        return {name: Cost(self.queries[name], statistics.median(self.times[name])) for name in self.times}


def compare(archives: list[Archive], prepare: Callable[[], dict[str, Ask]], rounds: int = ROUNDS) -> None:
    """
    Measures in each of the archives what `prepare()` gives there, by its name. They take turns, round by round, so that
    noise meets all alike; ends in the last. What was measured before is forgotten.
    """
    asked = []
    for one in archives:
        one.enter()
        asked.append(prepare())
        one.times = {name: [] for name in asked[-1]}
    for turn in range(rounds + 1):
        for one, questions in zip(archives, asked, strict=True):
            one.enter()
            next(iter(questions.values()))()  # connects, and reads what a process reads once
            for name, ask in questions.items():
                caches["pages"].clear()
                counter = Counter()
                start = time.perf_counter()
                with connection.execute_wrapper(counter):
                    ask()
                if turn:  # the first round is for what the database reads from the disk
                    one.times[name].append((time.perf_counter() - start) * 1000)
                one.queries[name] = counter.queries
