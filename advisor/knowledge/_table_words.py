"""The closed words of the published tables, beside those that a case uses too."""

import re
from typing import Final, Literal

from advisor.case.vocabulary import Receptor

Population = Literal["adult", "child", "mixed"]
Weighting = Literal["icrp103", "icrp60", "icrp60_sg", "icrp26", "mixed", "unstated"]
DoseQuantity = Literal[
    "effective_dose_uSv", "dose_area_product_mGycm2", "entrance_surface_air_kerma_mGy", "organ_dose_uGy"
]
ConversionQuantity = Literal["effective_dose_per_dap_uSv_per_mGycm2"]
RatioQuantity = Literal[
    "effective_dose_ratio",
    "dose_ratio",
    "exposure_ratio",
    "exposure_time_ratio",
    "incident_air_kerma_ratio",
    "dose_area_product_ratio",
    "irradiated_area_ratio",
    "integral_dose_ratio",
    "thyroid_dose_ratio",
    "oesophagus_dose_ratio",
    "parotid_dose_ratio",
    "brain_dose_ratio",
    "eye_dose_ratio",
    "skin_dose_ratio",
    "mandible_dose_ratio",
]
OutputQuantity = Literal[
    "incident_air_kerma_mGy",
    "entrance_dose_mGy",
    "receptor_air_kerma_mGy",
    "output_mGy_per_mAs",
    "dose_area_product_mGycm2",
    "exposure_s",
    "film_speed_per_cGy",
    "filtration_mmAl",
    "half_value_layer_mmAl",
    "transmission",
    "scatter_dose_uSv_per_mAs",
]
GrowthQuantity = Literal["head_circumference_cm"]
Concern = Literal["receptor", "beam", "collar", "child", "cone", "fov", "filtration", "protocol", "comparison"]
Category = Literal["dental", "medical", "flight", "food", "background", "limit"]
Audience = Literal["parent", "clinician", "student", "nobody"]
TABLE_EXAMS: Final = ("intraoral", "cephalometric_pa")  # any intraoral image; one that is kept and never used
TABLE_REGIONS: Final = ("craniofacial",)  # of scans, that no exam has
UNIT_STATES: Final = (*Receptor, "adult", "primary dentition", "edentulous")  # between which a manual names steps
CONE_STATE: Final = re.compile(r"cone \d+ cm")  # or one of these
NO_RULE: Final = "evidence"  # the strength of a note that says what was found, not what to do
NOTE_SUBJECTS: Final = ("alternative", "dose", "equipment", "quality", "risk")  # beside the topics of the checklist
SURVEY: Final = "survey"  # a national survey in place of a unit
