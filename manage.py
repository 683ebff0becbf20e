#!/usr/bin/env python
"""Runs Django's management commands for this publication, with a database to run them on."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    from newsroom.environment import ensure_database, told_in_a_sentence

    with told_in_a_sentence():
        ensure_database()
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
