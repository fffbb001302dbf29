"""The Learn page: practise, explore, read about background, take an exam, see how far one has come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from advisor.evidence.telling import inert
from advisor.pages.learn import bench, exam, memory, practise, primer, progress, under_way, words
from advisor.pages.learn.memory import Clock
from advisor.pages.learn.school import School, school
from advisor.student.exam_paper import LONGEST_SEED

PART: Final = "learn_part"
_ARRIVED: Final = "learn_arrived"
_SHOW: Final[Mapping[str, Callable[[School, Clock], None]]] = {
    words.PRACTISE: practise.show,
    words.EXPLORE: lambda known, _: bench.explore(known.knowledge),
    words.BACKGROUND: lambda known, _: primer.primer(known.knowledge),
    words.EXAM: exam.show,
    words.PROGRESS: progress.show,
}


def page() -> None:
    """Everything there is to see."""
    memory.hear()
    now = memory.clock()
    known = school(now.day)
    _arrive(known)
    under_way.hear(known)
    st.title(words.TITLE, anchor=False)
    st.caption(words.INTRO)
    part = st.segmented_control(
        words.PART,
        tuple(words.PARTS),
        required=True,
        format_func=lambda each: words.PARTS[each],
        key=PART,
        label_visibility="collapsed",
        persist_state="session",
    )
    memory.said()
    under_way.said()
    _SHOW[str(part)](known, now)
    if known.left_out:
        st.caption(words.LEFT_OUT.format(lessons=", ".join(known.left_out)))
    st.caption(words.FOOT.format(fingerprint=known.knowledge.fingerprint))
    memory.keep()
    under_way.keep()
    _keep_address(str(part))


def _keep_address(part: str) -> None:
    """What a reload or a sent link brings back: the lesson that is not finished, a paper's seed, or the part."""
    wanted = {"part": part} if part != words.PRACTISE else {}
    if part == words.PRACTISE and (lesson := practise.unfinished()):
        wanted = {"lesson": lesson}
    if part == words.EXAM and (seed := exam.seed()):
        wanted = {"seed": seed}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_ARRIVED] = wanted


def _arrive(known: School) -> None:
    """Once for each address: the part, the lesson or the seed that a link names."""
    st.session_state.setdefault(PART, words.PRACTISE)
    address = st.query_params.to_dict()
    if not address or st.session_state.get(_ARRIVED) == address:
        return
    st.session_state[_ARRIVED] = address
    lesson, seed = address.get("lesson"), address.get("seed")
    if address.get("part") in words.PARTS:
        st.session_state[PART] = address["part"]
    if seed:
        st.session_state[PART], st.session_state[exam.SEED] = words.EXAM, seed[:LONGEST_SEED]
    elif lesson in known.lessons:
        st.session_state[PART] = words.PRACTISE
        practise.take(str(lesson))
    elif lesson:
        st.warning(words.GONE.format(lesson=inert(lesson[:LONGEST_SEED])))
