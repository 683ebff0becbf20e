"""As whom the server runs where we are root, and that nothing around it is opened for that."""

import os
import re
import shutil
import stat
from pathlib import Path

import pytest

from newsroom.postgres import Cluster, PostgresError, identity
from newsroom.postgres.programs import binaries_folder
from tests.newsroom.conftest import ask

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become someone else")

NAMES = ["another user", "and may read", "and may override", "in a namespace"]


def modes_and_owners(folder):
    return [(parent, parent.stat().st_mode, parent.stat().st_uid) for parent in [folder, *folder.parents]]


@pytest.fixture
def closed_folder(template, tmp_path):
    """A project's `var` inside a folder that only its owner enters."""
    folder = tmp_path / "home" / "var"
    shutil.copytree(template, folder)
    folder.parent.chmod(0o700)
    return folder


@pytest.mark.parametrize("number", range(1, 4), ids=NAMES[1:])
def test_each_way_serves_from_a_closed_folder_and_leaves_it_closed(closed_folder, number, monkeypatch):
    only = list(identity.identities_for_root(0))[number]
    cluster = Cluster(closed_folder / "postgres")
    only.own(cluster.server_folder)
    if not only.reaches(binaries_folder(), cluster.server_folder):
        pytest.skip(f"not permitted here: {' '.join(only.prefix)}")
    monkeypatch.setattr(identity, "identities_for_root", lambda owner: iter([only]))
    before = modes_and_owners(closed_folder), modes_and_owners(binaries_folder())

    cluster.start()

    assert ask(cluster, "SELECT 1") == 1
    assert cluster.postmaster().uids().real == only.uid
    assert (modes_and_owners(closed_folder), modes_and_owners(binaries_folder())) == before
    cluster.stop()


def test_a_user_who_cannot_pass_the_parent_folders_is_not_taken(closed_folder):
    plain = next(identity.identities_for_root(0))
    server_folder = closed_folder / "postgres" / "server"
    plain.own(server_folder)
    assert not plain.reaches(binaries_folder(), server_folder)


def test_the_server_may_do_no_more_than_it_needs(closed_folder):
    cluster = Cluster(closed_folder / "postgres")
    cluster.start()
    server = cluster.postmaster()
    if server.uids().real == 0:
        pytest.skip("root may not become another user here")
    status = Path(f"/proc/{server.pid}/status").read_text()
    assert int(re.search(r"CapEff:\s+(\w+)", status)[1], 16).bit_count() <= 1
    assert not re.search(r"Groups:(.*)", status)[1].strip()
    cluster.stop()


def test_the_data_of_a_normal_user_remain_theirs(closed_folder):
    server_folder = closed_folder / "postgres" / "server"
    nobody = identity.unprivileged_user(65534)
    os.chown(server_folder, nobody.pw_uid, nobody.pw_gid)
    assert identity.server_identity(binaries_folder(), server_folder).uid in (nobody.pw_uid, 0)
    assert stat.S_IMODE(closed_folder.parent.stat().st_mode) == 0o700


def test_root_who_can_be_nobody_else_is_told_what_to_do(closed_folder, monkeypatch):
    monkeypatch.setattr(identity, "identities_for_root", lambda owner: iter([]))
    with pytest.raises(
        PostgresError, match="run this as a normal user, or name a server of your own in DATABASE_URL"
    ):
        Cluster(closed_folder / "postgres").start()
