"""The engine's own report on a lesson's case, beside what the student answered."""

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from advisor.advice.agreed import Agreed
from advisor.advice.report import Report, StepResult
from advisor.case.model import Exam
from advisor.evidence import RowKind, evidence_link
from advisor.guidance.rules import RULES
from advisor.knowledge import Knowledge
from advisor.lessons.lesson import CaseWords, Lesson
from advisor.pages.learn import words
from advisor.pages.learn.school import Worked
from advisor.pages.shared import case as check_case
from advisor.pages.shared.place import place_name
from advisor.words import figures, names, steps, verdict

_ASIDE: Final = frozenset(line.topic for line in RULES if line.on_request)


def show(worked: Worked, knowledge: Knowledge) -> None:
    """The verdict, the six steps with who decides each, the dose; and the documents behind the lesson."""
    lesson = worked.lesson
    if worked.report is None or worked.plan is None:
        st.markdown(words.NO_CASE)
    else:
        st.header(words.REPORT, anchor=False)
        _report(worked.report, worked.plan, knowledge)
        st.markdown(words.OPEN_IN_CHECK.format(link=check_address(lesson.case or {}, worked.report.case.exam)))
    st.markdown(_sources(lesson, knowledge))


def _sources(lesson: Lesson, knowledge: Knowledge) -> str:
    cited = [
        words.SOURCE.format(
            title=knowledge.sources[each.id].title, link=evidence_link(RowKind.SOURCE, each.id), where=each.where
        )
        for each in lesson.sources
    ]
    return "\n".join((f"**{words.SOURCES}**", "", *cited))


def _report(report: Report, plan: Agreed, knowledge: Knowledge) -> None:
    said = verdict.sentence(report, plan.percent, plan.counted)
    st.markdown(f"**{said.headline}** {said.rest}".strip())
    st.markdown("\n".join(_step(step, report, plan) for step in report.steps))
    place = place_name(report.background.place, knowledge)
    dose, time = figures.dose(report.dose_now.effective_dose_uSv), figures.background_time(report.days_now)
    lines = [words.REPORT_DOSE.format(dose=dose, time=time, place=place)]
    if plan.savings:
        after, time = figures.dose(plan.dose.effective_dose_uSv), figures.background_time(plan.days)
        lines.append(words.REPORT_AFTER.format(dose=after, time=time))
    st.markdown("  \n".join(lines))


def _step(step: StepResult, report: Report, plan: Agreed) -> str:
    changes = steps.priced(plan.savings)
    line = steps.line(step, report.case, changes, _ASIDE)
    text = steps.from_to(line, report.case, changes)
    name = names.step(step.step, report.case)
    told = words.REPORT_STEP.format(step=name, colour=line.colour, state=line.state, text=text)
    if line.finding is None:
        return told.rstrip()
    statement = line.finding.decides.statement
    link = evidence_link(RowKind.STATEMENT, statement.id)
    return told.rstrip() + words.REPORT_WHO.format(issuer=statement.issuer, year=statement.dated, link=link)


def check_address(case: CaseWords, exam: Exam) -> str:
    """The Check page with this case; what that page has no question for is left out."""
    setup = dict(case.get("setup", {}))
    size = dict(zip(check_case.FIELD_CM, setup.pop("field_cm", None) or (None, None), strict=True))
    visit = {name: case.get("visit", {}).get(field) for name, field in check_case.VISIT.items()}
    told = {**case, **case.get("patient", {}), **visit, **setup, **size}
    return f"/?{urlencode(check_case.to_query(told, exam))}"
