"""Unit x exam x receptor x size: n, median with interval, quartiles, mean, and the level that fits beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from advisor.audit.collected import Collected, SizeGroup
from advisor.audit.plan import BANDS, KERMA, PRODUCT
from advisor.audit.standards import Standards
from advisor.audit.statistics import Spread
from advisor.audit.values import Values, spreads, together
from advisor.knowledge import Knowledge
from advisor.knowledge.places import ReferenceLevel

CHILD_BANDS: Final = ("primary", "transitional", "adolescent", "child")
LEVEL_QUANTITY: Final[Mapping[str, str]] = {
    PRODUCT: "dose_area_product_mGycm2",
    KERMA: "incident_air_kerma_mGy",
}


class Beside(StrEnum):
    """A group's median and the level beside it."""

    BELOW = "below"
    ABOUT = "about"  # the level lies within the median's interval
    ABOVE = "above"
    TOO_FEW = "too_few"
    NO_LEVEL = "no_level"


@dataclass(frozen=True, slots=True)
class Group:
    """One quantity of one group; `level` is the reference level that fits it, latest first."""

    unit: str
    exam: str
    receptor: str
    band: str
    quantity: str
    spread: Spread
    beside: Beside
    level: ReferenceLevel | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        return (self.unit, self.exam, self.receptor, self.band, self.quantity)


Key = tuple[str, str, str, str]


def groups(found: Collected, place: str, knowledge: Knowledge, standards: Standards) -> tuple[Group, ...]:
    """Every group with at least one exposure, times first."""
    used, keys = found.settings, dict[Key, int]()
    of = used.of({each: keys.setdefault(each[:4], len(keys)) for each in used.whose})
    times = zip(keys, spreads(of, used.exposure_s, used.n, len(keys)), strict=True)
    made = [
        _group(key, "exposure_s", each, None, standards) for key, each in times if knowledge.by_exam[key[1]].intraoral
    ]
    for quantity, seen in ((PRODUCT, found.products), (KERMA, found.kermas)):
        made += _doses(quantity, seen, place, knowledge, standards)
    return tuple(sorted((each for each in made if each), key=_order))


def _order(group: Group) -> tuple[str, str, str, int, str]:
    return (group.exam, group.unit, group.receptor, BANDS.index(group.band), group.quantity)


def _doses(
    quantity: str, seen: Mapping[SizeGroup, Values], place: str, knowledge: Knowledge, standards: Standards
) -> Iterable[Group | None]:
    by_key: dict[Key, dict[str, Values]] = defaultdict(dict)
    for (*key, region), values in seen.items():
        by_key[key[0], key[1], key[2], key[3]][region] = values
    for whose, by_region in by_key.items():
        level = fitting_level(quantity, whose, place, knowledge)
        alike = by_region.get(level.region) if level and level.region else None
        if alike is None:
            level = level if level and not level.region else None
            alike = together(list(by_region.values()))
        yield _group(whose, quantity, alike.spread, level, standards)


def fitting_level(quantity: str, key: Key, place: str, knowledge: Knowledge) -> ReferenceLevel | None:
    """The latest level of this quantity for this exam, population and receptor; those of a single age are none."""
    _, exam, receptor, band = key
    population = "child" if band in CHILD_BANDS else "adult"
    return next(
        (
            level
            for level in knowledge.reference_levels(place, knowledge.by_exam[exam])
            if level.quantity == LEVEL_QUANTITY[quantity]
            and level.population == population
            and level.receptor in (None, receptor)
        ),
        None,
    )


def _group(
    key: Key, quantity: str, found: Spread | None, level: ReferenceLevel | None, standards: Standards
) -> Group | None:
    if found is None:
        return None
    return Group(*key, quantity, found, _beside(found, level, standards), level)


def _beside(found: Spread, level: ReferenceLevel | None, standards: Standards) -> Beside:
    """No verdict on fewer patients than a level itself was made of."""
    if level is None:
        return Beside.NO_LEVEL
    if found.n < standards.sample.least or found.median_low is None or found.median_high is None:
        return Beside.TOO_FEW
    if found.median_low <= level.value <= found.median_high:
        return Beside.ABOUT
    return Beside.BELOW if found.median < level.value else Beside.ABOVE
