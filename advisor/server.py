"""Serves the screens: Streamlit as an ASGI application with security headers, warmed up before the first visitor."""

from __future__ import annotations

import base64
import gc
import hashlib
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from advisor import pages
from advisor.pages.learn import school
from advisor.shipped import shipped

APP: Final = shipped("app.py")
LOOPBACK: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8501
LOOPBACK_NAMES: Final = ("localhost", LOOPBACK)
DRAWN_WITH: Final = ("pyarrow", "pandas", "altair.vegalite.v6.api")
UNPUBLISHED: Final = ("/_stcore/metrics", "/_stcore/agent")  # who is connected; a second door to the application
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


class SecurityHeaders:
    """Puts the security headers on every HTTP answer and hides what Streamlit publishes about itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        hidden = scope["path"].startswith(UNPUBLISHED)
        answer = PlainTextResponse("Not Found", status_code=404) if hidden else self._app
        await answer(scope, receive, send_with_headers)


@asynccontextmanager
async def warmed_up(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Do what the first visitor would wait for, then spare the garbage collector all that stays."""
    screens = (module.name for module in walk_packages(pages.__path__, f"{pages.__name__}."))
    for name in (*DRAWN_WITH, *screens):
        import_module(name)
    pages.knowledge()
    school.warm_up()
    gc.collect()
    gc.freeze()
    yield {}


def application(allowed_hosts: Sequence[str] = LOOPBACK_NAMES) -> st.App:
    """The whole product as one ASGI application, answering only to the host names given ("*": to any)."""
    return st.App(
        APP,
        lifespan=warmed_up,
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(allowed_hosts), www_redirect=False),
        ],
    )


def allowed_hosts(host: str) -> tuple[str, ...]:
    """The names a browser may call the server by: its own; any, where it listens on every address."""
    if host in LOOPBACK_NAMES:
        return LOOPBACK_NAMES
    return ("*",) if _is_every_address(host) else (host,)


def _is_every_address(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:  # a name, not an address
        return False


def serve(port: int = DEFAULT_PORT, host: str = LOOPBACK) -> None:
    """Serve the screens until stopped; exits with status 1 when the port is taken, never moving to another.

    Settings come from `.streamlit/config.toml` beside `app.py`, from wherever this is started.
    """
    hosts = allowed_hosts(host)
    sys.argv = [str(APP)]  # Streamlit looks for its settings, and for the modules of a script, beside the program
    application(hosts).run(
        config={
            "server.port": port,
            "server.address": host,
            "server.allowedHosts": list(hosts),
        },
    )
