"""
`make bench`: fills databases of its own with stories and prints what the pages cost.

`BENCH_SIZES=1000,100000,1000000` measures how the archive's growth tells up to a million stories (half an hour, and
10 GB of disk); `BENCH_EDITS=0` leaves the twenty editors out.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.sizes import Archive, Cost

STORIES = 1000
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,100000").split(",")]
EDITS = int(os.environ.get("BENCH_EDITS", "1000"))


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django
    from django.core.management import call_command

    from newsroom.environment import ensure_database

    ensure_database()
    django.setup()
    from bench.sizes import Archive

    call_command("collectstatic", interactive=False, verbosity=0)
    with a_database():
        report()
    with ExitStack() as stack:
        archives = [Archive(size, stack.enter_context(a_database(f"{size}"))) for size in SIZES]
        report_sizes(archives)


@contextmanager
def a_database(name: str = ""):
    """A new, empty database, which the process works in within the block; gives its name."""
    from django.core.management import call_command
    from django.db import connection

    outer = connection.settings_dict["NAME"]
    inner = f"newsroom_bench_{name}" if name else outer
    connection.close()
    with connection._nodb_cursor() as cursor:
        drop(cursor, inner)
        cursor.execute(f'CREATE DATABASE "{inner}"')
    try:
        connection.settings_dict["NAME"] = inner
        call_command("migrate", verbosity=0)
        yield inner
    finally:
        connection.close()
        with connection._nodb_cursor() as cursor:
            drop(cursor, inner)
        connection.settings_dict["NAME"] = outer


def drop(cursor, name: str) -> None:
    """Not WITH (FORCE), which may not end the database's own workers that tidy up there; a plain DROP does."""
    own = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
    )
    cursor.execute(own, [name])
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


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


def report_sizes(archives: list[Archive]) -> None:
    from bench import desk, pages, searching
    from bench.sizes import compare

    for archive in archives:
        archive.enter()
        archive.fill()
        say(f"\n{archive.stories:,} stories written in {archive.took:.0f} s.")
    for title, prepare in (
        ("The readers' pages", pages.prepare), ("Search", searching.prepare), ("The desk", desk.prepare),
    ):  # fmt: skip
        compare(archives, prepare)
        say(f"\n{title} at {' / '.join(f'{one.stories:,}' for one in archives)} stories, nothing kept.\n")
        say_growth([archive.costs() for archive in archives])
    say("\nMilliseconds from the press of “Publish now” to the story being on a page:")
    for name, took in desk.published().items():
        say(f"  {name:8}{took:>8.1f}")
    if EDITS:
        report_editors()


def say_growth(costs: list[dict[str, Cost]]) -> None:
    """A line for each page: queries and milliseconds in each archive, and how much slower each is than the first."""
    say(f"{'page':14}{'queries':>16}{'ms (median)':>26}{'ratio':>14}")
    for name in costs[0]:
        here = [one[name] for one in costs]
        queries = " / ".join(str(cost.queries) for cost in here)
        milliseconds = " / ".join(f"{cost.milliseconds:.1f}" for cost in here)
        ratios = " / ".join(f"{cost.milliseconds / here[0].milliseconds:.2f}" for cost in here[1:])
        say(f"{name:14}{queries:>16}{milliseconds:>26}{ratios:>14}")


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
