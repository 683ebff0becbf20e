#!/usr/bin/env python
"""Runs Django's management commands for this publication, with a database to run them on."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    from newsroom.environment import ensure_database
    from newsroom.postgres import PostgresError

    try:
        ensure_database()
    except PostgresError as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
