"""A generator that answers: the open exposure service with 120 invented exposures, at an address of this computer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from time import sleep
from typing import Any, ClassVar

from advisor.intake.exposure_service import LARGEST_ANSWER_BYTES


class _Answers(BaseHTTPRequestHandler):
    rows: ClassVar = [
        {"id": f"{nth}", "recordedTime": f"2026-11-{nth % 28 + 1:02}T09:00:00+01:00", "kiloVolts": 60, "milliAmps": 7,
         "exposureTime": 100, "patientSize": "child" if nth % 2 else "adult", "imageType": "bitewing"}
        for nth in range(120)
    ]  # fmt: skip

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        asked = dict(part.split("=") for part in query.split("&")) if query else {}
        if path.startswith("/slow"):
            self._slowly(b"HTTP/1.0 200 OK\r\n\r\n[" if path.startswith("/slow/body") else b"HTTP/1.0 200 OK\r\n")
            return
        if self.headers["X-API-Key"] != "secret":
            self.send_response(401)
        elif path.startswith("/moved"):
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/")
        else:
            self.send_response(200)
        self.end_headers()
        if path.startswith("/huge"):
            self.wfile.write(b"[" + b" " * (LARGEST_ANSWER_BYTES + 10))
        elif path.endswith("/generator"):
            self.wfile.write(json.dumps([{"id": "g1", "name": "Unit 1"}]).encode())
        elif path.endswith("/exposure"):
            skip, limit = int(asked["skip"]), int(asked["limit"])
            page = self.rows[skip : skip + limit]
            told = {"total": 7, "skip": skip, "limit": limit, "exposures": page}  # a total that is not to be trusted
            self.wfile.write(json.dumps(told).encode())

    def _slowly(self, begun: bytes) -> None:
        """A letter at a time until nobody listens."""
        with suppress(OSError):
            self.wfile.write(begun)
            for _ in range(200):
                self.wfile.write(b"x")
                sleep(0.05)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def answering() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
