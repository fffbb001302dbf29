"""A practice's log -> exposures: each cell converted with its repair named, names and numbers dropped."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from advisor.case.vocabulary import Family, Programme, Receptor
from advisor.intake.as_written import figure, figures_together, meant_by_cells, years_told
from advisor.intake.cells import Cells, read_cells
from advisor.intake.columns import Column, columns_of
from advisor.intake.days import MONTHS, clock_in, day_told, order_of
from advisor.intake.exposure import Exposure, Figure, Origin, Quality, Status, hashed
from advisor.intake.patient import NO_DAY, age_of, credible
from advisor.intake.recognised import Recognised, plain
from advisor.intake.refusal import Refusal, Why
from advisor.intake.settings import Found, limits_of, question
from advisor.intake.teeth_told import region_told
from advisor.intake.which_exam import Which
from advisor.knowledge import Knowledge
from advisor.knowledge.places import american

_HASH: Final = re.compile(r"[0-9a-f]{16}")
_ROWS_BETWEEN: Final = 1000
_HAIR: Final = 1e-6  # of rounding
_SHORT_AGE: Final = re.compile(r"\d{1,3}(?:\s*[^\W\d]{1,8}\.?)?")
_FIGURES: Final[tuple[Figure, ...]] = (
    "kV", "mA", "exposure_s", "charge_mAs", "dap_mGycm2", "entrance_kerma_mGy", "exposure_index",
    "target_exposure_index", "deviation_index",
)  # fmt: skip
_LONGEST_NAME: Final = 60
_TOLD: Final = (*_FIGURES[:6], "settings", "age_years", "exam")
Told = Mapping[str, tuple[str, Column]]  # the cells of a row and their columns, by field
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Log:
    """What a table gave: exposures, rows without one, and how its columns were understood."""

    exposures: tuple[Exposure, ...]
    refusals: tuple[Refusal, ...]
    columns: tuple[Column, ...]
    form: str


def read_table(
    raw: bytes,
    file: str,
    terms: Recognised,
    knowledge: Knowledge,
    *,
    place: str | None = None,
    today: date | None = None,
    told: Mapping[str, Any] | None = None,
    working: Callable[[float], object] = lambda share: None,
) -> Log:
    """The exposures of a log.

    Parameters
    ----------
    raw : bytes
        CSV, XLSX or Parquet.
    place : str, optional
        Where tooth 8 is a wisdom tooth's neighbour (Universal) rather than none (FDI): of the United States.
    today : date, optional
        A later day is none that an exposure can be of.
    told : Mapping, optional
        By heading, the field and unit that the practice says its column has.
    working : callable
        Told now and then what share of the rows is read, so that whoever waits may be shown so, or stop it.

    Raises
    ------
    Refusal
        For a file that is no table, and for a correction that names no field or unit.
    """
    cells = read_cells(raw, terms)
    columns = columns_of(cells.headings, terms, told)
    columns = tuple(meant_by_cells(each, (row[nth] for _, row in cells.rows)) for nth, each in enumerate(columns))
    reader = _Reader(file, columns, terms, knowledge, american(place), _month_first(cells, columns), today)
    exposures, refusals = [], [each.of(file) for each in cells.torn]
    for nth, (line, row) in enumerate(cells.rows):
        if nth % _ROWS_BETWEEN == 0:
            working(nth / len(cells.rows))
        found = reader.exposure(line, row)
        if isinstance(found, Exposure):
            exposures.append(found)
        else:
            refusals.append(found)
    return Log(tuple(exposures), tuple(refusals), columns, cells.form)


def _month_first(cells: Cells, columns: Sequence[Column]) -> bool | None:
    """How a day with slashes is meant: as those of the exposures show, else as birth dates do."""
    at = {column.field: nth for nth, column in enumerate(columns)}
    orders = (order_of(row[at[name]] for _, row in cells.rows) for name in ("on", "birth") if name in at)
    return next((order for order in orders if order is not None), None)


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    columns: tuple[Column, ...]
    terms: Recognised
    knowledge: Knowledge
    universal: bool
    month_first: bool | None
    today: date | None

    def exposure(self, line: int, row: Sequence[str]) -> Exposure | Refusal:
        told = {column.field: (cell, column) for column, cell in zip(self.columns, row, strict=True) if cell}
        if refused := self._no_exposure(line, row, told):
            return refused
        found = Found()
        which = self._which(told, found)
        self._read_figures(told, which.family, found)
        on = self._day(told, found)
        age = self._age(told, credible(on, self.today, found, self.terms), found)
        question(found, which.family, self.knowledge.exams, self.terms)
        at = clock_in(told[name][0] for name in ("at", "on") if name in told)
        return Exposure(
            file=self.file, origin=Origin.TABLE, row=line, event=_event(told), on=on, at=at, age_years=age,
            family=which.family, exam=which.exam, region=which.region, teeth=which.teeth,
            unit=_name(told, "unit"), maker=_name(told, "maker"), model=_name(told, "model"),
            size=self._word(told, "size", Programme, found), receptor=self._word(told, "receptor", Receptor, found),
            status=self._word(told, "status", Status, found), quality=self._word(told, "quality", Quality, found),
            retake=plain(told["retake"][0]) in self.terms.yes_words.words if "retake" in told else None,
            reject_reason=_name(told, "reject_reason"), **found.fields(),
        )  # fmt: skip

    def _no_exposure(self, line: int, row: Sequence[str], told: Told) -> Refusal | None:
        """A row that is none: it tells nothing, or says Total, Übertrag, Monthly mean and no exam of a known age."""
        if not any(name in told for name in _TOLD):
            return Refusal("", Why.TELLS_NOTHING, file=self.file, line=line)
        first = f" {plain(next(cell for cell in row if cell))} "
        known = "exam" in told and self.terms.exam_in(told["exam"][0]) and not {"age_years", "birth"}.isdisjoint(told)
        if known or not any(f" {word} " in first for word in self.terms.sum_words.words):
            return None
        return Refusal("", Why.SUM_OF_ROWS, file=self.file, line=line)

    def _read_figures(self, told: Told, family: Family | None, found: Found) -> None:
        for name in _FIGURES:
            if name in told:
                figure(name, *told[name], found, self.terms)
        if "settings" in told:
            figures_together(*told["settings"], found, self.terms)
        found.divide(limits_of(family, self.knowledge.exams, self.terms))

    def _day(self, told: Told, found: Found) -> date | None:
        if "on" not in told:
            return None
        cell = told["on"][0]
        meant = day_told(cell, self.month_first, self.terms)
        if meant is None:
            found.repaired("on", cell[:16], None, NO_DAY)
        return meant

    def _age(self, told: Told, on: date | None, found: Found) -> float | None:
        cell, birth = self._age_and_birth(told)
        age = ""
        if cell:
            within = Found()
            column = told["age_years"][1] if "age_years" in told else Column("", "age_years", factor=1.0)
            figure("age_years", *years_told(cell, column, self.terms), within, self.terms)
            found.repairs += within.repairs
            if "age_years" in within.values:
                months = int(within.values["age_years"] * MONTHS + _HAIR)
                age = f"{months}M"
        born = day_told(birth, self.month_first, self.terms) if birth else None
        shown = age if len(age) <= 4 else f"{int(age[:-1]) // MONTHS}Y"  # noqa: PLR2004 - three digits and a letter
        return age_of(shown, "".join(birth.split("-")), born, on, found, self.terms)

    def _age_and_birth(self, told: Told) -> tuple[str, str]:
        """As they are written; of a column of both, such as DOB / age, by what stands in the cell."""
        age, birth = (told[name][0] if name in told else "" for name in ("age_years", "birth"))
        if age and not birth and day_told(age, self.month_first, self.terms):
            return "", age
        if birth and not age and _SHORT_AGE.fullmatch(birth) and birth not in self.terms.unknown_days.days:
            return birth, ""
        return age, birth

    def _which(self, told: Told, found: Found) -> Which:
        exam, family = self._exam(told, found)
        region, teeth = self._region(told, exam, found)
        return Which(family, exam, region=region, teeth=teeth)

    def _exam(self, told: Told, found: Found) -> tuple[str | None, Family | None]:
        if "exam" not in told:
            found.warnings.append("exam: not told")
            return None, None
        cell = told["exam"][0]
        exam = self.terms.exam_in(cell)
        if exam is None or exam not in self.knowledge.by_exam:
            found.warnings.append(f"exam: {cell[:24]!r} is no exam that is known")
            return None, Family.INTRAORAL if plain(cell) in ("io", "intraoral", "intra oral") else None
        return exam, self.knowledge.by_exam[exam].family

    def _region(self, told: Told, exam: str | None, found: Found) -> tuple[str | None, tuple[str, ...]]:
        if exam is None:
            return None, ()
        words = " ".join(told[name][0] for name in ("region", "tooth_region") if name in told)
        written, exams = told["teeth"][0] if "teeth" in told else "", self.knowledge.by_exam
        place = region_told(exams[exam], words, written, self.terms, exams, universal=self.universal)
        if place.wrong:
            found.repaired("region", f"{words} {written}".strip()[:24], None, place.wrong)
        return place.region, place.teeth

    def _word(self, told: Told, name: str, kind: type[Word], found: Found) -> Word | None:
        """What a cell of listed words says; another word is none, and of all but the status that is said."""
        if name not in told:
            return None
        cell = told[name][0]
        word = self.terms.listed(name, cell)
        if word is None and name != "status":
            found.repaired(name, cell[:24], None, "is no word that is known here")
        return None if word is None else kind(word)


def _event(told: Told) -> str | None:
    if "event" not in told:
        return None
    cell = told["event"][0]
    return cell if _HASH.fullmatch(cell) else hashed(cell)


def _name(told: Told, name: str) -> str | None:
    return told[name][0][:_LONGEST_NAME] if name in told else None
