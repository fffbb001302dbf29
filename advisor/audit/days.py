"""Days as a large log writes them -> what DuckDB is told to make days of them, by the forms of small logs."""

from collections.abc import Mapping

from advisor.intake.days import DAY_FIRST, FORMS, MONTH_FIRST, Form
from advisor.intake.recognised import Recognised


def day_of_text(text: str, month_first: bool | None, terms: Recognised) -> str:
    """A day in one of the forms, slashed by the order of the log; else NULL."""
    plain = f"strip_accents(lower({text}))"
    first, second = (_day(form, plain, terms) for form in (DAY_FIRST, MONTH_FIRST))
    slashed = f"CASE WHEN coalesce({first} = {second}, true) THEN coalesce({first}, {second}) END"
    days = (
        f"CASE WHEN {text} LIKE '____-__-__%' THEN TRY_CAST(left({text}, 10) AS DATE) END",
        slashed if month_first is None else (first, second)[month_first],
        *(_day(form, plain, terms) for form in FORMS),
    )
    return f"coalesce({', '.join(days)})"


def _day(form: Form, plain: str, terms: Recognised) -> str:
    """Year, month and day, each by its group; a name by its number, an era by the year before its first."""
    part = {group: f"regexp_extract({plain}, '^{form.pattern}', {nth})" for nth, group in enumerate(form.groups, 1)}
    year, month = part["y"], part.get("m") or _looked_up(part["n"], terms.month_beginnings)
    if "e" in part:
        year = f"{_looked_up(part['e'], terms.eras)} + TRY_CAST(replace({year}, '元', '1') AS INTEGER)"
    elif "s" in part:
        year = f"coalesce(nullif({year}, ''), '20' || {part['s']})"
    return f"TRY_CAST(concat_ws('-', {year}, {month}, {part['d']}) AS DATE)"


def _looked_up(word: str, known: Mapping[str, int]) -> str:
    listed = ", ".join(f"'{name}': {number}" for name, number in known.items())
    return f"(MAP {{{listed}}})[{word}]"
