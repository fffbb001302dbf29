"""What can be seen in a question without the engine: how many options, their lengths, reasons and words."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from advisor.intake.refusal import Path, Refusal, Why
from advisor.lessons import talking
from advisor.lessons.course import Words
from advisor.lessons.lesson import (
    BadSentencesQuestion,
    ChoiceQuestion,
    DialogueQuestion,
    FieldQuestion,
    Option,
    OrderQuestion,
    Question,
    SettingsQuestion,
)
from advisor.lessons.problem import Limits, count_problems, empty_problems

_OPTIONS: Final = (3, 5)
_SENTENCES: Final = (3, 8)
_LONGER: Final = 1.5  # a right option that much longer than the longest wrong one gives itself away


def visible_problems(question: Question, words: Words) -> Iterator[Refusal]:
    """What can be seen without the engine: options, their number, lengths and reasons; turns of a talk."""
    match question:
        case ChoiceQuestion(options=options, several=several):
            yield from _options(options, _OPTIONS, several=several)
            yield from _lengths(options)
        case BadSentencesQuestion(options=options):
            yield from _options(options, _SENTENCES, several=True)
            for nth, each in enumerate(options):
                if not each.right:
                    yield from free_of(each.says, words.parent_never, ("option", nth, "says"))
        case SettingsQuestion(options=choices):
            yield from count_problems(len(choices), _OPTIONS, "option")
        case OrderQuestion(items=items):
            yield from count_problems(len(items), _OPTIONS, "item")
        case FieldQuestion(fields=fields):
            yield from count_problems(len(set(fields)), _OPTIONS, "fields")
        case DialogueQuestion():
            yield from talking.problems(question)
            for at, turn in enumerate(question.turns):
                for nth, reply in enumerate(turn.options):
                    if reply.right:
                        where = ("turn", at, "option", nth, "says")
                        yield from free_of(reply.says, words.parent_never, where)


def _options(options: Sequence[Option], limits: Limits, *, several: bool) -> Iterator[Refusal]:
    yield from count_problems(len(options), limits, "option")
    right = sum(option.right for option in options)
    if not several and right != 1:
        yield Refusal(("option",), Why.NOT_ONE_RIGHT, right=right)
    if several and not 0 < right < len(options):
        yield Refusal(("option",), Why.ALL_OR_NONE_RIGHT, right=right, offered=len(options))
    if len({option.says for option in options}) < len(options):
        yield Refusal(("option",), Why.TWO_ALIKE, what="say the same")
    for nth, option in enumerate(options):
        yield from empty_problems(option, ("option", nth))


def _lengths(options: Sequence[Option]) -> Iterator[Refusal]:
    right = max((len(each.says) for each in options if each.right), default=0)
    wrong = max((len(each.says) for each in options if not each.right), default=right)
    if right > _LONGER * wrong:
        nth = next(nth for nth, each in enumerate(options) if len(each.says) == right)
        yield Refusal(("option", nth, "says"), Why.TOO_LONG_OPTION)


def free_of(text: str, words: Sequence[str], where: Path) -> Iterator[Refusal]:
    """Whether a text says none of the words that are kept out, as whole words."""
    for word in words:
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE):
            yield Refusal(where, Why.FORBIDDEN_WORD, word=word)
