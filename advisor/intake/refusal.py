"""Anything from outside -> a noun of the contract, strictly, or one sentence that names the field and the remedy."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Final, Generic, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from advisor.case.vocabulary import TimerKind

T = TypeVar("T")


class CaseError(ValueError):
    """A case that cannot be judged: the field, and one sentence with the remedy."""

    def __init__(self, field: str, remedy: str) -> None:
        super().__init__(f"{field}: {remedy}")
        self.field = field
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Contract(Generic[T]):
    """What may be told of a thing, and what at least must be."""

    what: str
    adapter: TypeAdapter[T]
    nouns: Mapping[str, type]  # by the field that holds one; "" is the thing itself
    least: tuple[str, ...]
    example: str  # what at least must be told, in words

    def read(self, told: Any) -> T:
        """The thing told; null is as absent.

        Raises
        ------
        CaseError
            About a field that there is not (likely the misspelt name of one that is missing), else about the first
            thing that is wrong. Entries of a list are counted from 1.
        """
        if not isinstance(told, Mapping):
            raise CaseError(self.what, f"must be a JSON object with {' and '.join(self.least)}")
        try:
            return self.adapter.validate_json(self._written(told), strict=True)
        except ValidationError as error:
            wrong = error.errors()
            raise self._sentence(next((each for each in wrong if each["type"] == _STRANGER), wrong[0])) from None

    def _written(self, told: Mapping[str, Any]) -> str:
        """As JSON text, which the strict reader takes for what it is."""
        if _is_deeper(told, _DEEPEST):  # how deep Python itself follows differs from version to version
            raise CaseError(self.what, f"is nested too deeply; a {self.what} has at most objects within one object")
        try:
            return json.dumps(_without_nulls(told), default=str)
        except ValueError:  # a number of thousands of digits
            raise CaseError(self.what, "has a number of more digits than any number here") from None

    def _sentence(self, error: ErrorDetails) -> CaseError:
        where, kind = [_part(part) for part in error["loc"]], error["type"]
        path = ".".join(where) or self.what
        whole = next((name for name in _LISTS if name in where), None)
        if whole and kind != _STRANGER:
            path = ".".join(where[: where.index(whole) + 1])
            return CaseError(path, f"{_LISTS[whole]}{_timer_guess(error['input']) if whole == TIMER else ''}")
        if kind == "missing":
            optional = "" if where[0] in self.least else f", or leave {where[0]} out"
            return CaseError(path, f"is needed; a {self.what} tells at least {self.example}{optional}")
        if kind == _STRANGER:
            meant = _MEANT.get(where[-1].lower()) or _guess(where[-1], self._names(where))
            return CaseError(path, f"is not a field of a {self.what}{meant}")
        if kind == "enum":
            near = get_close_matches(str(error["input"]), error["ctx"]["expected"].replace("'", "").split(", "), n=1)
            guess = f" (did you mean {near[0]}?)" if near else ""
            return CaseError(path, f"{error['input']!r:.40} is not known; accepted: {error['ctx']['expected']}{guess}")
        expected = _EXPECTED_OF.get(where[-1]) if kind == "tuple_type" and where else None
        expected = expected or _EXPECTED.get(kind.split("_")[0], error["msg"].lower())
        return CaseError(path, f"{expected}, not {json.dumps(error['input'], default=str)[:40]}")

    def _names(self, where: list[str]) -> list[str]:
        """The fields that there are at a path, for guessing a misspelt one."""
        holders = [part for part in where[:-1] if not part.isdecimal()]
        noun = self.nouns.get(holders[-1] if holders else "")
        return [each.name for each in fields(noun)] if noun and is_dataclass(noun) else []


def json_told(text: str | bytes, name: str, remedy: str) -> Any:
    """What a JSON text tells; CaseError under `name` where it is none, or tells one thing twice."""
    if _has_endless_nesting(text):  # how much of it Python follows differs from version to version
        raise CaseError(name, f"is not JSON; {remedy}")
    try:
        return json.loads(text, object_pairs_hook=_each_once)
    except RepeatedKeyError as error:
        raise CaseError(name, f"tells {error.args[0]!r:.40} twice; keep one of them") from None
    except json.JSONDecodeError as error:
        raise CaseError(name, f"is not JSON (line {error.lineno}, column {error.colno}); {remedy}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits
        raise CaseError(name, f"is not JSON; {remedy}") from None


def number_told(text: str) -> float:
    """A number as people write one, with a decimal point; ValueError for what only Python takes, such as 1_0, nan."""
    if not _NUMBER.fullmatch(text.strip(" ")):
        raise ValueError(f"{text!r:.40} is no number")
    return float(text)


class RepeatedKeyError(ValueError):
    """A key that an object has twice: whichever was meant, the other would be lost."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        ((key, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise RepeatedKeyError(key)
    return told


