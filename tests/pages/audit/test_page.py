"""The Audit page as its script shows it: empty, an example, an upload, refusals, a generator."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.testing.v1 import AppTest

from advisor.handout import audit_words
from advisor.intake.exposure_service import Generator, Service
from advisor.intake.files import read_given
from advisor.intake.recognised import recognised
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.audit import source, words, work
from advisor.pages.shared import facts, other_pages
from tests.audit.generator import answering
from tests.audit.logs import as_csv, falling, practice
from tests.intake.test_table import sheet
from tests.pages.app import page_of, ran, whole_app


def _script() -> None:
    from advisor.pages.audit import page

    page.page()


def opened(**state: Any) -> AppTest:
    at = page_of(_script)
    at.session_state["check_kept"] = {"kept": ""}
    for name, value in state.items():
        at.session_state[name] = value
    return run(at)


def run(changed: Any) -> AppTest:
    at: AppTest = changed.run()

    assert not at.exception

    return at


def upload(at: AppTest, name: str, raw: bytes) -> AppTest:
    return run(at.get("file_uploader")[0].set_value((name, raw, "text/csv")))


def text(at: AppTest) -> str:
    shown = (*at.title, *at.subheader, *at.markdown, *at.caption, *at.warning, *at.info, *at.error, *at.success)
    return "\n".join(str(element.value) for element in shown)


def test_before_anything_is_given_nothing_is_said_of_results() -> None:
    at = opened()

    assert words.INTRO in text(at)
    assert audit_words.QUESTION not in text(at)


def test_the_example_has_an_answer_in_one_touch() -> None:
    at = run(opened().button(key="audit_try").click())

    assert words.EXAMPLE_NOTE in text(at)
    assert audit_words.FALLS["does_not_fall"] in [each.value for each in at.warning]  # type: ignore[index]
    assert "As much as adults: Bitewing, Surgery 1 (sensor). Less than adults: Periapical, Surgery 1 (sensor)." in text(
        at
    ).replace("\\", "")


def test_an_upload_is_read_and_answered() -> None:
    at = upload(opened(), "log.csv", as_csv(falling()))

    assert audit_words.FALLS["falls"] in [each.value for each in at.success]  # type: ignore[index]
    assert "240 of 240 exposures counted" in text(at)


def test_a_log_without_days_and_with_rows_that_do_not_count_says_so() -> None:
    """What was left out lies open, and no day is called None."""
    rows = [{**row, "Date": "", "Age": row["Age"] if nth else ""} for nth, row in enumerate(falling())]
    at = upload(opened(), "log.csv", as_csv(rows))

    assert "239 of 240 exposures counted, no day known." in text(at)
    assert [each.proto.expanded for each in at.expander if each.label == words.LEFT_OUT] == [True]


def test_why_a_time_within_the_range_is_longer_than_advised_is_said_beside_the_answer() -> None:
    at = upload(opened(), "log.csv", as_csv(falling()))

    assert audit_words.LONGER in "".join(each.value for each in at.caption).replace("\\", "")
    assert [each.proto.expanded for each in at.expander if each.label == words.LEFT_OUT] == [False]


def test_a_group_is_called_by_its_receptor_too() -> None:
    film = [{**row, "Receptor": "F film"} for row in practice(seed=9)]
    at = upload(opened(), "log.csv", as_csv(falling() + film))
    groups = [each.label for each in at.expander]

    for exam in ("Bitewing", "Periapical"):
        for receptor in ("sensor", "F film"):
            assert any(label.startswith(f"{exam}, Surgery 1 ({receptor})") for label in groups), groups


def test_what_cannot_be_read_is_one_sentence() -> None:
    at = upload(opened(), "note.csv", b"hello")

    assert len(at.error) == 1
    assert "note.csv" in at.error[0].value
    assert [each.label for each in at.button if each.key == "audit_stop"] == []


_HEAD = "Datum;Alter;Aufnahmeart;Zeit [ms];DFP [mGy*cm²];EI;Qualität\n"
_GERMAN = _HEAD + "".join(
    f"{day:02}.03.2025;{age};Bissflügel;80,0;12,5;210;gut\n" for day, age in enumerate([7, 40] * 10, 1)
)
_JAPANESE = "撮影日,年齢,撮影種別,撮影時間(秒)\n" + "".join(
    f"令和7年3月{day}日,7歳,咬翼法,0.10\n" for day in range(1, 21)
)
_ENGLISH = "Surgery 2,,,,\nDate,Time,DOB / age,View,Exposure\n" + "5-Mar-25,8:15,7,BW,60kV 7mA 0.1s\n" * 20
_COUNTED = "20 of 20 exposures counted"


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("dbswin.csv", _GERMAN.encode("utf-16"), _COUNTED),
        ("export.txt", _GERMAN.replace(";", "\t").encode("cp1252"), _COUNTED),
        ("log.csv", _JAPANESE.encode("cp932"), _COUNTED),
        ("log.csv", _ENGLISH.encode(), _COUNTED),
        ("log.xlsx", sheet(pd.read_csv(io.StringIO(_ENGLISH), header=None, dtype=str).fillna("")), _COUNTED),
        ("log.csv", b"", "is no table: it is empty"),
        ("log.csv", _HEAD.encode(), "has headings and no row below them"),
        ("log.csv", b"Foo,Bar\n1,2\n3,4\n", "has no heading that is known; name the columns"),
    ],
)
def test_odd_logs_are_read_or_refused_in_a_sentence(name: str, raw: bytes, says: str) -> None:
    """Semicolons and UTF-16, a program's tabs, years of an era, titles above, settings in one cell; nothing to read."""
    assert says in text(upload(opened(), name, raw)).replace("\\", "")


