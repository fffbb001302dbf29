"""A change of settings in words: as a clinician says it, and as short as a button."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from advisor.case.vocabulary import Beam, Topic
from advisor.language import _
from advisor.words import figures, names

Settings = Mapping[str, Any]

TO: Final = "change to {receptor}"
SHORT_FIELD: Final = "Small field"
SHORT_PROGRAMME: Final = "Child programme"
SHORT_COLLAR: Final[Mapping[bool, str]] = {True: "Collar on", False: "Collar off"}
SHORT_APRON: Final[Mapping[bool, str]] = {True: "Apron on", False: "Apron off"}
RECTANGLE: Final = "use the rectangular collimator"
RESTRICT: Final = "restrict the beam to the area needed"
SMALL_FIELD: Final = "choose the small field of view"
COLLAR: Final[Mapping[bool, str]] = {True: "put the thyroid collar on", False: "leave the thyroid collar off"}
APRON: Final[Mapping[bool, str]] = {True: "put the apron on", False: "leave the apron off"}
SET: Final = "set {time}"
CHILD_PROGRAMME: Final = "use the child programme"
SET_KV: Final = "set {kV:g} kV"
CONE: Final = "{cm:g} cm cone"
LONGER_CONE: Final = "use a cone of at least {cm:g} cm"
_NARROW: Final[Mapping[Beam, str]] = {Beam.RECTANGULAR: RECTANGLE, Beam.RESTRICTED: RESTRICT}


def in_words(topic: Topic, instead: Settings) -> str:
    return _CHANGE[topic](instead)


def short(topic: Topic, settings: Settings) -> str:
    """What a button sets, its time included: F film, 0.10 s."""
    said, time = _SHORT[topic](settings), _time(settings)
    return said if topic is Topic.EXPOSURE_TIME or not time else f"{said}, {time}"


def _time(settings: Settings) -> str:
    """The time that is set; empty where none is, or where a programme brings one that nobody told."""
    exposure_s = settings.get("exposure_s")
    return "" if exposure_s is None else figures.seconds(exposure_s)


def _beam(settings: Settings, cone: str, shape: Callable[[Beam], str]) -> str:
    """The shape of a beam, or the cone that a law asks for."""
    beam = settings.get("beam")
    return cone.format(cm=settings["cone_cm"]) if beam is None else shape(beam)


_SHORT: Final[Mapping[Topic, Callable[[Settings], str]]] = {
    Topic.RECEPTOR: lambda settings: names.RECEPTOR[settings["receptor"]],
    Topic.BEAM_SHAPE: lambda settings: _beam(settings, _(CONE), lambda beam: names.BEAM[beam]),
    Topic.FIELD_OF_VIEW: lambda settings: _(SHORT_FIELD),
    Topic.THYROID_COLLAR: lambda settings: _(SHORT_COLLAR[settings["collar"]]),
    Topic.APRON: lambda settings: _(SHORT_APRON[settings["apron"]]),
    Topic.EXPOSURE_TIME: lambda settings: _time(settings) or _(SHORT_PROGRAMME),
    Topic.TUBE_VOLTAGE: lambda settings: f"{settings['kV']:g} kV",
}
_CHANGE: Final[Mapping[Topic, Callable[[Settings], str]]] = {
    Topic.RECEPTOR: lambda instead: _(TO).format(receptor=names.RECEPTOR[instead["receptor"]]),
    Topic.BEAM_SHAPE: lambda instead: _beam(instead, _(LONGER_CONE), lambda beam: _(_NARROW[beam])),
    Topic.FIELD_OF_VIEW: lambda instead: _(SMALL_FIELD),
    Topic.THYROID_COLLAR: lambda instead: _(COLLAR[instead["collar"]]),
    Topic.APRON: lambda instead: _(APRON[instead["apron"]]),
    Topic.EXPOSURE_TIME: lambda instead: _(SET).format(time=time) if (time := _time(instead)) else _(CHILD_PROGRAMME),
    Topic.TUBE_VOLTAGE: lambda instead: _(SET_KV).format(kV=instead["kV"]),
}
