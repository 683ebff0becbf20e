"""What goes wrong with a database server, said in one sentence."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PostgresError(Exception):
    """Why there is no database, and what to do about it."""


NO_MEMORY = (
    "There is too little memory to run Postgres: end other programs, or give this machine 256 MB more."
)
DISK_FULL = "The disk is full: free 100 MB where {folder} is."
READ_ONLY = "The disk with {folder} is read-only: put the project on one that can be written."
NO_SHARED_MEMORY = "Postgres finds no shared memory: make /dev/shm larger, 64 MB are enough."

# The first pattern that is found decides: shared memory before the disk, as both run out of “space”.
KNOWN = [
    (r"shared memory.*No space left on device", NO_SHARED_MEMORY),
    (r"Cannot allocate memory|out of memory", NO_MEMORY),
    (r"No space left on device|Disk quota exceeded", DISK_FULL),
    (r"Read-only file system", READ_ONLY),
]


def explain(words: str, folder: Path) -> str:
    """The sentence for what `initdb` or the server wrote; an unknown trouble is quoted."""
    for pattern, sentence in KNOWN:
        if re.search(pattern, words):
            return sentence.format(folder=folder)
    if shutil.disk_usage(folder).free < 2**20:  # too little even for the server's log
        return DISK_FULL.format(folder=folder)
    told = re.findall(r"(?:FATAL|PANIC|ERROR|error):\s+(.+)", words) or words.strip().split("\n")[-1:]
    return f"Postgres does not start: {told[0].strip()} (its files are in {folder})."


@contextmanager
def in_a_sentence(folder: Path) -> Iterator[None]:
    """Turns what the operating system refuses into a PostgresError."""
    try:
        yield
    except PermissionError as error:
        raise PostgresError(
            f"{error.filename or folder} belongs to another user: run this as that user, or give "
            f"yourself the folder with `sudo chown -R \"$(id -un)\" '{folder}'`."
        ) from error
    except MemoryError as error:
        raise PostgresError(NO_MEMORY) from error
    except OSError as error:
        raise PostgresError(explain(str(error), folder)) from error
