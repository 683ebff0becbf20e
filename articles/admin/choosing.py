"""
What a form sends that asks which of two texts to take (see meeting.py), and the same with the answers in their places.

Of each place that was `asked` about it sends `kept-…`, what stood in the form, `other-…`, what would have, the answer
as `choice-…`, "kept", "other" or, of a paragraph, "both", and `put-…`, which of them a script has put there since;
`left-…` is what was typed in a text that was put there and then taken out again. Of places that are `held` the form
kept the colleague's text, until somebody chooses.
"""

from __future__ import annotations

from django.core import signing
from django.http import QueryDict

from articles.admin.sent import FIELDS, as_text, holds, value, write_rows
from articles.body import tree as blocks
from articles.models import Article

CHOICES = {"kept", "other", "both"}
PARAGRAPH = "body-"  # how the key begins of what is no field, but a block of the body


def unanswered(data: QueryDict, prefix: str) -> bool:
    """
    Whether two texts were shown for one place, and none of them was chosen; or one was, and then somebody typed in the
    other, which stood in the form. `prefix` is that of the bylines' rows.
    """
    if not choices(data) <= CHOICES:
        return True
    body = set(_parts(data))
    return any(_typed_since(data, key, body, prefix) for key in data.getlist("asked"))


def _typed_since(data: QueryDict, key: str, body: set[str], prefix: str) -> bool:
    choice, kept, other = (data.get(f"{name}-{key}", "") for name in ("choice", "kept", "other"))
    if put := put_in(data, key):
        return put != choice
    if choice == "kept" or f"kept-{key}" not in data:
        return False
    if key.startswith(PARAGRAPH):
        return kept not in body
    return holds(data, key, prefix) not in {as_text([kept]), as_text([other])}


def put_in(data: QueryDict, key: str) -> str:
    """What a script has put into the form as soon as it was chosen, "other" or "both"; see chosen.js."""
    put = data.get(f"put-{key}", "")
    return put if put in {"other", "both"} else ""


def choices(data) -> set[str]:
    """What was chosen where it was asked, "" where nothing was."""
    return {data.get(f"choice-{key}", "") for key in data.getlist("asked")}


def asked_again(data: QueryDict) -> QueryDict:
    """
    What was sent as if it had not met anything yet: from the version that both began with, without what its sender
    took out, which the form holds until somebody chooses, and with their own text again where they chose the other and
    have typed nothing in it. So it meets the same again, now or once an error is mended.
    """
    data = data.copy()
    data["opened_version"] = data.get("met_from", "")
    held = data.getlist("held")
    _take_back(data, [key for key in data.getlist("asked") if put_in(data, key) and key not in held])
    _choose_paragraphs(data, dict.fromkeys(held, "other"))
    return data


def typed_first(data: QueryDict) -> QueryDict:
    """What its sender had typed, before they chose and in what they did not choose."""
    data = asked_again(data)
    for key, text in _not_in_the_form(data).items():
        if key.startswith(PARAGRAPH):
            data["body"] = data.get("body", "") + text  # nobody knows where it was
        elif key in FIELDS:
            data[key] = text
    return data


def gives_up(data: QueryDict) -> bool:
    """Whether another text was chosen in place of one that the sender had typed, or taken out."""
    held = data.getlist("held")
    theirs = ((key, "kept" if key in held else "other") for key in data.getlist("asked"))
    return any(data.get(f"choice-{key}") == choice or data.get(f"left-{key}") for key, choice in theirs)


def lacks(data: QueryDict) -> bool:
    """Whether something that the sender had typed is not in the form, though all is asked again."""
    return bool(_not_in_the_form(asked_again(data)))


def _not_in_the_form(data: QueryDict) -> dict[str, str]:
    """Of what is asked again, texts that the sender had typed, and typed on in another that stands there now."""
    held, texts = data.getlist("held"), {}
    for key in data.getlist("asked"):
        if put_in(data, key) == "other" and key not in held:
            texts[key] = data.get(f"kept-{key}", "")
        elif left := data.get(f"left-{key}"):
            texts[key] = left
    return texts


def carry(not_chosen: list[dict], user, article: Article) -> str:
    """
    Texts in whose place others were chosen, as content()s, for the form to send along until they can stand in the
    history: signed, so that nobody writes there what was never in a form.
    """
    return signing.dumps(not_chosen, salt=_salt(user, article), compress=True) if not_chosen else ""


def carried(data: QueryDict, user, article: Article) -> list[dict]:
    try:
        return signing.loads(data.get("not_chosen", ""), salt=_salt(user, article))
    except signing.BadSignature:
        return []


def _salt(user, article: Article) -> str:
    return f"not chosen, by {user.pk}, of {article.pk}"


def _take_back(data: QueryDict, keys: list[str]) -> None:
    parts = _parts(data)
    for key in keys:
        kept, other = data.get(f"kept-{key}", ""), data.get(f"other-{key}", "")
        put = [kept, other] if put_in(data, key) == "both" else [other]
        if key.startswith(PARAGRAPH):
            places = (at for at in range(len(parts)) if parts[at : at + len(put)] == put)
            if (place := next(places, None)) is None:
                continue
            parts[place : place + len(put)] = [kept]
        elif key in FIELDS and holds(data, key, "") == as_text([other]):
            data[key] = kept
        else:
            continue
        data[f"put-{key}"] = ""
    data["body"] = "".join(parts)


def choose(data: QueryDict, article: Article, prefix: str) -> QueryDict:
    """
    What was sent, with what was chosen of two texts: `choice-…` is "kept", "other" or, of a paragraph, "both".
    `prefix` is that of the bylines' rows.
    """
    choices = {
        name.removeprefix("choice-"): choice
        for name, choice in data.items()
        if name.startswith("choice-")
        and choice in {"other", "both"}
        and not put_in(data, name.removeprefix("choice-"))
    }
    opened = data.get("opened_version", "")
    revision = article.revisions.filter(version=opened).first() if opened.isdecimal() else None
    if not choices or not revision:
        return data
    data = data.copy()
    if paragraphs := {key: choice for key, choice in choices.items() if key.startswith(PARAGRAPH)}:
        _choose_paragraphs(data, paragraphs)
    for key in choices:
        if key == "bylines":
            write_rows(data, prefix, revision.content["bylines"])
        elif key in FIELDS:
            data.setlist(key, value(key, revision.content[key]))
    return data


def _choose_paragraphs(data: QueryDict, choices: dict[str, str]) -> None:
    parts = _parts(data)
    for key, choice in choices.items():
        kept, other = data.get(f"kept-{key}", ""), data.get(f"other-{key}", "")
        if kept in parts:
            parts[parts.index(kept)] = kept + other if choice == "both" else other
    data["body"] = "".join(parts)


def _parts(data: QueryDict) -> list[str]:
    return [str(block) for block in blocks(data.get("body", ""))]
