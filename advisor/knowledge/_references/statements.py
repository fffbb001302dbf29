"""What in a statement of guidance its rule would not understand: a word that is not declared beside the rule."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from advisor.case.model import Exam
from advisor.case.spelling import not_known
from advisor.guidance.editions import StatementRow
from advisor.guidance.rules import RULES, TopicRule
from advisor.guidance.rules.positions import CHOICES, FACTS, NUMBERS, RISING, WITHDRAWN, Position, Reference, Words

Wrong = tuple[tuple[str | int, ...], str]  # the key within the statement, and what to do
_LINE: Final[Mapping[str, TopicRule]] = {line.topic: line for line in RULES}


def wrong_in(statement: StatementRow, exams: Mapping[str, Exam]) -> Iterator[Wrong]:
    """What in a statement its rule would not understand: the key, and what to do."""
    line = _LINE[statement.topic]
    position = line.position(statement.position)
    if position is None:
        yield ("position",), not_known(statement.position, (*line.positions, WITHDRAWN))
        return
    yield from _wrong_numbers(statement, position)
    yield from _wrong_choices(statement, exams)
    yield from _wrong_facts(statement, line, exams)


def _wrong_numbers(statement: StatementRow, position: Position) -> Iterator[Wrong]:
    given = {**dict.fromkeys(statement.numbers, "numbers"), **dict.fromkeys(statement.choices, "choices")}
    understood = (*position.needs, *position.may, *position.one_of)
    for name, table in given.items():
        if name not in understood or name not in (NUMBERS if table == "numbers" else CHOICES):
            yield (table, name), f"says nothing to the position {statement.position}: {not_known(name, understood)}"
    for name in position.needs:
        if name not in given:
            table = "numbers" if name in NUMBERS else "choices"
            yield (table, name), f"is needed for the position {statement.position}"
    if position.one_of and given.keys().isdisjoint(position.one_of):
        yield ("numbers",), f"needs {' or '.join(position.one_of)} for the position {statement.position}"
    for low, high in RISING:
        if low in statement.numbers and high in statement.numbers and statement.numbers[low] > statement.numbers[high]:
            yield ("numbers", low), f"is above {high}"


def _wrong_choices(statement: StatementRow, exams: Mapping[str, Exam]) -> Iterator[Wrong]:
    for name, given in statement.choices.items():
        accepted = words_of(CHOICES[name][0], exams) if name in CHOICES else None
        for nth, word in enumerate(given):
            if accepted is not None and word not in accepted:
                yield ("choices", name, nth), not_known(word, accepted)
    for nth, word in enumerate(statement.choices.get("prefer", ())):
        if word not in statement.choices.get("accepts", ()):
            yield ("choices", "prefer", nth), f"{word} is not among those that it accepts"


def _wrong_facts(statement: StatementRow, line: TopicRule, exams: Mapping[str, Exam]) -> Iterator[Wrong]:
    for name, value in statement.applies.items():
        if name not in FACTS:
            yield ("applies", name), not_known(name, FACTS)
            return
        accepted = words_of(FACTS[name], exams)
        if accepted is None and not isinstance(value, bool):
            yield ("applies", name), "must be true or false, without quotes"
            return
        if accepted is not None and (isinstance(value, bool) or value not in accepted):
            yield ("applies", name), not_known(value, accepted)
            return
    if not any(line.fits(exam) and _about(statement.applies, exam) for exam in exams.values()):
        yield ("applies",), f"names an exam that nobody asks {statement.topic} about; correct exam, family or topic"


def _about(applies: Mapping[str, Any], exam: Exam) -> bool:
    given = {"exam": exam.id, "family": exam.family, "extraoral": not exam.intraoral}
    return all(applies.get(name, fact) == fact for name, fact in given.items())


def words_of(kind: Words, exams: Mapping[str, Exam]) -> Collection[str] | None:
    """The words that a fact or a choice may have; None where it is no word of a list."""
    if kind is Reference.EXAM:
        return exams
    if kind is Reference.REGION:
        return list(dict.fromkeys(region.id for exam in exams.values() for region in exam.regions))
    if kind is Reference.TEXT or kind is bool:
        return None
    return [*kind]
