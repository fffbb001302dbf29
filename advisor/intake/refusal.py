"""Something from outside that cannot be used: where, why (a code and its parameters), and one sentence with the remedy.

Cases, units, lessons, progress, what a browser keeps, exposures and logs are refused by it, in the sentences below."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from advisor.case.spelling import NOT_LISTED

Path = tuple[str | int, ...]  # of keys and places: ("question", 1, "option", 0, "says")


class Why(Enum):
    """Why something is refused; the value is the sentence, with the parameters it takes."""

    # a file or a text
    CANNOT_BE_READ = "cannot be read ({error}); give {what} as a file, or - for standard input"
    STDIN_CLOSED = "cannot be read, as standard input is closed; give a file"
    STDIN_READ_ONCE = "can be given once only, as standard input is read once; give a file"
    STDIN_FOR_BOTH = "cannot be - as well as the case; give the unit as a file"
    TOO_LARGE = "is larger than {most} bytes; {what} is a small {form} file"
    NOT_UTF8 = "is not UTF-8 text; save {what} as UTF-8 {form}"
    NOT_JSON = "is not JSON{at}; {remedy}"
    HALF_CHARACTER = "holds half of a character (\\ud800 to \\udfff alone); write it whole"
    NOT_TOML = "is not TOML ({error:.120}); {remedy}"
    BEYOND_TOML = "{error}; {remedy}"
    TOLD_TWICE = "tells {key!r:.40} twice; keep one of them"
    NOT_THERE = "is not there; give a file or a folder"
    NO_FILE = "no file is there; give files, or a folder with some"
    NO_ROW = "has headings and no row below them; give a log with exposures"
    NOT_REGULAR = "is no regular file"
    UNREADABLE_FILE = "cannot be read ({error})"
    TOO_MANY_FILES = "holds more than {most} {what}; give a part of it"
    FIRST_OF_MANY = "{row}{reason}{more}"
    NOT_MADE = "cannot be made ({error}); give a folder"
    NOT_WRITTEN = "cannot be written ({error}); give another folder"
    NO_FILE_WRITTEN = "cannot be written ({error}); give another file"
    NOT_PRINTED = "{error}"

    # a thing with fields
    NOT_AN_OBJECT = "must be a JSON object with {fields}"
    NESTED_TOO_DEEPLY = "is nested too deeply; {what}"
    ENDLESS_NUMBER = "has a number of more digits than any number here"
    IS_NEEDED = "is needed; {what}"
    NO_FIELD = "is not a field of a {what}{guess}"
    NOT_A_SETTING = "has {name!r:.40}, which is not a setting"
    WRONG_KIND = "{expected}, not {told:.40}"
    WRONG_LIST = "{expected}{guess}"
    OUT_OF_BOUNDS = "{expected}"
    UNKNOWN_WORD = "{told!r:.40} is not known; accepted: {accepted}{guess}"
    UNKNOWN_HERE = "{told!r:.40} is not known here; accepted: {accepted}"
    NOT_KNOWN = "{told!r:.40} is not known"
    NAME_LENGTH = "needs 1 to {most} characters"
    TOO_MANY_ENTRIES = "has more than {most} entries; leave out those that are not used"

    # a case
    NO_REGION = "a {exam} exam has no region; leave it out"
    WRONG_BEAM = "{beam} does not belong to a {exam} exam; use {accepted}"
    UK = "UK is written GB, as in ISO 3166"
    NO_PLACE = "{told!r:.40} is not a place; write a country or state as in ISO 3166: US, US-NY, GB"
    NOT_PLAUSIBLE = "{value:g} is not plausible{where}; accepted is {span}{guess}"
    TOO_MANY_STEPS = "has {count} steps; a timer has 1 to {most}"
    STEPS_FALL = "has {following:g} after {step:g}; write each step once, the shortest first"
    ABSURD_KERMA = (
        "with this kV and mA the air kerma at the cone end would be about {kerma:.3g} mGy an image, more than any "
        "dental unit gives (up to {highest:g} mGy); check exposure_s and mA (is the time in seconds?)"
    )
    NEEDS_TIMER = "are counted by the mains; tell setup.timer as well, 50_per_s or 60_per_s, or write exposure_s"
    TIMES_DIFFER = "{impulses} at {per_s:g} a second are {time_s:.3g} s, not {told_s:g} s; keep the one that is right"
    DISPLAY_NEEDS_UNIT = "needs its unit; tell setup.dap_unit as well ({accepted}), or write dap_mGycm2"
    DISPLAYS_DIFFER = "{shown:g} {unit} are {dap_mGycm2:.4g} mGy cm2, not {told_mGycm2:g}; keep the one that is right"
    CHARGE_DIFFERS = "{told_mAs:g} mAs is not mA x exposure_s, {mAs:.3g} mAs; keep the two that are right"
    TOO_MANY_IMAGES = "has {count} further images; tell at most {most} in one visit"

    # a unit, alone and for a case or a chart
    NOT_AMONG_CHOICES = "{value:g} is not among {choices} ({offered}); correct one of them"
    DAY_WITHOUT_OUTPUT = "is the day of a measurement; tell setup.output_mGy_per_mAs as well, or leave it out"
    ONLY_INTRAORAL = "belongs to an intraoral unit; leave it out of a {family} unit"
    TWO_TIMERS = "differs from timer; tell the timer once, as timer"
    OTHER_UNIT = "{exam} is not made with {unit!r}, which is {family}; choose another unit"
    NO_CHART = "a {family} unit sets its time by programme; give an intraoral unit for a chart"
    NO_AGES = "{told!r:.40} is not a list of ages; write years, such as 4,6.5,10"
    TOO_MANY_AGES = "has {count} ages; write at most {most}"
    LIST_OF_NUMBERS = "{expected}"

    # what a browser or a link tells
    WRONG_VERSION = "must be {version}; choose a file that was saved here"
    TOO_MANY_UNITS = "must be units, at most {most}"
    NAMED_TWICE = "has {name!r} twice; give each unit a name of its own"
    NOT_ASKED = "is not asked of a {exam}"
    NOT_OFFERED = "is not offered here; accepted: {accepted}"
    NOT_IN_LIST = "is not in the list of places; choose one there"

    # an imaging record and its card
    NO_DAY_TOLD = "is needed; tell the day on which the image was made"
    NO_KNOWN_DAY = "must be a day such as 2026-11-21, 2026-11 or 2026"
    NO_TOOTH = "{told!r:.40} is no tooth; write the two digits of the FDI, such as 64"
    TOO_MANY_OF = "has {count}; write at most {most}"
    TOO_MANY_LETTERS = "has {count} letters; write at most {most}"
    NO_RANGE = "must have 0 <= low_uSv <= typical_uSv <= high_uSv"
    NO_IDENTIFIER = "{told!r:.40} is not {what}; leave it out"
    MAKES_NO_ENTRY = "tells no day or no exam, so it makes no entry; tell both in the files, or give a case"
    NO_CARD_LINE = (
        "{error}; a line is a day and an exam, then what is known, such as 2026-11-21 bitewing; 60 kV; why caries"
    )
    ONLY_WITH_HOOKS = "belongs to --cds-hooks; give both or neither"
    NO_ORIGIN = "{told!r:.60} is no origin; write one such as https://practice.example"
    NO_BUNDLE = "must be a FHIR Bundle of ImagingStudies"
    EMPTY_RECORD = "is empty; a card needs at least one entry"
    CARD_NOT_WRITTEN = "cannot be written ({error}); name another file"

    # a lesson
    NO_ANSWER_ASKED = "is needed and must be one of: {accepted}{guess}"
    NOT_A_KEY = "is not a key here{guess}; take it out"
    NO_LISTED_WORD = NOT_LISTED
    NO_LESSON_ID = "the name of the file is the lesson's id; write it in small letters, digits and _"
    TITLE_LENGTH = "has {count} characters; write 1 to {most}"
    NO_DIFFICULTY = "must be 1 (easy), 2 or 3 (hard)"
    IS_EMPTY = "is empty; write {what}"
    STANDS_TIMES = "stands {many} times; write {least} to {most}{what}"
    NOT_OF_ITS_KIND = "{kind} needs a question of its kind; add one, or choose another kind"
    FORBIDDEN_WORD = "says {word!r}, which lessons do not use; see [words] in data/competencies.toml"
    NO_DOCUMENT = "{told!r:.60} is not in data/sources.toml; add the document there first"
    UNREAD_DOCUMENT = "has been read by nobody or in part only; cite a document that was read"
    UNREAD_LEVEL = "has not been read ({certainty}); take one that has"
    NO_LEVEL = "is not the id of a reference level of data/places; write one such as R018"
    NEEDS_DRAWN = "is needed where there is no [case]: write [drawn] with numbers of the vignette"
    DRAWN_BESIDE_CASE = "is not drawn where there is a [case]; take one of them out"
    DRAWN_FROM_CASE = "is drawn from [case]; add one, or leave picture out"
    NOT_IN_VIGNETTE = "is {value:g}, which the vignette does not tell"
    OTHER_EXAM = "is {told!r:.40}, and the lesson's is {exam!r:.40}; write the same"
    OTHER_AGE_GROUP = "{group} does not fit the age of {age:g} in [case]"
    NOT_ONE_RIGHT = "{right} are right; exactly one must be, or write several = true"
    ALL_OR_NONE_RIGHT = "{right} of {offered} are to be picked; at least one must be, and one must not"
    NONE_OR_ALL_RIGHT = "at least one must be right and one must not"
    TWO_ALIKE = "two {what}; write different ones"
    TOO_LONG_OPTION = "is much longer than every wrong one; write them of similar length"
    TOO_MANY_TOUCHES = "takes {count} touches; {most} at most: take a question out, or split it"
    AT_NO_RUNG = "is right at no rung of [marking] in data/competencies.toml"
    NOT_ONE_SETTING = "{right} of them ask for no further change by the engine; exactly one must"
    NEEDS_REFUSED_FIELD = "must hold the field that is refused: {told}"
    ALL_OR_NO_ISSUERS = "{right} of {offered} issuers give it here; choose one that some give"
    NO_TURN = "{told!r:.40} is no turn; accepted: {accepted}, or leave it out"
    NOT_ON_CHECKLIST = "{told!r:.60} is not on the checklist; write it there, word for word"
    NEVER_REACHED = "is never reached; name it in `next` of an option above"
    ENDLESS_TALK = "leads back to itself, so the talk may never end; change a `next`"
    NEVER_MET = "{told!r:.60} is met by no right reply; add it to `meets` of one"
    NEEDS_CASE = "is worked out from a case; add [case], or ask a choice"
    CASE_REFUSED = "the case cannot be read: {error}"
    CASE_NOT_REFUSED = "the case is read without complaint; write one implausible value in [case]"
    NO_VERDICT = "{step} has no verdict on this case ({verdict}); ask about another step"
    SILENT_ISSUER = "says nothing on {topic} here; who does: {who}"
    DIVIDED_ISSUER = "says more than one thing on {topic} here; ask about another"
    NOBODY_SPEAKS = "nobody speaks of {topic} on this case; change the case or the topic"
    NO_RATIO = "{of} is nothing before or after the change; ask about another quantity"
    NOT_WORKED_OUT = "{of} cannot be worked out from this case; tell kV, mA, exposure_s and cone_cm"
    NOTHING_HERE = "{of} is nothing on this case; a number cannot be marked against it"
    TOO_NEAR = "is too near to item {other} ({doses}); neighbours differ by {apart:g} times"

    # a table of exposures
    LOG_TOO_LARGE = "is larger than {most}; {remedy}"
    OLD_EXCEL = "is an old Excel file; save it as XLSX or CSV"
    TORN_UTF16 = "is not whole: its UTF-16 text ends in the middle of a letter"
    NO_TABLE = "is no table: it is empty, or its lines are not parted by commas, semicolons or tabs"
    NO_TEXT_TABLE = "is no text table"
    NOT_CSV = "cannot be read as CSV (line {at_line}: {error})"
    TOO_MANY_ROWS = "has more than {most} rows; give it to the command audit as CSV or Parquet"
    NO_HEADING = "has no heading that is known; name the columns, such as date, age, exam, kV, time (s)"
    NOT_XLSX = "cannot be read as XLSX ({error:.80}); save it again, or as CSV"
    TOO_MANY_PARTS = "holds {count} files; a log is one small XLSX"
    UNPACKS_TOO_LARGE = "would unpack into more than {most} MB; save it as CSV"
    DAMAGED_XLSX = "is a damaged or locked XLSX; save it again without a password, or as CSV"
    TOO_MANY_COLUMNS = "has more than {most} columns"
    NOT_PARQUET = "cannot be read as Parquet; write it again"
    NOT_A_TABLE = "cannot be read as a table ({error:.120})"
    NO_SUCH_FORM = "cannot be written as {suffix}; give a name that ends in .csv or .parquet"
    UNKNOWN_UNIT = "unit {told!r:.20} is not known; accepted: {accepted}"
    NO_COLUMNS = "does not tell columns; {remedy}"
    TORN_ROW = "has {cells} cells under {headings} headings"
    SUM_OF_ROWS = "is a sum or a mean of other rows, no exposure"
    TELLS_NOTHING = "tells neither exam, age nor any setting"
    NOT_A_SUMMARY = "is not the summary.json of an audit"

    # a picture, a dose report or a generator
    NO_DICOM = "is no DICOM file"
    DEFLATED_DICOM = "is a deflated DICOM file; save it uncompressed or in another transfer syntax"
    DAMAGED_DICOM = "is damaged: its DICOM header cannot be read"
    NO_EXPOSURE = "{what}"
    NO_PICTURE = "no X-ray picture ({what}): no exposure"
    NOT_PRINTED_BY_READ = "{path:.60} is not as the command read prints it"
    IS_NO_EXPOSURE = "is no exposure"
    TELLS_NO_EXPOSURE = "tells no exposure; {remedy}"
    NO_ADDRESS = "must be an http or https address such as http://192.168.1.20/api/v1/"
    NO_ANSWER = "does not answer as a generator does ({error})"
    NO_KEY = "must be the generator's key as it shows it: letters, digits and signs of a keyboard"
    NO_RIGHT = "is not accepted by the generator"
    NO_SERVICE = "has no exposure service there (404); check the path, often /api/v1/"
    STRANGE_STATUS = "answers with status {status}; nothing elsewhere is followed"
    SLOW_ANSWER = "takes more than {most:g} s to answer; ask for a shorter period"
    LONG_ANSWER = "gives an answer larger than {most} MB"


def unknown_word(field: str, told: object, accepted: Iterable[str]) -> Refusal:
    """A word that is none of those accepted, which are all told."""
    return Refusal(field, Why.UNKNOWN_WORD, told=told, accepted=", ".join(accepted), guess="")


class Refusal(ValueError):  # noqa: N818 - a noun of its own, which is also kept and counted
    """What was refused: a field (empty where it is the whole), the code, and of a file its name and the line or row.

    A field that lies within tables is told as its path, and stands in the sentence as "question 2, option 1, says".
    """

    def __init__(
        self, field: str | Path, why: Why, *, file: str | None = None, line: int | None = None, **parameters: Any
    ) -> None:
        self.path: Path = field if isinstance(field, tuple) else ()
        self.field = field if isinstance(field, str) else _in_words(field)
        self.why, self.file, self.line, self.parameters = why, file, line, parameters
        super().__init__(self.field, why)

    @property
    def remedy(self) -> str:
        """The sentence, to stand behind the field's name."""
        return self.why.value.format(**self.parameters)

    @property
    def reason(self) -> str:
        """The sentence with the field's name, where it is of one field."""
        return f"{self.field}: {self.remedy}" if self.field else self.remedy

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}: " if self.line is None else f"{self.file}:{self.line}: "
        return f"{place}{self.reason}"

    def named(self, field: str | Path) -> Refusal:
        """The same refusal under another name of its field, as where the field lies within something."""
        return Refusal(field, self.why, file=self.file, line=self.line, **self.parameters)

    def of(self, file: str, line: int | None = None) -> Refusal:
        """The same refusal of a file, and of its line or row."""
        line = self.line if line is None else line
        return Refusal(self.path or self.field, self.why, file=file, line=line, **self.parameters)


def _in_words(path: Path) -> str:
    return "".join(f" {part + 1}" if isinstance(part, int) else f", {part}" for part in path).removeprefix(", ")
