"""The entries on the page: the newest first, each to be corrected or removed; and one to be added by hand."""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from advisor import pages
from advisor.case.model import Range
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.my_record import store
from advisor.pages.my_record import words as shared
from advisor.pages.record import words
from advisor.record import Entry, Record, Side, joined, read_record
from advisor.record.card_text import HEAD, setting_parts, told_by_card
from advisor.record.writing import entry_json
from advisor.words import figures, names

_MOST_LETTERS: Final = 80
_SHOWN: Final = 50  # at once; all are in the file and on the card
_CHOSEN: Final = ("exam", "region", "side")
_WRITTEN: Final = ("on", "why", "where", "asked_by", "settings")
_KEPT: Final = ("teeth", "age_years", "event", "study_uid")  # of an entry that is corrected


def show(record: Record, knowledge: Knowledge) -> None:
    """Each entry as a line that opens."""
    st.subheader(words.ENTRIES.of(len(record.entries)), anchor=False)
    for nth, entry in enumerate(reversed(record.entries[-_SHOWN:])):
        here = f"{nth}_{mark(entry)}"
        with st.expander(line(entry, knowledge), on_change="rerun", key=f"record_entry_{here}") as box:
            if box.open:
                _opened(entry, knowledge, here)


def mark(entry: Entry) -> str:
    """Of this entry as it stands: another one in its place begins closed, with its own values."""
    return f"{hash(entry) & 0xFFFFFFFF:08x}"


def line(entry: Entry, knowledge: Knowledge) -> str:
    """Day, image, place in the mouth, practice."""
    region = names.region(knowledge.by_region[entry.region]).lower() if entry.region else ""
    parts = [region, *([names.SIDE[entry.side]] if entry.side else []), *entry.teeth]
    place = f" ({', '.join(each for each in parts if each)})" if any(parts) else ""
    where = f" · {inert(entry.where)}" if entry.where else ""
    image = names.exam(knowledge.by_exam[entry.exam])
    return words.LINE.format(on=entry.on, image=image, place=place, where=where)


def _opened(entry: Entry, knowledge: Knowledge, mark: str) -> None:
    _form(entry, knowledge, mark)
    if entry.estimate:
        ends = entry.estimate
        dose = figures.dose(Range(ends.low_uSv, ends.typical_uSv, ends.high_uSv))
        st.caption(words.ESTIMATE.format(dose=dose))
    st.button(words.REMOVE, key=f"record_remove_{mark}", icon=words.ERASE_ICON, on_click=store.without, args=(entry,))


def add_by_hand(knowledge: Knowledge) -> None:
    with st.expander(words.BY_HAND, icon=":material/edit:", on_change="rerun", key="record_by_hand") as box:
        if box.open:
            _form(None, knowledge, "new")


def _form(entry: Entry | None, knowledge: Knowledge, mark: str) -> None:
    """The facts of one image; sent together, so that nothing half written is judged."""
    regions = {region.id: names.region(region) for exam in knowledge.by_exam.values() for region in exam.regions}
    called = names.exams(knowledge.by_exam.values())
    with st.form(f"record_form_{mark}", border=False):
        with st.container(horizontal=True):
            _text("on", entry, mark, help=words.DAY_HELP)
            _choice("exam", called, entry, mark)
            _choice("region", regions, entry, mark)
            _choice("side", {str(each): names.SIDE[each] for each in Side}, entry, mark)
        with st.container(horizontal=True):
            _text("why", entry, mark)
            _text("where", entry, mark)
            _text("asked_by", entry, mark)
        shown = "; ".join(setting_parts(entry)) if entry else ""
        st.text_input(shared.FIELD["settings"], shown, key=_key("settings", mark), help=words.SETTINGS_HELP, width=680)
        st.form_submit_button(words.CORRECT if entry else words.ADD, on_click=_sent, args=(entry, mark))


def _text(name: str, entry: Entry | None, mark: str, **more: Any) -> None:
    value = getattr(entry, name, None)
    st.text_input(
        shared.FIELD[name],
        f"{value}" if value else "",
        key=_key(name, mark),
        max_chars=_MOST_LETTERS,
        width=215,
        **more,
    )


def _choice(name: str, called: dict[str, str], entry: Entry | None, mark: str) -> None:
    value = getattr(entry, name, None)
    options = list(called)
    index = options.index(value) if value in options else None
    st.selectbox(
        shared.FIELD[name], options, index, format_func=lambda each: called[each], key=_key(name, mark), width=175,
        placeholder=words.UNTOLD,
    )  # fmt: skip


def _key(name: str, mark: str) -> str:
    return f"record_{name}_{mark}"


def _sent(entry: Entry | None, mark: str) -> None:
    """The entry as the form tells it, in the place of the one that was corrected."""
    try:
        made = _told(entry, mark)
        record = store.mine()
        if entry is None:
            store.join(Record((made,)))
            _clear(mark)
            return
        left = replace(record, entries=tuple(each for each in record.entries if each != entry))
        store.put(joined(left, Record((made,))), lambda: shared.CORRECTED)
    except Refusal as refused:
        store.refuse(refused.named(refused.field.removeprefix("entries.1.")))


def _clear(mark: str) -> None:
    """The form for the next image; where one is refused, what was told stays to be mended."""
    st.session_state.update({_key(name, mark): "" for name in _WRITTEN})
    st.session_state.update({_key(name, mark): None for name in _CHOSEN})


def _told(entry: Entry | None, mark: str) -> Entry:
    told = {name: st.session_state.get(_key(name, mark)) or None for name in (*_CHOSEN, *_WRITTEN)}
    settings = told_by_card(f"{HEAD}\n2000 {told['exam'] or 'bitewing'}; {told.pop('settings') or ''}")
    (told_settings,) = settings["entries"]
    told |= {name: told_settings.get(name) for name in ("setup", "air_kerma_mGy")}
    before = entry_json(entry) if entry else {}
    told |= {name: before.get(name) for name in _KEPT}
    if entry is not None and told["setup"] == before.get("setup", {}):
        told["estimate"] = before.get("estimate")  # of other settings it would be another
    read = read_record({"entries": [told]}, pages.knowledge())
    return read.entries[0]
