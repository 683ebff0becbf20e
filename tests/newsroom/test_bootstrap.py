"""What `make` does before anything is installed, on a Python that has nothing yet."""

import importlib.util
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest

from newsroom import bootstrap
from newsroom.environment import BASE_DIR


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with a space in its name, and no requirements."""
    folder = tmp_path / "a project"
    folder.mkdir()
    (folder / "requirements.txt").write_text("")
    monkeypatch.setattr(bootstrap, "BASE_DIR", folder)
    monkeypatch.setattr(bootstrap, "VENV", folder / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", folder / ".venv" / "bin" / "python")
    return folder


@pytest.fixture
def commands(project, monkeypatch):
    """The commands that were run, without running them; the virtual environment is there afterwards."""
    run = []

    def record(*command):
        run.append(" ".join(map(str, command)))
        (project / ".venv" / "bin").mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(bootstrap, "run", record)
    return run


def test_the_environment_is_made_once(project, commands, capsys):
    bootstrap.install("requirements.txt")
    assert ["-m venv --clear" in commands[0], "--require-hashes" in commands[1]] == [True, True]
    commands.clear()
    bootstrap.install("requirements.txt")
    assert commands == []


def test_changed_requirements_are_installed_again(project, commands):
    bootstrap.install("requirements.txt")
    commands.clear()
    (project / "requirements.txt").write_text("# changed\n")
    bootstrap.install("requirements.txt")
    assert "pip install" in commands[-1]


def test_an_installation_that_was_interrupted_is_done_again(project, commands, monkeypatch):
    finished = bootstrap.run

    def interrupted(*command):
        finished(*command)
        if "pip" in command:
            raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.install("requirements.txt")
    monkeypatch.setattr(bootstrap, "run", finished)
    commands.clear()
    bootstrap.install("requirements.txt")
    assert "pip install" in commands[-1]


def test_a_half_made_environment_is_made_anew_and_what_pip_refuses_is_not_taken_for_done(project, capfd):
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (project / ".venv" / "pyvenv.cfg").write_text("home = /nowhere\n")
    (project / "requirements.txt").write_text("no requirement!\n")
    for _ in range(2):
        with pytest.raises(SystemExit, match="That did not work: the reason stands above"):
            bootstrap.install("requirements.txt")
        assert "Invalid requirement" in capfd.readouterr().err


def test_a_taken_port_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setattr(bootstrap, "time", SimpleNamespace(monotonic=iter([0, 10]).__next__, sleep=None))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            SystemExit, match=rf"^Port {port} is taken: .* or choose another, as in `make demo PORT="
        ):
            bootstrap.check_port(str(port))


def test_a_port_that_is_left_in_a_moment_is_waited_for(monkeypatch):
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    clock = SimpleNamespace(monotonic=lambda: 0, sleep=lambda seconds: taken.close())
    monkeypatch.setattr(bootstrap, "time", clock)
    assert bootstrap.check_port(str(port)) == port


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "8000 "])
def test_a_port_that_is_none_is_said(text):
    with pytest.raises(SystemExit, match=f"PORT is “{text}”: set it to a number from 1 to 65535."):
        bootstrap.check_port(text)


def test_a_python_that_is_too_old_is_said_with_its_number(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match="needs Python 3.11 or newer, and python3 is 3.9"):
        bootstrap.check_python()


def test_a_debian_without_venv_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        bootstrap.check_python()


def test_it_needs_nothing_but_the_standard_library():
    """`-I -S` hides all that is installed."""
    script = f"import sys; sys.path.insert(0, {str(BASE_DIR)!r}); import newsroom.bootstrap"
    assert subprocess.run([sys.executable, "-I", "-S", "-c", script], check=True)


def test_the_list_of_commands_is_what_make_says_first():
    told = subprocess.run(
        ["make", "--no-print-directory"], cwd=BASE_DIR, capture_output=True, text=True, check=True
    ).stdout
    assert [line.split()[1] for line in told.splitlines()] == [
        "help",
        "demo",
        "stop",
        "test",
        "check",
        "bench",
        "messages",
    ]
