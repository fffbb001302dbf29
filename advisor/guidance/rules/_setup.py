"""Steps 2, 4, 5 and 6: how the unit is set for it. One pure function a topic; its docstring is its reason."""

from advisor.case.model import Case, Fact, Setup
from advisor.case.vocabulary import Beam, FieldOfView, Programme, Receptor, Verdict
from advisor.guidance.questions import DIGITAL
from advisor.guidance.rules._answering import answered, judged
from advisor.guidance.statement import Answer, Statement


def receptor(case: Case, statement: Statement) -> Answer | None:
    """A faster receptor needs less radiation for the same image, if the timer is turned down with it."""
    present = case.setup.receptor
    accepted, preferred = statement.choices["accepts"], statement.choices.get("prefer", ())
    kept = None if present is None else present in accepted
    if preferred and not case.exam.intraoral:  # its unit takes no film of the mouth
        preferred = tuple(each for each in (*preferred, *accepted) if each in DIGITAL)
    instead = {"receptor": Receptor(preferred[0])} if preferred and kept is False else None
    return answered(kept, {"receptor": present}, otherwise=Verdict.IMPROVE, instead=instead)


def beam_shape(case: Case, statement: Statement) -> Answer | None:
    """What lies outside the receptor or the area of interest gets dose and gives no picture."""
    setup = case.setup
    because: dict[str, Fact] = {"beam": setup.beam}
    if statement.position == "min_cone":
        return _min_cone(setup, statement)
    if case.exam.intraoral:
        kept = None if setup.beam is None else setup.beam is Beam.RECTANGULAR
        if kept is not None and _cut_by_rectangle(case, rectangular=kept):  # the image would be made again
            size: dict[str, Fact] = {"receptor_size": setup.receptor_size, "receptor_may_exceed_rectangle": True}
            return Answer(Verdict.CANNOT_TELL, because | size)
        if statement.position == "restrict":  # the shape is not named, so a round beam cannot be judged
            return answered(kept or None, because, otherwise=Verdict.IMPROVE)
        return answered(kept, because, otherwise=Verdict.IMPROVE, instead={"beam": Beam.RECTANGULAR})
    kept = None if setup.beam is None else setup.beam is Beam.RESTRICTED
    return answered(kept, because, otherwise=Verdict.IMPROVE, instead={"beam": Beam.RESTRICTED})


def _cut_by_rectangle(case: Case, *, rectangular: bool) -> bool:
    """Whether a rectangle would or may cut the image; one that is used for an untold size was chosen to fit."""
    size = case.setup.receptor_size
    exceeds = None if size is None else size.exceeds_rectangle
    return case.exam.receptor_may_exceed_rectangle and not rectangular if exceeds is None else exceeds


def _min_cone(setup: Setup, statement: Statement) -> Answer | None:
    """A floor set by law: it speaks only where it is broken, so that keeping to it never hides better advice."""
    if setup.kV is None or setup.cone_cm is None or setup.kV <= statement.numbers["above_kV"]:
        return None
    shortest = statement.numbers["min_cone_cm"]
    if setup.cone_cm >= shortest:
        return None
    return judged(Verdict.IMPROVE, {"cone_cm": setup.cone_cm, "shortest_cone_cm": shortest}, {"cone_cm": shortest})


def field_of_view(case: Case, statement: Statement) -> Answer | None:
    """Dose grows with the volume scanned, so the smallest volume that answers the question is the one to scan."""
    setup, visit = case.setup, case.visit
    because: dict[str, Fact] = {"fov": setup.fov, "indication": visit.indication}
    if setup.fov is None or setup.fov is FieldOfView.SMALL:
        return answered(None if setup.fov is None else True, because, otherwise=Verdict.IMPROVE)
    smaller = {"fov": FieldOfView.SMALL, "field_cm": None}
    local = statement.position == "limited" or visit.indication in statement.choices.get("local", ())
    return judged(Verdict.IMPROVE, because, smaller) if local else Answer(Verdict.CANNOT_TELL, because)


def _worn(case: Case, statement: Statement, worn: bool | None, name: str) -> Answer | None:
    """What the position says about a shield that is worn, left off, or not told of."""
    because: dict[str, Fact] = {name: worn}
    on, off = {name: True}, {name: False}
    match statement.position:
        case "use_unless_judged" | "use_if_clear" if worn is False and case.exam.collar_may_enter_field:
            return Answer(Verdict.CANNOT_TELL, because | {"shield_may_enter_field": True})
        case "use" | "use_unless_judged" | "use_if_clear":
            return answered(worn, because, otherwise=Verdict.IMPROVE, instead=on)
        case "do_not_use":
            return answered(None if worn is None else not worn, because, otherwise=Verdict.IMPROVE, instead=off)
        case "not_required":
            return judged(Verdict.SUPPORTED, because | {"required": False})
        case "not_required_if_careful":
            return _spared(case, worn, because)
        case _:
            return Answer(Verdict.CANNOT_TELL, because)


