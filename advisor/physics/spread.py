"""How ranges combine: independent factors multiply, their spreads add in quadrature of logarithms."""

from collections.abc import Iterable
from functools import lru_cache
from math import exp, log, sqrt
from typing import Final

from advisor.case.model import Range
from advisor.case.vocabulary import Spread

_REMEMBERED: Final = 256


def product(factors: Iterable[Range]) -> Range:
    """The product of independent positive ranges.

    Parameters
    ----------
    factors : iterable of Range
        Each with low, typical and high above zero; a typical value of zero gives a zero range.

    Returns
    -------
    Range
        typical = product of the typical values; low and high lie a distance away (in logarithms) that is the root of
        the summed squares of the factors' own distances. So one wide factor dominates and ends never multiply.
    """
    typical, down, up = 1.0, 0.0, 0.0
    for factor in factors:
        if factor.typical <= 0.0:
            return Range(0.0, 0.0, 0.0, Spread.MODEL)
        typical *= factor.typical
        if factor.low != factor.typical:
            down += log(factor.typical / factor.low) ** 2
        if factor.high != factor.typical:
            up += log(factor.high / factor.typical) ** 2
    return Range(typical * exp(-sqrt(down)), typical, typical * exp(sqrt(up)), Spread.MODEL)


@lru_cache(maxsize=_REMEMBERED)
def exactly(value: float) -> Range:
    """What is told and no estimate; remembered, as numbers of images and factors of one come again."""
    return Range(value, value, value, Spread.NONE)


def inverse(value: Range) -> Range:
    """One over a positive range."""
    return Range(1.0 / value.high, 1.0 / value.typical, 1.0 / value.low, value.spread)


def total(groups: Iterable[Iterable[Range]]) -> Range:
    """The sum of positive ranges.

    Parameters
    ----------
    groups : iterable of iterables of Range
        What shares its errors stands in one group; the groups are independent of each other.

    Returns
    -------
    Range
        typical = sum of the typical values. Within a group the distances to low and high add up; those of the groups
        are the sides of a right angle, so doubts that have nothing to do with each other partly cancel.
    """
    typical, down, up = 0.0, 0.0, 0.0
    for group in groups:
        ranges = tuple(group)
        typical += sum(each.typical for each in ranges)
        down += sum(each.typical - each.low for each in ranges) ** 2
        up += sum(each.high - each.typical for each in ranges) ** 2
    return Range(typical - sqrt(down), typical, typical + sqrt(up), Spread.MODEL)
