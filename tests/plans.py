"""What the database reads to answer a question: its plan tells, however fast the machine is."""

import json

from django.db import connection


def rows_read(sql: str, table: str) -> float:
    """How many rows of the table are looked at to answer a question, those that are put aside among them."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        [found] = cursor.fetchone()
    [told] = json.loads(found) if isinstance(found, str) else found
    return sum(_rows(node) for node in _nodes(told["Plan"]) if node.get("Relation Name") == table)


def _nodes(node: dict):
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _rows(node: dict) -> float:
    put_aside = ("Rows Removed by Filter", "Rows Removed by Index Recheck")
    return (node["Actual Rows"] + sum(node.get(name, 0) for name in put_aside)) * node["Actual Loops"]
