"""How many requests a second a page stands beside a bare view, each behind a gunicorn of its own."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager

CONNECTIONS = 8
SECONDS = 3


@contextmanager
def served(settings: str, **environment: str):
    """A gunicorn with one worker of four threads on a free port of loopback, for the block; gives the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--no-control-socket", "--log-level", "error", "--threads", "4",
         "--bind", f"127.0.0.1:{port}", "newsroom.wsgi:application"],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings, **environment},
    )  # fmt: skip
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port} after 20 seconds.")


def compare(address: str, size: int, rounds: int = 3) -> dict[str, float]:
    """
    Medians of requests per second: `bare`, `kept` (the page as it is served) and `anew` (made for each request),
    and their shares of the bare view, formed within each round: `kept_share`, `anew_share`.
    """
    rates: dict[str, list[float]] = {"bare": [], "kept": [], "anew": []}
    with ExitStack() as stack:
        ports = {
            "bare": stack.enter_context(served("bench.bare")),
            "kept": stack.enter_context(served("bench.settings")),
            "anew": stack.enter_context(served("bench.settings", BENCH_KEEP="0")),
        }
        for turn in range(rounds):
            for name in list(ports)[:: 1 if turn % 2 == 0 else -1]:
                path = f"/{size}" if name == "bare" else address
                rates[name].append(_rate(ports[name], path))
    shares = {
        f"{name}_share": statistics.median(
            page / bare for page, bare in zip(rates[name], rates["bare"], strict=True)
        )
        for name in ("kept", "anew")
    }
    return {name: statistics.median(found) for name, found in rates.items()} | shares


def _rate(port: int, path: str) -> float:
    """Requests per second over CONNECTIONS connections, after a short warm-up; by wrk where it is installed."""
    ask = _wrk if shutil.which("wrk") else _python
    ask(port, path, 1)
    return ask(port, path, SECONDS)


def _wrk(port: int, path: str, seconds: int) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or not (rate := re.search(r"Requests/sec:\s+([\d.]+)", said)):
        raise RuntimeError(f"wrk could not load {path}: {said}")
    return float(rate[1])


def _python(port: int, path: str, seconds: int) -> float:
    counts: list[int] = []

    def ask() -> None:
        connection, done = http.client.HTTPConnection("127.0.0.1", port), 0
        while time.perf_counter() < end:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{path} answers {response.status}.")
            done += 1
        counts.append(done)

    end = time.perf_counter() + seconds
    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds
