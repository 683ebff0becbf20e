"""/.well-known/security.txt: where to report a security hole (RFC 9116)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from media.moments import start_of

NO_CONTACT = "Write a mail address, such as security@paper.example, or an address that begins with https://."


def check_contact(contact: str) -> None:
    check = URLValidator(["https"]) if ":" in contact else validate_email
    try:
        check(contact)
    except ValidationError as error:
        raise ValidationError(NO_CONTACT) from error


def end_of(publication) -> datetime | None:
    """The moment from which the contact may not be relied on any more; None where there is no contact."""
    if not publication.security_contact or not publication.security_until:
        return None
    return start_of(publication.security_until + timedelta(days=1))


def security_txt(publication, *, canonical: str, policy: str, language: str, at: datetime) -> str:
    """The file; empty where there is no contact, or its time is over: a stale file is worse than none."""
    end = end_of(publication)
    if not end or end <= at:
        return ""
    contact = publication.security_contact
    lines = [
        f"Contact: {contact if contact.startswith('https:') else f'mailto:{contact}'}",
        f"Expires: {end.isoformat()}",
        f"Preferred-Languages: {language}",
        f"Canonical: {canonical}",
        *([f"Policy: {policy}"] if policy else []),
    ]
    return "\n".join(lines) + "\n"
