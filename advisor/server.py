"""Serves the screens: Streamlit as an ASGI application behind its doorkeeper, warmed up before the first visitor."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from ipaddress import ip_address
from pkgutil import walk_packages
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware

from advisor import pages
from advisor.doorkeeper import EVERY_HOST, Doorkeeper
from advisor.hooks import Hooks, routes
from advisor.pages.learn import school
from advisor.shipped import shipped

APP: Final = shipped("app.py")
LOOPBACK: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8501
LOOPBACK_NAMES: Final = ("localhost", LOOPBACK)
DRAWN_WITH: Final = ("pyarrow", "pandas", "altair.vegalite.v6.api")


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


def protected(hooks: Hooks | None = None) -> dict[str, Any]:
    """What makes a Streamlit application this product, by `serve` and by `streamlit run app.py` alike.

    The CDS Hooks service is there only where `hooks` tells who is answered.
    """
    doorkeeper = Middleware(Doorkeeper, origins=hooks.origins if hooks else ())
    return {"lifespan": warmed_up, "middleware": [doorkeeper], "routes": routes(hooks) if hooks else []}


def allowed_hosts(host: str) -> tuple[str, ...]:
    """The names a browser may call the server by: its own; any, where it listens on every address."""
    if host in LOOPBACK_NAMES:
        return LOOPBACK_NAMES
    return (EVERY_HOST,) if _is_every_address(host) else (host,)


def _is_every_address(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:  # a name, not an address
        return False


def serve(
    port: int = DEFAULT_PORT, host: str = LOOPBACK, *, public: str | None = None, hooks: Hooks | None = None
) -> None:
    """Serve the screens until stopped; exits with status 1 when the port is taken, never moving to another.

    `public` is a further name that a browser may call the server by, as behind a proxy; it listens on `host` alone.

    Settings come from `.streamlit/config.toml` beside `app.py`, from wherever this is started.
    """
    hosts = (*allowed_hosts(host), *((public,) if public else ()))
    sys.argv = [str(APP)]  # Streamlit looks for its settings, and for the modules of a script, beside the program
    st.App(APP, **protected(hooks)).run(
        config={
            "server.port": port,
            "server.address": host,
            "server.allowedHosts": list(hosts),
            "browser.serverAddress": host,  # told to the reader; untold, Streamlit asks a public service for it
        },
    )
