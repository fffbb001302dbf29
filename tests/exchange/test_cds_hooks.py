"""CDS Hooks: what a real client sends, half filled or whole; cards by the rules of the definition; else silence."""

from __future__ import annotations

import json
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.exchange._fhir_in import ages_years, day_of, orders
from advisor.exchange._order_codes import order_codes
from advisor.exchange.cds_hooks import SERVICES, Practice, answer, discovery
from advisor.knowledge import Knowledge
from advisor.xray_unit.reading import read_unit

TODAY = date(2026, 11, 21)
US = Practice("https://advisor.example", place="US")
UNIT = {
    "name": "Surgery 1",
    "setup": {"receptor": "sensor", "kV": 65, "mA": 7, "cone_cm": 20},
    "known_good": [{"region": "mandible_molar", "exposure_s": 0.16}],
}
STUDY = {
    "resourceType": "ImagingStudy",
    "status": "available",
    "started": "2026-08-30T10:00:00+01:00",
    "procedureCode": [{"coding": [{"system": "http://www.ada.org/cdt", "code": "D0272", "display": "not looked at"}]}],
}


def bundle(*resources: Any) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}


def order(code: str = "D0272", system: str = "http://ada.org/cdt", id: str = "1") -> dict[str, Any]:
    coding = [{"system": system, "code": code}]
    return {"resourceType": "ServiceRequest", "id": id, "status": "draft", "code": {"coding": coding}}


def request(
    hook: str = "order-sign", *, born: Any = "2019-05-02", ordered: Any = None, studies: Any = None, **context: Any
) -> dict[str, Any]:
    person = {"resourceType": "Patient", "birthDate": born, "name": [{"family": "Secret"}]}
    return {
        "hook": hook,
        "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        "context": {"userId": "Practitioner/1", "patientId": "1", "draftOrders": ordered or bundle(order()), **context},
        "prefetch": {"patient": person, "studies": studies},
    }


def cards(told: Any, knowledge: Knowledge, practice: Practice = US) -> list[dict[str, Any]]:
    service = next(name for name, (hook, _) in SERVICES.items() if hook == told["hook"])
    found: list[dict[str, Any]] = answer(service, told, practice, knowledge, TODAY)["cards"]
    return found


def check_cards(found: list[dict[str, Any]]) -> None:
    """The rules that the definition enforces."""
    for card in found:
        assert 0 < len(card["summary"]) < 140
        assert card["indicator"] == "info"
        assert card["source"]["label"]
        assert card["uuid"]
        assert "suggestions" not in card
        for link in card.get("links", ()):
            assert link["type"] == "absolute"
            assert link["url"].startswith("https://advisor.example/?")


def test_a_unit_may_be_called_anything(knowledge: Knowledge) -> None:
    """Its name is put into a sentence once, and is no form for another."""
    unit = read_unit({**UNIT, "name": "Room {2} {x.y} %s"}, knowledge)
    found = cards(request(), knowledge, Practice("https://advisor.example", "US", unit))

    assert any("Room {2} {x.y} %s" in card["summary"] for card in found)


def test_a_bitewing_for_a_child_of_seven_gets_the_last_one_the_intervals_and_the_setting(knowledge: Knowledge) -> None:
    """The last bitewings with the day of the next by issuer; the time on this practice's unit; a link to the case."""
    practice = Practice("https://advisor.example", "US", read_unit(UNIT, knowledge))
    found = cards(request(studies=bundle(STUDY)), knowledge, practice)

    check_cards(found)
    earlier, setting = found
    assert earlier["summary"].startswith("Earlier image: Bitewing, 2026-08-30. The next may be considered from 20")
    assert "months" in earlier["detail"]
    assert setting["summary"].startswith("Bitewing: set 0.")
    assert "Surgery 1" in setting["summary"]
    assert setting["links"][0]["url"] == "https://advisor.example/?age_years=7&exam=bitewing&place=US"
    assert "Secret" not in json.dumps(found)


def test_without_unit_or_earlier_image_the_intervals_and_the_child_s_share_are_told(knowledge: Knowledge) -> None:
    """No setting is made up."""
    found = cards(request(), knowledge)

    check_cards(found)
    assert found[0]["summary"].startswith("Bitewing: no earlier one is told here")
    assert "% of an adult" in found[1]["summary"]


@pytest.mark.parametrize("system", ["http://ada.org/cdt", "http://www.ada.org/cdt", "https://www.ada.org/cdt/"])
def test_both_ways_to_write_the_system_are_understood(system: str) -> None:
    """HL7's guide and its examples differ."""
    assert [each.exam for each in orders(bundle(order("d0274", system)))] == ["bitewing"]


def test_facial_ct_is_a_cone_beam_scan_and_a_chest_is_silence(knowledge: Knowledge) -> None:
    """By CPT number; the same number of another system is nothing."""
    assert [each.exam for each in orders(bundle(order("70486", "http://www.ama-assn.org/go/cpt")))] == ["cbct"]
    assert orders(bundle(order("70486", "http://ada.org/cdt"), order("71045", "http://www.ama-assn.org/go/cpt"))) == []
    assert cards(request(ordered=bundle(order("D1110"))), knowledge) == []