def _iso_day(told: Any) -> Any:
    """A day as ISO 8601 writes it, and no count of seconds."""
    if not isinstance(told, str):
        return told
    try:
        if _ISO_DAY.fullmatch(told):
            return date.fromisoformat(told)
    except ValueError:  # the 31st of February
        pass
    raise PydanticCustomError("date_parsing", "must be a date")


_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
Day = Annotated[date, BeforeValidator(_iso_day)]


def _part(part: int | str) -> str:
    if isinstance(part, int):
        return str(part + 1)
    return f"{part if part.isidentifier() else repr(part):.40}"


def _has_endless_nesting(text: str | bytes) -> bool:
    plain = text.decode(errors="replace") if isinstance(text, bytes) else text
    if plain.count("{") + plain.count("[") <= _MOST_NESTED:
        return False
    depth = deepest = 0
    for token in _BRACKET.findall(plain):
        depth += 1 if token in ("{", "[") else -1 if token in ("}", "]") else 0
        deepest = max(deepest, depth)
    return deepest > _MOST_NESTED


def _is_deeper(told: Any, levels: int) -> bool:
    """Whether objects and lists lie within each other deeper than so; a circle is deeper than anything."""
    layer = [told]
    for _ in range(levels):
        layer = [inner for each in layer for inner in _inner(each)]
    return bool(layer)


def _inner(told: Any) -> list[Any]:
    within = told.values() if isinstance(told, Mapping) else told if isinstance(told, list | tuple) else ()
    return [each for each in within if isinstance(each, Mapping | list | tuple)]


def _without_nulls(told: Any) -> Any:
    if isinstance(told, Mapping):
        return {str(key): _without_nulls(value) for key, value in told.items() if value is not None}
    return [_without_nulls(value) for value in told] if isinstance(told, list | tuple) else told


def _guess(name: str, names: list[str]) -> str:
    near = get_close_matches(name.lower(), [each.lower() for each in names], n=1, cutoff=0.5)
    return f"; did you mean {next(each for each in names if each.lower() == near[0])}?" if near else ""


def _timer_guess(told: Any) -> str:
    near = get_close_matches(str(told).lower(), list(TimerKind), n=1, cutoff=0.5) if isinstance(told, str) else []
    return f" (did you mean {near[0]}?)" if near else ""


_CURRENT_TIME: Final = "; write mA and exposure_s, or exposure_mAs where only their product is known"
_IN_IMPULSES: Final = "; write exposure_impulses, and timer 50_per_s or 60_per_s"
_MEANT: Final = {  # names that look like another field than the one that is meant
    "mas": _CURRENT_TIME,
    "ms": "; write exposure_s, in seconds",
    "exposure_ms": "; write exposure_s, in seconds",
    "impulses": _IN_IMPULSES,
    "pulses": _IN_IMPULSES,
    "kap": "; write dap_mGycm2, or dap and dap_unit",
    "pka": "; write dap_mGycm2, or dap and dap_unit",
}
_DEEPEST: Final = 20
_MOST_NESTED: Final = 950
_BRACKET: Final = re.compile(r'"(?:\\.|[^"\\])*+"|[\[\]{}]')
TIMER: Final = "timer"
_LISTS: Final = {
    "field_cm": "must be a list of two numbers, diameter and height in cm",
    "kV_choices": "must be a list of numbers in kV, such as [60, 63, 66, 70]",
    "mA_choices": "must be a list of numbers in mA, such as [2, 8]",
    TIMER: f"must be {', '.join(TimerKind)}, or a list of its steps in seconds such as [0.08, 0.1, 0.125]",
}
_EXPECTED_OF: Final = {"also": "must be a list of further images, each with its exam"}
_STRANGER: Final = "unexpected_keyword_argument"
_EXPECTED: Final = {
    "json": "must hold valid Unicode text",
    "float": "must be a number (not text, not true or false)",
    "finite": "must be a finite number",
    "int": "must be a whole number",
    "bool": "must be true, false or null",
    "string": "must be text",
    "date": "must be a date such as 2026-11-21",
    "dataclass": "must be a JSON object",
    "tuple": "must be a list of settings, each with exposure_s",
}
