"""What is recognised in files of practices: words and codes of exams, columns and units (data/intake.toml)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from advisor.case.teeth import Tooth, arches
from advisor.case.vocabulary import Programme, Receptor
from advisor.intake.exposure import Exposure, Quality, Status
from advisor.knowledge import DATA
from advisor.knowledge.strict import Files

Words = Mapping[str, tuple[str, ...]]
_FILE: Final = "intake.toml"
_TEETH_FILE: Final = "tooth_codes.toml"
_ONLY_IN_TABLES: Final = ("birth", "tooth_region", "settings")  # columns that become age, region, several settings
_EUROPE: Final = "\u3000"  # its letters come before
_SHORTEST_MONTH: Final = 3
_VOICED: Final = "\u3099\u309a"  # signs of Japanese letters, no accents
_SETTINGS: Final = ("kV", "mA", "exposure_s")
_GRADE: Final = re.compile(r"(?:grade\s*)?([an123])(?:\s*[-–—:=(]\s*[^\d\s].*)?", re.IGNORECASE)
_NO_LETTER: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _ToothCodes:
    """A tooth in the codes of two generations of SNOMED."""

    fdi: str
    sct: str
    sct_older: str | None = None
    srt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Teeth:
    tooth: tuple[_ToothCodes, ...]


@dataclass(frozen=True, slots=True)
class _DentalRegions:
    codes: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _UsualExams:
    """The exam that a picture is taken for by what was taken."""

    one_jaw: str
    both_jaws: str
    rotation: str
    cephalostat: str
    volume: str


@dataclass(frozen=True, slots=True)
class _Contradiction:
    of: float
    field_cm2: tuple[float, float]
    rectangular_most_cm2: float
    age_years: float
    earliest: date


@dataclass(frozen=True, slots=True)
class _Days:
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Listed:
    words: tuple[str, ...]


@dataclass(frozen=True)
class Recognised:
    """data/intake.toml as it is written."""

    exam_words: Words
    exam_codes: Words
    usual_exams: _UsualExams
    jaw_codes: Words
    tooth_region_codes: Words
    dental_regions: _DentalRegions
    detectors: Mapping[str, Receptor]
    no_exposure: Mapping[str, str]
    unknown_days: _Days
    limits_beyond_dental: Mapping[str, tuple[float, float]]
    contradiction: _Contradiction
    units: Mapping[str, Mapping[str, float]]
    columns: Words
    never_read: _Listed
    by_whom: _Listed
    month_words: Words
    eras: Mapping[str, int]
    jaw_words: Words
    tooth_words: Words
    beside_teeth: _Listed
    size_words: Words
    receptor_words: Words
    quality_words: Words
    yes_words: _Listed
    sum_words: _Listed
    status_words: Words
    test_names: _Listed
    reject_codes: Mapping[str, str]

    @cached_property
    def exam_pattern(self) -> re.Pattern[str]:
        """One search for all words of all exams, `2bw` too; the group's name is the exam."""
        groups = (f"(?P<{exam}>{'|'.join(map(re.escape, words))})" for exam, words in self.exam_words.items())
        return re.compile(rf"(?<![^\s\d])(?:{'|'.join(groups)})(?!\S)")

    def month(self, word: str) -> int | None:
        """The month that a word is the beginning of; None of none and of several, as `jui` is."""
        begun = plain(word)
        found = [number for number, words in self.month_words.items() if any(each.startswith(begun) for each in words)]
        return int(found[0]) if len(found) == 1 and len(begun) >= _SHORTEST_MONTH else None

    @cached_property
    def month_beginnings(self) -> Mapping[str, int]:
        """The month by each word, and beginning of one, that stands for a single month."""
        begun = {word[:end] for words in self.month_words.values() for word in words for end in range(3, len(word) + 1)}
        return {each: month for each in sorted(begun) if (month := self.month(each))}

    @cached_property
    def test_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, self.test_names.words))})(?!\S)")

    @cached_property
    def headings_of_asia(self) -> tuple[str, ...]:
        """Those in letters that no encoding of Europe has."""
        return tuple(word for words in self.columns.values() for word in words if word > _EUROPE)

    @cached_property
    def dental_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, self.dental_regions.words))})")

    def exam_in(self, text: str) -> str | None:
        """The exam that a text names, of several the one listed first."""
        found = {match.lastgroup for match in self.exam_pattern.finditer(plain(text))}
        return next((exam for exam in self.exam_words if exam in found), None)

    def dental(self, text: str) -> bool:
        return self.dental_pattern.search(plain(text)) is not None

    def settings_in_order(self, heading: str) -> tuple[str, ...]:
        """The units that a heading of several names, such as kV/mA/s; none of any other."""
        parts = tuple(part.strip() for part in heading.split("/"))
        known = all(any(self.factor(name, each) for name in _SETTINGS) for each in parts)
        return parts if known and len(parts) > 1 else ()

    def listed(self, field: str, text: str) -> str | None:
        """What a cell tells of size, receptor, quality or status; a grade by its sign too, as in N - not acceptable."""
        words: Words = getattr(self, f"{field}_words")
        sign = _GRADE.fullmatch(text.strip()) if field == "quality" else None
        found = listed_under(words, sign[1] if sign else text)
        return found or (one_listed(words, text) if field == "receptor" else None)

    def factor(self, quantity: str, unit: str) -> float | None:
        """What a unit is times to give the field's own; None for a unit that is not known."""
        return self.units.get(quantity, {}).get(unit_as_written(unit))


