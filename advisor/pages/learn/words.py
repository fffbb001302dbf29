"""The Learn page: the map, its parts, a lesson from the vignette to how sure the student was."""

from collections.abc import Mapping
from typing import Final

from advisor.language import spoken
from advisor.lessons.vocabulary import AgeGroup, LessonStep, Sureness
from advisor.pages.learn.part import Part

TITLE: Final = "Learn"
PARTS: Final[Mapping[Part, str]] = {
    Part.EXPLORE: "Bench",
    Part.BACKGROUND: "Primer",
    Part.EXAM: "Exam",
    Part.PROGRESS: "Progress",
}
PART_ICON: Final[Mapping[Part, str]] = {
    Part.EXPLORE: ":material/tune:",
    Part.BACKGROUND: ":material/menu_book:",
    Part.EXAM: ":material/assignment:",
    Part.PROGRESS: ":material/monitoring:",
}
BACK: Final = "Map"
BACK_ICON: Final = ":material/arrow_back:"
LEFT_OUT: Final = "Left out today, as no guidance in force answers them: {lessons}."
FOOT: Final = "Version and data {fingerprint}. For learning: no patient's case, and no diagnosis."

# The map.
INTRO: Final = "Short cases, answered by the same engine and sources as Check."
DUE: Final = "{count} due"
DOT: Final = " · "
GO_ON: Final = "Go on: {title}"
FIRST_LESSON: Final = "First lesson, one minute"
PRACTISE: Final = "Practise, {minutes} minutes"
ANOTHER_NEW: Final = "Another new one"
DONE: Final = "Done for today. A step below goes on for as long as you like."
STANDING: Final = "{known} of {count}"
CHOOSE: Final = "Or one of {count} lessons by name"
NAMED: Final = "{title} ({step})"
TOMORROW: Final = "tomorrow"
IN_DAYS: Final = "in {days} days"
STEPS: Final[Mapping[LessonStep, str]] = {
    LessonStep.SELECT: "1 Select",
    LessonStep.RECEPTOR: "2 Receptor",
    LessonStep.CBCT: "3 Cone-beam CT",
    LessonStep.COLLIMATE: "4 Collimate",
    LessonStep.SHIELD: "5 Shield",
    LessonStep.CHILD_SIZE: "6 Child-size",
    LessonStep.BACKGROUND: "Background",
    LessonStep.COMMUNICATE: "Talking",
}
AGES: Final[Mapping[AgeGroup, str]] = {
    AgeGroup.CHILD: "child",
    AgeGroup.ADOLESCENT: "adolescent",
    AgeGroup.ADULT: "adult",
    AgeGroup.ANY: "any age",
}
DIFFICULTIES: Final[Mapping[int, str]] = {1: "easy", 2: "medium", 3: "hard"}

# A lesson.
BEFORE: Final = "before"
AFTER: Final = "after"
IN_RUN: Final = "{number} of {count}"
NEW_ICON: Final = ":material/shuffle:"
TAGS: Final = " · "
PLACE_IN_LESSON: Final = "Question {number} of {count}"
QUESTION: Final = "**{ask}**"
LAST: Final = "{verdict} {said}"
CHECK: Final = "Check my answer"
TAKEAWAY: Final = "**To remember.** {takeaway}"
TAKEAWAY_ICON: Final = ":material/lightbulb:"
HOW_SURE: Final = "How sure were you? Then on to the next."
SURE: Final[Mapping[Sureness, str]] = {
    Sureness.GUESS: "A guess",
    Sureness.FAIRLY: "Fairly sure",
    Sureness.CERTAIN: "Certain",
}
COMES_BACK: Final = "“{title}” comes back {when}."
MORE: Final = "More on question {number}: every answer, and who says so"
MORE_ONLY: Final = "More: every answer, and who says so"
STATEMENT_CHIP: Final = "[:blue-badge[{issuer} {year}]]({link})"
SOURCE_CHIP: Final = "[:gray-badge[{issuer}{year}]]({link})"
IN_MINUTES: Final = "in {minutes} minutes"
SOURCES: Final = "Sources of this lesson"
SOURCE: Final = "- [{title}]({link}), {where}"
GONE: Final = "No lesson is called {lesson}."

# The advisor's answer in a few words: sixty at most, with the reason.
ANSWER: Final = "The advisor: **{says}**."
NONE_RIGHT: Final = "The advisor: **none of them**."
SAYS: Final = "{issuer} {year}: {says}"
NUMBER: Final = "The advisor: **{estimate}**; you: {mine}."
ORDER: Final = "Smallest first: {placed}."
THEN: Final = ", then "
PLACED: Final = "{says} ({dose} µSv)"
FOUND: Final = "{found} of {count} found."
MISSED_ONE: Final = "Has to go: “{says}”"
MAY_STAY: Final = "May stay: “{says}”"
TALKED_WELL: Final = "Every reply kept to the facts and left the choice with the parent."
TALKED_ASTRAY: Final = "Not: “{says}” {because}"

# The engine's report beside the answers.
REPORT: Final = "The advisor's report on this case"
REPORT_STEP: Final = "- **{step}** :{colour}-badge[{state}] {text}"
REPORT_WHO: Final = " ([{issuer} {year}]({link}))"
REPORT_DOSE: Final = "Dose now **{dose}**, like {time} of natural background ({place})."
REPORT_AFTER: Final = "After the uncontested changes **{dose}**, like {time}."
OPEN_IN_CHECK: Final = "[Open this case in Check]({link}) and change what you like."
NO_CASE: Final = "This lesson has no case to compute: its answers are judgements, each with its source."

# What was under way when the page was loaded anew.
GONE_ON: Final = "The page was loaded anew. You are where you were: what you had answered is here."
BEGIN_AGAIN: Final = (
    "What was being answered here was begun with other lessons, or could not be read; it begins again. Your progress "
    "is kept as it was."
)

spoken(__name__)
