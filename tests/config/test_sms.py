"""Messages to phones, by each way there is."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from config import sms
from config.sms import memory

LIN = "+8613805131234"


@pytest.fixture
def gateway(settings):
    """A gateway that notes what it is sent; what it answers is for the test to say."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers["Content-Length"])
            server.taken.append((self.headers, json.loads(self.rfile.read(length))))
            status, body = server.answer
            self.send_response(status)
            self.send_header("Location", f"http://{server.address}/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.taken, server.answer = [], (200, b"OK")
    server.address = f"127.0.0.1:{server.server_port}"
    settings.SMS_BACKEND = "http"
    settings.SMS_URL = f"http://{server.address}/send"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_message_carries_the_signature_of_the_city(settings):
    sms.send(to=LIN, text="123456")

    assert memory.outbox == [memory.Message(LIN, "【港城志愿】123456")]


def test_a_gateway_gets_the_json_it_asks_for(gateway, settings):
    settings.SMS_TEMPLATE = '{"phones": ["{national}"], "p": {"say": "{to}: {text}"}}'
    settings.SMS_HEADERS = {"Authorization": "Bearer x"}

    sms.send(to=LIN, text='"quoted" {to}\n')

    ((headers, content),) = gateway.taken
    assert headers["Authorization"] == "Bearer x"
    said = f'{LIN}: 【港城志愿】"quoted" {{to}}\n'
    assert content == {"phones": ["13805131234"], "p": {"say": said}}


@pytest.mark.parametrize(
    "answer", [(500, b"OK"), (403, b""), (302, b""), (200, b'{"code": 9}')]
)
def test_a_refused_message_is_a_sentence_and_no_log_tells_the_number(
    gateway, settings, caplog, answer
):
    settings.SMS_ACCEPTED = "OK"
    gateway.answer = answer

    with caplog.at_level(logging.DEBUG), pytest.raises(sms.NotDelivered) as refused:
        sms.send(to=LIN, text="your code is 123456")

    assert "没有发出去" in refused.value.detail
    assert len(gateway.taken) == 1
    assert caplog.records
    assert "3805131234" not in caplog.text
    assert "123456" not in caplog.text


def test_a_gateway_that_is_away_is_a_sentence_too(settings):
    settings.SMS_BACKEND, settings.SMS_URL = "http", "http://127.0.0.1:9/"

    with pytest.raises(sms.NotDelivered):
        sms.send(to=LIN, text="123456")


def test_files_and_console_show_the_text_but_not_the_number(settings, tmp_path, capsys):
    settings.VAR_DIR = tmp_path
    for backend in ("file", "console"):
        settings.SMS_BACKEND = backend
        sms.send(to=LIN, text="123456")

    (path,) = (tmp_path / "sms").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    for shown in (path.read_text(), capsys.readouterr().err):
        assert "123456" in shown
        assert "138****1234" in shown
        assert LIN not in shown
