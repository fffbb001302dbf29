"""The engine's answer laid beside the student's: what was right, why, and who says so."""

from collections.abc import Iterator
from typing import Final

import streamlit as st

from advisor.case.vocabulary import Verdict
from advisor.evidence import RowKind, evidence_link, row_ids, with_links
from advisor.guidance.statement import Finding
from advisor.knowledge import Knowledge
from advisor.lessons.answers import (
    Factor,
    Grounds,
    Mark,
    Number,
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
from advisor.lessons.marking import accepted, replies
from advisor.lessons.vocabulary import Direction
from advisor.pages.learn import answer_words as words
from advisor.pages.learn.answer import label
from advisor.pages.learn.brief import nearest
from advisor.pages.shared.opinion import said
from advisor.pages.shared.text import small
from advisor.words import figures, names

_PERCENT: Final = 100.0
_URGENCY: Final = tuple(Verdict)


def show(
    question: Question,
    solution: Solution,
    response: Response,
    mark: Mark,
    case: CaseWords | None,
    knowledge: Knowledge,
    *,
    touched: bool = False,
) -> None:
    """The answers side by side, then what they rest on; a number was `touched`, or typed as in an exam."""
    match solution, response:
        case Picks(), Picked():
            _picks(question, solution, response, case)
        case Number(), Typed():
            _number(solution, response, touched=touched)
        case Factor(), Predicted():
            _factor(solution, response, touched=touched)
        case Order(), _:
            lines = [words.PLACED.format(says=each.says, dose=figures.dose(each.dose_uSv)) for each in solution.placed]
            st.markdown("\n".join((words.RIGHT_ORDER, "", *lines)))
        case Talk(), Talked():
            _talk(solution, response, mark)
    _grounds(solution.grounds, knowledge)


def verdict(mark: Mark) -> str:
    """Right or not, in a word and a sign."""
    if mark.right:
        return words.RIGHT
    return words.PARTLY.format(percent=round(_PERCENT * mark.score)) if mark.score else words.WRONG


def _picks(question: Question, solution: Picks, response: Picked, case: CaseWords | None) -> None:
    lines, forms = [], words.TO_GO if isinstance(question, BadSentencesQuestion) else words.TO_PICK
    for each in solution.offered:
        picked = each.key in response.keys
        line = forms[each.right, picked].format(says=label(question, each, case))
        lines.append(words.BECAUSE.format(line=line, because=each.because) if each.because else line)
    explained = any(each.because for each in solution.offered)
    st.markdown(("\n\n" if explained else "  \n").join(lines))


def _number(solution: Number, response: Typed, *, touched: bool) -> None:
    unit, value = words.UNIT[solution.of], solution.value
    low, high = accepted(value, solution.marking)
    told = (
        words.YOU_TYPED.format(value=response.value, unit=unit),
        words.ENGINE.format(estimate=figures.estimate(value, unit)),
        nearest(solution)
        if touched
        else words.WITHIN.format(span=figures.span(low, high), unit=unit, factor=solution.marking.within_factor),
    )
    st.markdown("  \n".join(told))


def _factor(solution: Factor, response: Predicted, *, touched: bool) -> None:
    form = words.YOU_PREDICTED_TIMES if response.times else words.YOU_PREDICTED
    mine = form.format(direction=words.DIRECTIONS[response.direction], times=response.times)
    times = solution.factor if solution.direction is Direction.UP else 1.0 / solution.factor
    same = solution.direction is Direction.SAME
    engine = (words.ENGINE_SAME if same else words.ENGINE_FACTOR).format(
        direction=words.DIRECTIONS[solution.direction],
        times=f"{times:.2g}",
        before=figures.figure(solution.before.typical),
        after=figures.figure(solution.after.typical),
        unit=words.UNIT[solution.of],
    )
    within = nearest(solution) if touched else words.WITHIN_TIMES.format(factor=solution.marking.within_factor)
    st.markdown("  \n".join([mine, engine] if same else [mine, engine, within]))


def _talk(solution: Talk, response: Talked, mark: Mark) -> None:
    said, _ = replies(solution, response)
    parents = [solution.turns[solution.first].parent, *(solution.turns[each.next].parent for each in said if each.next)]
    for parent, reply in zip(parents, said, strict=True):
        form = words.PICKED_RIGHT if reply.right else words.PICKED_WRONG
        line = words.BECAUSE.format(line=form.format(says=reply.says), because=reply.because)
        st.markdown(words.TURN.format(parent=parent, line=line))
    points = [(words.MET if point in mark.met else words.MISSED).format(point=point) for point in solution.checklist]
    st.markdown("\n".join((f"**{words.CHECKLIST}**", "", *points)))


def _grounds(grounds: Grounds, knowledge: Knowledge) -> None:
    """What an issuer says who was asked about; of several topics who decides each, and all others when asked for."""
    if len(grounds.findings) == 1:
        st.markdown(_opinions(grounds.findings[0], knowledge))
    elif grounds.findings:
        urgent_first = sorted(grounds.findings, key=lambda finding: _URGENCY.index(finding.verdict))
        decides = [said(finding.decides, knowledge) for finding in urgent_first]
        st.markdown("\n".join((words.DECIDES, "", *decides)))
        with st.expander(words.EVERYONE, type="compact"):
            st.markdown("\n\n".join(_opinions(finding, knowledge) for finding in grounds.findings))
    cited = "\n".join(_cited(grounds, knowledge))
    if cited:
        st.markdown(cited)
    rows = [row for row in grounds.evidence if row in row_ids(knowledge)]
    if rows:
        small(with_links(words.ROWS.format(rows=", ".join(rows)), row_ids(knowledge)))


def _opinions(finding: Finding, knowledge: Knowledge) -> str:
    opinions = "\n".join(said(opinion, knowledge) for opinion in finding.opinions)
    return f"{words.FINDING.format(topic=names.TOPIC[finding.topic])}\n\n{opinions}"


def _cited(grounds: Grounds, knowledge: Knowledge) -> Iterator[str]:
    """The documents that no issuer's statement names."""
    named = {opinion.statement.citation for finding in grounds.findings for opinion in finding.opinions}
    for citation in (each for each in grounds.citations if each not in named):
        source = knowledge.sources[citation.source]
        yield words.CITED.format(
            title=source.title,
            link=evidence_link(RowKind.SOURCE, citation.source),
            where=citation.where,
            certainty=names.CERTAINTY[citation.certainty],
        )
