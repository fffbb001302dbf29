"""The X-ray generator's own exposure service -> exposures: its JSON as a file, or asked at an address.

The open interface of a maker (OpenAPI 3.0): kV, mA, milliseconds, product in dGy.cm2, size child or adult; no patient.
Optional clinical fields are as untold where absent. Nothing outside the host typed is followed, and no answer is taken
that is larger or later than a generator's.
"""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from advisor.case.vocabulary import Family, Programme
from advisor.intake.cells import LARGEST_TABLE_BYTES
from advisor.intake.exposure import Exposure, Origin, hashed, printed_exposure
from advisor.intake.recognised import Recognised, listed_under
from advisor.intake.refusal import Refusal, Why
from advisor.intake.settings import Found, question, rounded
from advisor.intake.text import Text
from advisor.knowledge import Knowledge

TIMEOUT_S: Final = 10.0
LARGEST_ANSWER_BYTES: Final = 2_000_000
PAGE: Final = 50
MOST_PAGES: Final = 2_000
_OK: Final = 200
_NO_RIGHT: Final = (401, 403)
_NOT_FOUND: Final = 404
_MOST_LINES: Final = 200_000
_FIGURES: Final = (
    ("kiloVolts", "kV", 1.0),
    ("milliAmps", "mA", 1.0),
    ("exposureTime", "exposure_s", 0.001),
    ("doseAreaProduct", "dap_mGycm2", 100.0),
)
_ANSWER: Final = Text("an answer", LARGEST_ANSWER_BYTES, "the answer is none of an exposure service")
_FILE: Final = Text(
    "an answer of a generator",
    LARGEST_TABLE_BYTES,
    "give an answer of the generator's exposure service, or JSON lines as the command read prints",
)


