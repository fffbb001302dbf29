"""The server's promises that need no browser."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from advisor.doorkeeper import Doorkeeper, content_security_policy, inline_script_hashes, security_headers
from advisor.pages.audit.source import MOST_MB
from advisor.server import allowed_hosts
from tests.patience import PATIENCE_S

# Read off the page of the release that pyproject.toml pins: a new release is looked at before this line is changed.
STREAMLIT_1_67_0_SCRIPT = "sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA="


def test_the_policy_allows_the_one_script_inside_streamlits_page() -> None:
    """Its hash comes from the installed page, so that an upgrade cannot leave a blank screen unnoticed."""
    assert inline_script_hashes() == (STREAMLIT_1_67_0_SCRIPT,)
    assert f"'{STREAMLIT_1_67_0_SCRIPT}'" in content_security_policy()


def test_the_policy_allows_no_code_from_text_and_no_other_host() -> None:
    """No eval, no inline script, no frame, nothing from anywhere else."""
    directives = dict(directive.split(" ", 1) for directive in content_security_policy().split("; "))

    assert directives["default-src"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in directives["script-src"]
    assert "http" not in content_security_policy()
    assert "*" not in content_security_policy()


def test_header_names_are_lower_case() -> None:
    """As the interface between server and application demands."""
    assert [name.lower() for name in security_headers()] == list(security_headers())


def test_the_headers_give_nothing_away() -> None:
    """No address to others, no guess at a file's kind, no camera."""
    headers = security_headers()

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("127.0.0.1", ("localhost", "127.0.0.1")),
        ("localhost", ("localhost", "127.0.0.1")),
        ("192.0.2.7", ("192.0.2.7",)),
        ("surgery.example", ("surgery.example",)),
        ("0.0.0.0", ("*",)),
    ],
)
def test_the_server_answers_to_its_own_names_only(host: str, names: tuple[str, ...]) -> None:
    """Unless told to listen on every address, when its names cannot be known."""
    assert allowed_hosts(host) == names


HEEDED = {"stop_script": True, "app_heartbeat": True, "rerun_script": {"query_string": "age_years=7"}}
UNHEARD = {"clear_cache": True, "load_git_info": True, "set_run_on_save": True, "debug_shutdown_runtime": True,
           "backend_operation_request": {"install_skills": {}}}  # fmt: skip


def test_a_web_socket_hears_only_what_a_page_says() -> None:
    """Nobody empties what all visitors share; neither text nor bytes that are no message reach Streamlit."""
    spoken: list[Message] = [
        *({"type": "websocket.receive", "bytes": BackMsg(**{kind: said}).SerializeToString()}
          for kind, said in {**UNHEARD, **HEEDED}.items()),
        {"type": "websocket.receive", "text": "clear_cache"},
        {"type": "websocket.receive", "bytes": b"\xff\xff"},
        {"type": "websocket.disconnect", "code": 1000},
    ]  # fmt: skip
    heard: list[Message] = []

    async def streamlit(_scope: Scope, receive: Receive, _send: Send) -> None:
        while not heard or heard[-1]["type"] != "websocket.disconnect":
            heard.append(await receive())

    async def receive() -> Message:
        return spoken.pop(0)

    async def send(_message: Message) -> None:
        raise AssertionError("it was let in")

    own = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", b"localhost")]}
    asyncio.run(Doorkeeper(streamlit)(own, receive, send))

    assert [BackMsg.FromString(each["bytes"]).WhichOneof("type") for each in heard[:-1]] == list(HEEDED)


def test_settings_keep_patients_private(root: Path) -> None:
    """`streamlit run app.py` reads the same settings: this computer only, no statistics sent, no traceback shown."""
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"]["allowedHosts"] == ["localhost", "127.0.0.1"]
    assert settings["server"]["maxUploadSize"] == MOST_MB
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["toolbarMode"] in {"viewer", "minimal"}


def test_each_answer_is_sent_whole(root: Path) -> None:
    """A reference to what was sent before ends the page where quick touches have made the browser forget it."""
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["global"]["minCachedMessageSize"] > settings["server"]["maxMessageSize"] * 1e6


def test_no_two_runs_of_a_page_stand_beside_each_other(root: Path) -> None:
    """They share one state: a dictionary changed under the other's hands, a part drawn where nothing is drawn."""
    settings = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["runner"]["fastReruns"] is False


def test_a_port_in_use_is_an_error_and_not_another_port(root: Path) -> None:
    """The address that was asked for is the one served, or none is."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", f"from advisor.server import serve; serve({port})"]
        ended = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=PATIENCE_S, check=False)

    assert ended.returncode == 1
    assert f"Port {port} is not available" in ended.stderr
