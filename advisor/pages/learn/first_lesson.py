"""The first minute: two settings of one image to find, judged by the engine at each touch; it ends in Check."""

from typing import Any, Final

import streamlit as st

from advisor import advise, read_case
from advisor.advice.report import Report
from advisor.case.vocabulary import Beam, Receptor, Step, Verdict
from advisor.charts.unit_panel import unit_panel
from advisor.knowledge import Knowledge
from advisor.language import _, ngettext
from advisor.pages.learn import home
from advisor.pages.learn.report import check_address
from advisor.pages.shared import pictures
from advisor.words import figures, labels, names, steps

_CASE: Final[dict[str, Any]] = {  # the child of the lesson; what is set on the unit is touched
    "place": "US",
    "exam": "bitewing",
    "patient": {"age_years": 7},
    "setup": {"receptor": "film_d", "beam": "round"},
}
_OPTIONS: Final[dict[str, tuple[Any, ...]]] = {"receptor": tuple(Receptor), "beam": (Beam.ROUND, Beam.RECTANGULAR)}
_CALLED: Final[dict[str, Any]] = {"receptor": names.RECEPTOR, "beam": names.BEAM}
_STEPS: Final = (Step.RECEPTOR, Step.COLLIMATE)
_COLUMN_PX: Final = 370
_VIGNETTE: Final = (
    "A bitewing of a child of 7 years is needed today. The practice uses D-speed film and a round beam. Touch what you "
    "would set instead: the advisor judges at once."
)
_CHECK: Final = "[See this child in Check]({link}): the other four steps are there too."
_STEP: Final = "- **{step}** :{colour}-badge[{state}] {text}"


def show(knowledge: Knowledge) -> None:
    home.back()
    st.title(_("Two changes to find"), anchor=False)
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    with grid.cell():
        st.markdown(_(_VIGNETTE))
        set_to = {name: _touched(name) for name in _OPTIONS}
        case = {**_CASE, "setup": set_to}
        report, before = (advise(read_case(each, knowledge), knowledge) for each in (case, _CASE))
        st.markdown("\n".join(_step(report, step) for step in _STEPS))
        st.markdown(_said(report, before))
        if not _open(report):
            st.markdown(_(_CHECK).format(link=check_address(case, report.case.exam)))
    with grid.cell():
        pictures.show(unit_panel(report.case, pictures.ink()))


def _touched(name: str) -> Any:
    key = f"learn_first_{name}"
    st.session_state.setdefault(key, _CASE["setup"][name])
    st.pills(
        labels.QUESTION[name], _OPTIONS[name], format_func=_CALLED[name].__getitem__, key=key, required=True, wrap=True,
        persist_state="session",
    )  # fmt: skip
    return st.session_state[key]


def _step(report: Report, step: Step) -> str:
    found = next(each for each in report.steps if each.step is step)
    changes = steps.priced(report.savings)
    line = steps.line(found, report.case, changes)
    text = steps.from_to(line, report.case, changes)
    return _STEP.format(step=names.STEP[step], colour=line.colour, state=line.state, text=text)


def _open(report: Report) -> int:
    return sum(each.verdict is Verdict.IMPROVE for each in report.steps if each.step in _STEPS and _asks(each))


def _asks(step: Any) -> bool:
    finding = steps.speaking(step)
    return finding is not None and not finding.contested


def _said(report: Report, before: Report) -> str:
    """How many are left to find, and what the dose has become of what it was."""
    left = _open(report)
    share = report.dose_now.effective_dose_uSv.typical / before.dose_now.effective_dose_uSv.typical
    now = figures.dose(report.dose_now.effective_dose_uSv)
    dose = _("Estimated dose {dose}: {share} of the first.").format(dose=now, share=f"{share:.0%}")
    if not left:
        return f"{_('**Both found.**')} {dose}"
    return f"{ngettext('One change is left to find.', 'Two changes are left to find.', left)} {dose}"
