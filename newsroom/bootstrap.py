"""
What comes before everything else: `python3 -m newsroom.bootstrap [--port PORT] REQUIREMENTS` makes the virtual
environment and installs the locked dependencies, unless that is done.

Runs on the standard library alone, and on a Python that is too old for the rest, so that it can say so.
"""

import argparse
import fcntl
import hashlib
import importlib.util
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)


def check_python():
    if sys.version_info < OLDEST:
        sys.exit(
            "Newsroom needs Python {}.{} or newer, and python3 is {}.{}: install a newer one and name it, as in "
            "`make demo PYTHON=python3.12`.".format(*OLDEST, *sys.version_info[:2])
        )
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            "Python's venv is missing: install it, on Debian and Ubuntu by `sudo apt install python3-venv`."
        )


def check_port(text):
    """The number of a port that can be listened on; where there is none, the program ends with a sentence."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        sys.exit(f"PORT is “{text}”: set it to a number from 1 to 65535.")
    port = int(text)
    deadline = time.monotonic() + 3  # what is left of a demo that was killed needs a moment to go
    while True:
        try:
            with socket.socket() as listener:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind(("127.0.0.1", port))
                return port
        except PermissionError:
            sys.exit(f"Port {port} is for root only: choose one above 1023, as in `make demo PORT=8000`.")
        except OSError:
            if time.monotonic() > deadline:
                sys.exit(
                    f"Port {port} is taken: end what listens there (`make stop` ends this project's demo), or choose "
                    f"another, as in `make demo PORT={port % 65535 + 1}`."
                )
            time.sleep(0.1)


def install(requirements):
    """Brings the virtual environment to what the file locks. A half-done one is done again."""
    with (BASE_DIR / "requirements.txt").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # `make demo` and `make test` may meet here
        done = VENV / f"{requirements}.done"
        wanted = hashlib.sha256((BASE_DIR / requirements).read_bytes()).hexdigest()
        wanted += f" {os.path.realpath(PYTHON)}\n"
        if done.exists() and done.read_text() == wanted:
            return
        sys.stdout.write(f"Installing what {requirements} lists, once …\n")
        sys.stdout.flush()
        if not works(PYTHON, "-m", "pip", "--version"):
            run(sys.executable, "-m", "venv", "--clear", VENV)
            wanted = f"{wanted.split()[0]} {os.path.realpath(PYTHON)}\n"
        pip = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
            "--require-hashes",
        ]
        run(PYTHON, *pip, "-r", BASE_DIR / requirements)
        done.write_text(wanted)


def works(*command):
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def run(*command):
    if subprocess.run(command).returncode:
        sys.exit("That did not work: the reason stands above. The same command goes on where it stopped.")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", help="also check that a demo could listen there")
    parser.add_argument("requirements")
    arguments = parser.parse_args()
    check_python()
    if arguments.port is not None:
        check_port(arguments.port)
    try:
        install(arguments.requirements)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.exit(f"The virtual environment can't be made: {error}.")


if __name__ == "__main__":
    main()