def test_swapped_columns_are_asked_about_and_columns_told_in_words() -> None:
    """Of kV and time under each other's heading nothing is counted that such a unit cannot give."""
    rows = "".join(f"2025-03-05,{age},Bitewing,0.1,7,60\n" for age in [7, 40] * 10)
    at = upload(opened(), "log.csv", f"Date,Age,Exam,kV,mA,Exposure time (s)\n{rows}".encode())
    shown = text(at).replace("\\", "")

    assert "0 of 20 exposures counted" in shown
    assert "20 values left out, beyond what such a unit gives: tube voltage, exposure time" in shown
    assert "Is it in the right column, and in which unit of measure?" in shown
    assert "Exposure time (s): exposure time in s" in shown


_FILES = 40


def test_a_touch_on_stop_ends_the_work_keeps_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of forty files; then the same again, stopped once more, and another log are audited."""
    files = [(f"log_{nth}.csv", as_csv(falling()[nth : nth + 6]), "text/csv") for nth in range(_FILES)]
    at, steps = opened(), _touched_at(_FILES // 2, monkeypatch)
    stopped = run(at.get("file_uploader")[0].set_value(files))

    assert _FILES / 2 <= len(steps) <= _FILES / 2 + work.NEWS_EVERY
    assert words.STOPPED in text(stopped)
    assert "exposures counted" not in text(stopped)
    assert stopped.session_state["audit_done"] is None
    assert [each.key for each in stopped.button if each.key == "audit_stop"] == []

    monkeypatch.undo()
    assert "240 of 240 exposures counted" in text(run(stopped.button(key="audit_again").click()))
    _touched_at(2, monkeypatch)
    assert words.STOPPED in text(run(at.get("file_uploader")[0].set_value(files[::-1])))
    assert "240 of 240 exposures counted" in text(upload(at, "log.csv", as_csv(practice(seed=7))))


def _touched_at(nth: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Touch Stop while the reading tells so many steps, as the server hears a browser; all steps that follow."""
    steps: list[float] = []

    def read(*given: Any, progress: Callable[[float], object], **told: Any) -> Any:
        def told_progress(files: float) -> None:
            steps.append(files)
            if len(steps) == nth:
                _touch_stop()
            progress(files)

        return read_given(*given, progress=told_progress, **told)

    monkeypatch.setattr(work, "read_given", read)
    return steps


