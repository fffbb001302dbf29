"""What an X-ray generator's own exposure service answers -> exposures: its JSON, as a file or just asked for.

The open interface of a maker (OpenAPI 3.0): kV, mA, milliseconds, product in dGy.cm2, size child or adult; no patient.
Optional clinical fields are as untold where absent.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from advisor.case.vocabulary import Family, Programme
from advisor.intake.cells import LARGEST_TABLE_BYTES
from advisor.intake.exposure import Exposure, Figure, Origin, hashed, printed_exposure
from advisor.intake.patient import credible
from advisor.intake.recognised import Recognised, listed_under
from advisor.intake.refusal import Refusal, Why
from advisor.intake.settings import Found, question, rounded
from advisor.intake.text import Text
from advisor.knowledge import Knowledge

_MOST_LINES: Final = 200_000
_BEYOND_ANY: Final = 1e12  # of kilovolts, milliseconds and the like
_FIGURES: Final[tuple[tuple[str, Figure, float], ...]] = (
    ("kiloVolts", "kV", 1.0),
    ("milliAmps", "mA", 1.0),
    ("exposureTime", "exposure_s", 0.001),
    ("doseAreaProduct", "dap_mGycm2", 100.0),
)
_FILE: Final = Text(
    "an answer of a generator",
    LARGEST_TABLE_BYTES,
    "give an answer of the generator's exposure service, or JSON lines as the command read prints",
)


def rows_of(told: Any) -> Iterator[dict[str, Any]]:
    """The exposures of an answer: a page of them, a list, or a single one."""
    listed = told.get("exposures", [told]) if isinstance(told, dict) else told
    yield from (each for each in (listed if isinstance(listed, list) else [listed]) if isinstance(each, dict))


def exposures_of_text(
    raw: bytes, file: str, terms: Recognised, knowledge: Knowledge, today: date | None = None
) -> tuple[list[Exposure], list[Refusal]]:
    """Exposures of a file: an answer of the service, or JSON lines as the command read prints them."""
    text = _FILE.plain(raw, "")
    lines = [line for line in text.splitlines()[:_MOST_LINES] if line.strip()]
    by_line = len(lines) > 1 and _is_whole(lines[0])
    rows = [_FILE.json(line, "") for line in lines] if by_line else list(rows_of(_FILE.json(text, "")))
    return exposures_of_rows(rows, file, terms, knowledge, today)


def _is_whole(line: str) -> bool:
    """Whether a line is JSON by itself, and so of JSON lines."""
    try:
        return isinstance(_FILE.json(line, ""), dict)
    except Refusal as refused:
        return refused.why is not Why.NOT_JSON


def exposures_of_rows(
    rows: list[Any], file: str, terms: Recognised, knowledge: Knowledge, today: date | None = None
) -> tuple[list[Exposure], list[Refusal]]:
    found, refusals = [], []
    for nth, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            refusals.append(Refusal("", Why.IS_NO_EXPOSURE, file=file, line=nth))
        elif row.get("kind") == "exposure":
            found.append(printed_exposure(row, file))
        elif row.get("kind") == "refusal":
            continue
        elif any(name in row for name, _, _ in _FIGURES):
            found.append(_exposure(row, nth, file, terms, knowledge, today))
        else:
            refusals.append(Refusal("", Why.TELLS_NO_EXPOSURE, file=file, line=nth, remedy=_FILE.remedy))
    return found, refusals


def _exposure(
    row: Mapping[str, Any], nth: int, file: str, terms: Recognised, knowledge: Knowledge, today: date | None
) -> Exposure:
    exam = terms.exam_in(str(row.get("imageType") or ""))
    found = Found(warnings=[] if exam else ["exam: intraoral; which view is not told"])
    _read_figures(row, found)
    question(found, Family.INTRAORAL, knowledge.exams, terms)
    at = _instant(row.get("recordedTime"))
    here = at.astimezone() if at and at.tzinfo and date.min.year < at.year < date.max.year else at
    credible(here.date() if here else None, today, found, terms)
    size = listed_under(terms.size_words, str(row.get("patientSize") or ""))
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
        region=_region(row, exam, knowledge),
        unit=file,
        **found.fields(),
    )


def _region(row: Mapping[str, Any], exam: str | None, knowledge: Knowledge) -> str | None:
    region = "_".join(str(row[name]) for name in ("jawRegion", "toothRegion") if isinstance(row.get(name), str))
    return region if exam and region in {each.id for each in knowledge.by_exam[exam].regions} else None


def _read_figures(row: Mapping[str, Any], found: Found) -> None:
    for told, name, factor in _FIGURES:
        value = row.get(told)
        if value is not None and not _is_number(value):
            found.repaired(name, str(value)[:24], None, "is no number")
        elif value is not None and value > 0:
            found.values[name] = rounded(float(value) * factor)
        elif value is not None:
            found.repaired(name, f"{value:g}", None, "zero stands for unknown")


def _is_number(told: Any) -> bool:
    """Whether it is a finite number; JSON has some of hundreds of digits, and Python reads Infinity as well."""
    return isinstance(told, int | float) and not isinstance(told, bool) and abs(told) < _BEYOND_ANY


def _instant(told: Any) -> datetime | None:
    """Local time as recorded; the instant's own offset is kept in what is shown."""
    try:
        return datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
