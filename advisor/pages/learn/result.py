"""The result of an exam paper: points by competency, every answer, a table for the teacher, and a certificate."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from advisor.evidence.telling import inert
from advisor.handout import PaperSize, can_print
from advisor.handout.certificate import certificate
from advisor.lessons.answers import Response
from advisor.lessons.marking import mark
from advisor.pages.learn import exam_words as words
from advisor.pages.learn import feedback, practise
from advisor.pages.learn.school import School
from advisor.pages.shared.text import small
from advisor.student.result import Result, result_csv

_CAMPAIGN: Final = "image_gently_dental_page"
_PERCENT: Final = 100.0
_NAME_PX: Final = 420


def show(result: Result, responses: Mapping[int, Response], school: School, on: date) -> None:
    whole = result.whole
    st.header(words.RESULT, anchor=False)
    said = (words.PASSED if result.passed else words.NOT_PASSED).format(
        points=_points(whole.points), items=whole.items, percent=round(whole.percent), mark=result.pass_percent
    )
    (st.success if result.passed else st.info)(said)
    st.caption(words.SEEDED.format(seed=inert(result.paper.seed), fingerprint=result.paper.fingerprint))
    _by_competency(result, school)
    st.download_button(
        words.DOWNLOAD, result_csv(result), words.FILE.format(seed=_plain(result.paper.seed)), "text/csv",
        on_click="ignore", key="learn_exam_csv", icon=words.DOWNLOAD_ICON,
    )  # fmt: skip
    if result.passed:
        _certificate(result, school, on)
    _mistakes(result)
    st.header(words.ANSWERS, anchor=False)
    for at in range(len(result.marks)):
        _item(result, at, responses.get(at), school)


def _by_competency(result: Result, school: School) -> None:
    rows = [
        {
            words.COMPETENCY: school.course.competency[each].label,
            words.QUESTIONS: f"{share.items}",
            words.POINTS: _points(share.points),
        }
        for each, share in result.by_competency.items()
    ]
    st.table(rows, hide_index=True)


def _mistakes(result: Result) -> None:
    """Each question that went wrong leads to its lesson."""
    lessons = {item.lesson.id: item.lesson.title for item, score in result.marked if score < 1.0}
    if not lessons:
        return
    st.header(words.MISTAKES, anchor=False)
    with st.container(gap="xsmall"):
        for id, title in lessons.items():
            said = words.MISTAKE.format(title=title)
            st.button(said, key=f"learn_exam_lesson_{id}", width="stretch", on_click=practise.take, args=(id,))


def _certificate(result: Result, school: School, on: date) -> None:
    """Made when it is touched; the name goes into the file and nowhere else."""
    st.header(words.CERTIFICATE, anchor=False)
    st.caption(words.NAME_HELP)
    with st.container(horizontal=True):
        name = st.text_input(words.NAME, key="learn_exam_name", max_chars=80, width=_NAME_PX)
        paper = st.segmented_control(
            words.PAPER, tuple(PaperSize), default=PaperSize.A4, required=True, key="learn_exam_paper"
        )
    if can_print():
        made = partial(certificate, result, school.course, name=name, on=on, paper=paper or PaperSize.A4)
        st.download_button(
            words.PRINT, made, words.PRINT_FILE, "application/pdf", on_click="ignore", key="learn_exam_print",
            icon=words.PRINT_ICON,
        )  # fmt: skip
    else:
        st.info(words.NO_PRINT)
    campaign = school.knowledge.sources[_CAMPAIGN]
    small(words.PLEDGE.format(title=campaign.issuer, url=campaign.url))


def _item(result: Result, at: int, response: Response | None, school: School) -> None:
    item, score = result.marked[at]
    title = words.ITEM_TITLE.format(number=at + 1, title=item.lesson.title, percent=round(_PERCENT * score))
    opened = st.expander(title, on_change="rerun", key=f"learn_exam_answer_{at}")
    if not opened.open:
        return
    solution = school.worked[item.lesson.id].solutions[item.number]
    with opened:
        st.markdown(item.lesson.vignette)
        st.markdown(f"**{item.question.ask}**")
        if response is None:
            st.markdown(words.NOT_ANSWERED)
        else:
            given = mark(solution, response)
            st.markdown(feedback.verdict(given))
            feedback.show(item.question, solution, response, given, item.lesson.case, school.knowledge)
        st.markdown(item.lesson.takeaway)


def _plain(seed: str) -> str:
    """A seed in the name of a file."""
    return "".join(letter if letter.isalnum() else "-" for letter in seed)


def _points(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")
