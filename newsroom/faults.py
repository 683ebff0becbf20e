"""What people get, and the log says, where the fault is neither theirs nor the page's, but around the web server."""

import logging
import sys

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponseForbidden
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.template import loader
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views import defaults

logger = logging.getLogger(__name__)

# PostgreSQL's errors that mean: nobody answers, it is just starting or ending, or takes no more guests.
AWAY = ("08", "57P", "53300")
COME_BACK_AFTER = "30"  # seconds
SAID_EVERY = 60  # seconds


def is_database_away(error: BaseException | None) -> bool:
    """Whether the database couldn't be asked, rather than refused what it was asked."""
    code = getattr(error.__cause__, "sqlstate", None) if error else None
    return isinstance(error, OperationalError | InterfaceError) and (not code or code.startswith(AWAY))


def server_error(request):
    """The page for a fault. Where the database is away, it is 503 and says when to come back."""
    response = defaults.server_error(request)
    if is_database_away(sys.exception()):
        response.status_code = 503
        response["Retry-After"] = COME_BACK_AFTER
    # What breaks before the view, as all does without a database, has not come past these.
    add_never_cache_headers(response)
    for guard in (SecurityMiddleware, CSPMiddleware, XFrameOptionsMiddleware):
        guard(server_error).process_response(request, response)
    return response


class Refused(logging.Filter):
    """Says in one line that somebody may not do what they asked for: where in the code it was refused is no news."""

    def filter(self, record):
        if getattr(record, "status_code", None) == 403:
            record.exc_info = None
        return True


class DatabaseAway(logging.Filter):
    """Says that the database is away in one line a minute, instead of in a traceback for each request."""

    def __init__(self):
        super().__init__()
        self.silent_until = 0.0

    def filter(self, record):
        error = record.exc_info[1] if record.exc_info else None
        if not is_database_away(error):
            return True
        if record.created < self.silent_until:
            return False
        self.silent_until = record.created + SAID_EVERY
        reason = " ".join(str(error).split())
        record.msg = (
            "The database does not answer, and readers get “Something went wrong”: start it, or correct "
            "DATABASE_URL. It says: %s"
        )
        record.args, record.exc_info, record.exc_text = (reason,), None, None
        return True


FORMS = ("/add/", "/change/")  # what was typed there waits there, once somebody has signed in


def csrf_failure(request, reason=""):
    """
    The page for a form that is refused. Where the browser's address and the one that reached us differ, nobody can
    sign in, whatever they do: the log says what to set.
    """
    wrong_address = reason.startswith(("Origin checking failed", "Referer checking failed")) or (
        settings.CSRF_COOKIE_SECURE and not request.is_secure()
    )
    if wrong_address:
        logger.warning(
            "A form was refused: %s It reached us as %s://%s. Have the web server before us pass on Host and set "
            "X-Forwarded-Proto, and set NEWSROOM_SITE_URL, or NEWSROOM_ALLOWED_HOSTS, to what readers type.",
            reason,
            request.scheme,
            request.get_host(),
        )
    is_of_a_form = request.path.startswith(reverse("admin:index")) and request.path.endswith(FORMS)
    told = {
        "wrong_address": wrong_address,
        "back_to": request.path if is_of_a_form else reverse("admin:index"),
    }
    return HttpResponseForbidden(loader.get_template("403_csrf.html").render(told, request))
