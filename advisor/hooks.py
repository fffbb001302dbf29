"""The CDS Hooks service beside the pages: routes, sizes, origins. Off unless asked for; nothing is logged or kept."""

import argparse
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from advisor import pages
from advisor.case.unit import UnitProfile
from advisor.exchange.cds_hooks import SERVICES, Practice, answer, discovery
from advisor.intake.case import checked_place
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import web_address

PATH: Final = "/cds-services"
LARGEST_BYTES: Final = 1_000_000
_OUTCOMES: Final = ("accepted", "overridden")
_HOST: Final = re.compile(r"([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:[0-9]+)?")
_USUAL_PORT: Final = {"http": ":80", "https": ":443"}
_BAD, _UNKNOWN, _TOO_LARGE = 400, 404, 413


@dataclass(frozen=True, slots=True)
class Hooks:
    """Who is answered: the practice, and the origins whose pages may ask."""

    practice: Practice
    day: Callable[[], date]
    origins: tuple[str, ...] = ()


def hooks_asked_for(asked: argparse.Namespace, unit: UnitProfile | None, today: Callable[[], date]) -> Hooks | None:
    """As the command line told; None where the service was not asked for.

    Raises
    ------
    Refusal
        For an origin that is none, for a place that is none, and for what belongs to the hooks without them.
    """
    if not asked.cds_hooks:
        if asked.hook_origin or asked.unit:
            raise Refusal("--hook-origin" if asked.hook_origin else "--unit", Why.ONLY_WITH_HOOKS)
        return None
    address = f"https://{asked.public_name}" if asked.public_name else ""
    practice = Practice(address, checked_place(asked.place), unit)
    return Hooks(practice, today, tuple(map(_origin, asked.hook_origin)))


def _origin(text: str) -> str:
    """An origin as a browser writes it: in small letters, without the port that goes without saying."""
    try:
        parts = web_address(text)
    except ValueError:
        raise Refusal("--hook-origin", Why.NO_ORIGIN, told=text) from None
    host = parts.netloc.lower().removesuffix(_USUAL_PORT[parts.scheme])
    if not _HOST.fullmatch(host) or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise Refusal("--hook-origin", Why.NO_ORIGIN, told=text)
    return f"{parts.scheme}://{host}"


def routes(hooks: Hooks) -> list[Route]:
    """Discovery, the services, feedback."""
    return [
        Route(PATH, _discovery, methods=["GET", "OPTIONS"]),
        Route(f"{PATH}/{{service}}", _service(hooks), methods=["POST", "OPTIONS"]),
        Route(f"{PATH}/{{service}}/feedback", _feedback, methods=["POST", "OPTIONS"]),
    ]


async def _discovery(request: Request) -> Response:
    return _allowed() if request.method == "OPTIONS" else JSONResponse(discovery())


def _service(hooks: Hooks) -> Callable[[Request], Any]:
    async def service(request: Request) -> Response:
        if request.method == "OPTIONS":
            return _allowed()
        name = request.path_params["service"]
        if name not in SERVICES:
            return _refused(_UNKNOWN, "no such service; GET /cds-services lists them")
        told = await _told(request)
        if isinstance(told, Response):
            return told
        if told.get("hook") != SERVICES[name][0]:
            return _refused(_BAD, f"hook must be {SERVICES[name][0]} for this service")
        here = f"{request.url.scheme}://{request.headers['host']}"
        practice = replace(hooks.practice, address=hooks.practice.address or here)
        return JSONResponse(answer(name, told, practice, pages.knowledge(), hooks.day()))

    return service


async def _feedback(request: Request) -> Response:
    """What became of a card is taken note of nowhere; it is only checked that it is feedback."""
    if request.method == "OPTIONS":
        return _allowed()
    if request.path_params["service"] not in SERVICES:
        return _refused(_UNKNOWN, "no such service; GET /cds-services lists them")
    told = await _told(request)
    if isinstance(told, Response):
        return told
    given = told.get("feedback")
    listed = given if isinstance(given, list) else []
    if not listed or any(not isinstance(each, dict) or each.get("outcome") not in _OUTCOMES for each in listed):
        return _refused(_BAD, "feedback must be a list, each with outcome accepted or overridden")
    return JSONResponse({})


async def _told(request: Request) -> dict[str, Any] | Response:
    """The JSON object of a request, no larger than a bundle of orders is."""
    raw = b""
    async for part in request.stream():
        raw += part
        if len(raw) > LARGEST_BYTES:
            return _refused(_TOO_LARGE, f"larger than {LARGEST_BYTES} bytes; send the orders and prefetch only")
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        return _refused(_BAD, "the request must be a JSON object")
    return told if isinstance(told, dict) else _refused(_BAD, "the request must be a JSON object")


def _allowed() -> Response:
    headers = {
        "access-control-allow-methods": "GET, POST, OPTIONS",
        "access-control-allow-headers": "content-type, authorization",
    }
    return Response(status_code=204, headers=headers)


def _refused(status: int, why: str) -> Response:
    return JSONResponse({"error": why}, status_code=status)


def may_ask(path: str, origins: Sequence[str], allowed: Sequence[str]) -> bool:
    """Whether pages of these origins may ask the service at a path."""
    of_hooks = path == PATH or path.startswith(f"{PATH}/")
    return of_hooks and bool(origins) and all(each.lower() in allowed for each in origins)
