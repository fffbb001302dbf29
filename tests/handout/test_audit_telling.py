"""The lines of an audit: no day is None, one child is no children, nothing saved and no change are no figures."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.audit.child_sizing import CHILD_BANDS, BandShare, ChildSizing, Falls
from advisor.audit.judged import Judged, Verdict
from advisor.audit.statistics import Slope, Spread
from advisor.audit.to_do import Action, ToDo, Who
from advisor.handout.audit_telling import judged_said, period_said, saved_said, sizing_said, to_do_said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "no day known"),
        (date(2025, 8, 25), date(2025, 8, 25), "2025-08-25"),
        (date(2025, 1, 1), date(2025, 8, 25), "2025-01-01 to 2025-08-25"),
    ],
)
def test_a_period_is_told_as_far_as_it_is_known(first: date | None, last: date | None, said: str) -> None:
    assert period_said(first, last) == said


def sizing(children: int, slope: Slope | None = None) -> ChildSizing:
    of = BandShare(min(CHILD_BANDS), Spread(children, 0.1, 0.1, 0.1, 0.1, None, None), None)
    return ChildSizing("Surgery 1", "bitewing", "sensor", "exposure_s", Falls.CANNOT_TELL, (of,), slope, (), None, None)


@pytest.mark.parametrize(("children", "said"), [(1, "1 child under 18 was"), (2, "2 children under 18 were")])
def test_one_child_is_not_children(children: int, said: str) -> None:
    assert next(sizing_said(sizing(children), 5)).startswith(said)


def test_a_slope_of_nothing_is_said_without_figures() -> None:
    flat, rising = Slope(30, -0.01, -0.04, 0.02), Slope(30, 0.01, -0.2, 0.3)

    assert list(sizing_said(sizing(30, flat), 5)) == ["Below 18 the time does not change with age."]
    assert "interval -0.2 to +0.3" in next(sizing_said(sizing(30, rising), 5))


def test_counts_of_nothing_are_left_out() -> None:
    told = Judged({Verdict.LONGER: 57, Verdict.AS_ADVISED: 0, Verdict.SHORTER: 1, Verdict.CANNOT_TELL: 0}, 1, 0, 0)

    assert judged_said(told) == "Against the advised time: 57 longer, 1 shorter."


@pytest.mark.parametrize(
    ("about", "action", "said"),
    [
        ("Surgery: 1: cephalometric_lateral", Action.SHORTEN_FOR_CHILDREN, "Ceph, Surgery: 1"),
        ("bitewing", Action.REVIEW_IMAGE_QUALITY, "Bitewing"),
        ("Surgery: 1", Action.ANSWER_QUESTIONS, "Surgery: 1"),
    ],
)
def test_what_to_do_names_groups_as_they_are_called(about: str, action: Action, said: str) -> None:
    what, _, _ = to_do_said(ToDo(action, Who.LEAD, date(2026, 12, 1), (about,)))

    assert what.endswith(f": {said}")


@pytest.mark.parametrize(("saved_mAs", "said"), [(0.0, None), (0.4, None), (40.0, "0–40")])
def test_what_saves_nothing_is_no_per_cent(saved_mAs: float, said: str | None) -> None:
    told = saved_said(Judged({}, 100.0, saved_mAs, 0.0))

    assert (told is None) if said is None else (told is not None and said in told)
