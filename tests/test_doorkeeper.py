"""Who is let in, by `serve` and by `streamlit run app.py` alike; and that nothing is asked of the network meanwhile."""

from __future__ import annotations

import asyncio
import base64
import http.client
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from advisor.doorkeeper import Doorkeeper, is_published, security_headers
from advisor.pages.shared import browser
from advisor.uploads import MOST_OF_A_VISIT, SMALLEST_UPLOAD, UPLOADS, Uploads
from tests.browser.server import free_port, running
from tests.patience import PATIENCE_S

RECORDING = Path(__file__).with_name("recording.py")
STREAM = "/_stcore/stream"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": base64.b64encode(b"sixteen bytes ok").decode(),
}
_OWN = re.compile(r"'127\.0\.0\.1'|'localhost'|'/|None|b?'(0\.0\.0\.0|::)'")


class Served(NamedTuple):
    """A server under test."""

    port: int
    log: Path  # what it said
    asked: Path  # what it asked of the network


class Told(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    text: str


@pytest.fixture(scope="module", params=["serve", "streamlit run"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product, by each of the commands that start it."""
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    commands = {
        "serve": ["advisor", "serve", "--port", str(port)],
        "streamlit run": ["streamlit", "run", "app.py", "--server.port", str(port)],
    }
    server = Served(port, folder / "log.txt", folder / "asked.txt")
    command = [sys.executable, str(RECORDING), str(server.asked), *commands[request.param]]
    with running(command, port, server.log):
        yield server


def ask(server: Served, path: str, **headers: str) -> Told:
    """One request as it is told, with nothing put right; a web socket's hand is not taken."""
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    link.putrequest("GET", path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": f"127.0.0.1:{server.port}", **headers}.items():
        link.putheader(name.replace("_", "-"), value)
    link.endheaders()
    answer = link.getresponse()
    body = "" if answer.status == 101 else answer.read().decode("utf-8", errors="replace")
    link.close()
    return Told(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


def asked_outside(server: Served) -> list[str]:
    """What it asked of anything but this computer."""
    lines = server.asked.read_text(encoding="utf-8").splitlines() if server.asked.exists() else []
    return [line for line in lines if not _OWN.search(line)]


OTHERS = ("evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::1", "", "*")
WAYS: tuple[tuple[str, dict[str, str]], ...] = (("/", {}), (STREAM, UPGRADE))
FOREIGN = ("http://evil.example", "https://127.0.0.1.evil.example:80", "null", "http://127.0.0.1:1", "file://", "")


def test_another_page_is_refused_and_nobody_is_asked_about_it(served: Served) -> None:
    """Streamlit would ask a public service for this computer's address before it refuses."""
    pages = {origin: ask(served, "/", Origin=origin).status for origin in FOREIGN}
    sockets = {origin: ask(served, STREAM, Origin=origin, **UPGRADE).status for origin in FOREIGN}

    assert pages == sockets == dict.fromkeys(FOREIGN, 403)
    assert asked_outside(served) == []


def test_another_name_is_refused(served: Served) -> None:
    """So that a name which was made to point here cannot read the pages."""
    answers = {(host, path): ask(served, path, Host=host, **extra).status for host in OTHERS for path, extra in WAYS}

    assert {asked: status for asked, status in answers.items() if status not in {400, 403}} == {}


def test_the_own_page_is_let_in(served: Served) -> None:
    """By both names of this computer, and programs that tell no origin."""
    for name in ("127.0.0.1", "localhost"):
        host = f"{name}:{served.port}"

        assert ask(served, "/", Host=host).status == 200
        assert ask(served, STREAM, Host=host, Origin=f"http://{host}", **UPGRADE).status == 101
    assert ask(served, STREAM, **UPGRADE).status == 101
    assert asked_outside(served) == []


def test_every_answer_has_the_headers(served: Served) -> None:
    """Given or refused."""
    told = [ask(served, path) for path in ("/", "/_stcore/health", "/_stcore/host-config", "/nowhere")]
    for answer in (*told, ask(served, "/", Origin="null")):
        assert security_headers().items() <= answer.headers.items()


def test_what_nobody_needs_is_not_published(served: Served) -> None:
    for path in ("/_stcore/metrics", "/_stcore/agent/v1", "/_stcore/agent/openapi.json", "/component/x/y.js"):
        assert ask(served, path).status == 404, path


ODD = (
    "..%2f..%2fapp.py", "%2e%2e/app.py", "%252e%252e/app.py", "..%5capp.py", "%c0%ae%c0%ae/app.py", "..", "%00", "%ff",
    "kept.js/../kept.js", "./kept.js", "a" * 5000, "kept.js%0d%0aX:y", "",
)  # fmt: skip


def test_odd_paths_of_a_component_get_a_plain_refusal(served: Served) -> None:
    """And none is written to the log with a traceback and this computer's folders."""
    folders = (f"/_stcore/bidi-components/{browser.NAME}", "/_stcore/bidi-components/%2e%2e", "/component/x")
    for path in (f"{folder}/{name}" for folder in folders for name in ODD):
        answer = ask(served, path)

        assert answer.status in {400, 404}, path
        assert str(Path.cwd()) not in answer.text, path
    assert "Traceback" not in served.log.read_text(encoding="utf-8")


def test_the_components_own_file_is_served(served: Served) -> None:
    """It keeps units and progress in the browser."""
    path = f"/_stcore/bidi-components/{browser.NAME}/kept.js"

    assert is_published(path)
    assert ask(served, "/_stcore/bidi-components/other/kept.js").status == 404


def test_it_listens_on_this_computer_only(served: Served) -> None:
    """Unless somebody decides otherwise; and says under which address."""
    assert f"http://127.0.0.1:{served.port}" in served.log.read_text(encoding="utf-8")


def test_on_every_address_it_still_asks_nobody(tmp_path: Path) -> None:
    """`--server.address 0.0.0.0` keeps headers, refusals and hosts: other names are told with server.allowedHosts."""
    port, log, asked = free_port(), tmp_path / "log.txt", tmp_path / "asked.txt"
    options = ["--server.port", str(port), "--server.address", "0.0.0.0"]
    command = [sys.executable, str(RECORDING), str(asked), "streamlit", "run", "app.py", *options]
    with running(command, port, log):
        server = Served(port, log, asked)

        assert ask(server, "/", Host="evil.example").status == 400
        assert ask(server, STREAM, Origin="http://evil.example", **UPGRADE).status == 403
        assert security_headers().items() <= ask(server, "/").headers.items()
        assert asked_outside(server) == []


@pytest.mark.parametrize(("length", "status"), [(None, 411), (MOST_OF_A_VISIT + 1, 413)])
def test_a_file_says_how_long_it_is_and_a_visit_has_room_for_so_much(
    served: Served, length: int | None, status: int
) -> None:
    """Answered before any of it is sent."""
    link = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE_S)
    link.putrequest("PUT", UPLOADS + "visit/file")
    link.putheader(*(("Transfer-Encoding", "chunked") if length is None else ("Content-Length", str(length))))
    link.endheaders()

    assert link.getresponse().status == status


def test_what_lies_in_memory_and_what_is_on_its_way_leave_room_for_others() -> None:
    """A visit's files are bounded, small ones by their number, and all visits' together; what has gone makes room."""
    held = Counter({"a": MOST_OF_A_VISIT - 2 * SMALLEST_UPLOAD})
    uploads = Uploads(lambda: held)

    with ExitStack() as answered:
        taken = []
        for asked in (putting(visit, 1) for visit in "aaab"):
            taken.append(uploads.refusal(asked) is None)
            if taken[-1]:
                answered.enter_context(uploads.counted(asked, arriving()))
    assert taken == [True, True, False, True]
    held.update(dict.fromkeys("bcd", MOST_OF_A_VISIT))
    assert uploads.refusal(putting("e", SMALLEST_UPLOAD * 3)) is not None
    assert uploads.refusal(putting("e", 1)) is None


def test_files_that_are_announced_and_do_not_come_keep_no_room() -> None:
    """A few silent clients would else keep everybody's files out."""
    uploads = Uploads(Counter)
    with ExitStack() as answered:
        for number in range(100):
            silent = putting(f"{number % 3}", 25 * 2**20)

            assert uploads.refusal(silent) is None
            answered.enter_context(uploads.counted(silent, arriving()))
        assert uploads.refusal(putting("other", 25 * 2**20)) is None


def test_a_file_ends_where_its_bytes_find_no_room() -> None:
    """All were let in while there was room; together they bring more. What was given back is room again."""
    uploads, part = Uploads(Counter), 25 * 2**20
    with ExitStack() as answered:
        heard = [answered.enter_context(uploads.counted(putting("a", part), arriving(part))) for _ in range(11)]
        taken = [asyncio.run(each())["type"] for each in heard[:9]]  # type: ignore[arg-type]
        with pytest.raises(HTTPException) as refused:
            [asyncio.run(each()) for each in heard[9:]]  # type: ignore[arg-type]
    assert (len(taken), refused.value.status_code) == (9, 413)
    assert uploads.refusal(putting("a", MOST_OF_A_VISIT)) is None


def test_who_goes_in_the_middle_of_a_file_leaves_no_traceback_behind() -> None:
    """A lost connection is no fault of the program, and the log shows none of this computer's folders for it."""

    async def taken(scope: Scope, receive: Receive, send: Send) -> None:
        await Request(scope, receive).body()

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def never(message: Message) -> None:
        raise AssertionError(message)

    asked = putting("a", 5)
    asked["headers"] = [*asked["headers"], (b"host", b"localhost")]
    asyncio.run(Doorkeeper(taken)(asked, gone, never))


def arriving(*sizes: int) -> Receive:
    """Parts of so many bytes, one after the other."""
    parts = iter(sizes)

    async def receive() -> Message:
        return {"type": "http.request", "body": bytes(next(parts)), "more_body": True}

    return receive


def putting(visit: str, length: int) -> Scope:
    headers = [(b"content-length", str(length).encode())]
    return {"type": "http", "method": "PUT", "path": f"{UPLOADS}{visit}/file", "headers": headers}
