"""The process that asks a server as fast as it answers."""

import http.server
import json
import sys
import threading

import pytest

from benchmarks.server import LOAD, BadAnswer, Server, get, post


class Echo(http.server.BaseHTTPRequestHandler):
    """Answers with what it was told, and 404 for a page it does not know."""

    protocol_version = "HTTP/1.1"
    heard: list

    def do_GET(self):
        self.answer(200 if self.path.startswith("/known") else 404, b"page")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.heard.append((json.loads(body), self.headers["Authorization"]))
        self.answer(201, b"x" * 500_000)

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Crowded(http.server.ThreadingHTTPServer):
    request_queue_size = 64


@pytest.fixture
def server():
    Echo.heard = []
    served = Crowded(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    yield Server(served.server_address[1])
    served.shutdown()
    served.server_close()
    thread.join()


def test_every_request_is_sent_once_and_every_answer_counted(server):
    calls = [post("/sessions/", {"n": n}, token=f"t{n}") for n in range(40)]

    answers = server.ask(calls, expect=201, seconds=30)

    assert answers.answered == len(answers.took) == 40
    assert sorted(told["n"] for told, _ in Echo.heard) == list(range(40))
    assert {sign for _, sign in Echo.heard} == {f"Token t{n}" for n in range(40)}


def test_what_is_read_may_be_asked_again_until_the_time_is_up(server):
    answers = server.ask([get("/known/")], expect=200, seconds=0.2, again=True)

    assert answers.answered >= 16
    assert answers.per_second == answers.answered / answers.seconds


def test_fewer_requests_than_connections(server):
    assert server.ask([get("/known/")], expect=200, seconds=5).answered == 1


def test_any_other_code_is_refused(server):
    with pytest.raises(BadAnswer, match="404"):
        server.ask([get("/known/"), get("/nowhere/")], expect=200, seconds=5)


def test_it_needs_nothing_but_python():
    lines = LOAD.read_text().splitlines()
    needed = {line.split()[1] for line in lines if line.startswith(("import", "from"))}

    assert needed
    assert needed <= sys.stdlib_module_names | {"collections.abc"}
