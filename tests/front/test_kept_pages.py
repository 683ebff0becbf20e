"""Pages that are kept are never older than what they show."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import ArticleFactory, AuthorFactory, ImageFactory, publish
from tests.surfaces import readers_addresses

pytestmark = pytest.mark.django_db

COUNTING = (
    "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name = 'count_generation'"
)


def test_every_table_that_a_public_page_reads_counts_its_changes(client):
    author = AuthorFactory(photo=ImageFactory())
    edition = publish(ArticleFactory(bylines=[author], tags=["harbour"], lead_image=ImageFactory()))
    with connection.cursor() as cursor:
        cursor.execute(COUNTING)
        counting = {table for (table,) in cursor.fetchall()}
    for address in (address for group in readers_addresses(edition).values() for address in group):
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        read = {table for query in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
        assert read <= counting | {"front_generation"}, address
