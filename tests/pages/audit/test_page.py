"""The Audit page as its script shows it: empty, an example, an upload, refusals, a generator."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from streamlit.testing.v1 import AppTest

from advisor.handout import audit_words
from advisor.intake.generator import LARGEST_ANSWER_BYTES, Generator, Service
from advisor.intake.recognised import recognised
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.audit import words
from tests.audit.logs import as_csv, falling, practice
from tests.pages.app import page_of


def _script() -> None:
    from advisor.pages.audit import page

    page.page()


def opened(**state: Any) -> AppTest:
    at = page_of(_script)
    at.session_state["check_kept"] = {"kept": ""}
    for name, value in state.items():
        at.session_state[name] = value
    return run(at)


def run(changed: Any) -> AppTest:
    at: AppTest = changed.run()

    assert not at.exception

    return at


def upload(at: AppTest, name: str, raw: bytes) -> AppTest:
    return run(at.get("file_uploader")[0].set_value((name, raw, "text/csv")))


def text(at: AppTest) -> str:
    shown = (*at.title, *at.subheader, *at.markdown, *at.caption, *at.warning, *at.info, *at.error, *at.success)
    return "\n".join(str(element.value) for element in shown)


def test_before_anything_is_given_nothing_is_said_of_results() -> None:
    at = opened()

    assert words.INTRO in text(at)
    assert audit_words.QUESTION not in text(at)


def test_the_example_has_an_answer_in_one_touch() -> None:
    at = run(opened().button(key="audit_try").click())

    assert words.EXAMPLE_NOTE in text(at)
    assert audit_words.FALLS["does_not_fall"] in [each.value for each in at.warning]  # type: ignore[index]


def test_an_upload_is_read_and_answered() -> None:
    at = upload(opened(), "log.csv", as_csv(falling()))

    assert audit_words.FALLS["falls"] in [each.value for each in at.success]  # type: ignore[index]
    assert "240 of 240 exposures counted" in text(at)


def test_what_cannot_be_read_is_one_sentence() -> None:
    at = upload(opened(), "note.csv", b"hello")

    assert len(at.error) == 1
    assert "note.csv" in at.error[0].value


def test_a_missing_unit_is_asked_for_and_then_used() -> None:
    raw = as_csv(practice(seed=1)).replace(b"Exposure time (ms)", b"Exposure time", 1)
    at = upload(opened(), "log.csv", raw)

    assert words.UNIT_UNKNOWN in text(at)
    at = run(at.selectbox(key="audit_unit_Exposure time").select("ms"))
    assert audit_words.FALLS["falls"] in text(at)  # type: ignore[index]


def test_names_in_a_log_are_no_markup() -> None:
    rows = [{**row, "Unit": "[x](http://evil.example) **b**"} for row in falling()]
    at = upload(opened(), "log.csv", as_csv(rows))

    assert "](http://evil" not in text(at).replace("\\", "") or "\\[" in text(at)


# The generator


class _Answers(BaseHTTPRequestHandler):
    rows: ClassVar = [
        {"id": f"{nth}", "recordedTime": f"2026-11-{nth % 28 + 1:02}T09:00:00+01:00", "kiloVolts": 60, "milliAmps": 7,
         "exposureTime": 100, "patientSize": "child" if nth % 2 else "adult", "imageType": "bitewing"}
        for nth in range(120)
    ]  # fmt: skip

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        asked = dict(part.split("=") for part in query.split("&")) if query else {}
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

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_generator_is_read_to_its_last_page(address: str, knowledge: Knowledge) -> None:
    service = Service(f"{address}/api/v1/", "secret")
    (generator,) = service.generators()
    found, refusals = service.exposures(generator, recognised(), knowledge)

    assert generator == Generator("g1", "Unit 1")
    assert (len(found), refusals) == (120, [])
    assert len(service.exposures(generator, recognised(), knowledge, most=1)[0]) == 1


@pytest.mark.parametrize(
    ("path", "key", "says"),
    [
        ("/api/v1", "wrong", "is not accepted"),
        ("/moved", "secret", "nothing elsewhere is followed"),
        ("/huge", "secret", "larger than"),
    ],
)
def test_a_generator_that_is_none_is_refused(path: str, key: str, says: str, address: str) -> None:
    with pytest.raises(Refusal, match=says):
        Service(f"{address}{path}", key).generators()


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "ftp://x/", "http://", "http://u:p@127.0.0.1/", "127.0.0.1"]
)
def test_only_an_address_of_the_web_is_asked(address: str) -> None:
    with pytest.raises(Refusal, match="must be an http"):
        Service(address, "k").generators()