def plain(text: str) -> str:
    """Lower case, no accents, words apart by one space."""
    return _NO_LETTER.sub(" ", unaccented(text)).strip()


def unaccented(text: str) -> str:
    """Lower case, figures and letters in their plain form."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    bare = unicodedata.normalize("NFKD", lower.replace("ß", "ss"))
    kept = "".join(each for each in bare if each in _VOICED or not unicodedata.combining(each))
    return unicodedata.normalize("NFC", kept)


def unit_as_written(unit: str) -> str:
    """One spelling for the ways in which a unit is typed."""
    bare = unaccented(unit.strip())
    bare = bare.replace("μ", "u").replace("^", "").replace("·", ".").replace("*", ".").replace("×", ".")
    return bare.replace("⋅", ".").replace("・", ".").replace(" ", ".").strip(".()[]")


def listed_under(words: Words, text: str) -> str | None:
    """The heading under which a word stands; None where it does not."""
    wanted = plain(text)
    return next((name for name, each in words.items() if wanted in each), None)


def one_listed(words: Words, text: str) -> str | None:
    """The one heading under which any word of a text stands: 'CCD sensor size 2'; None where there are two, or none."""
    parts = {part for part in plain(text).split() if len(part) > 1}
    found = [name for name, each in words.items() if parts.intersection(each)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4)
def recognised(folder: Path = DATA) -> Recognised:
    """data/intake.toml; DataError where it names an exam that data/exams.toml has not."""
    files = Files(folder)
    terms = files.one(Recognised, _FILE)
    for where, name, accepted in _named(terms, [exam["id"] for exam in files.toml("exams.toml")["exam"]]):
        files.one_of(_FILE, where, name, accepted)
    return terms


def _named(terms: Recognised, exams: Sequence[str]) -> Iterator[tuple[tuple[str, str], str, Sequence[str]]]:
    """What the file names that stands elsewhere: the key, the name there, and those that there are."""
    by_table: Mapping[str, Sequence[str]] = {
        "exam_words": exams,
        "exam_codes": exams,
        "jaw_words": tuple(terms.jaw_codes),
        "tooth_words": tuple(terms.tooth_region_codes),
        "size_words": tuple(Programme),
        "receptor_words": tuple(Receptor),
        "quality_words": tuple(Quality),
        "status_words": tuple(Status),
        "columns": (*(each.name for each in fields(Exposure)), *_ONLY_IN_TABLES),
    }
    for table, accepted in by_table.items():
        for name in getattr(terms, table):
            yield (table, name), name, accepted
    for each in fields(_UsualExams):
        yield ("usual_exams", each.name), getattr(terms.usual_exams, each.name), exams


@lru_cache(maxsize=4)
def tooth_codes(folder: Path = DATA) -> Mapping[str, Tooth]:
    """Teeth by each code that stands for them; DataError where a row is of no tooth."""
    files = Files(folder)
    known = {tooth.fdi: tooth for arch in arches() for tooth in arch}
    by_code: dict[str, Tooth] = {}
    for nth, row in enumerate(files.one(_Teeth, _TEETH_FILE).tooth):
        files.one_of(_TEETH_FILE, ("tooth", nth, "fdi"), row.fdi, known)
        by_code |= {code: known[row.fdi] for code in (row.sct, row.sct_older, *row.srt) if code}
    return by_code
