"""A maker's unit with the settings that its own chart is printed for: where a practice may start from."""

from __future__ import annotations

from collections import Counter

from advisor.knowledge import Knowledge
from advisor.model import Setup
from advisor.tables import ChartRow
from advisor.unit import UnitProfile
from advisor.vocabulary import Family, Programme


def makers_unit(unit: str, knowledge: Knowledge) -> UnitProfile:
    """The profile of a unit of data/units.toml.

    Parameters
    ----------
    unit : str
        Its key.

    Returns
    -------
    UnitProfile
        With the receptor that most rows of its chart are for, and kV [kV], mA [mA] and cone [cm] of the chart's adult
        row for the reference region, else of the unit where it offers one only. What the chart does not tell stays
        untold.
    """
    told = knowledge.units[unit]
    rows = [row for row in knowledge.tables.charts if row.unit == unit and row.receptor and row.certainty.usable]
    (receptor, _), *_ = Counter(row.receptor for row in rows).most_common(1) or [(None, 0)]
    reference = next((row for row in rows if row.receptor is receptor and _is_reference(row, knowledge)), None)
    printed = {name: getattr(reference, name, None) or _only(getattr(told, name)) for name in ("kV", "mA", "cone_cm")}
    return UnitProfile(
        name=told.label,
        family=Family(told.family),
        setup=Setup(unit=unit, receptor=receptor, **printed),
        kV_choices=tuple(map(float, told.kV)),
        mA_choices=tuple(map(float, told.mA)),
    )


def _is_reference(row: ChartRow, knowledge: Knowledge) -> bool:
    return row.region == knowledge.technique.reference.region and row.population == Programme.ADULT


def _only(offered: tuple[float, ...]) -> float | None:
    return float(offered[0]) if len(offered) == 1 else None
