"""A DICOM header -> its values, one at a time and unharmed by what a damaged or hostile file holds.

Numbers are taken from the bytes themselves: pydicom's own conversion of a whole number with a large exponent would not
end. Pixels are never read; a header longer than the cap is read as far as that.
"""

from __future__ import annotations

import math
import re
import struct
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, time
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from advisor.intake.refusal import Refusal, Why

if TYPE_CHECKING:
    from pydicom import Dataset

LARGEST_HEADER_BYTES: Final = 16_000_000
_BROKEN: Final = (
    ValueError, TypeError, KeyError, AttributeError, IndexError, LookupError, ArithmeticError, EOFError, OSError,
    RecursionError, AssertionError, NotImplementedError, struct.error, MemoryError,
)  # fmt: skip
_NUMBER: Final = re.compile(r"[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})([eE][+-]?\d{1,3})?")
_DAY: Final = re.compile(r"(\d{4})[.-]?(\d{2})[.-]?(\d{2})")
_TIME: Final = re.compile(r"(\d{2}):?(\d{2}):?(\d{2})?")
_DEFLATED: Final = b"1.2.840.10008.1.2.1.99"
_META_BYTES: Final = 2_000
_BINARY: Final = {"FD": "d", "FL": "f", "US": "H", "UL": "I", "SS": "h", "SL": "i"}
_LONGEST_TEXT: Final = 400
_LONGEST_NUMBER: Final = 64


class Elements:
    """A data set by plain numbers of its tags, unconverted: pydicom's own look-up costs more than reading the file."""

    __slots__ = ("by_tag", "dataset")

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.by_tag: dict[int, Any] = {int(tag): element for tag, element in dataset.items()}

    def value(self, tag: int) -> Any:
        """As it stands, bytes where pydicom has not converted it; None where absent."""
        element = self.by_tag.get(tag)
        return None if element is None else element.value

    def converted(self, tag: int) -> Any:
        """As pydicom reads it; whatever `broken` names may be raised."""
        return self.dataset[tag].value if tag in self.by_tag else None

    @property
    def little(self) -> bool:
        return self.dataset.original_encoding[1] is not False


@cache
def broken() -> tuple[type[Exception], ...]:
    """What a damaged file makes Python or pydicom raise."""
    from pydicom.errors import BytesLengthException, InvalidDicomError

    return (*_BROKEN, BytesLengthException, InvalidDicomError)


def header(raw: bytes) -> Elements:
    """The header of a file's first bytes; a Refusal where there is none."""
    dcmread, unchecked = _pydicom()
    if _DEFLATED in raw[:_META_BYTES]:
        raise Refusal("", Why.DEFLATED_DICOM)
    try:
        with unchecked():
            found = Elements(_as_written(raw) or dcmread(BytesIO(raw), stop_before_pixels=True, force=True))
            if not _told(found):
                raise Refusal("", Why.NO_DICOM)
            return found
    except Refusal:
        raise
    except broken():
        raise Refusal("", Why.DAMAGED_DICOM) from None


def _as_written(raw: bytes) -> Dataset | None:
    """Of a file that says how it is written, as nearly all do: pydicom takes as long for that as for the rest."""
    from pydicom.filereader import read_dataset

    meta = raw[_PREAMBLE:_META_BYTES]
    if not meta.startswith(_GROUP_LENGTH):
        return None
    start = _PREAMBLE + len(_GROUP_LENGTH) + 4 + int.from_bytes(meta[len(_GROUP_LENGTH) :][:4], "little")
    syntax = _SYNTAX.search(raw, _PREAMBLE, start)
    if syntax is None or raw[start : start + 2] != _FIRST_GROUP:
        return None
    stream = BytesIO(raw)
    stream.seek(start)
    return read_dataset(stream, not syntax[1], True, stop_when=lambda tag, vr, length: tag >> 16 >= _PIXELS)


