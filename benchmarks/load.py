"""
Asks a server as fast as it answers, over connections that stay open.

    python benchmarks/load.py PORT CONNECTIONS SECONDS < requests

A process of its own that knows nothing of the program, so that asking costs little.
Requests come on its input, each after a line with its length; they are sent in turn,
over and over if ``--again`` is given. It says one line of JSON: how many were
answered, in how many seconds, with which codes, and each answer's milliseconds.
"""

import json
import selectors
import socket
import sys
import time
from itertools import cycle
from typing import BinaryIO

HEAD_END = b"\r\n\r\n"


class Talk:
    """One connection: a request out, its answer in, the next."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = bytearray()
        self.needed = 0
        self.begun = 0.0

    def say(self, request: bytes) -> None:
        self.received.clear()
        self.needed = 0
        self.begun = time.perf_counter()
        self.socket.sendall(request)

    def hear(self) -> int | None:
        """The status, once the whole answer is here."""
        part = self.socket.recv(262_144)
        if not part:
            raise ConnectionError("The server hung up.")
        self.received += part
        if not self.needed:
            end = self.received.find(HEAD_END)
            if end < 0:
                return None
            self.needed = end + len(HEAD_END) + self._length(end)
        return int(self.received[9:12]) if len(self.received) >= self.needed else None

    def _length(self, end: int) -> int:
        for line in bytes(self.received[:end]).lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                return int(line.partition(b":")[2])
        raise ValueError("An answer without Content-Length.")


def read_requests(stream: BinaryIO) -> list[bytes]:
    """The requests on the input."""
    requests = []
    while line := stream.readline():
        requests.append(stream.read(int(line)))
    return requests


def ask(
    port: int, connections: int, seconds: float, requests: list[bytes], *, again: bool
) -> dict[str, object]:
    """Send the requests until they or the time are used up."""
    supply = cycle(requests) if again else iter(requests)
    selector = selectors.DefaultSelector()
    took: list[float] = []
    codes: dict[int, int] = {}
    begun = time.perf_counter()
    for _ in range(connections):
        talk = Talk(port)
        if (request := next(supply, None)) is not None:
            selector.register(talk.socket, selectors.EVENT_READ, talk)
            talk.say(request)
    while selector.get_map():
        for key, _ in selector.select(timeout=30):
            talk = key.data
            status = talk.hear()
            if status is None:
                continue
            now = time.perf_counter()
            took.append((now - talk.begun) * 1000)
            codes[status] = codes.get(status, 0) + 1
            request = next(supply, None) if now - begun < seconds else None
            if request is None:
                selector.unregister(talk.socket)
                talk.socket.close()
            else:
                talk.say(request)
    elapsed = time.perf_counter() - begun
    return {"answered": len(took), "seconds": elapsed, "codes": codes, "took": took}


if __name__ == "__main__":
    port, connections, seconds = sys.argv[1:4]
    told = ask(
        int(port),
        int(connections),
        float(seconds),
        read_requests(sys.stdin.buffer),
        again="--again" in sys.argv,
    )
    print(json.dumps(told))
