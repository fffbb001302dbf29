"""Labels that screens, sheets and pictures share: questions, states, how many images, where a dose is from."""

from collections.abc import Mapping
from typing import Final

from advisor.case.settings import BY_NAME, Kind
from advisor.case.vocabulary import Verdict
from advisor.intake.text import plain_line
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD as _WORLD
from advisor.language import spoken

_LONGEST_NAME: Final = 80
_ELLIPSIS: Final = "…"
NOT_TOLD: Final = "not told"
EMPTY: Final = "–"  # in a field
QUESTION: Final[Mapping[str, str]] = {
    "age_years": "Age (years)",
    "exam": "Image",
    "region": "Region",
    "tooth": "Tooth",
    "visit_kind": "Visit",
    "months_since_bitewings": "Months since bitewings",
    "clinical_exam_done": "Examined",
    "earlier_images_checked": "Old images seen",
    "signs_of_disease": "Signs or symptoms",
    "contacts_visible": "Contacts visible",
    "caries_risk": "Caries risk",
    "indication": "What for?",
    "two_d_insufficient": "Flat images not enough",
    "pregnant": "Pregnant",
    "elective": "Can wait until after the birth",
    "dentition": "Dentition",
    "size": "Size for the age",
    "head_cm": "Head (cm round)",
    "receptor": "Receptor",
    "receptor_size": "Receptor size",
    "beam": "Beam",
    "collar": "Thyroid collar",
    "apron": "Apron",
    "handheld": "Handheld",
    "kV": "kV",
    "mA": "mA",
    "exposure_s": "Time (s)",
    "adult_s": "Your adult time (s)",
    "exposure_mAs": "mAs",
    "exposure_impulses": "Impulses",
    "cone_cm": "Cone (cm)",
    "images": "Images",
    "dap_mGycm2": "DAP shown (mGy·cm²)",
    "dap": "DAP shown",
    "dap_unit": "The display counts in",
    "field_diameter_cm": "Field Ø (cm)",
    "field_height_cm": "Field height (cm)",
    "fov": "Field of view",
    "programme": "Programme",
    "filtration_mmAl": "Filtration (mm Al)",
    "output_mGy_per_mAs": "Output (mGy/mAs)",
    "on": "Date of the guidance",
    "place": "Place",
    "unit": "X-ray unit",
    "timer": "Timer",
    "also": "Also in this visit",
}
SAME_QUESTION: Final[Mapping[str, str]] = {  # facts of statements that one question settles under another name
    "kind": "visit_kind",
    "risk_two_level": "caries_risk",
    "risk_three_level": "caries_risk",
    "thyroid_near_beam": "region",
    "teeth": "region",
    "bitewings_due": "months_since_bitewings",
    "field_cm": "field_diameter_cm",
}
ICON: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: ":material/front_hand:",
    Verdict.IMPROVE: ":material/build:",
    Verdict.CANNOT_TELL: ":material/help:",
    Verdict.SUPPORTED: ":material/check:",
    Verdict.UNADDRESSED: ":material/volume_off:",
    Verdict.NOT_APPLICABLE: ":material/remove:",
}
SHORT_ICON: Final = ":material/error:"
DISPUTED_ICON: Final = ":material/balance:"
COLOUR: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: "orange",
    Verdict.IMPROVE: "blue",
    Verdict.CANNOT_TELL: "gray",
    Verdict.SUPPORTED: "green",
    Verdict.UNADDRESSED: "gray",
    Verdict.NOT_APPLICABLE: "gray",
}
DISPUTED_COLOUR: Final = "violet"
DOSE_BASIS: Final = "Effective dose for {images}, {basis}."
IMAGE: Final = "image"
IMAGES: Final = "images"
IMAGES_UNTOLD: Final = "{low:g} to {high:g} images, as is usual"
BACKGROUND_BASIS: Final = "Background, {place}: {msv:g} mSv a year ({year}; {radon}). A yardstick for size only."

UNIT: Final[Mapping[str, str]] = {
    "x": "",
    "uSv": "µSv",
    "cm2": "cm²",
    "mGy cm2": "mGy·cm²",
    "mGy cm2/mAs": "mGy·cm²/mAs",
    "uSv per mGy cm2": "µSv per mGy·cm²",
    "mGy at the cone end": "mGy",
}

WORLD: Final = "world average"
NO_DATE: Final = "date not told"


_OF_UNIT: Final = (" at ", " with ")  # what follows tells of what beam quality or field
_RATIO: Final = "ratio"  # the unit of a factor that has none


def unit_of_factor(written: str) -> str:
    """The unit of a factor of the dose as one reads it, without its beam quality or field; empty for a ratio."""
    unit = min((written.partition(each)[0] for each in _OF_UNIT), key=len)
    return "" if unit.startswith(_RATIO) else UNIT.get(unit, unit)


def in_unit(name: str, value: float) -> str:
    """A setting with its unit, as it is printed: 60 kV, 20 mGy·cm²; a count alone."""
    setting = BY_NAME[name]
    unit = "" if setting.kind is Kind.COUNT else UNIT.get(setting.unit, setting.unit)
    return f"{value:g} {unit}".rstrip()


spoken(__name__)


def one_line(name: str) -> str:
    """A name as somebody typed it, shortened where it is longer than a line."""
    plain = plain_line(name)
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1]}{_ELLIPSIS}"


def place_name(code: str, knowledge: Knowledge) -> str:
    """A place by its name; the world's background is an average."""
    known = knowledge.places.get(code)
    if code == _WORLD:
        return WORLD
    return known.name if known else code
