"""Hotspots and their boundaries, public spaces protection orders, and randomised place-days."""

from datetime import date
from typing import ClassVar

from wardenlog.model.base import Aggregate, Code, Part, Text
from wardenlog.model.vocabulary import HotspotKind


class Boundary(Part):
    """The shape of a hotspot between two dates inclusive: GeoJSON text, WGS84."""

    from_on: date | None = None
    to_on: date | None = None
    geojson: str


class Hotspot(Aggregate):
    """A place that is patrolled because of anti-social behaviour or serious violence."""

    kind: ClassVar[str] = "hotspot"

    code: Code
    name: Text
    ward: Text | None = None
    district: Text | None = None
    hotspot_kind: HotspotKind | None = None
    sensitive: bool = False
    boundaries: tuple[Boundary, ...] = ()


class Pspo(Aggregate):
    """A public spaces protection order, in force between two dates inclusive."""

    kind: ClassVar[str] = "pspo"

    code: Code
    title: Text
    from_on: date | None = None
    to_on: date | None = None
    boundary: str | None = None


class Assignment(Aggregate):
    """The arm of one place-day in a randomised schedule; absent where nothing was randomised."""

    kind: ClassVar[str] = "assignment"

    hotspot_id: str
    day: date
    arm: Text
