"""The glossary of the CSV tables of data/: what each table is, and what each column is, once for all tables.

`table.column` stands where a table's column is not as in the others.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Column(NamedTuple):
    """What a column holds, and the unit of its numbers."""

    is_: str
    unit: str | None = None


TABLES: Final[Mapping[str, str]] = {
    "doses": "Published doses of dental exams",
    "conversions": "Effective dose per dose-area product",
    "dose_factors": "Published ratios: what a change does to a dose or an exposure",
    "tube_outputs": "Measured tube outputs, entrance doses, film speeds and beam quality",
    "technique_charts": "Makers' exposure charts and survey settings",
    "comparators": "Other exposures a dose may be set beside, with who may be shown them",
    "receptors": "What each intraoral receptor needs, relative to film D",
    "growth": "Head circumference by age and sex",
    "spectra": "Computed dental X-ray spectra: output, half-value layer, transmission through water",
}
_QUANTITY: Final = "as quantity says"
_PER_DAP: Final = "uSv/(mGy cm2)"
COLUMNS: Final[Mapping[str, Column]] = {
    "id": Column("Identifier, never reused; derived rows and statements refer to it."),
    "source": Column("Key of the document in sources.toml."),
    "where": Column("Abstract, table, page or section of the source."),
    "certainty": Column("How well the row was seen; part_seen and from_memory are never used."),
    "note": Column("Caveat in words."),
    "exam": Column("Exam of exams.toml; intraoral = any intraoral image. cephalometric_pa is kept, never used."),
    "region": Column("Region of exams.toml where the beam points."),
    "conversions.region": Column("Region of exams.toml where the field lies, or craniofacial."),
    "quantity": Column("What value, low and high are; fixes the unit."),
    "dose_factors.quantity": Column("What the ratio is of."),
    "growth.quantity": Column("What was measured."),
    "value": Column("Published value; empty where only a range was.", _QUANTITY),
    "conversions.value": Column("Published coefficient.", _PER_DAP),
    "dose_factors.value": Column("to / from.", "1"),
    "growth.value": Column("Median.", "cm"),
    "low": Column("Lower end, same unit.", _QUANTITY),
    "conversions.low": Column("Lower end, same unit.", _PER_DAP),
    "dose_factors.low": Column("Lower end, same unit.", "1"),
    "receptors.low": Column("Lower end.", "1"),
    "high": Column("Upper end, same unit.", _QUANTITY),
    "conversions.high": Column("Upper end, same unit.", _PER_DAP),
    "dose_factors.high": Column("Upper end, same unit.", "1"),
    "receptors.high": Column("Upper end.", "1"),
    "spread": Column("What the distance between low and high means."),
    "population": Column("Who was exposed."),
    "technique_charts.population": Column("For whom the setting is printed."),
    "age_years_low": Column("Youngest age.", "year"),
    "age_years_high": Column("Oldest age.", "year"),
    "age_note": Column("Phantom, size or setting in words."),
    "technique_charts.age_note": Column("Age or size in the chart's words."),
    "images": Column("Number of images in the exam; empty = not stated."),
    "receptor": Column("Receptor; empty = none of these or not stated."),
    "beam": Column("Shape or height of the beam."),
    "device": Column("Unit or collimator."),
    "kV": Column("Tube voltage; empty = not on the page read.", "kV"),
    "doses.kV": Column("Tube voltage as printed; may be a range.", "kV"),
    "conversions.kV": Column("Tube voltage as printed; may be a range.", "kV"),
    "spectra.kV": Column("Tube voltage.", "kV"),
    "mA": Column("Tube current.", "mA"),
    "exposure_s": Column("Exposure time.", "s"),
    "longest_s": Column(
        "Longest time of a range, where the chart recommends one; exposure_s is then the shortest.", "s"
    ),
    "mAs": Column("Tube current times time.", "mAs"),
    "cone_cm": Column("Source to cone end.", "cm"),
    "doses.cone_cm": Column("Source to cone end, as printed.", "cm"),
    "field": Column("Size or place of the field in words."),
    "field_cm2": Column("Width times height of the field of view of CBCT; empty = not told.", "cm2"),
    "fov": Column("Class of the field of view of CBCT."),
    "weighting": Column(
        "Tissue weighting of the effective dose; different words are never mixed. unstated = not stated, or not an "
        "effective dose."
    ),
    "dose_factors.weighting": Column("Tissue weighting where the ratio is of effective doses."),
    "derived_from": Column("Ids of the rows (or unit) that a derived value came from, separated by blanks."),
    "formula": Column("How it was worked out of them."),
    "concerns": Column("What is changed."),
    "from": Column("State before; several words are joined by ' + '."),
    "to": Column("State after."),
    "collar": Column("How a collar was worn."),
    "unit": Column("Key of the unit in units.toml; survey = settings of a national survey."),
    "growth.unit": Column("Unit of the value."),
    "programme_note": Column("Preset, programme, endodontic, anterior or posterior occlusal."),
    "name": Column("What it is called."),
    "category": Column("What kind of exposure it is."),
    "effective_dose_uSv": Column("Effective dose; empty where only a range was.", "uSv"),
    "low_uSv": Column("Lower end.", "uSv"),
    "high_uSv": Column("Upper end.", "uSv"),
    "basis": Column("Per what: image, exam, hour, year, one way."),
    "audience": Column(
        "Widest audience: parent (then also clinician and student), clinician (also student), student (lessons only), "
        "nobody."
    ),
    "relative_need": Column("Exposure needed / that of film D.", "1"),
    "age_years": Column("Age.", "year"),
    "sex": Column("Sex of the children measured."),
    "filtration_mmAl": Column("Total filtration.", "mm Al"),
    "output_uGy_per_mAs": Column(
        "Computed air kerma per mAs, as tabulated; right for ratios, not for the absolute scale.", "uGy/mAs"
    ),
    "half_value_layer_mmAl": Column("First half-value layer.", "mm Al"),
    **{
        f"transmission_{depth}mm": Column(f"Air kerma behind {depth} mm of water / without.", "1")
        for depth in (10, 20, 30, 40, 50, 60, 80, 100)
    },
}
