"""What searches cost at two sizes of the archive: a common word, a rare one, none found, a typo."""

from __future__ import annotations

import statistics
import time
from urllib.parse import urlencode

from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from bench.desk import Archive, Cost
from bench.growth import vocabulary
from bench.pages import Counter, ask

ROUNDS = 15


def questions() -> dict[str, str]:
    """What is asked, by what it is; the address of the suggestions for half a word comes last."""
    common, *_, uncommon = vocabulary()
    return {
        "common word": common,  # nine stories in ten have it
        "two words": f"{common} {vocabulary()[1]}",
        "one in fifty": uncommon,
        "rare word": "story-777",
        "phrase": f'"{common} {vocabulary()[1]}"',
        "narrowed": f'{common} section:harbour author:"Author 7"',
        "none found": "zyzzyvaxyst",
        "typo": f"{common[0]}{common[2]}{common[1]}{common[3:]}",
    }


def compare(archives: list[Archive]) -> list[dict[str, Cost]]:
    """For each of the archives, by what was asked; they take turns, so that noise meets all alike."""
    site = WSGIHandler()
    addresses = {name: f"/search/?{urlencode({'q': words})}" for name, words in questions().items()}
    addresses["suggestions"] = f"/search/suggest/?{urlencode({'q': vocabulary()[0][:4]})}"
    times: list[dict[str, list[float]]] = [{name: [] for name in addresses} for _ in archives]
    queries: list[dict[str, int]] = [{} for _ in archives]
    for turn in range(ROUNDS + 1):
        for place, archive in enumerate(archives):
            archive.enter()
            ask(site, "/search/")
            for name, address in addresses.items():
                caches["pages"].clear()
                counter = Counter()
                start = time.perf_counter()
                with connection.execute_wrapper(counter):
                    ask(site, address)
                if turn:  # the first one is for what the database reads from the disk
                    times[place][name].append((time.perf_counter() - start) * 1000)
                queries[place][name] = counter.queries
    return [
        {name: Cost(queries[place][name], statistics.median(times[place][name])) for name in addresses}
        for place in range(len(archives))
    ]
