"""The form of one intraoral X-ray unit, for any page: grouped fields, rows of settings, and the profile they make.

What was told lives in the session under the form's name, so that two pages can each have a form of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, Final, NamedTuple

import streamlit as st

from advisor.case.model import Setup
from advisor.case.settings import OF_UNIT, STEP, measured
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Beam, Family, Receptor, TimerKind
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import number_told
from advisor.knowledge import Knowledge
from advisor.pages.my_units import form_words as words
from advisor.pages.my_units import words as settings
from advisor.pages.my_units.rows import Rows, fill_rows, rows_told, show_first, show_rows
from advisor.pages.shared import redraw
from advisor.words import labels, names
from advisor.xray_unit.reading import example_exam, read_unit
from advisor.xray_unit.writing import unit_json_text, unit_toml_text

_SHORT: Final = 108  # three to a row of a phone
_NARROW: Final = 124
_WIDE: Final = 240
_KEEP: Final = "session"
_OWN_STEPS: Final = "own"
_SHARPER: Final = ("kV", "mA", "cone_cm")
_OUTPUT: Final = "output_mGy_per_mAs"
_TUBE: Final = tuple(
    name for name in measured(Family.INTRAORAL) if name in OF_UNIT and name not in (*_SHARPER, _OUTPUT, "exposure_s")
)
_IN_SETUP: Final = ("unit", "receptor", "beam", "collar", *_SHARPER, *_TUBE, _OUTPUT)
_REST: Final = tuple(field.name for field in fields(Setup) if field.name not in (*_IN_SETUP, "timer"))
_ALONE: Final = ("maker", "model", "output_measured_on", "second_receptor", "child_kV")
_CHOICES: Final = ("kV_choices", "mA_choices")


class Form(NamedTuple):
    """A form on one page."""

    name: str

    def key(self, field: str) -> str:
        return f"{self.name}_{field}"

    def told(self, field: str) -> Any:
        return st.session_state.get(self.key(field))

    def rows(self, list_name: str) -> Rows:
        return Rows(self.key(list_name))


def fill(form: Form, unit: UnitProfile | None) -> None:
    """Let the form show a unit, all of it, or nothing; not after its fields were drawn in the same run."""
    setup = unit.setup if unit else Setup()
    told = {name: getattr(setup, name) for name in _IN_SETUP}
    told |= {name: getattr(unit, name, None) for name in _ALONE}
    told |= {name: _written(getattr(unit, name, ())) for name in _CHOICES}
    told["output_measured_on"] = unit.output_measured_on.isoformat() if unit and unit.output_measured_on else None
    own = setup.timer if isinstance(setup.timer, tuple) else ()
    told |= {"timer": _OWN_STEPS if own else setup.timer, "steps": _written(own)}
    told["rest"] = {name: value for name, value in asdict(setup).items() if name in _REST and value is not None}
    for name, value in told.items():
        st.session_state[form.key(name)] = value
    fill_rows(form.rows("known_good"), unit.known_good if unit else ())
    fill_rows(form.rows("in_use"), unit.in_use if unit else ())


def begin(form: Form) -> None:
    """Give a form that never was filled its first empty rows."""
    if form.key("rest") not in st.session_state:
        fill(form, None)


def _written(numbers: Sequence[float]) -> str:
    return " ".join(f"{number:g}" for number in numbers)


def gathered(form: Form) -> dict[str, Any]:
    """What the form holds, under the keys of a unit file, without the name.

    Raises
    ------
    Refusal
        Where a list of numbers holds something else.
    """
    setup = {**(form.told("rest") or {}), **{name: form.told(name) for name in _IN_SETUP}}
    kind = form.told("timer")
    return {
        "family": Family.INTRAORAL,
        **{name: form.told(name) or None for name in _ALONE},
        **{name: _numbers(form, name) for name in _CHOICES},
        "timer": _numbers(form, "steps") if kind == _OWN_STEPS else kind,
        "setup": {name: value for name, value in setup.items() if value is not None},
        "known_good": rows_told(form.rows("known_good")),
        "in_use": rows_told(form.rows("in_use")),
    }


def _numbers(form: Form, name: str) -> list[float] | None:
    """Numbers parted by spaces, semicolons, or commas with a space; a comma within one is a decimal comma."""
    written = (form.told(name) or "").replace(";", " ").replace(", ", " ")
    try:
        return [number_told(each.replace(",", ".")) for each in written.split()] or None
    except ValueError:
        raise Refusal(
            name, Why.LIST_OF_NUMBERS, expected=words.LIST_OF_NUMBERS.format(example=words.EXAMPLE[name])
        ) from None


def profile(form: Form, name: str, knowledge: Knowledge) -> UnitProfile:
    """The unit that the form describes; Refusal where it cannot be one."""
    return read_unit({"name": name, **gathered(form)}, knowledge)


def save(form: Form, unit: UnitProfile) -> None:
    """One button for each kind of file that a unit can be saved as."""
    for kind, text in (("TOML", unit_toml_text(unit)), ("JSON", unit_json_text(unit))):
        st.download_button(
            settings.SAVE_ONE.format(kind=kind), text, file_name=f"{unit.name}.{kind.lower()}",
            mime=f"application/{kind.lower()}", on_click="ignore", key=form.key(f"save_{kind}"),
        )  # fmt: skip


def first(form: Form, knowledge: Knowledge) -> None:
    """What a chart needs: a receptor and one time that images well."""
    begin(form)
    _one(form, "receptor", tuple(Receptor), names.RECEPTOR)
    show_first(form.rows("known_good"), _regions(knowledge))


def second(form: Form) -> None:
    """What makes it sharper at once, and what the timer can be set to."""
    with st.container(horizontal=True, gap="xsmall"):
        for name in ("kV", "child_kV", "mA", "cone_cm"):
            _number(form, name, _SHORT)
        called: dict[Any, str] = {**names.TIMER, _OWN_STEPS: words.OWN_STEPS}
        st.selectbox(
            words.TIMER_STEPS, tuple(called), index=None, format_func=called.__getitem__, key=form.key("timer"),
            placeholder=words.NOT_TOLD, help=words.HELP["timer"], width=_WIDE,
            persist_state=_KEEP, on_change=redraw.begun,
        )  # fmt: skip
    if form.told("timer") == _OWN_STEPS:
        _text(form, "steps", _WIDE)


def rest(form: Form, knowledge: Knowledge) -> None:
    """Everything else, group by group."""
    st.subheader(words.TUBE, anchor=False)
    with st.container(horizontal=True):
        _text(form, "maker", _WIDE)
        _text(form, "model", _WIDE)
        makers_chart(form, knowledge)
        for name in _TUBE:
            _number(form, name, _NARROW)
        for name in _CHOICES:
            _text(form, name, _WIDE)
    with st.container(horizontal=True):
        second_receptor(form)
        _one(form, "beam", (Beam.ROUND, Beam.RECTANGULAR), names.BEAM)
        _one(form, "collar", (True, False), names.YES_NO)
    output(form)
    st.subheader(words.KNOWN_GOOD, anchor=False)
    st.caption(words.KNOWN_GOOD_WHY)
    show_rows(form.rows("known_good"), _regions(knowledge), brief=False, first_apart=True)
    in_use(form, knowledge)


def makers_chart(form: Form, knowledge: Knowledge) -> None:
    charts = [name for name, unit in knowledge.units.items() if unit.family == Family.INTRAORAL]
    st.selectbox(
        words.FIELD["unit"], charts, index=None, format_func=lambda name: knowledge.units[name].label,
        key=form.key("unit"), placeholder=words.NOT_TOLD, help=words.HELP["unit"], width=_WIDE,
            persist_state=_KEEP, on_change=redraw.begun,
    )  # fmt: skip


def second_receptor(form: Form) -> None:
    _one(form, "second_receptor", tuple(Receptor), names.RECEPTOR)


def timer(form: Form) -> None:
    """The kind of timer; its own steps are asked for only where it has such."""
    st.subheader(words.TIMER, anchor=False)
    called: dict[Any, str] = {**names.TIMER, _OWN_STEPS: words.OWN_STEPS}
    _one(form, "timer", (*TimerKind, _OWN_STEPS), called)
    if form.told("timer") == _OWN_STEPS:
        _text(form, "steps", _WIDE)


def output(form: Form) -> None:
    st.subheader(words.OUTPUT, anchor=False)
    with st.container(horizontal=True):
        _number(form, _OUTPUT, _WIDE)
        _text(form, "output_measured_on", _WIDE)


def known_good(form: Form, knowledge: Knowledge, *, brief: bool) -> None:
    """Rows of settings; a brief row asks for time, region and patient, and says what else it holds."""
    st.subheader(words.KNOWN_GOOD, anchor=False)
    st.caption(words.KNOWN_GOOD_WHY)
    show_rows(form.rows("known_good"), _regions(knowledge), brief=brief)


def in_use(form: Form, knowledge: Knowledge) -> None:
    st.subheader(words.IN_USE, anchor=False)
    st.caption(words.IN_USE_WHY)
    show_rows(form.rows("in_use"), _regions(knowledge), brief=False)


def _regions(knowledge: Knowledge) -> dict[str, str]:
    """What all that a setting can be for is called, by id; the single teeth first."""
    exams = (example_exam(Family.INTRAORAL, knowledge), *knowledge.by_exam.values())
    return names.regions(region for exam in exams for region in exam.regions)


def _text(form: Form, name: str, width: int) -> None:
    st.text_input(
        words.FIELD[name], key=form.key(name), placeholder=words.EXAMPLE[name], help=words.HELP.get(name),
        width=width, persist_state=_KEEP, on_change=redraw.begun,
    )  # fmt: skip


def _number(form: Form, name: str, width: int) -> None:
    label = words.FIELD.get(name) or labels.QUESTION[name]
    st.number_input(
        label, value=None, step=STEP.get(name, 1.0), format="%g", key=form.key(name),
        placeholder=words.NOT_TOLD, help=words.HELP.get(name), width=width, persist_state=_KEEP, on_change=redraw.begun,
    )  # fmt: skip


def _one(form: Form, name: str, options: Sequence[Any], called: Mapping[Any, str]) -> None:
    st.pills(
        words.FIELD[name], options, format_func=lambda option: called[option], key=form.key(name),
        help=words.HELP.get(name), wrap=True, persist_state=_KEEP, on_change=redraw.begun,
    )  # fmt: skip
