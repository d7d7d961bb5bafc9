"""A small real HTTP server on 127.0.0.1 that answers as a test tells it to, hostile ones too."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Script = Callable[[BaseHTTPRequestHandler, Any], None]
"""Answers a request, whose JSON it gets."""


class Server:
    """Use it as a context manager. `asked` holds every request's path, headers and JSON."""

    def __init__(self, script: Script, host: str = "127.0.0.1") -> None:
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append((self.path, dict(self.headers), body))
                self.close_connection = True
                with suppress(BrokenPipeError, ConnectionResetError):  # the asker hung up, as it should
                    script(self, body)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer((host, 0), Handler)
        self.url = f"http://{host}:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.shutdown()
        self._http.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    """One whole answer."""
    handler.send_response(status)
    for name, value in ({"Content_Length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def completion(content: str, finish: str = "stop") -> bytes:
    """What such servers wrap an answer in."""
    message = {"role": "assistant", "content": content}
    return json.dumps({"choices": [{"index": 0, "message": message, "finish_reason": finish}]}).encode()


def saying(*marks: Any, **more: Any) -> Script:
    """A server that gives these marks for every window."""
    return lambda handler, _: send(handler, completion(json.dumps({"marks": list(marks), **more})))


def text(content: str, finish: str = "stop") -> Script:
    """A server that gives this text."""
    return lambda handler, _: send(handler, completion(content, finish))


def raw(body: bytes, status: int = 200, **headers: str) -> Script:
    """A server that gives these bytes."""
    return lambda handler, _: send(handler, body, status, **headers)