@dataclass(frozen=True, slots=True)
class Generator:
    """One of the generators that answer at an address."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Service:
    """Where the practice's exposure service is, as typed, and its key."""

    address: str
    key: str

    def generators(self) -> tuple[Generator, ...]:
        """The generators there."""
        told = self._asked("generator", {})
        listed = told if isinstance(told, list) else [told]
        found = (each for each in listed if isinstance(each, dict) and isinstance(each.get("id"), str | int))
        return tuple(Generator(str(each["id"]), _label(each)) for each in found)

    def exposures(
        self, generator: Generator, terms: Recognised, knowledge: Knowledge, *,
        start: str | None = None, end: str | None = None, most: int | None = None,
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
            rows = list(_rows(told))
            new = [row for row in rows if str(row.get("id")) not in found]
            found |= {str(row.get("id") or f"{page}.{nth}"): row for nth, row in enumerate(new)}
            if not new or (most is not None and len(found) >= most):
                break
        return _read(list(found.values())[:most], generator.name, terms, knowledge)

    def _asked(self, path: str, query: Mapping[str, Any]) -> Any:
        """One GET; no redirection is followed."""
        parts = urlsplit(self.address.strip())
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise Refusal("address", Why.NO_ADDRESS)
        told = {name: value for name, value in query.items() if value is not None}
        where = f"{parts.path.rstrip('/')}/{path}{'?' + urlencode(told) if told else ''}"
        try:
            return self._got(_connection(parts.scheme, parts.hostname, parts.port), where)
        except Refusal:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Refusal("address", Why.NO_ANSWER, error=type(error).__name__) from None

    def _got(self, connection: http.client.HTTPConnection, where: str) -> Any:
        try:
            connection.request("GET", where, headers={"X-API-Key": self.key, "Accept": "application/json"})
            answer = connection.getresponse()
            if answer.status in _NO_RIGHT:
                raise Refusal("key", Why.NO_RIGHT)
            if answer.status == _NOT_FOUND:
                raise Refusal("address", Why.NO_SERVICE)
            if answer.status != _OK:
                raise Refusal("address", Why.STRANGE_STATUS, status=answer.status)
            raw = answer.read(LARGEST_ANSWER_BYTES + 1)
        finally:
            connection.close()
        if len(raw) > LARGEST_ANSWER_BYTES:
            raise Refusal("address", Why.LONG_ANSWER, most=LARGEST_ANSWER_BYTES // 10**6)
        return _ANSWER.json(raw, "address")


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)


def _label(told: Mapping[str, Any]) -> str:
    words = (told.get(name) for name in ("name", "manufacturer", "model"))
    return " / ".join(str(word)[:40] for word in words if isinstance(word, str) and word) or str(told["id"])[:40]


def _rows(told: Any) -> Iterator[dict[str, Any]]:
    """The exposures of an answer: a page of them, a list, or a single one."""
    listed = told.get("exposures", [told]) if isinstance(told, dict) else told
    yield from (each for each in (listed if isinstance(listed, list) else [listed]) if isinstance(each, dict))


def exposures_of_text(
    raw: bytes, file: str, terms: Recognised, knowledge: Knowledge
) -> tuple[list[Exposure], list[Refusal]]:
    """Exposures of a file: an answer of the service, or JSON lines as the command read prints them."""
    text = _FILE.plain(raw, "")
    lines = [line for line in text.splitlines()[:_MOST_LINES] if line.strip()]
    by_line = len(lines) > 1 and _is_whole(lines[0])
    rows = [_FILE.json(line, "") for line in lines] if by_line else list(_rows(_FILE.json(text, "")))
    return _read(rows, file, terms, knowledge)


def _is_whole(line: str) -> bool:
    """Whether a line is JSON by itself, and so of JSON lines."""
    try:
        return isinstance(_FILE.json(line, ""), dict)
    except Refusal as refused:
        return refused.why is not Why.NOT_JSON


def _read(rows: list[Any], file: str, terms: Recognised, knowledge: Knowledge) -> tuple[list[Exposure], list[Refusal]]:
    found, refusals = [], []
    for nth, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            refusals.append(Refusal("", Why.IS_NO_EXPOSURE, file=file, line=nth))
        elif row.get("kind") == "exposure":
            found.append(printed_exposure(row, file))
        elif row.get("kind") == "refusal":
            continue
        elif any(name in row for name, _, _ in _FIGURES):
            found.append(_exposure(row, nth, file, terms, knowledge))
        else:
            refusals.append(Refusal("", Why.TELLS_NO_EXPOSURE, file=file, line=nth, remedy=_FILE.remedy))
    return found, refusals


def _exposure(row: Mapping[str, Any], nth: int, file: str, terms: Recognised, knowledge: Knowledge) -> Exposure:
    found = Found()
    for told, name, factor in _FIGURES:
        value = row.get(told)
        if isinstance(value, bool) or (value is not None and not isinstance(value, int | float)):
            found.repaired(name, str(value)[:24], None, "is no number")
        elif value is not None and value > 0:
            found.values[name] = rounded(float(value) * factor)
        elif value is not None:
            found.repaired(name, f"{value:g}", None, "zero stands for unknown")
    mA, exposure_s = found.values.get("mA"), found.values.get("exposure_s")
    if mA and exposure_s:
        found.values["charge_mAs"] = rounded(mA * exposure_s)
    exam = terms.exam_in(str(row.get("imageType") or ""))
    question(found, Family.INTRAORAL, knowledge.exams, terms)
    at = _instant(row.get("recordedTime"))
    size = listed_under(terms.size_words, str(row.get("patientSize") or ""))
    region = "_".join(str(row[name]) for name in ("jawRegion", "toothRegion") if isinstance(row.get(name), str))
    regions = {each.id for each in knowledge.by_exam[exam].regions} if exam else set()
    return Exposure(
        file=file,
        origin=Origin.GENERATOR,
        row=nth,
        event=hashed(row["id"]) if row.get("id") else None,
        on=at.date() if at else None,
        at=at.time().replace(microsecond=0) if at else None,
        size=Programme(size) if size else None,
        family=Family.INTRAORAL,
        exam=exam,
        region=region if region in regions else None,
        unit=file,
        repairs=tuple(found.repairs),
        implausible=tuple(found.implausible),
        warnings=(*(() if exam else ("exam: intraoral; which view is not told",)), *found.warnings),
        **found.values,  # type: ignore[arg-type]
    )


def _instant(told: Any) -> datetime | None:
    """Local time as recorded; the instant's own offset is kept in what is shown."""
    try:
        return datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
