"""`make bench`: fills a database of its own with 1,000 stories and prints what the pages cost."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager

STORIES = 1000
DESK_STORIES = int(os.environ.get("BENCH_DESK", "100000"))  # 0: the desk is not measured
EDITS = int(os.environ.get("BENCH_EDITS", "1000"))  # of twenty editors at once; 0: none


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django
    from django.core.management import call_command

    from newsroom.environment import ensure_database

    ensure_database()
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    with a_database():
        report()
    if DESK_STORIES:
        with a_database("few") as few, a_database("many") as many:
            report_desk(few, many)
            report_search(few, many)


@contextmanager
def a_database(name: str = ""):
    """A new, empty database, which the process works in within the block; gives its name."""
    from django.core.management import call_command
    from django.db import connection

    outer = connection.settings_dict["NAME"]
    inner = f"newsroom_bench_{name}" if name else outer
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{inner}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{inner}"')
    try:
        connection.settings_dict["NAME"] = inner
        call_command("migrate", verbosity=0)
        yield inner
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{inner}" WITH (FORCE)')
        connection.settings_dict["NAME"] = outer


def report() -> None:
    from bench import archive, load, pages, weight

    archive.fill(STORIES)
    tidy_up()
    say(
        f"Archive of {STORIES:,} stories. Each page is made anew; beside it a bare view that returns as many bytes.\n"
    )
    say(f"{'page':10}{'queries':>9}{'ms (median)':>13}{'bare ms':>10}{'bytes':>10}")
    sizes = {}
    for kind, queries, milliseconds, bare, size in pages.measure():
        say(f"{kind:10}{queries:>9}{milliseconds:>13.2f}{bare:>10.2f}{size:>10,}")
        sizes[kind] = size

    story = pages.addresses()["story"]
    rates = load.compare(story, sizes["story"])
    say("\nRequests per second of the story, one worker each, in alternating rounds:")
    say(f"  bare view           {rates['bare']:>8.0f}")
    say(f"  as it is served     {rates['kept']:>8.0f}   {rates['kept_share']:.2f} of the bare view")
    say(f"  made anew each time {rates['anew']:>8.0f}   {rates['anew_share']:.2f} of the bare view")

    with load.served("bench.settings") as port:
        weights = weight.weigh(f"http://127.0.0.1:{port}{story}")
    if weights is None:
        say("\nNo Chromium, so the story's bytes were not weighed.")
        return
    say("\nBytes over the wire for the story, compressed, without pictures:")
    for kind, size in weights.items():
        say(f"  {kind:8}{size:>9,}")
    say(f"  {'in all':8}{weights.total():>9,}")


def report_desk(few_name: str, many_name: str) -> None:
    from bench import desk

    archives = [desk.Archive(STORIES, few_name), desk.Archive(DESK_STORIES, many_name)]
    for archive in archives:
        archive.enter()
        archive.fill()
        tidy_up()
    desk.compare(archives)
    few, many = (archive.costs() for archive in archives)
    say(f"\nThe desk at {STORIES:,} and at {DESK_STORIES:,} stories.\n")
    say(f"{'page':14}{'queries':>14}{'ms (median)':>20}{'ratio':>8}")
    for name, cost in many.items():
        small = few[name]
        queries = f"{small.queries} / {cost.queries}"
        milliseconds = f"{small.milliseconds:.1f} / {cost.milliseconds:.1f}"
        say(f"{name:14}{queries:>14}{milliseconds:>20}{cost.milliseconds / small.milliseconds:>8.2f}")
    say("\nMilliseconds from the press of “Publish now” to the story being on a page:")
    for name, took in desk.published().items():
        say(f"  {name:8}{took:>8.1f}")
    if EDITS:
        report_editors()


def report_search(few_name: str, many_name: str) -> None:
    from bench import desk, searching

    few, many = searching.compare([desk.Archive(STORIES, few_name), desk.Archive(DESK_STORIES, many_name)])
    say(f"\nSearch at {STORIES:,} and at {DESK_STORIES:,} stories, nothing kept.\n")
    say(f"{'asked for':14}{'queries':>14}{'ms (median)':>20}{'ratio':>8}")
    for name, cost in many.items():
        small = few[name]
        queries = f"{small.queries} / {cost.queries}"
        milliseconds = f"{small.milliseconds:.1f} / {cost.milliseconds:.1f}"
        say(f"{name:14}{queries:>14}{milliseconds:>20}{cost.milliseconds / small.milliseconds:>8.2f}")


def report_editors() -> None:
    from tests.articles import many_editors

    outcome = many_editors.run(20, 20, EDITS, SERVER_NAME="127.0.0.1")
    say(
        f"\n20 editors made {outcome.made:,} edits to 20 stories in {outcome.seconds:.0f} s: {len(outcome.lost)} lost, "
        f"{len(outcome.refused)} refused, the slowest save {outcome.slowest:.1f} s after its form was asked for."
    )


def tidy_up() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
