"""Tables of evidence in words: what each is called, which cells tell a row, columns, quantities, facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from advisor.case.vocabulary import Spread
from advisor.evidence import model_words
from advisor.words import labels, names

TABLE: Final[Mapping[str, str]] = {  # those that are not described in datapackage.json
    "dose-model": "Parameters of the dose model, with formulas",
    "technique-model": "Parameters of the beam and exposure-time models, with formulas",
    "exams": "What is assumed of exams: images, relative exposure of regions",
    "units": "X-ray units with a published chart",
    "unit-steps": "What manuals say in steps of the timer",
    "primer": "Background primer: what it says, and who says so",
    "notes": "What was read and is no rule: measured effects, equipment law, quality targets",
    "statements": "Statements",
    "editions": "Documents of guidance",
    "sources": "Sources",
    "places": "Places",
    "background": "Natural background",
    "reference-levels": "Reference levels",
    "waiting": "What waits to be checked",
}
NUMBER_TABLES: Final = (
    *("doses", "conversions", "dose-factors", "tube-outputs", "technique-charts", "receptors", "comparators"),
    *("dose-model", "technique-model", "exams", "reference-levels", "background", "growth", "spectra", "units"),
    *("unit-steps", "notes", "primer"),
)
SHOWN: Final[Mapping[str, tuple[str, ...]]] = {  # the columns of a list, where not all
    "statements": ("id", "topic", "issuer", "year", "strength", "says", "standing", "certainty"),
    "sources": ("id", "title", "issuer", "year", "url", "review_by"),
    "reference-levels": (
        *("id", "place_name", "exam", "family", "value", "quantity", "population", "region", "year", "certainty"),
    ),
}
TELLS: Final[Mapping[str, tuple[str, ...]]] = {  # the cells that tell a row in one line
    "doses": ("exam", "value", "low", "high", "quantity", "population", "device"),
    "conversions": ("exam", "value", "low", "high", "quantity", "device"),
    "dose-factors": ("concerns", "from", "to", "value", "low", "high", "quantity"),
    "tube-outputs": ("value", "low", "high", "quantity", "device"),
    "technique-charts": ("unit", "exam", "region", "population", "receptor", "exposure_s"),
    "comparators": ("name", "effective_dose_uSv", "basis"),
    "receptors": ("receptor", "relative_need"),
    "growth": ("age_years", "sex", "value", "unit"),
    "spectra": ("kV", "filtration_mmAl"),
    **dict.fromkeys(("dose-model", "technique-model"), ("typical", "unit")),
    "exams": ("exam", "concerns", "typical"),
    "units": ("label",),
    "unit-steps": ("from", "to", "steps"),
    **dict.fromkeys(("notes", "primer"), ("says",)),
    "statements": ("issuer", "year", "says"),
    "sources": ("issuer", "title"),
    "places": ("name",),
    "background": ("place_name", "msv_per_year", "label"),
    "reference-levels": ("place_name", "exam", "family", "value", "quantity", "population"),
    "editions": ("issuer", "title"),
    "waiting": ("what",),
    **model_words.TELLS,
}
CAPTION: Final = "{label} {value}"
CAPTION_CELLS: Final = frozenset(
    {"relative_need", "steps", "kV", "filtration_mmAl", "age_years", "exposure_s", "effective_dose_uSv"}
)

LABEL: Final[Mapping[str, str]] = {
    "id": "Id",
    "says": "Says",
    "standing": "Stands",
    "url": "Link",
    "certainty": "How well read",
    "review_by": "Read again by",
    "read_on": "Read on",
    "kV": "kV",
    "mA": "mA",
    "mAs": "mAs",
    "fov": "Field of view",
    "msv_per_year": "mSv a year",
    "radon_basis": "Radon",
    "in_force_from": "In force from",
    "applies": "Applies to",
    "reach": "Holds in",
    "where": "Where in the source",
    "rows": "From rows",
    "place_name": "Place",
    "default": "Used by default",
    "weighting": "Tissue weighting",
    "age_note": "Size or phantom",
    "derived_from": "From rows",
    **model_words.LABEL,
}
UNITS: Final[Mapping[str, str]] = {  # as the last word of a column's name
    **{unit: unit for unit in ("mSv", "mGy", "cm", "s", "years")},
    **{"uSv": "µSv", "uGy": "µGy", "mGycm2": "mGy·cm²", "mGymm": "mGy·mm", "mmAl": "mm Al"},
}
QUANTITY: Final[Mapping[str, tuple[str, str]]] = {  # name, unit
    "effective_dose_uSv": ("effective dose", "µSv"),
    "dose_area_product_mGycm2": ("dose-area product", "mGy·cm²"),
    "dose_width_product_mGymm": ("dose-width product", "mGy·mm"),
    "effective_dose_per_dap_uSv_per_mGycm2": ("effective dose per dose-area product", "µSv per mGy·cm²"),
    "incident_air_kerma_mGy": ("incident air kerma", "mGy"),
    "entrance_surface_air_kerma_mGy": ("entrance surface air kerma", "mGy"),
    "entrance_dose_mGy": ("entrance dose", "mGy"),
    "receptor_air_kerma_mGy": ("air kerma at the receptor", "mGy"),
    "organ_dose_uGy": ("organ dose", "µGy"),
    "output_mGy_per_mAs": ("tube output", "mGy per mAs"),
    "film_speed_per_cGy": ("film speed", "per cGy"),
    "exposure_s": ("exposure time", "s"),
    "filtration_mmAl": ("filtration", "mm Al"),
    "half_value_layer_mmAl": ("half-value layer", "mm Al"),
    "transmission": ("transmission", ""),
    "scatter_dose_uSv_per_mAs": ("scatter dose", "µSv per mAs"),
    "head_circumference_cm": ("head circumference", "cm"),
}
WEIGHTING: Final[Mapping[str, str]] = {
    "icrp103": "ICRP 103",
    "icrp60": "ICRP 60",
    "icrp60_sg": "ICRP 60, salivary glands added",
    "icrp26": "ICRP 26",
    "mixed": "several",
    "unstated": "not stated",
}
NARROW: Final = "\u00a0"  # keeps a number and its unit on one line
STANDING: Final[Mapping[str, str]] = {
    "speaks": "speaks",
    "not_yet": "not yet in force",
    "ended": "ended",
    "waiting": "not used",
}
_RATIO: Final = "_ratio"
_CELL: Final[Mapping[str, Mapping[Any, str]]] = {
    "topic": names.TOPIC,
    "strength": names.STRENGTH,
    "certainty": names.CERTAINTY,
    "exam": names.EXAM,
    "region": names.REGION,
    "receptor": names.RECEPTOR,
    "beam": names.BEAM,
    "fov": names.FIELD_OF_VIEW,
    "spread": {**names.SPREAD, Spread.NONE: "none given"},
    "standing": STANDING,
    "weighting": WEIGHTING,
    "default": {"true": "yes", "false": "no"},
    "about": {str(topic): word for topic, word in names.TOPIC.items()},
}
_STATES: Final[Mapping[str, str]] = {
    **{str(each): word for each, word in names.RECEPTOR.items()},
    **{str(each): word.lower() for each, word in names.BEAM.items()},
    "no_collar": "no collar",
}
_FACT_WORDS: Final[Mapping[str, Mapping[Any, str]]] = {
    **_CELL,
    "family": {"cbct": "CBCT"},
    "visit_kind": names.VISIT_KIND,
    "kind": names.VISIT_KIND,
    "dentition": names.DENTITION,
    "indication": names.INDICATION,
    "programme": names.PROGRAMME,
    "caries_risk": names.CARIES_RISK,
}
_FACT: Final[Mapping[str, str]] = {
    "child": "Child",
    "extraoral": "Beam from outside the mouth",
    "family": "Kind of image",
    "risk_two_level": "Caries risk",
    "risk_three_level": "Caries risk",
    "kind": "Visit",
    "thyroid_near_beam": "Thyroid in or near the beam",
    "programme": "Programme",
}


def label(column: str) -> str:
    """A column's heading: cone cm -> Cone (cm)."""
    if column in LABEL:
        return LABEL[column]
    stem, _, last = column.rpartition("_")
    words, unit = (stem, UNITS[last]) if stem and last in UNITS else (column, "")
    spaced = words.replace("_", " ")
    spaced = spaced[:1].upper() + spaced[1:]
    return f"{spaced} ({unit})" if unit else spaced


