"""The advisor's answer in a few words, before "more"; and the documents behind a lesson as chips."""

import re
from collections.abc import Iterator
from typing import Final

from advisor.case.vocabulary import Verdict
from advisor.evidence import RowKind
from advisor.evidence.telling import inert
from advisor.knowledge import Knowledge
from advisor.lessons.answers import (
    Factor,
    Mark,
    Number,
    Offered,
    Order,
    Picked,
    Picks,
    Predicted,
    Response,
    Solution,
    Talk,
    Talked,
    Typed,
)
from advisor.lessons.lesson import BadSentencesQuestion, CaseWords, Question
from advisor.lessons.marking import replies, right_rungs
from advisor.lessons.vocabulary import Direction
from advisor.pages.learn import answer_words, words
from advisor.pages.learn.answer import label
from advisor.pages.learn.school import Worked
from advisor.pages.learn.touched import rung_label
from advisor.pages.shared import back
from advisor.words import figures

MOST_WORDS: Final = 60
_MOST_CHIPS: Final = 6
_URGENCY: Final = tuple(Verdict)
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.!?:]) ")


def said(question: Question, solution: Solution, response: Response, mark: Mark, case: CaseWords | None) -> str:
    """What is right, and the one reason why: at most sixty words."""
    match solution, response:
        case Picks(several=True), Picked():
            told = _several(question, solution, mark, case)
        case Picks(), Picked():
            told = _one(question, solution, response, mark, case)
        case Number(of=of, value=value), Typed():
            unit = answer_words.UNIT[of]
            told = words.NUMBER.format(estimate=figures.estimate(value, unit), mine=rung_label(response, solution))
            told = f"{told} {nearest(solution)}"
        case Factor(), Predicted():
            told = f"{_factor(solution)} {nearest(solution)}"
        case Order(placed=placed), _:
            told = words.ORDER.format(
                placed=words.THEN.join(_placed(each.says, each.dose_uSv.typical) for each in placed)
            )
        case Talk(), Talked():
            told = _talk(solution, response)
    return shortened(told)


def nearest(solution: Number | Factor) -> str:
    """Which rung was to be touched, or which two."""
    near = [rung_label(each, solution) for each in right_rungs(solution)]
    form = answer_words.NEAREST_IS if len(near) == 1 else answer_words.AS_NEAR
    return form.format(rungs=figures.listed(near))


def shortened(told: str) -> str:
    """Whole sentences, as many as fit; the first always."""
    kept: list[str] = []
    for sentence in _SENTENCE_ENDS.split(told):
        if kept and sum(len(each.split()) for each in (*kept, sentence)) > MOST_WORDS:
            break
        kept.append(sentence)
    return " ".join(kept)


def _one(question: Question, solution: Picks, response: Picked, mark: Mark, case: CaseWords | None) -> str:
    """Right: why. Wrong: what was right, and why not what was picked."""
    right = next((each for each in solution.offered if each.right), None)
    if right is None:
        return words.NONE_RIGHT
    named = words.ANSWER.format(says=label(question, right, case))
    if mark.right:
        return right.because or _because(solution) or named
    picked = next((each for each in solution.offered if each.key in response.keys), right)
    return f"{named} {picked.because or right.because or _because(solution)}".strip()


def _because(solution: Picks) -> str:
    """The sentence of the statement that decides most urgently, where no reason is written to the options."""
    if not solution.grounds.findings:
        return ""
    finding = min(solution.grounds.findings, key=lambda each: _URGENCY.index(each.verdict))
    decides = finding.decides.statement
    return words.SAYS.format(issuer=decides.issuer, year=decides.dated, says=decides.says)


def _several(question: Question, solution: Picks, mark: Mark, case: CaseWords | None) -> str:
    named = {each.key: each for each in solution.offered}
    if isinstance(question, BadSentencesQuestion):
        astray = next((named[key] for key in (*mark.missed, *mark.wrongly)), None)
        form = words.MISSED_ONE if mark.missed else words.MAY_STAY
        return _found(solution, mark) + (f" {form.format(says=astray.says)} {astray.because}" if astray else "")
    right = [label(question, each, case) for each in solution.offered if each.right]
    told = words.ANSWER.format(says=figures.listed(right)) if right else words.NONE_RIGHT
    return f"{told} {_because(solution) if mark.right else _astray(mark, named)}".strip()


def _found(solution: Picks, mark: Mark) -> str:
    count = len(solution.right)
    return words.FOUND.format(found=count - len(mark.missed), count=count)


def _astray(mark: Mark, named: dict[str, Offered]) -> str:
    return next((named[key].because or "" for key in (*mark.missed, *mark.wrongly)), "")


def _factor(solution: Factor) -> str:
    same = solution.direction is Direction.SAME
    times = solution.factor if solution.direction is Direction.UP else 1.0 / solution.factor
    return (answer_words.ENGINE_SAME if same else answer_words.ENGINE_FACTOR).format(
        direction=answer_words.DIRECTIONS[solution.direction],
        times=f"{times:.2g}",
        before=figures.figure(solution.before.typical),
        after=figures.figure(solution.after.typical),
        unit=answer_words.UNIT[solution.of],
    )


def _placed(says: str, dose_uSv: float) -> str:
    return words.PLACED.format(says=says, dose=figures.figure(dose_uSv))


def _talk(solution: Talk, response: Talked) -> str:
    """The first reply that went astray, with its reason."""
    told, _ = replies(solution, response)
    astray = next((reply for reply in told if not reply.right), None)
    if astray is None:
        return words.TALKED_WELL
    return words.TALKED_ASTRAY.format(says=astray.says, because=astray.because)


def chips(worked: Worked, knowledge: Knowledge) -> str:
    """Who decides, then the documents that the lesson names, each document once; each leads to its row."""
    once: dict[str, str] = {}
    for who, chip in _chips(worked, knowledge):
        once.setdefault(who, chip)
    return " ".join(list(once.values())[:_MOST_CHIPS])


def _chips(worked: Worked, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for solution in worked.solutions:
        for finding in solution.grounds.findings:
            decides = finding.decides.statement
            link = back.link(RowKind.STATEMENT, decides.id)
            chip = words.STATEMENT_CHIP.format(issuer=inert(decides.issuer), year=decides.dated, link=link)
            yield f"{decides.issuer} {decides.dated}", chip
    for each in worked.lesson.sources:
        source = knowledge.sources[each.id]
        year = f" {source.year}" if source.year else ""
        link = back.link(RowKind.SOURCE, source.id)
        yield f"{source.issuer}{year}", words.SOURCE_CHIP.format(issuer=inert(source.issuer), year=year, link=link)
