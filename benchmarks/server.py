"""The real server on a city, and requests sent to it from another process."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import children
from benchmarks.cities import City

START_SECONDS = 60
CONNECTIONS = 16
LOAD = Path(__file__).with_name("load.py")


class BadAnswer(Exception):
    """The server answered with another code than was expected."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back: answers in so many seconds, and each one's milliseconds."""

    answered: int
    seconds: float
    took: list[float]

    @property
    def per_second(self) -> float:
        return self.answered / self.seconds


class Server:
    """granian as ``make demo`` starts it, on the database of a city."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self,
        requests: list[bytes],
        *,
        expect: int,
        seconds: float,
        again: bool = False,
        connections: int = CONNECTIONS,
    ) -> Answers:
        """
        Send the requests over so many connections, for so many seconds at most.

        :raises BadAnswer: if any answer has another code than expected
        """
        command = [sys.executable, str(LOAD), str(self.port), str(connections)]
        command += [str(seconds), *(["--again"] if again else [])]
        told: dict[str, Any] = json.loads(
            subprocess.run(
                command,
                input=b"".join(b"%d\n%b" % (len(one), one) for one in requests),
                stdout=subprocess.PIPE,
                check=True,
                timeout=seconds + 120,
            ).stdout
        )
        if set(told["codes"]) != {str(expect)}:
            raise BadAnswer(f"{told['codes']} instead of {expect}")
        return Answers(told["answered"], told["seconds"], told["took"])


@contextmanager
def serving(city: City) -> Iterator[Server]:
    """The server, until the block ends."""
    port = _free_port()
    with children.child(_command(port), database=city.database) as process:
        deadline = time.monotonic() + START_SECONDS
        while not _is_ready(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise BadAnswer("The server does not start.")
            time.sleep(0.1)
        yield Server(port)


def _command(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(min(4, os.cpu_count() or 1))),
        *("--blocking-threads", "8", "--backpressure", "64"),
        *("--log-level", "error", "config.wsgi:application"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz"):
            return True
    except (urllib.error.URLError, ConnectionError):
        return False


def get(path: str, *, cookie: str = "") -> bytes:
    """A page asked for as a browser does that has been here before."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html"]
    lines += [
        "Accept-Language: zh-CN,zh;q=0.9",
        *([f"Cookie: {cookie}"] * bool(cookie)),
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def post(path: str, told: dict[str, Any], *, token: str) -> bytes:
    """A call of the API."""
    body = json.dumps(told).encode()
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Token {token}",
    ]
    lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body
