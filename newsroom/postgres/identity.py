"""
As whom the server runs. Postgres refuses to be root, yet containers and CI often are.

As root we change no mode or owner above the server's own folder. Instead the server gets the least privilege
that can reach the folder and the binaries, tried out in this order:

1. an unprivileged user, where every parent folder lets it pass;
2. the same user with the one capability to read past the folders' modes, as in a clone inside /root;
3. the same user with the one to override them, which is all that containers commonly have;
4. a user namespace in which root has another number, where root may not become anyone else.
"""

import os
import pwd
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.postgres.errors import PostgresError


@dataclass(frozen=True)
class Identity:
    uid: int
    gid: int
    prefix: tuple[str, ...] = ()
    """What stands before a command to run it as this identity."""

    def own(self, folder: Path) -> None:
        """Makes the folder and what is in it this identity's; the folder last, as the sign that all is."""
        if folder.stat().st_uid == self.uid:
            return
        for parent, folders, files in os.walk(folder, topdown=False):
            for name in folders + files:
                os.chown(Path(parent) / name, self.uid, self.gid, follow_symlinks=False)
        os.chown(folder, self.uid, self.gid)

    def reaches(self, binaries: Path, folder: Path) -> bool:
        attempt = '"$1/postgres" --version && cd "$2" && test -w .'
        try:
            run = subprocess.run(
                [*self.prefix, "sh", "-c", attempt, "sh", binaries, folder], capture_output=True, cwd="/"
            )
        except FileNotFoundError:  # no setpriv or unshare here
            return False
        return run.returncode == 0


def server_identity(binaries: Path, folder: Path) -> Identity:
    """Who runs the server in `folder`, now theirs. Raises PostgresError where root can be nobody else."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid())
    for identity in identities_for_root(folder.stat().st_uid):
        try:
            identity.own(folder)
        except OSError:  # this root may not give files away
            continue
        if identity.reaches(binaries, folder):
            return identity
    raise PostgresError(
        "Postgres refuses to run as root, and here root may neither become another user nor open a user "
        "namespace: run this as a normal user, or name a server of your own in DATABASE_URL."
    )


def identities_for_root(owner: int) -> Iterator[Identity]:
    user = unprivileged_user(owner)
    become = ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
    yield Identity(user.pw_uid, user.pw_gid, become)
    for capability in ("dac_read_search", "dac_override"):
        only = f"-all,+{capability}"
        # Postgres asks access(2) about its own binary, which heeds capabilities only without the “fixup”.
        keep = (
            "--securebits=+no_setuid_fixup",
            f"--inh-caps={only}",
            f"--ambient-caps={only}",
            f"--bounding-set={only}",
        )
        yield Identity(user.pw_uid, user.pw_gid, (*become, *keep))
    mapped = (f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}")
    yield Identity(0, 0, ("unshare", "--user", *mapped))


def unprivileged_user(owner: int) -> pwd.struct_passwd:
    """Who owns the server's folder already, when that is not root; else the system's own user for daemons."""
    known = {user.pw_uid: user for user in pwd.getpwall()}
    if owner != 0 and owner in known:
        return known[owner]
    named = {user.pw_name: user for user in known.values()}
    return named.get("daemon") or named["nobody"]
