"""The CDS Hooks service over HTTP, behind the doorkeeper: off by default, own host, named origins, nothing kept."""

from __future__ import annotations

import argparse
import asyncio
import json
from datetime import date
from typing import Any, NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.types import Message, Receive, Send

from advisor.__main__ import main
from advisor.doorkeeper import Doorkeeper
from advisor.exchange.cds_hooks import Practice
from advisor.hooks import LARGEST_BYTES, Hooks, hooks_asked_for, routes
from advisor.intake.refusal import Refusal
from advisor.server import protected
from tests.exchange.test_cds_hooks import STUDY, TODAY, bundle, request

PRACTICE = "https://practice.example"


class Told(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    body: Any


@pytest.fixture(scope="module")
def service() -> Doorkeeper:
    return Doorkeeper(Starlette(routes=routes(Hooks(Practice("", "US"), lambda: TODAY))), origins=(PRACTICE,))


def ask(service: Doorkeeper, method: str, path: str, body: bytes = b"", **headers: str) -> Told:
    """One request as a server hands it on."""
    named = {"host": "127.0.0.1:8501", "content-type": "application/json", **headers}
    scope: dict[str, Any] = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": b"",
        "scheme": "http", "server": ("127.0.0.1", 8501), "root_path": "", "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    async def run(receive: Receive, send: Send) -> None:
        await service(scope, receive, send)

    asyncio.run(run(receive, send))
    raw = b"".join(each.get("body", b"") for each in sent)
    headers_told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Told(sent[0]["status"], headers_told, json.loads(raw) if raw.startswith((b"{", b"[")) else raw.decode())


def post(service: Doorkeeper, told: Any, path: str = "/cds-services/dental-imaging-sign", **headers: str) -> Told:
    return ask(service, "POST", path, json.dumps(told).encode(), **headers)


def test_an_order_is_answered_with_cards_and_a_link_to_this_server(service: Doorkeeper) -> None:
    """The security headers stand on it as on every answer."""
    told = post(service, request(studies=bundle(STUDY)))

    assert told.status == 200
    assert told.body["cards"][1]["links"][0]["url"].startswith("http://127.0.0.1:8501/?age_years=7&exam=bitewing")
    assert "content-security-policy" in told.headers
    assert "access-control-allow-origin" not in told.headers


def test_only_named_origins_may_ask_and_only_the_hooks(service: Doorkeeper) -> None:
    """A page of another origin gets nothing, nor does the named one elsewhere."""
    named = post(service, request(), origin=PRACTICE)

    assert (named.status, named.headers["access-control-allow-origin"]) == (200, PRACTICE)
    assert post(service, request(), origin="https://evil.example").status == 403
    assert post(service, request(), origin="null").status == 403
    assert ask(service, "GET", "/", origin=PRACTICE).status == 403
    assert ask(service, "GET", "/cds-servicesx", origin=PRACTICE).status == 403
    preflight = ask(service, "OPTIONS", "/cds-services/dental-imaging-sign", origin=PRACTICE)
    assert (preflight.status, preflight.headers["access-control-allow-methods"]) == (204, "GET, POST, OPTIONS")


def test_discovery_and_feedback(service: Doorkeeper) -> None:
    """A dismissed card is heard and forgotten."""
    assert len(ask(service, "GET", "/cds-services").body["services"]) == 3
    dismissed = {"feedback": [{"card": "1", "outcome": "overridden", "outcomeTimestamp": "2026-11-21T10:00:00Z"}]}
    assert post(service, dismissed, "/cds-services/dental-imaging-sign/feedback").status == 200
    assert (
        post(service, {"feedback": [{"outcome": "liked"}]}, "/cds-services/dental-imaging-sign/feedback").status == 400
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b'{"hook": "order-select"}', 400),
        (b" " * (LARGEST_BYTES + 1), 413),
    ],
    ids=["empty", "torn", "list", "bytes", "deep", "other hook", "large"],
)
def test_what_is_no_request_is_refused_in_a_sentence(service: Doorkeeper, body: bytes, status: int) -> None:
    """And never repeated in the answer."""
    told = ask(service, "POST", "/cds-services/dental-imaging-sign", body)

    assert told.status == status
    assert set(told.body) == {"error"}


@pytest.mark.parametrize(
    ("told", "written"),
    [("https://Practice.Example:443/", PRACTICE), ("http://127.0.0.1:8080", "http://127.0.0.1:8080")],
)
def test_an_origin_is_held_as_a_browser_writes_it(told: str, written: str) -> None:
    """Which leaves out the port that goes without saying."""
    asked = argparse.Namespace(cds_hooks=True, hook_origin=[told], unit=None, place="US", public_name=None)
    hooks = hooks_asked_for(asked, None, date.today)

    assert hooks is not None
    assert hooks.origins == (written,)


@pytest.mark.parametrize("name", ["*", "", "https://advisor.example", "advisor.example:443", "a b", "[::1]"])
def test_a_public_name_that_is_none_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A star would answer under any name, a port or a scheme under none."""
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--public-name", name])

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_half_a_letter_in_a_request_is_answered(service: Doorkeeper) -> None:
    """JSON can tell half of one, which no UTF-8 holds."""
    assert post(service, {**request(studies=bundle(STUDY)), "hookInstance": "\ud800"}).status == 200


def test_an_unknown_service_is_not_found(service: Doorkeeper) -> None:
    """Whatever its name."""
    assert post(service, request(), "/cds-services/other").status == 404


def test_the_hooks_are_off_unless_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """No route, no origin; what belongs to them is refused alone."""
    told = argparse.Namespace(cds_hooks=False, hook_origin=[], unit=None, place="WORLD", public_name=None)

    assert hooks_asked_for(told, None, date.today) is None
    assert protected()["routes"] == []
    assert main(["serve", "--hook-origin", PRACTICE]) == 2
    assert capsys.readouterr().err == "--hook-origin: belongs to --cds-hooks; give both or neither\n"


@pytest.mark.parametrize(
    "origin", [
        "practice.example", "ftp://practice.example", "https://practice.example/path", "*", "null", "https://*",
        "http://[", "https://a b", "https://a\nb", "https://u:p@practice.example", "https://a:99999", "https://a/#b",
    ],
)  # fmt: skip
def test_an_origin_that_is_none_is_refused(origin: str) -> None:
    """So that no star opens the service to every page."""
    told = argparse.Namespace(cds_hooks=True, hook_origin=[origin], unit=None, place="US", public_name=None)

    with pytest.raises(Refusal) as refused:
        hooks_asked_for(told, None, date.today)
    assert "is no origin" in str(refused.value)
