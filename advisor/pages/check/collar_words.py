"""What was measured of thyroid collars, by where the beam goes; the numbers come from the rows that are named."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Family
from advisor.language import spoken

ROWS: Final = ("F022", "F024", "F025c", "F029", "F032", "F033")
NEAR: Final = (
    "Here the thyroid lies in or near the beam, where a collar has most effect: on a phantom it took away "
    "{F024_most} % (upper canine, rectangular beam) to {F022_most} % (upper incisor) of the thyroid's dose "
    "(F024, F022)."
)
AWAY: Final = (
    "Here the beam passes away from the thyroid: on a phantom, with a rectangular beam at back teeth, a collar took "
    "away {F025c_most} % of the thyroid's dose or less (F025c)."
)
UNTOLD: Final = (
    "How much a collar does depends on region and beam: on a phantom {F022_most} % of the thyroid's dose at an upper "
    "incisor (F022), {F025c_most} % or less at back teeth with a rectangular beam (F025c)."
)
BY_GEOMETRY: Final[Mapping[bool | None, str]] = {True: NEAR, False: AWAY, None: UNTOLD}
BY_FAMILY: Final[Mapping[Family, str]] = {
    Family.PANORAMIC: (
        "On a phantom a collar took away {F029_most} to {F032_most} % of the thyroid's part of a panoramic dose, not "
        "significant on two of four units (F029, F032)."
    ),
    Family.CBCT: (
        "On a phantom a tight collar took away {F033_most} % of the thyroid's part of a cone-beam dose, a loose one "
        "nothing; the whole effective dose did not change significantly (F033)."
    ),
}

spoken(__name__)
