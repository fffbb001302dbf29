"""A maker's unit with the settings that its own chart is printed for: where a practice may start from."""

from collections import Counter
from collections.abc import Sequence

from advisor.case.model import Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family, Programme
from advisor.knowledge import Knowledge


def makers_unit(unit: str, knowledge: Knowledge) -> UnitProfile:
    """The profile of a unit of data/units.toml, by its key.

    Returns
    -------
    UnitProfile
        With the receptor that most rows of its chart are for, and kV [kV], mA [mA] and cone [cm] of the chart's adult
        row for the reference region, else for the first, else of the unit where it offers one only. What the chart does
        not tell stays untold.
    """
    published = knowledge.units[unit]
    rows = [row for row in knowledge.tables.charts if row.unit == unit and row.receptor and row.certainty.usable]
    (receptor, _), *_ = Counter(row.receptor for row in rows).most_common(1) or [(None, 0)]
    adult = [row for row in rows if row.receptor is receptor and row.population == Programme.ADULT]
    reference = min(adult, key=lambda row: row.region != knowledge.technique.reference.region, default=None)
    return UnitProfile(
        name=published.label,
        family=Family(published.family),
        setup=Setup(
            unit=unit,
            receptor=receptor,
            kV=(reference.kV if reference else None) or only_choice(published.kV),
            mA=(reference.mA if reference else None) or only_choice(published.mA),
            cone_cm=(reference.cone_cm if reference else None) or only_choice(published.cone_cm),
        ),
        kV_choices=tuple(map(float, published.kV)),
        mA_choices=tuple(map(float, published.mA)),
    )


def only_choice(offered: Sequence[float]) -> float | None:
    """What a unit can be set to, where it is one value only."""
    return float(offered[0]) if len(offered) == 1 else None
