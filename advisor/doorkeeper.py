"""Who is let in, what is heard and answered: hosts, origins, messages, security headers."""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from advisor.hooks import may_ask
from advisor.pages.shared import browser, pick, screen
from advisor.uploads import Uploads

EVERY_HOST: Final = "*"
POLICY_VIOLATION: Final = 1008  # RFC 6455, 7.4.1
COMPONENTS: Final = ("/_stcore/bidi-components/", "/component/")
UNPUBLISHED: Final = ("/_stcore/metrics", "/_stcore/agent")  # who is connected; a second door to the application
SAID_BY_PAGES: Final = (
    "rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request",
)  # fmt: skip
ASKED_BY_PAGES: Final = (None, "deferred_file", "dataframe_chunk")  # of the backend; a download, the rows of a table
INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
REFUSED_FEATURES: Final = (
    "accelerometer", "camera", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "midi", "payment", "usb",
)  # fmt: skip


def inline_script_hashes() -> tuple[str, ...]:
    """The scripts written into Streamlit's own page, as the browser names them in a content security policy."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(page))
    return tuple(f"sha256-{base64.b64encode(digest).decode()}" for digest in digests)


def content_security_policy() -> str:
    """What the page may load: this server alone, no script that Streamlit did not ship, no frame around it."""
    scripts = " ".join(f"'{script}'" for script in inline_script_hashes())
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {scripts}".rstrip(),
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles at run time
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def security_headers() -> dict[str, str]:
    """The headers of every answer."""
    return {
        "content-security-policy": content_security_policy(),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in REFUSED_FEATURES),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


class Doorkeeper:
    """First to see every request: answers only what a page of ours asks, and puts the security headers on the answer.

    Asked by another page, Streamlit would first look up this computer's outside address at a public service to know
    whether that page is its own. So foreign hosts and origins end here, for pages and web sockets alike, and Streamlit
    is not told an origin at all.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...] = ()) -> None:
        self._app = app
        self._origins = origins  # whose pages may ask the hooks, and nothing else
        self._headers = security_headers()
        self._uploads = Uploads()
        self._hosts = frozenset(str(host).lower() for host in st.get_option("server.allowedHosts") or (EVERY_HOST,))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            answer = self._refusal(scope) or self._uploads.refusal(scope) or self._app
            with self._uploads.counted(scope, receive) as heard, suppress(ClientDisconnect):  # who went in mid-file
                await answer(_without_origin(scope), heard, self._with_headers(send, self._cors(scope)))
        elif scope["type"] == "websocket" and self._refusal(scope):
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})  # before it was accepted: status 403
        else:
            socket = scope["type"] == "websocket"
            await self._app(_without_origin(scope), _from_pages(receive) if socket else receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if not self._is_own_host(headers.getlist("host")):
            return PlainTextResponse("Invalid host header", status_code=400)
        origins = headers.getlist("origin")
        if any(_host_of(each) != headers["host"].lower() for each in origins) and not self._may_ask(scope):
            return PlainTextResponse("Forbidden", status_code=403)
        if not is_published(scope["path"]):
            return PlainTextResponse("Not Found", status_code=404)
        return None

    def _is_own_host(self, told: Sequence[str]) -> bool:
        """Whether one host was named, and it is one that this server answers to."""
        if len(told) != 1:
            return False
        try:
            name = urlsplit(f"//{told[0]}").hostname
        except ValueError:  # a bracket that is not closed
            return False
        return name is not None and bool(self._hosts & {name, EVERY_HOST})

    def _may_ask(self, scope: Scope) -> bool:
        return may_ask(scope["path"], Headers(scope=scope).getlist("origin"), self._origins)

    def _cors(self, scope: Scope) -> dict[str, str]:
        """What a browser wants to hear before it shows an answer to a page of another origin."""
        if not self._may_ask(scope):
            return {}
        return {"access-control-allow-origin": Headers(scope=scope)["origin"], "vary": "Origin"}

    def _with_headers(self, send: Send, more: Mapping[str, str]) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update({**self._headers, **more})
            await send(message)

        return send_with_headers


def _from_pages(receive: Receive) -> Receive:
    """A web socket that hears only what our pages say.

    Streamlit would heed a developer's words from anybody: to empty what all visitors share, to look for the program's
    repository; and it logs a traceback for what is no message at all.
    """

    async def heard() -> Message:
        while (message := await receive())["type"] == "websocket.receive" and not _is_of_a_page(message):
            pass
        return message

    return heard


def _is_of_a_page(message: Message) -> bool:
    try:
        said = BackMsg.FromString(message.get("bytes") or b"")
    except DecodeError:
        return False
    asked = said.backend_operation_request.WhichOneof("payload")
    return said.WhichOneof("type") in SAID_BY_PAGES and asked in ASKED_BY_PAGES


def is_published(path: str) -> bool:
    """Whether there is anything to see at a path: of components our own files only, by their plain names."""
    if path.startswith(UNPUBLISHED):
        return False
    return not path.startswith(COMPONENTS) or path in _component_files()


def _component_files() -> frozenset[str]:
    folders = {each.NAME: each.FOLDER for each in (browser, screen, pick)}
    return frozenset(f"{COMPONENTS[0]}{name}/{each.name}" for name, held in folders.items() for each in held.iterdir())


def _host_of(origin: str) -> str | None:
    """The host and port of an origin as a browser writes it; None for any other text."""
    scheme, _, host = origin.lower().partition("://")
    return host if scheme in ("http", "https") else None


def _without_origin(scope: Scope) -> Scope:
    if "headers" not in scope:
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() != b"origin"]}
