"""Days as a large log writes them -> what DuckDB is told to make days of them; the same days as in a small log."""

from typing import Final

from advisor.intake.recognised import Recognised

_NAMED: Final = (
    r"\s*(\d{1,2}[\s./-]*(de )?[a-z]{3,10}[\s.,/-]*|[a-z]{3,10}\.?\s*\d{1,2}[\s.,/-]+)(de )?"
    r"(\d{4}|\d{2})([ ,t]+\d.*)?"
)
SLASHED: Final = r"^\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(\D|$)"
_DOTTED: Final = r"^\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(\D|$)"
_YEAR_FIRST: Final = r"^\s*(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(\D|$)"
_COMPACT: Final = r"^\s*(\d{4})(\d{2})(\d{2})(\D|$)"


def day_of_text(text: str, month_first: bool | None, terms: Recognised) -> str:
    """ISO, 3.5.2024, slashed by the order of the log, 2024/3/5, 20240305, or with the month's name; else NULL."""
    by_name = _named_day(f"strip_accents(lower({text}))", terms)
    days = (
        f"CASE WHEN {text} LIKE '____-__-__%' THEN TRY_CAST(left({text}, 10) AS DATE) END",
        _day_of(text, _DOTTED, day_month_year=(1, 2, 3)),
        _slashed_day(text, month_first),
        _day_of(text, _YEAR_FIRST, day_month_year=(3, 2, 1)),
        _day_of(text, _COMPACT, day_month_year=(3, 2, 1)),
        f"CASE WHEN regexp_matches(left({text}, 10), '[A-Za-z]') THEN {by_name} END",
    )
    return f"coalesce({', '.join(days)})"


def _slashed_day(text: str, month_first: bool | None) -> str:
    """By the order of the log; where it has none, only of the days that can be no other."""
    first, second = (_day_of(text, SLASHED, day_month_year=order) for order in ((2, 1, 3), (1, 2, 3)))
    if month_first is not None:
        return first if month_first else second
    return f"CASE WHEN coalesce({first} = {second}, true) THEN coalesce({first}, {second}) END"


def _day_of(text: str, pattern: str, *, day_month_year: tuple[int, int, int]) -> str:
    """Three figures, each by its place in the pattern."""
    day, month, year = (f"regexp_extract({text}, '{pattern}', {nth})" for nth in day_month_year)
    century = f"CASE WHEN length({year}) = 2 THEN '20' ELSE '' END"
    return f"TRY_CAST(concat({century}, {year}, '-', {month}, '-', {day}) AS DATE)"


def _named_day(cell: str, terms: Recognised) -> str:
    """5 March 2025, March 5, 2025: of the figures the day comes first, then the year."""
    figures = f"regexp_extract_all({cell}, '\\d+')"
    known = ", ".join(f"'{word}': {month}" for word, month in terms.month_beginnings.items())
    month = f"(MAP {{{known}}})[regexp_extract({cell}, '[a-z]{{3,10}}')]"
    year = f"CASE WHEN length({figures}[2]) = 2 THEN '20' ELSE '' END || {figures}[2]"
    day = f"concat_ws('-', {year}, {month}, {figures}[1])"
    return f"CASE WHEN regexp_full_match({cell}, '{_NAMED}') THEN TRY_CAST({day} AS DATE) END"
