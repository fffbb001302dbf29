"""The checklist in the campaign's order. A rule holds no threshold: numbers live in the statement it is asked about.

A rule answers one statement about one case, or None where the statement does not speak of this case. A fact that
nobody told gives "cannot tell" and is named in `because`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from advisor.model import Step, Topic
from advisor.rules import image, setup
from advisor.rules.answering import Rule, facts

__all__ = ["RULES", "TopicRule", "facts"]


class TopicRule(NamedTuple):
    """A line of the checklist. `on_request` topics colour their step only once somebody told their fact."""

    topic: Topic
    step: Step
    rule: Rule
    exams: frozenset[str]
    on_request: bool = False


_BITEWING: Final = frozenset({"bitewing"})
_INTRAORAL: Final = frozenset({"bitewing", "periapical", "occlusal", "full_mouth"})
_CBCT: Final = frozenset({"cbct"})
_PLAIN: Final = _INTRAORAL | {"panoramic", "cephalometric_lateral"}
_ALL: Final = _PLAIN | _CBCT

RULES: Final[tuple[TopicRule, ...]] = (
    TopicRule(Topic.EARLIER_IMAGES, Step.SELECT, image.earlier_images, _ALL),
    TopicRule(Topic.CLINICAL_EXAM_FIRST, Step.SELECT, image.clinical_exam_first, _ALL),
    TopicRule(Topic.SELECTION, Step.SELECT, image.selection, _ALL),
    TopicRule(Topic.BITEWING_INTERVAL, Step.SELECT, image.bitewing_interval, _BITEWING),
    TopicRule(Topic.PREGNANCY, Step.SELECT, image.pregnancy, _ALL, on_request=True),
    TopicRule(Topic.RECEPTOR, Step.RECEPTOR, setup.receptor, _PLAIN),
    TopicRule(Topic.CBCT_INDICATION, Step.CBCT, image.cbct_indication, _CBCT),
    TopicRule(Topic.BEAM_SHAPE, Step.COLLIMATE, setup.beam_shape, _PLAIN),
    TopicRule(Topic.FIELD_OF_VIEW, Step.COLLIMATE, setup.field_of_view, _CBCT),
    TopicRule(Topic.THYROID_COLLAR, Step.SHIELD, setup.thyroid_collar, _ALL),
    TopicRule(Topic.APRON, Step.SHIELD, setup.apron, _ALL, on_request=True),
    TopicRule(Topic.EXPOSURE_TIME, Step.CHILD_SIZE, setup.exposure_time, _ALL),
    TopicRule(Topic.TUBE_VOLTAGE, Step.CHILD_SIZE, setup.tube_voltage, _INTRAORAL),
    TopicRule(Topic.HANDHELD, Step.CHILD_SIZE, setup.handheld, _INTRAORAL, on_request=True),
)
