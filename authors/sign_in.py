"""Signing in at the desk, with a brake on guessing: after ten failures from one address a name has to wait."""

from __future__ import annotations

import logging
from hashlib import sha256

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from authors.models import FailedSignIn

logger = logging.getLogger(__name__)

WAIT = "Too many failed sign-ins. For safety this name can't sign in from here for 15 minutes. Wait, then try again."


class SignInForm(AdminAuthenticationForm):
    def clean(self):
        name = self.cleaned_data.get("username", "")
        who = sha256(f"{name.strip().casefold()} {address(self.request)}".encode()).hexdigest()
        if FailedSignIn.objects.hold_up(who):
            logger.warning("Sign-in held up: “%s” from %s", name, address(self.request))
            raise ValidationError(WAIT, code="held_up")
        try:
            cleaned = super().clean()
        except ValidationError:
            FailedSignIn.objects.note(who)
            raise
        FailedSignIn.objects.filter(who=who).delete()
        return cleaned


def address(request) -> str:
    """Where the request comes from: what the web server before us has seen, where we trust one."""
    seen = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return seen.rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]