def cell(column: str, written: str) -> str:
    """A cell in words, where the table writes a word of its vocabulary; else as it is."""
    if column == "quantity":
        return quantity(written)
    if column in ("from", "to"):
        return " + ".join(_STATES.get(state, state) for state in written.split(" + "))
    if column in _CELL:
        return _CELL[column].get(written, written.replace("_", " "))
    return written


def within(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]


def quantity(written: str) -> str:
    """What was measured, with its unit: effective dose, µSv."""
    name, unit = _quantity(written)
    return f"{name}, {unit}" if unit else name


def _quantity(written: str) -> tuple[str, str]:
    if written.endswith(_RATIO):
        return f"ratio of {written.removesuffix(_RATIO).replace('_', ' ')}", ""
    return QUANTITY.get(written, (written.replace("_", " "), ""))


def amount(value: str, low: str, high: str) -> str:
    """A published value with its ends: 5 (3 to 7), or 3 to 7."""
    ends = f"{low} to {high}" if low and high else low or high
    if low == high:
        ends = low
    if value and ends and ends != value:
        return f"{value} ({ends})"
    return value or ends


def measured(written: str, amount: str) -> str:
    """effective dose 5 µSv."""
    name, unit = _quantity(written)
    value = NARROW.join(part for part in (amount, unit) if part)
    return " ".join(part for part in (name, value) if part)


def fact(name: str) -> str:
    """What a fact of a case is called."""
    return _FACT.get(name) or labels.QUESTION.get(name, name.replace("_", " "))


def fact_value(name: str, value: object) -> str:
    """What was told of it, in words."""
    if isinstance(value, bool):
        return names.YES_NO[value]
    if isinstance(value, int | float):
        return f"{value:g}"
    word = str(value)
    return _FACT_WORDS.get(name, {}).get(word, word.replace("_", " ")) if value is not None else labels.NOT_TOLD


def choice(word: str) -> str:
    """An exam or a receptor that a statement names."""
    named: dict[Any, str] = {**names.EXAM, **names.RECEPTOR}
    return named.get(word, word.replace("_", " "))
