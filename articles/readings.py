"""
Counts how often stories are read: a story's page says so once, when it has been in sight for some seconds.

Nothing is kept of whoever read it: see docs/decisions/0015-most-read.md.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from secrets import token_bytes
from threading import Lock
from urllib.parse import unquote

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles.models import Readings
from authors.sign_in import address

logger = logging.getLogger(__name__)

# How long the counters of an hour are kept.
KEPT = timedelta(days=31)
# What is counted is written this often: a story that everybody reads costs no more than one that few do.
WRITTEN_EVERY = timedelta(seconds=5)
# Of one story, so many readings in an hour count from one address, behind which there may be a whole house.
MOST_FROM_ONE = 20
# Between one writing and the next, and in an hour: whoever makes up addresses doesn't fill the memory.
MOST_STORIES = 1000
MOST_PAIRS = 100_000

LARGEST = 2048  # bytes of an address, each letter of which may take nine
PATH = re.compile(r"/[0-9]{4}/[0-9]{2}/[-\w]+/")
# Every browser's name begins like this; that of a program that doesn't hide says what it is.
BROWSER = re.compile(r"Mozilla/")
PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|headless|preview|lighthouse|monitor|externalhit|scrape", re.IGNORECASE
)

# Only stories that readers have are counted, at the address that they have. Rows come in one order, so that two who
# write at once can't wait for each other.
WRITE = """
    INSERT INTO articles_readings (article_id, hour, count)
    SELECT edition.article_id, told.hour, sum(told.times)
    FROM unnest(%s::text[], %s::timestamptz[], %s::integer[]) AS told (path, hour, times)
    JOIN articles_edition AS edition ON edition.path = told.path
        AND edition.live_from <= %s AND (edition.live_until IS NULL OR edition.live_until > %s)
    GROUP BY edition.article_id, told.hour
    ORDER BY edition.article_id, told.hour
    ON CONFLICT (article_id, hour) DO UPDATE SET count = articles_readings.count + excluded.count
"""


class Tally:
    """What this process was told and has not written yet, and how often one address told of one story in this hour."""

    def __init__(self):
        self.lock = Lock()
        self.times: Counter[tuple[str, datetime]] = Counter()
        self.written_at = self.swept_at = self.hour = datetime.min.replace(tzinfo=UTC)
        self.pairs: Counter[bytes] = Counter()
        self.salt = b""

    def add(self, path: str, network: str, now: datetime) -> None:
        """Counts a reading of the story at `path`, unless its network told of that too often; writes if it is time."""
        with self.lock:
            if not self._counts(path, network, now):
                return
            self.times[path, self.hour] += 1
            if abs(now - self.written_at) < WRITTEN_EVERY and len(self.times) < MOST_STORIES:
                return
        self.write(now)

    def _counts(self, path: str, network: str, now: datetime) -> bool:
        """The salt is forgotten with what was salted: what was known of addresses can't be found out later."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        if hour != self.hour or len(self.pairs) >= MOST_PAIRS:
            self.hour, self.salt, self.pairs = hour, token_bytes(16), Counter()
        pair = blake2b(f"{network} {path}".encode(), key=self.salt, digest_size=8).digest()
        self.pairs[pair] += 1
        return self.pairs[pair] <= MOST_FROM_ONE

    def write(self, now: datetime) -> None:
        """Writes what was told; where the database is away, it is kept for the next time."""
        with self.lock:
            times, self.times, self.written_at = self.times, Counter(), now
            sweep, self.swept_at = self.swept_at != self.hour, self.hour
        if not times:
            return
        paths, hours = zip(*times, strict=True)
        try:
            with connection.cursor() as cursor:
                cursor.execute(WRITE, [list(paths), list(hours), list(times.values()), now, now])
            if sweep:
                Readings.objects.filter(hour__lt=now - KEPT).delete()
        except DatabaseError:
            logger.exception("Readings of %s stories could not be written", len(times))
            with self.lock:
                if len(self.times) < MOST_STORIES:
                    self.times.update(times)


tally = Tally()


def write_rest() -> None:
    """For a process that ends."""
    tally.write(timezone.now())


# A page is kept for all alike, so it can hold no token; and nothing is done here in the name of whoever is signed in.
@csrf_exempt
@never_cache
@require_POST
def readings(request):
    """
    Where a page says, in the body, the address of the story that was read. The answer is always the same: it tells
    nobody which stories there are, nor whether they were counted.
    """
    if path := is_from_our_page(request) and told(request):
        tally.add(path, network(address(request)), timezone.now())
    return HttpResponse(status=204)


def is_from_our_page(request) -> bool:
    """What a browser says from a page of another site is not about its reader."""
    name = request.headers.get("User-Agent", "")
    return (
        request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        and bool(BROWSER.match(name))
        and not PROGRAM.search(name)
    )


def told(request) -> str:
    """The path that the body says, or "" where it says something else."""
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) > LARGEST:
        return ""
    path = unquote(request.read(LARGEST).decode(errors="replace"))
    return path if PATH.fullmatch(path) else ""


def network(address: str) -> str:
    """An address, or those that one reader gets of the newer kind: the first half of it."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return found.exploded[:19]
    return str(getattr(found, "ipv4_mapped", None) or found)