def test_words_beside_a_number_are_never_looked_at() -> None:
    """A display that says bitewing with a number of something else is something else."""
    wrong = order("D1110")
    wrong["code"]["text"] = wrong["code"]["coding"][0]["display"] = "bitewings"

    assert orders(bundle(wrong)) == []


def test_only_what_was_just_chosen_is_answered_at_select(knowledge: Knowledge) -> None:
    """By `ServiceRequest/id`; with nothing chosen there is silence."""
    two = bundle(order(id="1"), order("D0330", id="2"))
    found = cards(request("order-select", ordered=two, selections=["ServiceRequest/2"]), knowledge)

    assert all("Panoramic" in each["summary"] for each in found)
    assert cards(request("order-select", ordered=two, selections=[]), knowledge) == []
    empty = bundle({**order(), "code": {"coding": [{}]}, "reasonCode": []})
    assert cards(request("order-select", ordered=empty, selections=["ServiceRequest/1"]), knowledge) == []


@pytest.mark.parametrize("born", ["2019", "2019-05", None, "2019-13", "", 2019, "2030-01-01", "1800"])
def test_a_birth_date_may_be_known_in_part_or_not_at_all(knowledge: Knowledge, born: Any) -> None:
    """A year is two ages; what is none, ahead, or older than anybody, is silence."""
    found = cards(request(born=born), knowledge)

    check_cards(found)
    assert bool(found) is (born in ("2019", "2019-05"))


def test_ages_are_the_least_and_most_that_a_birth_date_allows() -> None:
    """Completed years."""
    assert ages_years({"resourceType": "Patient", "birthDate": "2019"}, TODAY) == (6, 7)
    assert ages_years(bundle({"resourceType": "Patient", "birthDate": "2019-11-21"}), TODAY) == (7, 7)
    assert day_of("2019-05-02T10:00:00Z") == day_of("2019-05-02")


def test_a_chart_that_is_opened_tells_the_images_there_are(knowledge: Knowledge) -> None:
    """And nothing where there are none, or none that is understood."""
    view = {"hook": "patient-view", "prefetch": {"studies": bundle(STUDY, {**STUDY, "started": "2024"})}}

    (card,) = cards(view, knowledge)
    assert card["summary"] == "Two earlier dental images; the last: Bitewing, 2026-08-30."
    assert cards({"hook": "patient-view", "prefetch": {"studies": bundle({**STUDY, "started": None})}}, knowledge) == []
    assert cards({"hook": "patient-view"}, knowledge) == []


def test_the_system_of_cdt_has_two_spellings() -> None:
    assert {system for system, _ in order_codes()} >= {"http://ada.org/cdt", "http://www.ada.org/cdt"}


def test_discovery_lists_what_is_answered() -> None:
    """Each with hook, id, description and what is to be sent along."""
    listed = discovery()["services"]

    assert {each["hook"] for each in listed} == {"order-select", "order-sign", "patient-view"}
    assert all(each["description"] and each["prefetch"]["patient"].startswith("Patient/{{") for each in listed)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from(["Bundle", "ServiceRequest", "Patient", "ImagingStudy", "D0272", "http://ada.org/cdt", "2019"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "resourceType", "entry", "resource", "code", "coding", "system", "birthDate", "started", "id", "selections",
            "draftOrders", "patient", "studies", "procedureCode", "bodySite", "identifier", "value", "description",
            "modality", "referrer", "location", "display",
        ]),
        inner, max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@given(told=_JSON, where=st.sampled_from(["request", "context", "draftOrders", "patient", "studies", "study", "order"]))
@settings(max_examples=200)
def test_no_request_does_harm(knowledge: Knowledge, told: Any, where: str) -> None:
    """Whatever stands in any place of a request: cards or silence, never an error."""
    sent: Any = request(studies=bundle(STUDY))
    if where == "request":
        sent = told
    elif where == "context":
        sent["context"] = told
    elif where == "draftOrders":
        sent["context"]["draftOrders"] = told
    elif where in ("patient", "studies"):
        sent["prefetch"][where] = told
    else:
        kind = {"study": STUDY, "order": order()}[where]
        mixed = {**kind, **told} if isinstance(told, dict) else told
        place = sent["prefetch"] if where == "study" else sent["context"]
        place["studies" if where == "study" else "draftOrders"] = bundle(mixed)

    check_cards(answer("dental-imaging-sign", sent, US, knowledge, TODAY)["cards"])


def test_an_answer_takes_no_time_to_speak_of(knowledge: Knowledge) -> None:
    """Within 50 ms of the one process's own time, once warm."""
    told = request(studies=bundle(*[STUDY] * 20))
    cards(told, knowledge)
    took = []
    for _ in range(5):
        begun = perf_counter()
        cards(told, knowledge)
        took.append(perf_counter() - begun)

    assert min(took) < 0.05
