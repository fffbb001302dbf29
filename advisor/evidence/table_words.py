"""Tables of evidence in words: what each is called, which cells tell a row, columns, quantities, facts."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from advisor.case.vocabulary import Measure, Spread
from advisor.evidence import words
from advisor.evidence.published import Sheet
from advisor.language import _
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
    "statements": ("topic", "says", "issuer", "year", "strength", "standing", "certainty", "id"),
    "sources": ("title", "issuer", "year", "url", "review_by", "id"),
    "reference-levels": (
        *("place_name", "exam", "family", "value", "quantity", "population", "region", "year", "certainty", "id"),
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
    **dict.fromkeys(
        (f"check-{each}" for each in (Measure.REGION, Measure.CHILD)),
        ("chart", "exam", "region", "population", "receptor"),
    ),
    **dict.fromkeys(
        (f"check-{each}" for each in (Measure.RECEPTOR, Measure.CONE, Measure.TUBE_VOLTAGE)),
        ("chart", "from", "to", "population"),
    ),
    f"check-{Measure.DOSE}": ("exam", "device", "population", "receptor"),
}
CARD_FACTS: Final[Mapping[str, tuple[str, ...]]] = {  # the figures on a card, where its title is not all
    **dict.fromkeys(
        (f"check-{each}" for each in (Measure.REGION, Measure.CHILD)), ("within_one_step", "printed_s", "model_s")
    ),
    **dict.fromkeys(
        (f"check-{each}" for each in (Measure.RECEPTOR, Measure.CONE, Measure.TUBE_VOLTAGE)),
        ("within_one_step", "printed_ratio", "model_ratio"),
    ),
    f"check-{Measure.DOSE}": ("within_range", "printed_uSv", "low_uSv", "high_uSv"),
}
CAPTION_CELLS: Final = frozenset(
    {"relative_need", "steps", "kV", "filtration_mmAl", "age_years", "exposure_s", "effective_dose_uSv"}
)
UNITS: Final[Mapping[str, str]] = {  # as the last word of a column's name
    **{unit: unit for unit in ("mSv", "mGy", "cm", "s", "years")},
    **{"uSv": "µSv", "uGy": "µGy", "mGycm2": "mGy·cm²", "mGymm": "mGy·mm", "mmAl": "mm Al"},
}
NARROW: Final = "\u00a0"  # keeps a number and its unit on one line
_RATIO: Final = "_ratio"
Named = Mapping[Any, str]


def _in_states() -> Named:
    receptors = {str(each): word for each, word in names.RECEPTOR.items()}
    beams = {str(each): within(word) for each, word in names.BEAM.items()}
    return {**receptors, **beams, "no_collar": words.NO_COLLAR}


_CELL: Final[Mapping[str, Callable[[], Named]]] = {  # columns of a vocabulary: its words in the reader's language
    "topic": lambda: names.TOPIC,
    "strength": lambda: names.STRENGTH,
    "certainty": lambda: names.CERTAINTY,
    "region": lambda: names.REGION,
    "receptor": lambda: names.RECEPTOR,
    "beam": lambda: names.BEAM,
    "fov": lambda: names.FIELD_OF_VIEW,
    "spread": lambda: {**names.SPREAD, Spread.NONE: words.NO_SPREAD},
    "standing": lambda: words.STANDING,
    "weighting": lambda: words.WEIGHTING,
    "default": lambda: {"true": names.YES_NO[True], "false": names.YES_NO[False]},
    "about": lambda: names.TOPIC,
}
_FACT_VALUE: Final[Mapping[str, Callable[[], Named]]] = {
    **_CELL,
    "family": lambda: {"cbct": words.CBCT},
    "visit_kind": lambda: names.VISIT_KIND,
    "kind": lambda: names.VISIT_KIND,
    "dentition": lambda: names.DENTITION,
    "indication": lambda: names.INDICATION,
    "programme": lambda: names.PROGRAMME,
    "caries_risk": lambda: names.CARIES_RISK,
}


def table(sheet: Sheet) -> str:
    """What a table is called."""
    return _(sheet.title)


def label(column: str) -> str:
    """A column's heading: cone cm -> Cone (cm)."""
    known = words.LABEL.get(column)
    if known:
        return known
    stem, _last, last = column.rpartition("_")
    name, unit = (stem, UNITS[last]) if stem and last in UNITS else (column, "")
    heading = _(heading_of(name))
    return f"{heading} ({unit})" if unit else heading


def heading_of(column: str) -> str:
    """A column's name as a heading, in the language of the data."""
    return column.replace("_", " ")[:1].upper() + column.replace("_", " ")[1:]


def cell(column: str, written: str) -> str:
    """A cell in words, where the table writes a word of its vocabulary; else as it is."""
    if column == "quantity":
        return quantity(written)
    if column == "exam":
        return names.exam_by_id(written) if written else ""
    if column in ("from", "to"):
        states = _in_states()
        return " + ".join(states.get(state, state) for state in written.split(" + "))
    return _in_words(_CELL, column, written) if column in _CELL else written


def _in_words(named: Mapping[str, Callable[[], Named]], column: str, written: str) -> str:
    found = named[column]() if column in named else {}
    return found.get(written) or _(written.replace("_", " "))


def within(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]


def quantity(written: str) -> str:
    """What was measured, with its unit: effective dose, µSv."""
    name, unit = _quantity(written)
    return words.QUANTITY_IN.format(name=name, unit=unit) if unit else name


def unit_of(quantity: str) -> str:
    """The unit of what was measured; empty for a bare number."""
    return _quantity(quantity)[1]


def _quantity(written: str) -> tuple[str, str]:
    if written.endswith(_RATIO):
        return words.RATIO.format(what=_(written.removesuffix(_RATIO).replace("_", " "))), ""
    return words.QUANTITY.get(written) or (_(written.replace("_", " ")), "")


def amount(value: str, low: str, high: str) -> str:
    """A published value with its ends: 5 (3 to 7), or 3 to 7."""
    ends = words.ENDS.format(low=low, high=high) if low and high else low or high
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
    return words.FACT.get(name) or labels.QUESTION.get(name) or _(name.replace("_", " "))


def fact_value(name: str, value: object) -> str:
    """What was told of it, in words."""
    if value is None:
        return labels.NOT_TOLD
    if isinstance(value, bool):
        return names.YES_NO[value]
    if isinstance(value, int | float):
        return f"{value:g}"
    return names.exam_by_id(str(value)) if name == "exam" else _in_words(_FACT_VALUE, name, str(value))


def choice(word: str) -> str:
    """An exam or a receptor that a statement names."""
    named: Named = names.RECEPTOR
    return named.get(word) or names.exam_by_id(word)
