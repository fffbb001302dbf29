"""How ranges combine: independent factors multiply, their spreads add in quadrature of logarithms."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log, sqrt

from advisor.case.model import Range
from advisor.case.vocabulary import Spread


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


def exactly(value: float) -> Range:
    return Range(value, value, value, Spread.NONE)
