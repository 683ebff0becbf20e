"""For tests that go through many cases with one set-up."""

from contextlib import contextmanager

from django.core.cache import caches
from django.db import transaction


@contextmanager
def case(named):
    """What fails within says of which case it was."""
    try:
        yield
    except BaseException as error:
        error.add_note(f"In the case: {named}")
        raise


@contextmanager
def for_now():
    """What is done within is taken back at the end, and no page is kept of it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    caches["pages"].clear()
