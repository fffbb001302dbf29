"""The checklist in the campaign's order. A rule holds no threshold: numbers live in the statement it is asked about.

A rule answers one statement about one case, or None where the statement does not speak of this case. A fact that
nobody told gives "cannot tell" and is named in `because`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from advisor.case.model import Case
from advisor.case.vocabulary import Step, Topic
from advisor.guidance.rules import image, setup
from advisor.guidance.rules.answering import Rule, facts

__all__ = ["RULES", "Rule", "TopicRule", "facts"]


class TopicRule(NamedTuple):
    """A line of the checklist. `on_request` topics colour their step only once somebody told their fact.

    `needed`: whether its step can be fine only where somebody speaks on it; told are the case and whether anybody at
    the place speaks on it of other cases.

    `reads` names what the rule looks at beside the named facts that its statements apply to: equal facts then have
    equal answers, which may be remembered (a property test holds every rule to it). Empty = not remembered.
    """

    topic: Topic
    step: Step
    rule: Rule
    exams: frozenset[str]
    reads: tuple[str, ...] = ()
    on_request: bool = False
    needed: Callable[[Case, bool], bool] | None = None


_BITEWING: Final = frozenset({"bitewing"})
_INTRAORAL: Final = frozenset({"bitewing", "periapical", "occlusal", "full_mouth"})
_CBCT: Final = frozenset({"cbct"})
_PLAIN: Final = _INTRAORAL | {"panoramic", "cephalometric_lateral"}
_ALL: Final = _PLAIN | _CBCT

RULES: Final[tuple[TopicRule, ...]] = (
    TopicRule(Topic.EARLIER_IMAGES, Step.SELECT, image.earlier_images, _ALL, ("visit.earlier_images_checked",)),
    TopicRule(Topic.CLINICAL_EXAM_FIRST, Step.SELECT, image.clinical_exam_first, _ALL, ("visit.clinical_exam_done",)),
    TopicRule(
        Topic.SELECTION,
        Step.SELECT,
        image.selection,
        _ALL,
        (
            "patient.age_years",
            "visit.kind",
            "visit.indication",
            "visit.signs_of_disease",
            "watched",
        ),
        needed=image.reason_needed,
    ),
    TopicRule(
        Topic.BITEWING_INTERVAL,
        Step.SELECT,
        image.bitewing_interval,
        _BITEWING,
        ("visit.months_since_bitewings",),
        needed=image.interval_needed,
    ),
    TopicRule(
        Topic.PREGNANCY,
        Step.SELECT,
        image.pregnancy,
        _ALL,
        ("pregnancy",),
        on_request=True,
    ),
    TopicRule(Topic.RECEPTOR, Step.RECEPTOR, setup.receptor, _PLAIN, ("setup.receptor",)),
    TopicRule(
        Topic.CBCT_INDICATION,
        Step.CBCT,
        image.cbct_indication,
        _CBCT,
        ("visit.kind", "visit.indication", "visit.clinical_exam_done", "visit.two_d_insufficient"),
    ),
    TopicRule(Topic.BEAM_SHAPE, Step.COLLIMATE, setup.beam_shape, _PLAIN, ("setup.beam", "setup.kV", "setup.cone_cm")),
    TopicRule(Topic.FIELD_OF_VIEW, Step.COLLIMATE, setup.field_of_view, _CBCT, ("setup.fov", "visit.indication")),
    TopicRule(
        Topic.THYROID_COLLAR,
        Step.SHIELD,
        setup.thyroid_collar,
        _ALL,
        ("setup.collar", "patient.age_years", "thyroid_near_beam"),
    ),
    TopicRule(
        Topic.APRON, Step.SHIELD, setup.apron, _ALL, ("setup.apron", "setup.beam", "setup.receptor"), on_request=True
    ),
    TopicRule(Topic.EXPOSURE_TIME, Step.CHILD_SIZE, setup.exposure_time, _ALL, ()),
    TopicRule(Topic.TUBE_VOLTAGE, Step.CHILD_SIZE, setup.tube_voltage, _INTRAORAL, ("setup.kV",)),
    TopicRule(Topic.HANDHELD, Step.CHILD_SIZE, setup.handheld, _INTRAORAL, ("setup.handheld",), on_request=True),
)