def _touch_stop() -> None:
    run = get_script_run_ctx()
    assert run is not None
    assert run.script_requests is not None
    stop = next(each for each in run.shared.widget_ids_this_run.snapshot() if each.endswith("audit_stop"))
    states = [*run.session_state.get_widget_states(), WidgetState(id=stop, trigger_value=True)]
    run.script_requests.request_rerun(RerunData(widget_states=WidgetStates(widgets=states)))


def test_a_missing_unit_is_asked_for_and_then_used() -> None:
    raw = as_csv(practice(seed=1)).replace(b"Exposure time (ms)", b"Exposure time", 1)
    at = upload(opened(), "log.csv", raw)

    assert words.UNIT_UNKNOWN in text(at)
    at = run(at.selectbox(key="audit_unit_Exposure time").select("ms"))
    assert audit_words.FALLS["falls"] in text(at)  # type: ignore[index]

    saved = next(each for each in at.get("file_uploader") if each.label == words.LOAD_COLUMNS)
    at = run(saved.set_value(("columns.json", b"{", "application/json")))
    assert len(at.error) == 1  # and what was told before the file holds
    assert audit_words.FALLS["falls"] in text(at)  # type: ignore[index]


def test_the_same_missing_unit_of_two_logs_is_asked_for_once() -> None:
    """Logs of one program, a month each, have the same headings."""
    raw = as_csv(practice(seed=1)).replace(b"Exposure time (ms)", b"Exposure time", 1)
    logs = [(f"{month}.csv", raw + b"\n" * month, "text/csv") for month in (1, 2)]
    at = run(opened().get("file_uploader")[0].set_value(logs))
    at = run(at.selectbox(key="audit_unit_Exposure time").select("ms"))

    assert audit_words.FALLS["falls"] in text(at)  # type: ignore[index]


def test_names_in_a_log_are_no_markup() -> None:
    rows = [{**row, "Unit": "[x](http://evil.example) **b**"} for row in falling()]
    at = upload(opened(), "log.csv", as_csv(rows))

    assert "](http://evil" not in text(at).replace("\\", "") or "\\[" in text(at)


# The generator


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with answering() as found:
        yield found


def test_a_generator_is_read_to_its_last_page(address: str, knowledge: Knowledge) -> None:
    service = Service(f"{address}/api/v1/", "secret")
    (generator,) = service.generators()
    found, refusals = service.exposures(generator, recognised(), knowledge)

    assert generator == Generator("g1", "Unit 1")
    assert (len(found), refusals) == (120, [])
    assert len(service.exposures(generator, recognised(), knowledge, most=1)[0]) == 1


@pytest.mark.parametrize(
    ("path", "key", "says"),
    [
        ("/api/v1", "wrong", "is not accepted"),
        ("/moved", "secret", "nothing elsewhere is followed"),
        ("/huge", "secret", "larger than"),
    ],
)
def test_a_generator_that_is_none_is_refused(path: str, key: str, says: str, address: str) -> None:
    with pytest.raises(Refusal, match=says):
        Service(f"{address}{path}", key).generators()


@pytest.mark.parametrize("path", ["/slow/head", "/slow/body"])
def test_a_generator_that_answers_a_byte_at_a_time_is_hung_up_on(path: str, address: str) -> None:
    """Each byte comes in time, the answer does not."""
    begun = monotonic()
    with pytest.raises(Refusal, match="to answer; ask for a shorter period"):
        Service(f"{address}{path}", "secret", until=begun + 0.5).generators()

    assert monotonic() - begun < 5.0


def test_a_key_that_is_none_is_refused_as_one(address: str) -> None:
    with pytest.raises(Refusal, match="must be the generator's key"):
        Service(address, "sec\r\nret").generators()


@pytest.mark.parametrize(
    "address",
    [
        "", "file:///etc/passwd", "ftp://x/", "http://", "http://u:p@127.0.0.1/", "127.0.0.1",
        "http://[", "http://[::1", "http://\u2100.example/", "http://a:99999/", "http://127.0.0.1/\r\nX: y",
    ],
)  # fmt: skip
def test_only_an_address_of_the_web_is_asked(address: str) -> None:
    with pytest.raises(Refusal, match="must be an http"):
        Service(address, "k").generators()


