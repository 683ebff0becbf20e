"""
The embedded Postgres: what serves a clone until `DATABASE_URL` names a server of the operator's own.

Everything lives in `var/postgres`. `ensure_running()` starts the server or finds it running; when the last
process that called it ends, the server ends too. `python -m newsroom.postgres` does the same by hand.
"""

import os
from pathlib import Path

from newsroom.postgres.cluster import Cluster
from newsroom.postgres.errors import PostgresError

__all__ = ["Cluster", "PostgresError", "connection_params", "ensure_running"]


def connection_params(var_dir: Path) -> dict:
    """How Django reaches the server under `var_dir`, by computation alone: settings start nothing."""
    cluster = Cluster(var_dir / "postgres")
    return {
        "NAME": cluster.DATABASE,
        "USER": cluster.ROLE,
        "HOST": str(cluster.socket_folder),
        "PORT": cluster.PORT,
        "OPTIONS": {"passfile": str(cluster.passfile)},
    }


def ensure_running(var_dir: Path) -> Cluster:
    """
    The running cluster under `var_dir`, started where it was not, and kept up until this process ends.

    Raises PostgresError with a sentence for people.
    """
    # libpq takes the environment's password before that of the file.
    os.environ.pop("PGPASSWORD", None)
    cluster = Cluster(var_dir / "postgres")
    cluster.use()
    cluster.start()
    return cluster
