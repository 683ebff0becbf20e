"""`python -m newsroom.postgres start|stop|status|psql`: the embedded Postgres by hand."""

import argparse
import os
import subprocess
import sys

from newsroom.environment import var_dir
from newsroom.postgres.cluster import Cluster
from newsroom.postgres.errors import PostgresError
from newsroom.postgres.programs import binaries_folder


def start(cluster: Cluster) -> str:
    cluster.start()
    cluster.keep()
    return status(cluster)


def stop(cluster: Cluster) -> str:
    return "Postgres is stopped." if cluster.stop() else "Postgres does not run."


def status(cluster: Cluster) -> str:
    process = cluster.postmaster()
    if process is None:
        raise PostgresError(f"Postgres is not running (data: {cluster.folder}).")
    return (
        f"Postgres runs as process {process.pid} (data: {cluster.folder}, socket: {cluster.socket_folder})."
    )


def psql(cluster: Cluster) -> str:
    cluster.use()
    cluster.start()
    address: list[str] = ["-h", str(cluster.socket_folder), "-p", cluster.PORT, "-U", cluster.ROLE]
    subprocess.call(
        [str(binaries_folder() / "psql"), *address, cluster.DATABASE],
        env=os.environ | {"PGPASSFILE": str(cluster.passfile)},
    )
    return ""


def main() -> None:
    commands = {command.__name__: command for command in (start, stop, status, psql)}
    parser = argparse.ArgumentParser(prog="python -m newsroom.postgres", description=__doc__)
    parser.add_argument("command", choices=commands)
    try:
        told = commands[parser.parse_args().command](Cluster(var_dir() / "postgres"))
    except PostgresError as error:
        sys.exit(str(error))
    if told:
        sys.stdout.write(told + "\n")


if __name__ == "__main__":
    main()
