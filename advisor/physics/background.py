"""Effective dose -> time of natural background at a place. A yardstick for size, never a claim of safety."""

from dataclasses import dataclass
from typing import Final

from advisor.case.model import Citation, Range

DAYS_PER_YEAR: Final = 365.25
_USV_PER_MSV: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Background:
    """Natural background of a place, in mSv a year, with the basis of its radon part."""

    place: str
    msv_per_year: float
    year: str
    radon_basis: str
    citation: Citation


def background_days(effective_dose_uSv: Range, background: Background) -> Range:
    """Days in which natural background at a place gives the same effective dose.

    Parameters
    ----------
    effective_dose_uSv : Range
        Effective dose [uSv], low to high.
    background : Background
        Natural background of the place [mSv per year] with its radon basis.

    Returns
    -------
    Range
        Days, as an interval for an interval; show it to one significant figure.

    Notes
    -----
    days = dose [uSv] x 365.25 / (background [mSv per year] x 1000).
    """
    return effective_dose_uSv.scaled(DAYS_PER_YEAR / (background.msv_per_year * _USV_PER_MSV))