@pytest.mark.parametrize(
    ("names", "told", "headers", "sits_here"),
    [
        (["localhost", "127.0.0.1"], "http://localhost:8501/audit", {}, True),
        (["localhost", "127.0.0.1"], "http://[::1]:8501/audit", {}, True),
        (["localhost", "127.0.0.1"], "https://advisor.example/audit", {}, False),
        (["localhost", "127.0.0.1"], "http://[", {}, False),
        (["localhost", "127.0.0.1"], None, {}, False),
        (["localhost", "127.0.0.1"], "http://localhost:8501/audit", {"x-forwarded-for": "192.0.2.1"}, False),
        (["localhost", "127.0.0.1", "advisor.example"], "http://localhost:8501/audit", {}, False),
        (["*"], "http://localhost:8501/audit", {}, False),
        ([], "http://localhost:8501/audit", {}, False),
    ],
)
def test_no_browser_is_believed_that_it_is_here(
    names: list[str], told: str | None, headers: dict[str, str], sits_here: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders of this computer and its network are for nobody behind a proxy, whatever a hand-made client tells."""
    monkeypatch.setattr(st, "get_option", lambda _: names)
    monkeypatch.setattr(st, "context", SimpleNamespace(url=told, headers=headers))

    assert source.here() is sits_here


def test_check_takes_an_exposure_of_the_generator_and_forgets_the_last_patient() -> None:
    at = whole_app()
    at.session_state[facts.key("caries_risk")] = "high"
    at.session_state[facts.TAKEN] = {"exam": "bitewing", "kV": 60.0, "exposure_s": 0.1, "entrance_kerma_mGy": 1.0}
    at = ran(at)
    told = {name: at.session_state[facts.key(name)] for name in ("exam", "kV", "exposure_s", "caries_risk")}

    assert told == {"exam": "bitewing", "kV": 60.0, "exposure_s": 0.1, "caries_risk": None}
    assert facts.TAKEN not in at.session_state
    assert "check_entrance_kerma_mGy" not in at.session_state


def test_the_last_exposure_of_a_generator_leads_to_check(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Check is reached the facts lie ready; a generator that tells none is said to."""
    monkeypatch.setattr(source, "here", lambda: True)
    monkeypatch.setattr(other_pages, "to_check", lambda: None)
    at = opened(audit_other=True, audit_address=f"{address}/api/v1/", audit_key="secret")
    at = run(at.button(key="audit_generator_last_go").click())

    assert at.session_state[facts.TAKEN] == {
        "exam": "bitewing", "kV": 60.0, "mA": 7.0, "exposure_s": 0.1, "images": 1,
    }  # fmt: skip


def test_what_was_read_last_is_shown_a_folder_anew_at_each_touch_or_the_generator(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files too, until others are given; a folder may hold other exposures; a period without any is said to."""
    monkeypatch.setattr(source, "here", lambda: True)
    log = tmp_path / "log.csv"
    log.write_bytes(as_csv(falling()))
    at = opened(audit_other=True, audit_folder=f"{tmp_path}", audit_address=f"{address}/api/v1/", audit_key="secret")
    at = upload(at, "other.csv", as_csv(falling()[:100]))

    assert "100 of 100 exposures counted" in text(at)
    assert "240 of 240 exposures counted" in text(run(at.button(key="audit_folder_go").click()))
    log.write_bytes(as_csv(falling()[:200]))
    assert "200 of 200 exposures counted" in text(run(at.button(key="audit_folder_go").click()))
    assert "of 120 exposures counted" in text(run(at.button(key="audit_generator_go").click()))
    assert "200 of 200 exposures counted" in text(run(at.button(key="audit_folder_go").click()))

    monkeypatch.setattr(Service, "exposures", lambda *asked, **told: ([], []))
    assert words.NO_PERIOD in text(run(at.button(key="audit_generator_go").click()))
