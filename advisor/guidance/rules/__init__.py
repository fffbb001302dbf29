"""The checklist in the campaign's order. A rule holds no threshold: numbers live in the statement it is asked about.

A rule answers one statement about one case, or None where the statement does not speak of this case. A fact that
nobody told gives "cannot tell" and is named in `because`.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from advisor.case.model import Case, Exam
from advisor.case.vocabulary import Family, Step, Topic
from advisor.guidance.rules import _image as image
from advisor.guidance.rules import _setup as setup
from advisor.guidance.rules._answering import Rule, facts
from advisor.guidance.rules._image import months_count
from advisor.guidance.rules.positions import BARE, WITHDRAWN, Position

__all__ = ["RULES", "WITHDRAWN", "Position", "Rule", "TopicRule", "facts", "months_count"]


class TopicRule(NamedTuple):
    """A line of the checklist: which exams it is asked about, and the positions that its rule understands.

    `needed`: whether its step can be fine only where somebody speaks on it; told are the case and whether anybody at
    the place speaks on it of other cases.

    `reads` names what the rule looks at beside the named facts that its statements apply to: equal facts then have
    equal answers, which may be remembered (a property test holds every rule to it). Empty = not remembered.
    `on_request` topics colour their step only once somebody told their fact.
    """

    topic: Topic
    step: Step
    rule: Rule
    families: frozenset[Family]
    positions: Mapping[str, Position]
    reads: tuple[str, ...] = ()
    on_request: bool = False
    needed: Callable[[Case, bool], bool] | None = None
    of_contacts: bool = False  # asked only about exams that show the surfaces between the teeth

    def fits(self, exam: Exam) -> bool:
        """Whether this line is asked about an exam."""
        return exam.family in self.families and (exam.shows_contacts or not self.of_contacts)

    def position(self, name: str) -> Position | None:
        """What a position needs; None where the rule does not understand it."""
        return BARE if name == WITHDRAWN else self.positions.get(name)


_INTRAORAL: Final = frozenset({Family.INTRAORAL})
_CBCT: Final = frozenset({Family.CBCT})
_PLAIN: Final = frozenset(Family) - _CBCT
_ALL: Final = frozenset(Family)
_SHIELD: Final = (
    *("use", "use_if_clear", "use_unless_judged"),
    *("do_not_use", "not_required", "not_required_if_careful"),
)

RULES: Final[tuple[TopicRule, ...]] = (
    TopicRule(
        Topic.EARLIER_IMAGES,
        Step.SELECT,
        image.earlier_images,
        _ALL,
        {"check_first": BARE},
        reads=("visit.earlier_images_checked",),
        needed=image.told_undone("earlier_images_checked"),
    ),
    TopicRule(
        Topic.CLINICAL_EXAM_FIRST,
        Step.SELECT,
        image.clinical_exam_first,
        _ALL,
        {"examine_first": BARE},
        reads=("visit.clinical_exam_done",),
        needed=image.told_undone("clinical_exam_done"),
    ),
    TopicRule(
        Topic.SELECTION,
        Step.SELECT,
        image.selection,
        _ALL,
        {
            "needs_indication": Position(may=("alternatives",)),
            "these_exams": Position(needs=("exams",), may=("alternatives",)),
            "best_exam": Position(needs=("exams",), may=("alternatives",)),
            "may_need_none": Position(may=("alternatives",)),
            "not_indicated": Position(may=("alternatives",)),
            "consider_at_age": Position(needs=("from_age", "to_age"), may=("alternatives",)),
            "judgement": Position(may=("alternatives",)),
            "alternative": Position(needs=("alternatives",)),
        },
        reads=(
            *("patient.age_years", "patient.dentition"),
            *("visit.kind", "visit.indication", "visit.signs_of_disease", "watched"),
        ),
        needed=image.reason_needed,
    ),
    TopicRule(
        Topic.BITEWING_INTERVAL,
        Step.SELECT,
        image.bitewing_interval,
        _ALL,
        {"interval": Position(needs=("min_months", "max_months"), may=("alternatives",)), "judgement": BARE},
        reads=("visit.months_since_bitewings", "visit.kind", "visit.indication", "visit.signs_of_disease"),
        of_contacts=True,
        needed=image.interval_needed,
    ),
    TopicRule(
        Topic.PREGNANCY,
        Step.SELECT,
        image.pregnancy,
        _ALL,
        {"defer_elective": BARE, "do_not_withhold": BARE, "no_reason_to_wait": BARE},
        reads=("pregnancy",),
        on_request=True,
    ),
    TopicRule(
        Topic.RECEPTOR,
        Step.RECEPTOR,
        setup.receptor,
        _PLAIN,
        {"accepts": Position(needs=("accepts",), may=("prefer",))},
        reads=("setup.receptor",),
    ),
    TopicRule(
        Topic.CBCT_INDICATION,
        Step.CBCT,
        image.cbct_indication,
        _CBCT,
        {"only_when_needed": BARE, "not_indicated": BARE, "first_line": BARE, "judgement": BARE},
        reads=("visit.kind", "visit.indication", "visit.clinical_exam_done", "visit.two_d_insufficient"),
    ),
    TopicRule(
        Topic.BEAM_SHAPE,
        Step.COLLIMATE,
        setup.beam_shape,
        _PLAIN,
        {"rectangular": BARE, "restrict": BARE, "min_cone": Position(needs=("min_cone_cm", "above_kV"))},
        reads=("setup.beam", "setup.kV", "setup.cone_cm", "setup.receptor_size"),
    ),
    TopicRule(
        Topic.FIELD_OF_VIEW,
        Step.COLLIMATE,
        setup.field_of_view,
        _CBCT,
        {"smallest": Position(may=("local",)), "limited": Position(may=("local",))},
        reads=("setup.fov", "visit.indication"),
    ),
    TopicRule(
        Topic.THYROID_COLLAR,
        Step.SHIELD,
        setup.thyroid_collar,
        _ALL,
        dict.fromkeys((*_SHIELD[:-1], "use_near_beam", "limited"), Position(may=("max_age",))),
        reads=("setup.collar", "patient.age_years", "thyroid_near_beam"),
        needed=lambda _case, _voiced: True,  # a word on aprons alone does not settle the step on the thyroid
    ),
    TopicRule(
        Topic.APRON,
        Step.SHIELD,
        setup.apron,
        _ALL,
        dict.fromkeys(_SHIELD, BARE),
        reads=("setup.apron", "setup.beam", "setup.receptor"),
        on_request=True,
    ),
    TopicRule(
        Topic.EXPOSURE_TIME,
        Step.CHILD_SIZE,
        setup.exposure_time,
        _ALL,
        {"child_size": BARE, "child_programme": BARE, "under": Position(needs=("max_s",))},
    ),
    TopicRule(
        Topic.TUBE_VOLTAGE,
        Step.CHILD_SIZE,
        setup.tube_voltage,
        _INTRAORAL,
        {"between": Position(one_of=("min_kV", "max_kV"))},
        reads=("setup.kV",),
    ),
    TopicRule(
        Topic.HANDHELD,
        Step.CHILD_SIZE,
        setup.handheld,
        _INTRAORAL,
        {"equivalent": BARE, "exceptional": BARE, "conditions": BARE},
        reads=("setup.handheld",),
        on_request=True,
    ),
)
