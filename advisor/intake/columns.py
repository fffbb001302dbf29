"""Which column of a table tells what, in which unit: recognised, shown, corrected, remembered as a small file."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from advisor.intake.recognised import Recognised, plain, unit_as_written
from advisor.intake.refusal import Refusal, Why, unknown_word
from advisor.intake.text import Text

MAPPING: Final = Text(
    "what the columns mean", 50_000, 'write {"columns": {"Zeit": {"field": "exposure_s", "unit": "ms"}}}'
)
NOT_READ: Final = "not_read"
DROPPED: Final = "dropped"
_UNIT_NEEDED: Final = ("exposure_s", "dap_mGycm2", "entrance_kerma_mGy")
QUANTITY: Final = {"entrance_kerma_mGy": "kerma_mGy"}
_NAMED_BY_UNIT: Final = ("exposure_s", "dap_mGycm2", "age_years")  # a heading that is but the unit: "ms", "seconds"
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")  # PatientAge
_BRACKET: Final = re.compile(r"[(\[]([^)\]]{1,20})[)\]]")
_SECONDS: Final = "s"  # the one heading of a single letter
_IN_UNIT: Final = re.compile(r"\s(?:in|/)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field it tells (or `not_read`, or `dropped` for names and numbers), and its unit."""

    heading: str
    field: str
    unit: str | None = None
    factor: float | None = None  # to the field's own unit; None where the unit is not told

    @property
    def unknown_unit(self) -> bool:
        return self.field in _UNIT_NEEDED and self.factor is None


def columns_of(headings: Iterable[str], terms: Recognised, told: Mapping[str, Any] | None = None) -> tuple[Column, ...]:
    """The columns of a table in order; what `told` says of a heading stands over what is recognised."""
    found = [_told(each, told, terms) or recognised_column(each, terms) for each in headings]
    first: dict[str, int] = {}
    for nth in sorted(range(len(found)), key=lambda nth: _rank(found[nth], told)):
        field = found[nth].field
        if field not in (NOT_READ, DROPPED) and first.setdefault(field, nth) != nth:
            found[nth] = other = recognised_column(found[nth].heading, terms, first)
            first.setdefault(other.field, nth)
    return tuple(found)


def _rank(column: Column, told: Mapping[str, Any] | None) -> tuple[bool, bool]:
    """Of two columns of one field the one holds that the practice names, else the one that has a unit: of `Time` and
    `Exposure time (ms)` the second."""
    return column.heading not in (told or ()), column.unknown_unit


def recognised_column(heading: str, terms: Recognised, taken: Collection[str] = ()) -> Column:
    """What a heading tells, of the fields that no other column has."""
    if terms.settings_in_order(heading):
        return Column(heading, "settings", heading)
    column = _recognised(heading, heading, terms, taken)
    bracket = _BRACKET.search(heading)
    apart = _HUMP.sub(" ", _BRACKET.sub(" ", heading)) + (bracket[0] if bracket else "")
    return _recognised(heading, apart, terms, taken) if column.field == NOT_READ and apart != heading else column


def _recognised(heading: str, written: str, terms: Recognised, taken: Collection[str]) -> Column:
    bracket = _BRACKET.search(written)
    bare = _BRACKET.sub(" ", written)
    name, _, in_unit = _IN_UNIT.sub(" in ", bare).partition(" in ") if _IN_UNIT.search(bare) else (bare, "", "")
    words = plain(name)
    if not set(terms.by_whom.words).isdisjoint(plain(bare).split()[1:]):
        return Column(heading, DROPPED)
    for tail in range(min(3, len(words.split()))):
        parts = words.split()
        rest, end = " ".join(parts[: len(parts) - tail]), ".".join(parts[len(parts) - tail :])
        field = next((each for each, listed in terms.columns.items() if rest in listed and each not in taken), None)
        if field is None:
            continue
        unit = bracket[1] if bracket else in_unit.strip() or end
        column = _with_unit(heading, field, unit, terms)
        if not tail or column.factor is not None or (column.field == field and field not in terms.units):
            return column
    units = (each for each in _NAMED_BY_UNIT if each not in taken)
    field = next((each for each in units if unit_as_written(bare) in terms.units[each]), None)
    if field and (len(words) > 1 or words == _SECONDS):
        return _with_unit(heading, field, bare, terms)
    dropped = plain(bare) in terms.never_read.words
    return Column(heading, DROPPED if dropped else NOT_READ)


def _with_unit(heading: str, field: str, unit: str, terms: Recognised) -> Column:
    quantity = QUANTITY.get(field, field)
    if quantity not in terms.units:
        return Column(heading, field)
    factor = terms.units[quantity].get(unit_as_written(unit)) if unit else None
    if factor is None and field not in _UNIT_NEEDED and not unit:
        return Column(heading, field, None, 1.0)
    return Column(heading, field, unit or None, factor)


def _told(heading: str, told: Mapping[str, Any] | None, terms: Recognised) -> Column | None:
    if not told or heading not in told:
        return None
    entry = told[heading]
    field, unit = entry.get("field"), entry.get("unit") or ""
    if field in (None, NOT_READ, DROPPED):
        return Column(heading, NOT_READ)
    if field not in terms.columns:
        raise unknown_word(f"columns.{heading}", field, terms.columns)
    column = _with_unit(heading, field, unit, terms)
    if unit and column.factor is None and QUANTITY.get(field, field) in terms.units:
        accepted = ", ".join(terms.units[QUANTITY.get(field, field)])
        raise Refusal(f"columns.{heading}", Why.UNKNOWN_UNIT, told=unit, accepted=accepted)
    return column


def columns_from_text(text: str | bytes, name: str = "columns") -> dict[str, Any]:
    """The file in which a practice keeps what its columns mean."""
    told = MAPPING.json(text, name)
    columns = told.get("columns") if isinstance(told, dict) else None
    if not isinstance(columns, dict) or not all(isinstance(each, dict) for each in columns.values()):
        raise Refusal(name, Why.NO_COLUMNS, remedy=MAPPING.remedy)
    for heading, told in columns.items():
        for part in ("field", "unit"):
            if not isinstance(told.get(part), str | None):
                where = f"{name}: columns.{heading}.{part}"
                raise Refusal(where, Why.WRONG_KIND, expected="must be text", told=f"{told[part]}")
    return columns


def columns_text(columns: Sequence[Column]) -> str:
    """As a small file, to be corrected and given again."""
    told = {
        each.heading: {"field": each.field, **({"unit": each.unit} if each.unit else {})}
        for each in columns
        if each.field != DROPPED
    }
    return json.dumps({"columns": told}, ensure_ascii=False, indent=1) + "\n"


def said(columns: Sequence[Column], names: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    """What each column was taken for, in words; a field by its name, or as the contract calls it."""
    return tuple(_sentence(each, names.get(each.field, each.field)) for each in columns)


def _sentence(column: Column, name: str) -> str:
    if column.field == DROPPED:
        return f"{column.heading}: not read (a name or number is never needed)"
    if column.field == NOT_READ:
        return f"{column.heading}: not read (not known)"
    if column.unknown_unit:
        return f"{column.heading}: {name}, unit not told, so only cells that tell their own unit are read"
    unit = f" in {column.unit}" if column.unit else ""
    return f"{column.heading}: {name}{unit}"
