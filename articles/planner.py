"""Where the database reckons wrongly what a way of reading costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def without(*ways: str) -> Iterator[None]:
    """Within the block nothing is read in these ways, such as "seqscan", as long as there is another."""

    def set_all(to: str) -> None:
        cursor.execute("; ".join(f"SET LOCAL enable_{way} = {to}" for way in ways))

    with transaction.atomic(), connection.cursor() as cursor:
        set_all("off")
        yield
        set_all("DEFAULT")
