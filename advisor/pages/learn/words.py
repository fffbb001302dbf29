"""The Learn page: its parts, the day's lessons, a lesson from the vignette to how sure the student was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.lessons.vocabulary import AgeGroup, LessonStep

TITLE: Final = "Learn"
INTRO: Final = "Cases answered by the same engine and sources as the advice: choose, set, estimate, explain."
PART: Final = "Part of this page"
PRACTISE: Final = "practise"
PROGRESS: Final = "progress"
EXPLORE: Final = "explore"
BACKGROUND: Final = "background"
EXAM: Final = "exam"
PARTS: Final[Mapping[str, str]] = {
    PRACTISE: "Practise",
    EXPLORE: "Explore",
    BACKGROUND: "Background",
    EXAM: "Exam",
    PROGRESS: "Progress",
}
LEFT_OUT: Final = "Left out today, as no guidance in force answers them: {lessons}."
FOOT: Final = "Data {fingerprint}. For learning: no patient's case, and no diagnosis."

# The day.
TODAY: Final = "**Today:** {due} to repeat, {new} new."
STREAK: Final = "{days} in a row"
DAY: Final = "day"
DAYS: Final = "days"
STREAK_ICON: Final = ":material/local_fire_department:"
DONE: Final = "**Done for today.** {back}"
BACK_ON: Final = "The next lesson comes back {when}."
NOTHING_BACK: Final = "Nothing comes back yet."
MORE_NEW: Final = "Take new ones now"
FINISHED_FILTER: Final = "No lesson fits this filter today. Clear it, or choose a lesson by name."
TOMORROW: Final = "tomorrow"
IN_DAYS: Final = "in {days} days"

# The filter.
FILTER: Final = "Filter"
FILTER_SET: Final = "Filter: {what}"
FILTER_ICON: Final = ":material/filter_list:"
ALL: Final = "all"
STEP: Final = "Step"
EXAM_KIND: Final = "Image"
AGE: Final = "Age"
DIFFICULTY: Final = "Difficulty"
CHOOSE: Final = "Or one lesson by name"
CLEAR: Final = "Clear the filter"
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
TAGS: Final = " · "
QUESTION: Final = "**Question {number} of {count}.** {ask}"
ONLY_QUESTION: Final = "**{ask}**"
ANSWERED: Final = "{verdict} {question}"
CHECK: Final = "Check my answer"
CHECK_FIRST: Final = "Answer first; then the advisor's own answer is laid beside yours."
NEXT_QUESTION: Final = "Next question"
TAKEAWAY: Final = "**To remember.** {takeaway}"
TAKEAWAY_ICON: Final = ":material/lightbulb:"
HOW_SURE: Final = "How sure were you?"
GUESS: Final = "A guess"
FAIRLY: Final = "Fairly sure"
CERTAIN: Final = "Certain"
COMES_BACK: Final = "This lesson comes back **{when}**."
IN_MINUTES: Final = "in {minutes} minutes"
NEXT_LESSON: Final = "Next lesson"
SOURCES: Final = "Sources of this lesson"
SOURCE: Final = "- [{title}]({link}), {where}"
GONE: Final = "No lesson is called {lesson}."

# The engine's report beside the answers.
REPORT: Final = "The advisor's report on this case"
REPORT_STEP: Final = "- **{step}** :{colour}-badge[{state}] {text}"
REPORT_WHO: Final = " ([{issuer} {year}]({link}))"
REPORT_DOSE: Final = "Dose now **{dose}**, like {time} of natural background ({place})."
REPORT_AFTER: Final = "After the uncontested changes **{dose}**, like {time}."
OPEN_IN_CHECK: Final = "[Open this case in Check]({link}) and change what you like."
NO_CASE: Final = "This lesson has no case to compute: its answers are judgements, each with its source."

# What was under way when the page was loaded anew.
BEGIN_AGAIN: Final = (
    "What was being answered here was begun with other lessons, or could not be read; it begins again. Your progress "
    "is kept as it was."
)
