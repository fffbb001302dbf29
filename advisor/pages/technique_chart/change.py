"""From one receptor to another on the same unit: what to set, what that saves, and the trap of the old time."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import streamlit as st

from advisor.case.model import Range
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Receptor, ReceptorVerdict
from advisor.evidence import row_ids, with_links
from advisor.knowledge import Knowledge
from advisor.pages.technique_chart import words
from advisor.physics.exposure_time.timer import Timer
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.in_words import on_timer, region_name, span_on_timer, to_set
from advisor.technique_chart.receptor_change import ReceptorChange, RegionChange, receptor_change
from advisor.words import figures, names

_USABLE: Final = (ReceptorVerdict.USABLE, ReceptorVerdict.PERHAPS_TOO_MUCH, ReceptorVerdict.PERHAPS_TOO_LITTLE)
_TOO_MUCH: Final = (ReceptorVerdict.TOO_MUCH, ReceptorVerdict.PERHAPS_TOO_MUCH)
_ALL: Final = 100.0


def show(unit: UnitProfile, knowledge: Knowledge) -> None:
    opened = st.expander(words.CHANGE, on_change="rerun", key="technique_change")
    if not opened.open:
        return
    with opened:
        with st.container(horizontal=True):
            before = _ask(words.FROM, "from", unit.setup.receptor or Receptor.FILM_D)
            usual = Receptor.SENSOR if before is not Receptor.SENSOR else Receptor.PSP
            after = _ask(words.TO, "to", unit.second_receptor or usual)
        if before is after:
            st.info(words.SAME_RECEPTOR)
            return
        _change(_changed(unit, before, after, knowledge), knowledge.technique.timer(unit.setup.timer), knowledge)


def _ask(label: str, name: str, usual: Receptor) -> Receptor:
    key = f"technique_{name}"
    st.session_state.setdefault(key, usual)
    chosen = st.pills(
        label, tuple(Receptor), required=True, format_func=lambda each: names.RECEPTOR[each], key=key, wrap=True,
        persist_state="session",
    )  # fmt: skip
    return Receptor(chosen or usual)


@lru_cache(maxsize=64)
def _changed(unit: UnitProfile, before: Receptor, after: Receptor, knowledge: Knowledge) -> ReceptorChange:
    return receptor_change(unit, after, knowledge, before=before)


def _change(change: ReceptorChange, timer: Timer, knowledge: Knowledge) -> None:
    before, after = (chart_words.RECEPTOR[each] for each in (change.before, change.after))
    typical = change.saved_percent.typical
    if typical > 0:
        saved = figures.percent_saved(change.saved_percent)
        st.markdown(words.SAVES.format(before=before, after=after, saved=saved))
        st.warning(words.TRAP.format(old_time=chart_words.OLD_TIME, usable=_old_time(change)).strip())
    else:
        times = figures.figure(1.0 - typical / _ALL)
        st.markdown(words.COSTS.format(before=before, after=after, times=times))
    if change.surveyed_percent is not None and typical > 0:
        st.markdown(_surveyed(change.surveyed_percent, change.saved_percent))
    for reason in change.missing:
        st.info(words.CANNOT_TELL.format(reason=reason))
    if change.regions:
        st.caption(words.CHANGE_FOR.format(unit=to_set(timer)))
        st.table([_row(each, timer) for each in change.regions], hide_index=True)
    cited = ", ".join((change.rows, *(row.id for row in change.surveyed)))
    st.markdown(with_links(words.ROWS.format(rows=cited), row_ids(knowledge)))


def _old_time(change: ReceptorChange) -> str:
    """Whether anybody would notice."""
    return chart_words.SPACE.join(_noticed(change))


def _noticed(change: ReceptorChange) -> Iterator[str]:
    verdicts = [each.old_time_kept.verdict for each in change.regions]
    if verdicts and all(each in _USABLE for each in verdicts):
        yield chart_words.OLD_TIME_USABLE
    count = sum(each in _TOO_MUCH for each in verdicts)
    if count:
        yield words.OLD_TIME_MUCH.of(count, all=len(verdicts))


def _surveyed(surveyed_percent: float, saved: Range) -> str:
    measured = f"{figures.ABOUT} {figures.figure(surveyed_percent)}{figures.NARROW_SPACE}%"
    return chart_words.SURVEYED.format(surveyed=measured, saved=figures.percent_saved(saved))


def _row(change: RegionChange, timer: Timer) -> dict[str, str]:
    form = words.LESS if change.saved_percent > 0 else words.MORE
    span = span_on_timer(change.low_s, change.high_s, timer)
    return {
        words.REGION: region_name(change.exam, change.region),
        words.NOW: on_timer(change.before_s, timer),
        words.SET: f"**{on_timer(change.set_s, timer)}** ({span})",
        words.DOSE: form.format(percent=abs(round(change.saved_percent))),
    }
