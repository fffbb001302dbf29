"""What can be told of a unit's settings, in one table: forms, limits, unit files, sheets and schema iterate over it.

A new setting is a field of `Setup` (model.py), a row here, its label (words/labels.py), its limits (data/exams.toml).
One of words needs their vocabulary and a question of Check beside that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from advisor.case.vocabulary import Basis, Beam, Family

MILLI: Final = 1e-3
BEAMS: Final[Mapping[bool, tuple[Beam, Beam]]] = {  # what a beam may be, by whether the exam is intraoral
    True: (Beam.ROUND, Beam.RECTANGULAR),
    False: (Beam.FULL, Beam.RESTRICTED),
}


class DapUnit(StrEnum):
    """What a display of a dose-area product may count in."""

    MGYCM2 = "mGycm2"
    CGYCM2 = "cGycm2"
    DGYCM2 = "dGycm2"
    GYCM2 = "Gycm2"
    UGYM2 = "uGym2"
    MGYM2 = "mGym2"
    GYM2 = "Gym2"
    UGYCM2 = "uGycm2"

    @property
    def label(self) -> str:
        """As it is printed: dGy cm2."""
        return self.replace("Gy", "Gy ")


class Kind(StrEnum):
    """What a setting is told as."""

    NUMBER = "number"
    COUNT = "count"  # a whole number
    YES_NO = "yes_no"
    WORD = "word"  # one of a closed list
    SIZE = "size"  # two numbers
    TIMER = "timer"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a unit.

    `step` is that of a field, `slide` that of a slider; `mistaken` are units it is often told in by mistake, with what
    they are in its own; `of_unit` tells whether a practice's unit keeps it, `asked` whether a case's form asks for it,
    `means` of which setting it is another way to tell. `dose_by` are the ways to work a dose out that rest on it, in
    the families of `dose_in`, or in all its own.
    """

    name: str
    kind: Kind
    about: str
    unit: str = ""
    families: frozenset[Family] = frozenset(Family)
    step: float = 1.0
    slide: float = 1.0
    mistaken: tuple[tuple[str, float], ...] = ()
    of_unit: bool = False
    asked: bool = True
    means: str | None = None
    dose_by: tuple[Basis, ...] = ()
    dose_in: frozenset[Family] | None = None


_INTRAORAL: Final = frozenset({Family.INTRAORAL})
_CBCT: Final = frozenset({Family.CBCT})
_PLAIN: Final = frozenset(Family) - _CBCT
_EXTRAORAL: Final = frozenset(Family) - _INTRAORAL
_KERMA: Final = frozenset({Family.INTRAORAL, Family.PANORAMIC})  # whose dose is worked out from the tube's settings
_FROM_SETTINGS: Final = (Basis.CALCULATED,)
_NOT_SHOWN: Final = (Basis.CALCULATED, Basis.PUBLISHED)
_ALL_WAYS: Final = (*_NOT_SHOWN, Basis.DISPLAYED_DAP)
_MILLIMETRES: Final = (("millimetres", 0.1),)