_PREAMBLE: Final = 128
_GROUP_LENGTH: Final = b"DICM\x02\x00\x00\x00UL\x04\x00"
_FIRST_GROUP: Final = b"\x08\x00"
_SYNTAX: Final = re.compile(rb"\x02\x00\x10\x00UI..1\.2\.840\.10008\.1\.2(\.1|\.4\.\d{2,3})?\0?\x02\x00", re.DOTALL)
_PIXELS: Final = 0x7FE0


@cache
def _pydicom() -> tuple[Callable[..., Dataset], Callable[[], AbstractContextManager[None]]]:
    """pydicom, which says nothing of its own about a file: what is wrong with it is said here."""
    from pydicom import config, dcmread

    warnings.filterwarnings("ignore", module=r"pydicom\..*")
    config.convert_wrong_length_to_UN = True  # else a value of half a number ends in an error that is no ValueError
    return dcmread, config.disable_value_validation


def _told(found: Elements) -> bool:
    """Whether what was read by force is a header at all."""
    return bool(text(found, "SOPClassUID") or text(found, "Modality"))


def text(where: Elements, keyword: str) -> str:
    """A text, trimmed and short; empty where absent or unreadable. Several values are joined by a space."""
    try:
        value = where.value(_tag(keyword))
        if value is None:
            return ""
        told = _decoded(value) if isinstance(value, bytes) else str(value)
    except broken():
        return ""
    return " ".join(told.replace("\0", " ").replace("\\", " ").split())[:_LONGEST_TEXT]


@cache
def _tag(keyword: str) -> int:
    from pydicom.datadict import tag_for_keyword

    return int(tag_for_keyword(keyword) or 0)


def _decoded(value: bytes) -> str:
    """Enough for what is looked for, which is words of Latin letters and the names of units."""
    head = value[: _LONGEST_TEXT * 4]
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("latin-1")


def written(where: Elements, keyword: str) -> str:
    """A number as it stands in the file, unconverted; empty where absent."""
    try:
        value = where.value(_tag(keyword))
        if isinstance(value, bytes):
            return _from_bytes(value, _kind(keyword), where.little)
        return "" if value is None else str(value)[:_LONGEST_NUMBER]
    except broken():
        return "?"


@cache
def _kind(keyword: str) -> str:
    from pydicom.datadict import dictionary_VR

    return dictionary_VR(_tag(keyword))


def _from_bytes(value: bytes, kind: str, little: bool) -> str:
    code = _BINARY.get(kind)
    if code is None:
        return value[:_LONGEST_NUMBER].decode("ascii", "replace").strip(" \0")
    size = struct.calcsize(code)
    if len(value) < size:
        return ""
    return f"{struct.unpack(('<' if little else '>') + code, value[:size])[0]:.10g}"


def number(told: str) -> float | None:
    """The first of the numbers in a text; None where it is none, or none that is finite."""
    first = told.split("\\")[0].strip()
    if not _NUMBER.fullmatch(first):
        return None
    value = float(first)
    return value if math.isfinite(value) else None


def items(where: Elements, keyword: str, most: int = 64) -> Iterator[Elements]:
    """The items of a sequence; none where it is absent or unreadable."""
    try:
        found = where.converted(_tag(keyword))
        if found is None or isinstance(found, bytes | str):
            return
        for each in list(found)[:most]:
            yield Elements(each)
    except broken():
        return


def code(item: Elements) -> str:
    """A coded concept as SNOMED CT writes it today where it is in an older scheme, else as it stands."""
    value, scheme = text(item, "CodeValue"), text(item, "CodingSchemeDesignator")
    return _translations().get(value, value) if scheme in _OLDER_SCHEMES else value


@cache
def _translations() -> Mapping[str, str]:
    from pydicom.sr._snomed_dict import mapping

    return mapping["SRT"]


_OLDER_SCHEMES: Final = frozenset({"SRT", "SNM3", "99SDM", "SNM"})


def day(told: str) -> date | None:
    found = _DAY.match(told)
    if not found:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def clock(told: str) -> time | None:
    found = _TIME.match(told)
    if not found:
        return None
    try:
        hour, minute, second = (int(each or 0) for each in found.groups())
        return time(hour, minute, second)
    except ValueError:
        return None
