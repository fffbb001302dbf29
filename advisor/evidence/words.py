"""What rows of evidence are called: columns, quantities, facts; what a row applies to and how it stands."""

from collections.abc import Mapping
from typing import Final

from advisor.language import spoken

TOPIC: Final = "Topic"
SOURCE: Final = "**{title}**. {issuer}{year}."
SOURCE_LINK: Final = "[Open it at {host}]({url})"
NO_LINK: Final = "No link: only a copy elsewhere could be read, or the issuer has no page for it."
FROM: Final = "In force from"
ENDED_BY: Final = "ended on {on} by {issuer} {year}: {title}"
UPDATED_BY: Final = "in force, updated on {on} by {issuer} {year}: {remark}"
LATER: Final = "in force where the later {issuer} {year} has no word for the case"
EDITION: Final = "Document"
APPLIES: Final = "Applies to"
APPLIES_ALWAYS: Final = "every case that its topic is asked about"
APPLIES_FACT: Final = "{fact}: {value}"
REACH: Final = "Holds in"
RANGE: Final = "Range"
CAPTION: Final = "{label} {value}"
RATIO: Final = "ratio of {what}"
ENDS: Final = "{low} to {high}"
QUANTITY_IN: Final = "{name}, {unit}"
NO_COLLAR: Final = "no collar"
NO_SPREAD: Final = "none given"
CBCT: Final = "CBCT"

LABEL: Final[Mapping[str, str]] = {
    "id": "Id",
    "says": "Says",
    "standing": "Standing",
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
    "within_one_step": "Within one step",
    "within_range": "In the range",
    "ratio": "Model / printed",
    "longest_s": "Printed, longest (s)",
    "low_uSv": "Model, low (µSv)",
    "high_uSv": "Model, high (µSv)",
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
STANDING: Final[Mapping[str, str]] = {
    "speaks": "in force",
    "not_yet": "not yet in force",
    "ended": "ended",
    "waiting": "not used",
}
FACT: Final[Mapping[str, str]] = {
    "child": "Child",
    "extraoral": "Beam from outside the mouth",
    "family": "Kind of image",
    "risk_two_level": "Caries risk",
    "risk_three_level": "Caries risk",
    "kind": "Visit",
    "thyroid_near_beam": "Thyroid in or near the beam",
    "programme": "Programme",
}

spoken(__name__)
