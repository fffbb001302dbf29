"""The closed vocabularies of lessons; those of cases and statements are in advisor/vocabulary.py."""

from enum import StrEnum


class LessonKind(StrEnum):
    """What a lesson asks of the student."""

    DECIDE = "decide"
    RANK = "rank"
    ESTIMATE = "estimate"
    CHANGE = "change"
    FIND_BAD = "find_bad"
    DIALOGUE = "dialogue"
    COMPARE = "compare"
    SPOT = "spot"
    WHO_SAYS = "who_says"


class LessonStep(StrEnum):
    """What a lesson is about: one of the campaign's six steps, or what stands beside them."""

    SELECT = "select"
    RECEPTOR = "receptor"
    CBCT = "cbct"
    COLLIMATE = "collimate"
    SHIELD = "shield"
    CHILD_SIZE = "child_size"
    BACKGROUND = "background"
    COMMUNICATE = "communicate"


class AgeGroup(StrEnum):
    CHILD = "child"
    ADOLESCENT = "adolescent"
    ADULT = "adult"
    ANY = "any"


class Level(StrEnum):
    """How deep a lesson goes."""

    REMEMBER = "remember"
    APPLY = "apply"
    EVALUATE = "evaluate"
    COMMUNICATE = "communicate"


class LessonPicture(StrEnum):
    """What the application draws of a lesson's case."""

    SETTINGS = "settings"
    TIMELINE = "timeline"
    TEETH = "teeth"


class Quantity(StrEnum):
    """What a lesson asks a number of; the unit is in the word."""

    DOSE = "dose_uSv"
    EXPOSURE = "exposure_s"
    BACKGROUND = "background_days"
    KERMA = "kerma_mGy"
    DAP = "dap_mGycm2"
    SAVED = "saved_percent"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"
    SAME = "same"


class AgainstLevel(StrEnum):
    """What a practice's median says beside a reference level."""

    BELOW = "below"
    ABOVE = "above"
    CANNOT_TELL = "cannot_tell"


class Sureness(StrEnum):
    """How sure a student was of an answer."""

    GUESS = "guess"
    FAIRLY = "fairly"
    CERTAIN = "certain"
