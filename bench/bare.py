"""Settings and the one view of a bare Django beside which the pages are measured: no middleware, no database."""

from functools import cache

from django.http import HttpResponse
from django.urls import path

SECRET_KEY = "bare"  # noqa: S105 - it signs nothing
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench.bare"
MIDDLEWARE: list[str] = []
LOGGING_CONFIG = None


@cache
def body(count: int) -> bytes:
    return b"x" * count


def bare(request, count: int):
    return HttpResponse(body(count))


urlpatterns = [path("<int:count>", bare)]
