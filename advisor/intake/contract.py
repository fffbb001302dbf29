"""Something told, as JSON would -> a noun of the contract, strictly; or one sentence that names field and remedy."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Final, Generic, TypeVar

from pydantic import BeforeValidator, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from advisor.case.vocabulary import TimerKind
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text, json_told
from advisor.knowledge.strict import STRANGER, first_error

T = TypeVar("T")
_WHOLE: Final = "file"
_DEEPEST: Final = 20
_LONGEST_PATH: Final = 80
_LONGEST_PART: Final = 40
_OURS: Final = "Value error, "  # how pydantic begins a sentence of ours


@dataclass(frozen=True, slots=True)
class Contract(Generic[T]):
    """What may be told of a thing, and what at least must be."""

    what: str
    adapter: TypeAdapter[T]
    nouns: Mapping[str, type]  # by the field that holds one; "" is the thing itself
    least: tuple[str, ...]
    example: str  # what at least must be told, in words
    lists: Mapping[str, str] = field(default_factory=dict)  # what a field that is a list must be, by its name

    def read(self, mapping: Any) -> T:
        """The thing told; null is as absent.

        Raises
        ------
        Refusal
            Of a field that there is not (likely the misspelt name of one that is missing), else of the first thing
            that is wrong. Entries of a list are counted from 1.
        """
        if not isinstance(mapping, Mapping):
            raise Refusal(self.what, Why.NOT_AN_OBJECT, fields=" and ".join(self.least))
        try:
            return self.adapter.validate_json(self._written(mapping), strict=True)
        except ValidationError as error:
            raise self._refused(first_error(error)) from None

    def _written(self, mapping: Mapping[str, Any]) -> str:
        """As JSON text, which the strict reader takes for what it is."""
        if _is_deeper(mapping, _DEEPEST):  # how deep Python itself follows differs from version to version
            within = f"a {self.what} has at most objects within one object"
            raise Refusal(self.what, Why.NESTED_TOO_DEEPLY, what=within)
        try:
            return json.dumps(_without_nulls(mapping), default=str)
        except ValueError:  # a number of thousands of digits
            raise Refusal(self.what, Why.ENDLESS_NUMBER) from None

    def _refused(self, error: ErrorDetails) -> Refusal:
        where, kind = [_part(part) for part in error["loc"]], error["type"]
        path = ".".join(where) or self.what
        whole = next((name for name in _LISTS if name in where), None)
        if whole and kind != STRANGER:
            path = ".".join(where[: where.index(whole) + 1])
            guess = _guess(error["input"], TimerKind, " (did you mean {}?)") if whole == TIMER else ""
            return Refusal(path, Why.WRONG_LIST, expected=_LISTS[whole], guess=guess)
        if kind == "missing":
            optional = "" if where[0] in self.least else f", or leave {where[0]} out"
            return Refusal(path, Why.IS_NEEDED, what=f"a {self.what} tells at least {self.example}{optional}")
        if kind == STRANGER:
            meant = _MEANT.get(where[-1].lower()) or _guess(where[-1], self._names(where), "; did you mean {}?")
            return Refusal(path, Why.NO_FIELD, what=self.what, guess=meant)
        if kind.startswith("tuple") and where and where[-1] in self.lists:
            return Refusal(path, Why.WRONG_LIST, expected=self.lists[where[-1]], guess="")
        return wrong_value(path, error)

    def _names(self, where: list[str]) -> list[str]:
        """The fields that there are at a path, for guessing a misspelt one."""
        holders = [part for part in where[:-1] if not part.isdecimal()]
        noun = self.nouns.get(holders[-1] if holders else "")
        return [each.name for each in fields(noun)] if noun and is_dataclass(noun) else []


def read_text(kind: Text, raw: str | bytes, adapter: TypeAdapter[T]) -> T:
    """A small file of ours, taken whole or refused; a Refusal of the first thing that is wrong."""
    plain = kind.plain(raw, _WHOLE)
    json_told(plain, _WHOLE, kind.remedy)
    try:
        return adapter.validate_json(plain)
    except ValidationError as error:
        first = first_error(error)
        path = ".".join(str(part) for part in first["loc"])[:_LONGEST_PATH]
        raise wrong_value(path or _WHOLE, first) from None


def wrong_value(path: str, error: ErrorDetails) -> Refusal:
    """A value of the wrong kind, or none of the words that there are, or beyond its bounds."""
    kind = error["type"]
    if kind == "enum":
        accepted = error["ctx"]["expected"]
        near = get_close_matches(str(error["input"]), accepted.replace("'", "").split(", "), n=1)
        guess = f" (did you mean {near[0]}?)" if near else ""
        return Refusal(path, Why.UNKNOWN_WORD, told=error["input"], accepted=accepted, guess=guess)
    expected = _EXPECTED.get(kind.split("_")[0])
    if expected is None and kind in _BOUNDS:
        return Refusal(path, Why.OUT_OF_BOUNDS, expected=error["msg"].removeprefix(_OURS))
    value = json.dumps(error["input"], default=str)
    return Refusal(path, Why.WRONG_KIND, expected=expected or error["msg"].lower(), told=value)


def _iso_day(value: Any) -> Any:
    """A day as ISO 8601 writes it, and no count of seconds."""
    if not isinstance(value, str):
        return value
    try:
        if _ISO_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:  # the 31st of February
        pass
    raise PydanticCustomError("date_parsing", "must be a date")


_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
Day = Annotated[date, BeforeValidator(_iso_day)]


def _part(part: int | str) -> str:
    if isinstance(part, int):
        return str(part + 1)
    return (part if part.isidentifier() else repr(part))[:_LONGEST_PART]


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether objects and lists lie within each other deeper than so; a circle is deeper than anything."""
    layer = [value]
    for _ in range(levels):
        layer = [inner for each in layer for inner in _inner(each)]
    return bool(layer)


def _inner(value: Any) -> list[Any]:
    within = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return [each for each in within if isinstance(each, Mapping | list | tuple)]


def _without_nulls(thing: Any) -> Any:
    if isinstance(thing, Mapping):
        return {str(key): _without_nulls(value) for key, value in thing.items() if value is not None}
    return [_without_nulls(value) for value in thing] if isinstance(thing, list | tuple) else thing


def _guess(word: Any, names: Sequence[str] | type[TimerKind], sentence: str) -> str:
    by_lower = {str(name).lower(): str(name) for name in names}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.5) if isinstance(word, str) else []
    return sentence.format(by_lower[near[0]]) if near else ""


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
TIMER: Final = "timer"
_LISTS: Final = {
    "field_cm": "must be a list of two numbers, diameter and height in cm",
    "kV_choices": "must be a list of numbers in kV, such as [60, 63, 66, 70]",
    "mA_choices": "must be a list of numbers in mA, such as [2, 8]",
    TIMER: f"must be {', '.join(TimerKind)}, or a list of its steps in seconds such as [0.08, 0.1, 0.125]",
}
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
_BOUNDS: Final = frozenset({
    "value_error", "greater_than", "greater_than_equal", "less_than", "less_than_equal", "too_long", "too_short",
    "string_too_long", "string_too_short", "string_pattern_mismatch", "literal_error", "extra_forbidden", "missing",
})  # fmt: skip
