"""A timer is set to one of its steps: the nearest one, never a time between."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.case.model import Case, Patient, Setup, TimerSetting
from advisor.case.vocabulary import Dentition, Receptor, TimerKind
from advisor.knowledge import Knowledge
from advisor.physics.exposure_time import exposure_advice, retimed
from advisor.physics.exposure_time.timer import with_steps

TIMES = st.floats(1e-4, 20.0)
LISTS = st.lists(st.floats(0.001, 5.0), min_size=1, max_size=40, unique=True).map(lambda steps: tuple(sorted(steps)))
SETTINGS = st.sampled_from(TimerKind) | LISTS
FACTORS = st.floats(0.2, 5.0)
IMPULSES = {TimerKind.IMPULSES_50: 50, TimerKind.IMPULSES_60: 60}
SETUP = Setup(receptor=Receptor.FILM_E, kV=65.0, mA=7.0, cone_cm=20.0, exposure_s=0.32)


def case_of(knowledge: Knowledge, setup: Setup, age_years: float = 9.0) -> Case:
    patient = Patient(age_years, age_years < 18.0, Dentition.TRANSITIONAL)
    return Case(patient, knowledge.by_exam["periapical"], setup=setup)


@given(exposure_s=TIMES, steps=LISTS)
def test_of_a_list_the_step_nearest_as_a_ratio_is_meant(exposure_s: float, steps: tuple[float, ...]) -> None:
    chosen = with_steps(steps).nearest(exposure_s)

    assert chosen in steps
    assert abs(log(chosen / exposure_s)) <= min(abs(log(step / exposure_s)) for step in steps) + 1e-12


@given(exposure_s=TIMES)
def test_the_series_is_meant_where_nobody_told_a_timer(knowledge: Knowledge, exposure_s: float) -> None:
    tables = knowledge.technique

    assert tables.timer(None).nearest(exposure_s) == tables.timer(TimerKind.R10).nearest(exposure_s)


@pytest.mark.parametrize(("kind", "per_s"), IMPULSES.items())
@given(exposure_s=TIMES)
def test_impulses_are_whole(knowledge: Knowledge, kind: TimerKind, per_s: int, exposure_s: float) -> None:
    """From the first impulse on, up to the end of the usual timer."""
    step = knowledge.technique.timer(kind).nearest(exposure_s)

    assert round(step * per_s) >= 1
    assert step == round(step * per_s) / per_s


@pytest.mark.parametrize(("kind", "per_s"), IMPULSES.items())
def test_no_impulse_is_left_out(knowledge: Knowledge, kind: TimerKind, per_s: int) -> None:
    steps = knowledge.technique.timer(kind).steps_s

    assert [round(step * per_s) for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1] == pytest.approx(knowledge.technique.timer(None).steps_s[-1], rel=0.01)


@given(exposure_s=st.floats(0.01, 3.2))
def test_a_continuous_timer_is_set_to_two_figures(knowledge: Knowledge, exposure_s: float) -> None:
    step = knowledge.technique.timer(TimerKind.CONTINUOUS).nearest(exposure_s)
    rounded = float(f"{exposure_s:.1e}")

    assert step == float(f"{step:.1e}")
    assert abs(step - exposure_s) <= abs(rounded - exposure_s) * (1.0 + 1e-9)


@pytest.mark.parametrize(("exposure_s", "set_s"), [(0.0, 0.01), (0.0104, 0.01), (0.0996, 0.1), (0.1049, 0.1), (9, 3.2)])
def test_a_continuous_timer_has_the_ends_of_the_series(knowledge: Knowledge, exposure_s: float, set_s: float) -> None:
    assert knowledge.technique.timer(TimerKind.CONTINUOUS).nearest(exposure_s) == set_s


@pytest.mark.parametrize("kind", TimerKind)
def test_steps_rise_and_each_is_its_own_nearest(knowledge: Knowledge, kind: TimerKind) -> None:
    timer = knowledge.technique.timer(kind)

    assert all(step < following for step, following in pairwise(timer.steps_s))
    assert [timer.nearest(step) for step in timer.steps_s] == list(timer.steps_s)
    assert len(timer.borders_s) == len(timer.steps_s) - 1


@given(limit_s=TIMES, setting=SETTINGS)
def test_the_longest_step_within_a_limit(knowledge: Knowledge, limit_s: float, setting: TimerSetting) -> None:
    timer = knowledge.technique.timer(setting)
    within = [step for step in timer.steps_s if step <= limit_s]

    assert timer.longest_within(limit_s) == (max(within) if within else None)


@given(setting=SETTINGS, age_years=st.floats(4.0, 40.0))
def test_the_advice_can_be_set_on_the_units_own_timer(
    knowledge: Knowledge, setting: TimerSetting, age_years: float
) -> None:
    """Step and range alike; the time before rounding is the same whatever the timer."""
    case = case_of(knowledge, replace(SETUP, timer=setting), age_years)
    advised = exposure_advice(case, knowledge.technique)
    plain = exposure_advice(case_of(knowledge, SETUP, age_years), knowledge.technique)

    assert {advised.set_s, advised.low_s, advised.high_s} <= set(knowledge.technique.timer(setting).steps_s)
    assert advised.model_s == plain.model_s


@given(setting=SETTINGS, receptor=st.sampled_from(Receptor), factor=FACTORS)
def test_a_change_is_timed_on_the_units_own_timer(
    knowledge: Knowledge, setting: TimerSetting, receptor: Receptor, factor: float
) -> None:
    """A step of it that gives no more than before, or no step at all where its first is too long."""
    before = replace(SETUP, timer=setting, exposure_s=0.1 * factor)
    changed = retimed(before, replace(before, receptor=receptor), case_of(knowledge, before), knowledge.technique)
    steps = knowledge.technique.timer(setting).steps_s
    assert changed.exposure_s is not None
    assert before.exposure_s is not None

    assert changed.exposure_s in {*steps, before.exposure_s} or changed.exposure_s < steps[0]
    assert changed.exposure_s <= before.exposure_s * (1.0 + 1e-5)


def test_a_timer_is_made_once(knowledge: Knowledge) -> None:
    """As a case is judged in less than a millisecond."""
    assert knowledge.technique.timer((0.1, 0.2)) is knowledge.technique.timer((0.1, 0.2))
    assert knowledge.technique.timer(TimerKind.CONTINUOUS) is knowledge.technique.timer(TimerKind.CONTINUOUS)


def test_sixtieths_of_a_second_are_exact(knowledge: Knowledge) -> None:
    """Not 0.0167."""
    step = knowledge.technique.timer(TimerKind.IMPULSES_60).steps_s[6]

    assert Fraction(step).limit_denominator(1000) == Fraction(7, 60)