def _spared(case: Case, worn: bool | None, because: dict[str, Fact]) -> Answer:
    """An apron may be left off where the rest is done well; of the rest, beam and receptor can be seen in a case."""
    beam, present = case.setup.beam, case.setup.receptor
    if worn:
        return judged(Verdict.SUPPORTED, because | {"required": False})
    because = because | {"beam": beam, "receptor": present}
    if not case.exam.intraoral or beam is None or present is None or worn is None:
        return Answer(Verdict.CANNOT_TELL, because)
    careful = beam is Beam.RECTANGULAR and present is not Receptor.FILM_D
    return answered(careful, because, otherwise=Verdict.IMPROVE, instead={"apron": True})


def thyroid_collar(case: Case, statement: Statement) -> Answer | None:
    """The thyroid of a child is sensitive; a collar helps where the beam comes near it and little where it does not."""
    worn = case.setup.collar
    oldest = statement.numbers.get("max_age")
    if oldest is not None and case.patient.age_years > oldest:
        return None
    if statement.position not in ("use_near_beam", "limited"):
        return _worn(case, statement, worn, "collar")
    near = case.thyroid_near_beam
    because: dict[str, Fact] = {"collar": worn, "thyroid_near_beam": near}
    if near is False:
        spare = statement.position == "limited" and worn
        return answered(None if worn is None or spare else True, because, otherwise=Verdict.IMPROVE)
    if near is None or statement.position == "limited":
        return Answer(Verdict.CANNOT_TELL, because)
    return answered(worn, because, otherwise=Verdict.IMPROVE, instead={"collar": True})


def apron(case: Case, statement: Statement) -> Answer | None:
    """A well restricted dental beam hardly reaches the body; some laws ask for an apron all the same."""
    return _worn(case, statement, case.setup.apron, "apron")


def exposure_time(case: Case, statement: Statement) -> Answer | None:
    """A child's jaws are thinner, so the same image needs less time than in an adult, whatever the tube gives."""
    setup = case.setup
    if statement.position == "child_programme":
        because: dict[str, Fact] = {"programme": setup.programme}
        kept = None if setup.programme is None else setup.programme is Programme.CHILD
        return answered(kept, because, otherwise=Verdict.IMPROVE, instead={"programme": Programme.CHILD})
    because = {"exposure_s": setup.exposure_s}
    if statement.position == "under":
        limit = statement.numbers["max_s"]
        kept = None if setup.exposure_s is None else setup.exposure_s < limit
        return answered(kept, because | {"under_s": limit}, otherwise=Verdict.IMPROVE)
    return _child_sized(case, because)


def _child_sized(case: Case, because: dict[str, Fact]) -> Answer:
    setup, advised = case.setup, case.exposure
    if advised is None or advised.high_s is None:
        missing: dict[str, Fact] = {
            name: None for name in ("kV", "mA", "receptor", "exposure_s") if getattr(setup, name) is None
        }
        if case.region is None and case.exam.regions:
            missing["region"] = None
        return Answer(Verdict.CANNOT_TELL, missing or because | {"exposure_advice": None})
    because |= {"advised_from_s": advised.low_s, "advised_to_s": advised.high_s, "adult_s": advised.adult_s}
    kept = None if setup.exposure_s is None else advised.sized(setup.exposure_s)
    return answered(kept, because, otherwise=Verdict.IMPROVE, instead={"exposure_s": advised.set_s})


def tube_voltage(case: Case, statement: Statement) -> Answer | None:
    """Too low a voltage is stopped in the skin without reaching the receptor; too high a voltage costs contrast."""
    setup, numbers = case.setup, statement.numbers
    lowest, highest = numbers.get("min_kV"), numbers.get("max_kV")
    because: dict[str, Fact] = {"kV": setup.kV, "advised_from_kV": lowest, "advised_to_kV": highest}
    if setup.kV is None:
        return Answer(Verdict.CANNOT_TELL, because)
    if lowest is not None and setup.kV < lowest:
        return judged(Verdict.IMPROVE, because, {"kV": lowest})
    if highest is not None and setup.kV > highest:
        return judged(Verdict.IMPROVE, because, {"kV": highest})
    return judged(Verdict.SUPPORTED, because)


def handheld(case: Case, statement: Statement) -> Answer | None:
    """A unit held in the hand moves, and its operator stands near; issuers differ on what that means."""
    held = case.setup.handheld
    because: dict[str, Fact] = {"handheld": held}
    if not held:
        return answered(None if held is None else True, because, otherwise=Verdict.IMPROVE)
    if statement.position == "exceptional":
        return judged(Verdict.IMPROVE, because)
    if statement.position == "conditions":
        return Answer(Verdict.CANNOT_TELL, because | {"conditions_met": None})
    return judged(Verdict.SUPPORTED, because)
