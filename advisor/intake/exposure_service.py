"""The exposure service of a generator, asked at the address that was typed, for one touch.

Nothing outside the host typed is followed, and no answer is taken that is larger or later than a generator's.
"""

import http.client
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from socket import SHUT_RDWR, socket
from threading import Event, Timer
from time import monotonic
from typing import Any, Final
from urllib.parse import quote, urlencode

from advisor.intake.exposure import Exposure
from advisor.intake.generator import exposures_of_rows, rows_of
from advisor.intake.recognised import Recognised
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text, web_address
from advisor.knowledge import Knowledge

TIMEOUT_S: Final = 10.0
LARGEST_ANSWER_BYTES: Final = 2_000_000
TOGETHER_S: Final = 120.0  # for all answers of one asking
MOST_GENERATORS: Final = 50
PAGE: Final = 50
MOST_PAGES: Final = 2_000
_OK: Final = 200
_NO_RIGHT: Final = (401, 403)
_NOT_FOUND: Final = 404
_ANSWER: Final = Text("an answer", LARGEST_ANSWER_BYTES, "the answer is none of an exposure service")


@dataclass(frozen=True, slots=True)
class Generator:
    """One of the generators that answer at an address."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Service:
    """Where the practice's exposure service is, as typed, and its key; asked for one touch, so in a time for it all."""

    address: str
    key: str
    until: float = field(default_factory=lambda: monotonic() + TOGETHER_S)

    def generators(self) -> tuple[Generator, ...]:
        """The generators there."""
        told = self._asked("generator", {})
        listed = told if isinstance(told, list) else [told]
        found = (each for each in listed if isinstance(each, dict) and isinstance(each.get("id"), str | int))
        return tuple(Generator(str(each["id"]), _label(each)) for each in islice(found, MOST_GENERATORS))

    def exposures(
        self, generator: Generator, terms: Recognised, knowledge: Knowledge, *,
        start: str | None = None, end: str | None = None, most: int | None = None, today: date | None = None,
    ) -> tuple[list[Exposure], list[Refusal]]:  # fmt: skip
        """Exposures of a generator, newest first, of a period (RFC 3339) or only the latest `most`.

        Raises
        ------
        Refusal
            In one sentence, where the address does not answer as such a service does.
        """
        found: dict[str, Any] = {}
        for page in range(MOST_PAGES):
            limit = PAGE if most is None else min(PAGE, most)
            asked = {"skip": page * PAGE, "limit": limit, "startTime": start, "endTime": end}
            told = self._asked(f"generator/{quote(generator.id, safe='')}/exposure", asked)
            rows = list(rows_of(told))
            new = [row for row in rows if str(row.get("id")) not in found]
            found |= {str(row.get("id") or f"{page}.{nth}"): row for nth, row in enumerate(new)}
            if not new or (most is not None and len(found) >= most):
                break
        return exposures_of_rows(list(found.values())[:most], generator.name, terms, knowledge, today)

    def _asked(self, path: str, query: Mapping[str, Any]) -> Any:
        """One GET; no redirection is followed."""
        if not (self.key.isascii() and self.key.isprintable()):
            raise Refusal("key", Why.NO_KEY)
        try:
            parts = web_address(self.address.strip())
        except ValueError:
            raise Refusal("address", Why.NO_ADDRESS) from None
        told = {name: value for name, value in query.items() if value is not None}
        where = f"{parts.path.rstrip('/')}/{path}{'?' + urlencode(told) if told else ''}"
        try:
            return self._got(_connection(parts.scheme, parts.hostname or "", parts.port), where)
        except Refusal:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Refusal("address", Why.NO_ANSWER, error=type(error).__name__) from None

    def _got(self, connection: http.client.HTTPConnection, where: str) -> Any:
        with _in_time(connection, self.until - monotonic()):
            connection.request("GET", where, headers={"X-API-Key": self.key, "Accept": "application/json"})
            answer = connection.getresponse()
            if answer.status in _NO_RIGHT:
                raise Refusal("key", Why.NO_RIGHT)
            if answer.status == _NOT_FOUND:
                raise Refusal("address", Why.NO_SERVICE)
            if answer.status != _OK:
                raise Refusal("address", Why.STRANGE_STATUS, status=answer.status)
            raw = answer.read(LARGEST_ANSWER_BYTES + 1)
        if len(raw) > LARGEST_ANSWER_BYTES:
            raise Refusal("address", Why.LONG_ANSWER, most=LARGEST_ANSWER_BYTES // 10**6)
        return _ANSWER.json(raw, "address")


@contextmanager
def _in_time(connection: http.client.HTTPConnection, left_s: float) -> Iterator[None]:
    """Hang up on what is not there in time, a byte after the other or not; Refusal then."""
    late, slow = Event(), Refusal("address", Why.SLOW_ANSWER, most=TOGETHER_S)
    if left_s <= 0.0:
        raise slow
    connection.connect()
    watch = Timer(left_s, _hang_up, (connection.sock, late))
    watch.daemon = True
    watch.start()
    try:
        yield
    except (OSError, http.client.HTTPException):
        if late.is_set():
            raise slow from None
        raise
    finally:
        watch.cancel()
        connection.close()
    if late.is_set():
        raise slow


def _hang_up(line: socket, late: Event) -> None:
    late.set()
    with suppress(OSError):  # it has ended meanwhile
        line.shutdown(SHUT_RDWR)


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)


def _label(told: Mapping[str, Any]) -> str:
    words = (told.get(name) for name in ("name", "manufacturer", "model"))
    return " / ".join(str(word)[:40] for word in words if isinstance(word, str) and word) or str(told["id"])[:40]
