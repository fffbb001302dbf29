"""Studies pooled: the median of what they found, and the 90 % range for a value of one more study."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from statistics import NormalDist, fmean
from typing import Final

COVERAGE: Final = 0.9  # what every range means
_UPPER: Final = (1.0 + COVERAGE) / 2.0
Values = Sequence[tuple[str, float]]  # study, logarithm of what it found


@dataclass(frozen=True, slots=True)
class Pooled:
    """Of logarithms: the centre and its error, standard deviation of a value of one more study, degrees of freedom."""

    centre: float
    sd: float
    freedom: float
    sd_of_centre: float
    studies: int

    @property
    def median(self) -> float:
        return exp(self.centre)

    @property
    def factor(self) -> float:
        """Times or divided by: the 90 % range for a value of one more study."""
        return exp(student(self.freedom) * sqrt(self.sd**2 + self.sd_of_centre**2))


def pooled(values: Values) -> Pooled:
    """Pool values of studies with a random effect of the study (analysis of variance, unbalanced).

    Parameters
    ----------
    values : sequence of (study, float)
        Logarithms. One study alone tells a centre and nothing about others: its spread is given as nothing.

    Notes
    -----
    Variance between studies (MSB - MSW) / n0, not below zero, that within MSW; degrees of freedom by Satterthwaite; the
    centre weighs studies by 1 / (between + within / n).
    """
    groups = _by_study(values)
    if len(groups) == 1:
        return Pooled(fmean(value for _, value in values), 0.0, 0.0, 0.0, 1)
    between, within, freedom = _variances(groups)
    weights = {study: 1.0 / (between + within / len(group)) for study, group in groups.items()}
    total = sum(weights.values())
    centre = sum(weights[study] * fmean(group) for study, group in groups.items()) / total
    return Pooled(centre, sqrt(between + within), freedom, sqrt(1.0 / total), len(groups))


def _variances(groups: Mapping[str, Sequence[float]]) -> tuple[float, float, float]:
    """Between studies, within them, and the degrees of freedom of their sum."""
    values = [value for group in groups.values() for value in group]
    count, studies, mean = len(values), len(groups), fmean(values)
    within_ss = sum((value - fmean(group)) ** 2 for group in groups.values() for value in group)
    between_ss = sum(len(group) * (fmean(group) - mean) ** 2 for group in groups.values())
    within_df = count - studies
    within = within_ss / within_df if within_df else 0.0
    size = (count - sum(len(group) ** 2 for group in groups.values()) / count) / (studies - 1)
    between_ms = between_ss / (studies - 1)
    between = (between_ms - within) / size
    if between <= 0.0:
        return 0.0, (within_ss + between_ss) / (count - 1), float(count - 1)
    parts = (between_ms / size) ** 2 / (studies - 1)
    rest = (within * (1.0 - 1.0 / size)) ** 2 / within_df if within_df else 0.0
    return between, within, (between + within) ** 2 / (parts + rest)


def _by_study(values: Iterable[tuple[str, float]]) -> Mapping[str, list[float]]:
    groups: dict[str, list[float]] = defaultdict(list)
    for study, value in values:
        groups[study].append(value)
    return groups


def student(freedom: float) -> float:
    """The 95th percentile of Student's t, by expansion in 1 / degrees of freedom; good to 1 % from three upwards."""
    z = NormalDist().inv_cdf(_UPPER)
    terms = (
        (z**3 + z) / 4.0,
        (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / 96.0,
        (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / 384.0,
    )
    return float(z + sum(term / freedom ** (nth + 1) for nth, term in enumerate(terms)))


def normal() -> float:
    """The 95th percentile of the normal distribution."""
    return NormalDist().inv_cdf(_UPPER)
