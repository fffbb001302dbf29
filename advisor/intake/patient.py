"""The day of an exposure, and the age then: from the age told, else from two dates that are then forgotten."""

import re
from datetime import date
from typing import Final

from advisor.intake.header import Elements, day, text
from advisor.intake.recognised import Recognised
from advisor.intake.repair import HowSure
from advisor.intake.settings import Found

AGE: Final = "age_years"
NO_DAY: Final = "is no day, or could be day/month or month/day"
_AGE_STRING: Final = re.compile(r"0{0,2}(\d{1,3})\s*([DWMY])", re.IGNORECASE)
_PER_YEAR: Final = {"D": 365.25, "W": 52.18, "M": 12.0, "Y": 1.0}
OLDEST: Final = 120  # years
_ANONYMISED_FROM: Final = 100


def credible(on: date | None, today: date | None, found: Found, terms: Recognised) -> date | None:
    """The day where an exposure can be of it, else None, and into `found` why not; `today` None: not known."""
    earliest = terms.contradiction.earliest
    if on is None or earliest <= on <= (today or on):
        return on
    why = f"before {earliest}" if on < earliest else f"after the day of reading, {today}"
    found.implausible.append("on")
    found.warnings.append(f"on: {on} is {why}; the year may be mistyped")
    return None


def age_of(told: str, birth: str, born: date | None, on: date | None, found: Found, terms: Recognised) -> float | None:
    """Age in years (completed ones from two on); what was put right and what is questionable into `found`.

    Parameters
    ----------
    told : str
        As `nnnD`, `W`, `M` or `Y`; empty where absent.
    birth : str
        The birth date as written; of the repairs only whether it was usable is told, never itself.
    born, on : date or None
        Birth and exposure.
    """
    from_age, from_dates = _from_age(told), None
    if told and from_age is None:
        found.repaired(AGE, told[:8], None, "is no age of the form 007Y, 011M")
    if birth:
        if birth in terms.unknown_days.days or (born is not None and on is not None and not born < on):
            found.repaired("birth date", "a date that stands for none", None, "birth date is not known")
        elif born is None:
            found.repaired("birth date", "what is not told here", None, NO_DAY)
        elif on is not None:
            from_dates = ((on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)) / 12
    most = terms.contradiction.age_years
    if from_age is not None and from_dates is not None and abs(from_age - from_dates) > most:
        why = "age told and dates differ by more than a year; the dates hold"
        found.repaired(AGE, told, _completed(from_dates), why, HowSure.LIKELY)
        return _completed(from_dates)
    age = from_age if from_age is not None else from_dates
    if age is not None and age > OLDEST:
        found.repaired(AGE, told or "from dates", None, "is beyond any patient's")
        return None
    if age is not None and age >= _ANONYMISED_FROM:
        found.warnings.append(f"age_years: {age:g} years may stand for an age that was taken out")
    return None if age is None else _completed(age)


def _from_age(told: str) -> float | None:
    found = _AGE_STRING.fullmatch(told.strip())
    return int(found[1]) / _PER_YEAR[found[2].upper()] if found else None


def _completed(years: float) -> float:
    """Whole years, below two in twelfths: finer would tell a birth date."""
    return float(int(years)) if years >= 2.0 else round(int(years * 12.0) / 12.0, 2)  # noqa: PLR2004 - as the docstring says


def age_in_header(where: Elements, on: date | None, found: Found, terms: Recognised) -> float | None:
    """The age that a DICOM header tells, see `age_of`."""
    birth = text(where, "PatientBirthDate")
    return age_of(text(where, "PatientAge"), birth, day(birth), on, found, terms)
