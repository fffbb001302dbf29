"""Answers of lessons: what can be picked or typed, and what is said about it afterwards."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Verdict
from advisor.language import spoken
from advisor.lessons.vocabulary import AgainstLevel, Direction, Quantity

PICK_ONE: Final = "Pick one."
PICK_ALL: Final = "Pick all that apply; none may apply."
VERDICT: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: "Wait: not this image now",
    Verdict.IMPROVE: "Change something",
    Verdict.CANNOT_TELL: "Cannot tell from what is told",
    Verdict.SUPPORTED: "Fine as it is",
}
AGAINST_LEVEL: Final[Mapping[AgainstLevel, str]] = {
    AgainstLevel.BELOW: "At or below the level",
    AgainstLevel.ABOVE: "Above the level",
    AgainstLevel.CANNOT_TELL: "Cannot be told from this",
}
FIELD: Final = "{name}: {value}"
NUMBER: Final[Mapping[Quantity, str]] = {
    Quantity.DOSE: "Effective dose (µSv)",
    Quantity.EXPOSURE: "Exposure time (s)",
    Quantity.BACKGROUND: "Natural background (days)",
    Quantity.KERMA: "Incident air kerma (mGy)",
    Quantity.DAP: "Dose-area product (mGy·cm²)",
    Quantity.SAVED: "Saved (%)",
}
UNIT: Final[Mapping[Quantity, str]] = {
    Quantity.DOSE: "µSv",
    Quantity.EXPOSURE: "s",
    Quantity.BACKGROUND: "days",
    Quantity.KERMA: "mGy",
    Quantity.DAP: "mGy·cm²",
    Quantity.SAVED: "%",
}
NEAREST: Final = "Touch what is nearest."
AMOUNT: Final = "{value} {unit}"
TIMES_LESS: Final = "÷ {times}"
TIMES_MORE: Final = "× {times}"
DIRECTION: Final = "It becomes"
DIRECTIONS: Final[Mapping[Direction, str]] = {
    Direction.UP: "more",
    Direction.DOWN: "less",
    Direction.SAME: "about the same",
}
TIMES: Final = "How many times {direction}"
TIMES_HELP: Final = "2 = twice as much, or half."
ORDER_HELP: Final = "Touch them from the smallest dose to the largest."
ORDERED: Final = "{number}. {says}"
TAKE_BACK: Final = "Take the last one back"
TAKE_BACK_ICON: Final = ":material/undo:"
PARENT: Final = "> {words}"
REPLY: Final = "You say"
REPLIED: Final = "You: {says}"
TALK_END: Final = "The talk ends here."

# Afterwards: a word and a sign before any colour.
RIGHT: Final = ":green-badge[:material/check: Right]"
PARTLY: Final = ":blue-badge[:material/incomplete_circle: Partly right, {percent} %]"
WRONG: Final = ":orange-badge[:material/close: Not right]"
PICKED_RIGHT: Final = ":material/check: **{says}**"
NOT_PICKED_RIGHT: Final = ":material/arrow_forward: **{says}** (right, not picked)"
PICKED_WRONG: Final = ":material/close: ~~{says}~~ (picked, not right)"
LEFT: Final = ":material/remove: {says}"
TO_PICK: Final[Mapping[tuple[bool, bool], str]] = {  # by whether an option is right, and picked
    (True, True): PICKED_RIGHT,
    (True, False): NOT_PICKED_RIGHT,
    (False, True): PICKED_WRONG,
    (False, False): LEFT,
}
TO_GO: Final[Mapping[tuple[bool, bool], str]] = {  # of sentences: the right ones to pick are those that have to go
    (True, True): ":material/check: ~~{says}~~ (has to go: you found it)",
    (True, False): ":material/close: ~~{says}~~ (has to go: you missed it)",
    (False, True): ":material/close: **{says}** (may stay: you took it out)",
    (False, False): ":material/remove: {says}",
}
BECAUSE: Final = "{line}  \n{because}"
YOU_TYPED: Final = "You: **{value:g} {unit}**."
ENGINE: Final = "The advisor: **{estimate}**."
WITHIN: Final = "Right is {span} {unit}: within a factor of {factor:g} of it. The rest of its range counts half."
YOU_PREDICTED: Final = "You: **{direction}**."
YOU_PREDICTED_TIMES: Final = "You: **{direction}, {times:g} times**."
ENGINE_FACTOR: Final = "The advisor: **{direction}, {times} times**: from {before} to {after} {unit}."
ENGINE_SAME: Final = "The advisor: **about the same**: {before} before, {after} {unit} after."
NEAREST_IS: Final = "Nearest: {rungs}."
AS_NEAR: Final = "Nearest: {rungs}, which are as near as each other."
WITHIN_TIMES: Final = "Right is the same direction and a number within a factor of {factor:g}."
RIGHT_ORDER: Final = "By effective dose, smallest first:"
PLACED: Final = "1. {says}: **{dose}**"
TURN: Final = "> {parent}\n\n{line}"
CHECKLIST: Final = "What was met"
MET: Final = "- :material/check: {point}"
MISSED: Final = "- :material/close: {point} (missed)"
DECIDES: Final = "**Who decides here**"
EVERYONE: Final = "What every issuer says"
FINDING: Final = "**{topic}: who says what**"
ROWS: Final = "Rows: {rows}"
CITED: Final = "- [{title}]({link}), {where}; {certainty}"

spoken(__name__)
