"""The six steps as rows of the record: state in a sign and a word, what to do, who decides and who is against it."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from advisor.advice.agreed import Agreed
from advisor.advice.report import Report, StepResult
from advisor.case.model import Case
from advisor.case.vocabulary import Topic, Verdict
from advisor.guidance.statement import Finding, Opinion
from advisor.handout import words
from advisor.handout.cited import References
from advisor.handout.page import Room
from advisor.pictograms import STEP, inline
from advisor.words import names, remedies, steps

Changes = Mapping[Topic, Mapping[str, Any]]
_ASK_A_CHANGE: Final = (Verdict.AVOID, Verdict.IMPROVE)
_PICTOGRAM: Final = "1.9em"
_ELLIPSIS: Final = "…"


class StepRow(NamedTuple):
    pictogram: Markup
    name: str
    sign: str
    state: str
    text: str
    said: list[str]


def step_rows(report: Report, after: Agreed, cited: References, room: Room) -> list[StepRow]:
    """All six, in the campaign's order, as fully as there is room."""
    changes = steps.priced(after.savings)
    return [_row(step, report.case, changes, cited, room) for step in report.steps]


def _row(step: StepResult, case: Case, changes: Changes, cited: References, room: Room) -> StepRow:
    line = steps.line(step, case, changes)
    sign = words.DISPUTED_SIGN if line.state == names.DISPUTED else words.SIGN[step.verdict]
    said = list(_opinions(line.finding, cited, room)) if line.finding else []
    said += [_short(line.remark.says, room)] if line.remark else []
    others = [finding for finding in step.findings if _speaks_too(finding, line.finding)]
    said += [_aside(finding, case, cited, room) for finding in others[: room.topics]]
    if len(others) > room.topics:
        said.append(words.MORE_TOPICS.format(count=len(others) - room.topics))
    text = _short(line.text, room)
    name = names.step(step.step, case)
    return StepRow(
        Markup(inline(STEP[step.step], _PICTOGRAM, name)), name, sign, line.state, text[:1].upper() + text[1:], said
    )


def _short(text: str, room: Room) -> str:
    return shorten(text, room.letters, placeholder=_ELLIPSIS)


def _speaks_too(finding: Finding, spoken: Finding | None) -> bool:
    """A further topic of the step that asks for something, or on which issuers disagree."""
    return finding is not spoken and (finding.disputed or finding.verdict in _ASK_A_CHANGE)


def _aside(finding: Finding, case: Case, cited: References, room: Room) -> str:
    if finding.contested:
        text = steps.sides(finding)
    elif finding.verdict in _ASK_A_CHANGE:
        text = remedies.to_do(finding, case)
    else:
        text = remedies.present(finding, case)
    return words.ASIDE.format(topic=names.TOPIC[finding.topic], text=_short(text, room)) + _mark(finding.decides, cited)


def _opinions(finding: Finding, cited: References, room: Room) -> Iterator[str]:
    """The deciding sentence with those of the same verdict, then those against it."""
    deciding, verdict = _sentence(finding.decides, cited, room), finding.verdict
    others = [each for each in finding.opinions if each is not finding.decides and each.answer.verdict is verdict]
    if others and verdict is not Verdict.CANNOT_TELL:
        deciding = f"{deciding} {words.WITH.format(issuers=_issuers(others, cited, room))}"
    yield deciding
    against = [each for each in finding.opinions if _against(each, finding)]
    for opinion in against[: room.against]:
        yield words.AGAINST.format(opinion=_sentence(opinion, cited, room))
    quoted = {each.statement.issuer for each in against[: room.against]}
    if more := [each for each in against[room.against :] if each.statement.issuer not in quoted]:
        form = words.ALSO_AGAINST if room.against else words.ONLY_AGAINST
        yield form.format(issuers=_issuers(more, cited, room))


def _against(opinion: Opinion, finding: Finding) -> bool:
    return finding.disputed and opinion.answer.verdict not in (finding.verdict, Verdict.CANNOT_TELL)


def _sentence(opinion: Opinion, cited: References, room: Room) -> str:
    statement = opinion.statement
    said = words.DECIDES.format(
        issuer=statement.issuer,
        year=statement.dated,
        strength=names.STRENGTH[statement.strength],
        says=_short(statement.says, room),
    )
    return said + _mark(opinion, cited)


def _issuers(opinions: Sequence[Opinion], cited: References, room: Room) -> str:
    """Each issuer and year once, with its document; as many as there is room for."""
    once = {(each.statement.issuer, each.statement.dated): each for each in reversed(opinions)}
    named = [
        words.DOCUMENT.format(issuer=issuer, year=year) + _mark(opinion, cited)
        for (issuer, year), opinion in list(reversed(once.items()))[: room.issuers]
    ]
    if len(once) > room.issuers:
        named.append(words.MORE.format(count=len(once) - room.issuers))
    return ", ".join(named)


def _mark(opinion: Opinion, cited: References) -> str:
    number = cited.number(opinion.statement.citation.source)
    return words.MARK.format(number=number) if number else ""
