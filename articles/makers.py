"""Who made a story, as machines ask it: who wrote it, who edited it, and who else had a part."""

from __future__ import annotations

import re
from enum import StrEnum


class Task(StrEnum):
    """As schema.org calls them."""

    AUTHOR = "author"
    EDITOR = "editor"
    CONTRIBUTOR = "contributor"


# The words of roles, which are free text: in the languages that readers' pages have.
OF_PICTURES = re.compile(
    r"photo\w*|foto\w*|pictures?|images?|illustrat\w*|drawings?|drawn|(?:info)?graphics?|artwork"
    r"|bild(?:er)?|gezeichnet|zeichnung(?:en)?|(?:info)?grafik(?:en)?"
    r"|(?:ال)?(?:تصوير|صور|صورة|رسم|رسوم|رسومات)|بعدسة"
)
OF_EDITING = re.compile(
    r"edit(?:ed|ing|ors?)?|(?:sub|copy)edit\w*|redigiert|redaktion|bearbeitet|bearbeitung|lektorat|(?:ال)?تحرير"
)
SAY_NOTHING = re.compile(r"by|and|the|additional|assistant|sub|copy|research|von|und|der|die|من|و")


def tasks(roles: list[str]) -> list[Task]:
    """
    What each of a story's bylines is by its role. A role that says more than these words do, such as “Words and
    photographs by”, is that of an author; and where nobody else wrote, whoever is named did.
    """
    found = [_task(role) for role in roles]
    return found if Task.AUTHOR in found else [Task.AUTHOR for _ in roles]


def _task(role: str) -> Task:
    words = [word for word in re.findall(r"\w+", role.casefold()) if not SAY_NOTHING.fullmatch(word)]
    pictures = [word for word in words if OF_PICTURES.fullmatch(word)]
    editing = [word for word in words if OF_EDITING.fullmatch(word)]
    if not words or len(pictures) + len(editing) < len(words):
        return Task.AUTHOR
    return Task.CONTRIBUTOR if pictures else Task.EDITOR