# fmt: off
SETTINGS: Final[tuple[Setting, ...]] = (
    Setting("receptor", Kind.WORD, "film_d, film_e, film_f (speed groups), psp (phosphor plate), sensor.",
            families=_PLAIN, of_unit=True, dose_by=_NOT_SHOWN, dose_in=_INTRAORAL),
    Setting("receptor_size", Kind.WORD,
            "Size of an intraoral receptor by its usual number, 0 to 4; matters where a rectangle may be smaller.",
            families=_INTRAORAL, asked=False),
    Setting("beam", Kind.WORD, "Intraoral: round, rectangular. Extraoral: full, restricted.",
            families=_PLAIN, of_unit=True, dose_by=_NOT_SHOWN),
    Setting("collar", Kind.YES_NO, "Whether a thyroid collar is worn.",
            of_unit=True, dose_by=_ALL_WAYS, dose_in=_KERMA),
    Setting("apron", Kind.YES_NO, "Whether a lead apron is worn.",
            of_unit=True),
    Setting("handheld", Kind.YES_NO, "Whether the unit is held in the hand.",
            families=_INTRAORAL, of_unit=True),
    Setting("kV", Kind.NUMBER, "Tube voltage in kV.",
            unit="kV", mistaken=(("volts", MILLI),), of_unit=True, dose_by=_FROM_SETTINGS, dose_in=_KERMA),
    Setting("mA", Kind.NUMBER, "Tube current in mA.",
            unit="mA", slide=0.5, mistaken=(("microamperes", MILLI),), of_unit=True, dose_by=_FROM_SETTINGS,
            dose_in=_KERMA),
    Setting("exposure_s", Kind.NUMBER, "Exposure time of one image in seconds.",
            unit="s", step=0.01, slide=0.2, mistaken=(("milliseconds", MILLI),), of_unit=True,
            dose_by=_FROM_SETTINGS, dose_in=_KERMA),
    Setting("exposure_impulses", Kind.COUNT,
            "Exposure time of one image in impulses, of a timer that counts them (50_per_s or 60_per_s).",
            unit="impulses", families=_INTRAORAL, asked=False, means="exposure_s"),
    Setting("cone_cm", Kind.NUMBER, "Distance from the source to the end of the cone in cm.",
            unit="cm", families=_INTRAORAL, mistaken=_MILLIMETRES, of_unit=True, dose_by=_FROM_SETTINGS),
    Setting("exposure_mAs", Kind.NUMBER,
            "Product of tube current and time of one image in mAs, where only that is known; with mA or "
            "exposure_s told, the other of the two follows.",
            unit="mAs", step=0.01, mistaken=(("microampere-seconds", MILLI),)),
    Setting("filtration_mmAl", Kind.NUMBER, "Total filtration in mm of aluminium.",
            unit="mm Al", families=_INTRAORAL, step=0.1, slide=0.1, of_unit=True, dose_by=_FROM_SETTINGS),
    Setting("images", Kind.COUNT, "How many images.",
            unit="images", dose_by=_ALL_WAYS, dose_in=_INTRAORAL),
    Setting("dap_mGycm2", Kind.NUMBER, "Dose-area product that the unit displays for one image, in mGy cm2.",
            unit="mGy cm2", dose_by=(Basis.DISPLAYED_DAP,)),
    Setting("dap", Kind.NUMBER, "The same in the unit of the display, which dap_unit tells.",
            asked=False, means="dap_mGycm2"),
    Setting("dap_unit", Kind.WORD, f"What the display counts in: {', '.join(DapUnit)}.",
            asked=False, of_unit=True),
    Setting("field_cm", Kind.SIZE, "Field of a cone-beam scan: diameter and height in cm.",
            unit="cm", families=_CBCT, slide=0.5, mistaken=_MILLIMETRES,
            dose_by=(Basis.PUBLISHED, Basis.DISPLAYED_DAP)),
    Setting("fov", Kind.WORD, "Size of the field of a cone-beam scan, where field_cm is not known.",
            families=_CBCT),
    Setting("programme", Kind.WORD, "Child or adult programme of an extraoral unit.",
            families=_EXTRAORAL, of_unit=True, dose_by=(Basis.PUBLISHED,)),
    Setting("output_mGy_per_mAs", Kind.NUMBER,
            "The practice's own measured output at this kV and cone, in mGy per mAs at the cone end.",
            unit="mGy per mAs", families=_INTRAORAL, step=0.01, mistaken=(("uGy per mAs", MILLI),), of_unit=True),
    Setting("unit", Kind.WORD, "A unit of data/units.toml, whose maker's exposure chart is then used.",
            families=_INTRAORAL, of_unit=True),
    Setting("timer", Kind.TIMER,
            "r10 (the R'10 series, meant where absent), 50_per_s or 60_per_s (whole impulses), continuous, or a "
            "list of the timer's own steps in seconds, rising.",
            unit="s", families=_INTRAORAL, mistaken=(("milliseconds", MILLI),), asked=False),
)
# fmt: on
BY_NAME: Final[Mapping[str, Setting]] = {each.name: each for each in SETTINGS}


def names(settings: Iterable[Setting]) -> tuple[str, ...]:
    """Of settings, in the order of the table."""
    return tuple(each.name for each in settings)


OF_UNIT: Final = names(each for each in SETTINGS if each.of_unit)
STEP: Final[Mapping[str, float]] = {each.name: each.step for each in SETTINGS}


def asked_of(family: Family) -> tuple[str, ...]:
    """The settings that a form asks for, of an exam of this family."""
    return names(each for each in SETTINGS if each.asked and family in each.families)


def measured(family: Family) -> tuple[str, ...]:
    """The settings of a unit of this family that are told as a number, each in its one way; no display's."""
    numbers = (each for each in SETTINGS if each.kind is Kind.NUMBER and not each.means)
    return names(each for each in numbers if family in each.families and each.dose_by != (Basis.DISPLAYED_DAP,))


def dose_rests_on(family: Family) -> dict[Basis, tuple[str, ...]]:
    """The ways to work out a dose of this family, each with the settings that it rests on."""
    return {
        basis: names(each for each in SETTINGS if basis in each.dose_by and family in (each.dose_in or each.families))
        for basis in _ALL_WAYS
        if basis is not Basis.CALCULATED or family in _KERMA
    }
