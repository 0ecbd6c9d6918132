"""Reads the outlines of places from a GeoJSON file, and refuses what is no outline in the UK."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geojson_pydantic import MultiPolygon, Polygon
from pydantic import ValidationError

from wardenlog.errors import UserError
from wardenlog.files.reading import read_small_file

LARGEST_FILE: Final = 10 << 20
MOST_FEATURES: Final = 5_000
MOST_POINTS: Final = 20_000
"""Points of one outline."""

_WEST, _SOUTH, _EAST, _NORTH = -8.75, 49.75, 2.1, 61.0
"""The United Kingdom, in degrees."""
_GRID: Final = (800_000, 1_400_000)
"""More metres east and north than the British National Grid has."""
_METRES_PER_DEGREE: Final = 111_320

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The rings of an outline, in degrees east and north, the hole of each polygon after it.

    `points` are its corners, the closing one of each ring left out; `across` is its greatest
    extent from west to east or from south to north, in metres.
    """

    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def points(self) -> int:
        """The corners of all rings."""
        return sum(len(ring) - 1 for rings in self.polygons for ring in rings)

    @property
    def across(self) -> float:
        """Its greatest extent from west to east or from south to north, in metres."""
        east, north = (
            [point[axis] for rings in self.polygons for ring in rings for point in ring]
            for axis in (0, 1)
        )
        wide = (max(east) - min(east)) * self.squeeze
        return max(wide, max(north) - min(north)) * _METRES_PER_DEGREE

    @property
    def squeeze(self) -> float:
        """How much shorter a degree from west to east is there than one from south to north."""
        north = [point[1] for rings in self.polygons for ring in rings for point in ring]
        return math.cos(math.radians((min(north) + max(north)) / 2))


@dataclass(frozen=True, slots=True)
class Found:
    """An outline of a file: what the file says of it, and its GeoJSON geometry.

    Where it cannot be used, `problem` says why, and there is neither geometry nor outline.
    """

    number: int
    properties: Mapping[str, str]
    geojson: str = ""
    outline: Outline | None = None
    problem: str | None = None


def read_boundaries(path: Path) -> tuple[Found, ...]:
    """Return every outline of a GeoJSON file (RFC 7946), in its order.

    UserError where the file is too large, is no GeoJSON, or is in British National Grid.
    """
    try:
        data = json.loads(read_small_file(path, LARGEST_FILE).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused(path, "is not GeoJSON", "not_geojson") from error
    if not isinstance(data, dict):
        raise _refused(path, "is not GeoJSON", "not_geojson")
    if "27700" in str(data.get("crs", "")):
        raise _in_metres(path)
    features = list(_features(path, data))
    if not features:
        raise _refused(path, "holds no outline", "no_outline")
    return tuple(_read(path, n, each) for n, each in enumerate(features, start=1))


def outline_of(geojson: str) -> Outline | None:
    """Return the outline of a geometry that is kept in the record; None where it is none."""
    try:
        return _outline(json.loads(geojson))
    except (ValueError, RecursionError):
        return None


def _features(path: Path, data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    kind = data.get("type")
    if kind == "FeatureCollection":
        features = data.get("features")
        if not isinstance(features, list):
            raise _refused(path, "is not GeoJSON", "not_geojson")
        if len(features) > MOST_FEATURES:
            raise _refused(path, f"holds more than {MOST_FEATURES:,} outlines", "too_many")
        yield from (each if isinstance(each, dict) else {} for each in features)
    elif kind == "Feature":
        yield data
    elif kind in {"Polygon", "MultiPolygon"}:
        yield {"geometry": data, "properties": {}}
    else:
        raise _refused(path, "holds no outline", "no_outline")


def _read(path: Path, number: int, feature: Mapping[str, Any]) -> Found:
    said = feature.get("properties")
    properties = {
        str(name): str(value).strip()
        for name, value in (said if isinstance(said, dict) else {}).items()
        if isinstance(value, str | int | float) and str(value).strip()
    }
    geometry = feature.get("geometry")
    try:
        outline = _outline(geometry)
    except ValidationError:
        problem = "This is not a closed outline. Draw it again as a polygon."
        return Found(number, properties, problem=problem)
    if outline is None:
        problem = "This is a point or a line. Only polygons are outlines."
        return Found(number, properties, problem=problem)
    unusable = _problem(path, outline)
    if unusable is not None:
        return Found(number, properties, problem=unusable)
    return Found(number, properties, _geojson(outline), outline)


def _outline(geometry: object) -> Outline | None:
    """Return the outline of a geometry, None where that is none; ValidationError if it is bad."""
    match geometry:
        case {"type": "Polygon"}:
            polygons = [Polygon.model_validate(geometry).coordinates]
        case {"type": "MultiPolygon"}:
            polygons = MultiPolygon.model_validate(geometry).coordinates
        case _:
            return None
    made = tuple(
        tuple(tuple((float(at[0]), float(at[1])) for at in ring) for ring in rings)
        for rings in polygons
    )
    return Outline(made) if any(rings for rings in made) else None


def _problem(path: Path, outline: Outline) -> str | None:
    """Return why an outline cannot be used; UserError where the whole file is in metres."""
    if outline.points > MOST_POINTS:
        return f"This has more than {MOST_POINTS:,} points. Simplify it first."
    every = [point for rings in outline.polygons for ring in rings for point in ring]
    if all(_WEST <= east <= _EAST and _SOUTH <= north <= _NORTH for east, north in every):
        return None
    if all(_WEST <= north <= _EAST and _SOUTH <= east <= _NORTH for east, north in every):
        return "Its latitudes and longitudes are the wrong way round."
    if all(
        1_000 < east < _GRID[0] and 1_000 < north < _GRID[1]  # noqa: PLR2004 - no degrees are so many
        for east, north in every
    ):
        raise _in_metres(path)
    return "This is not in the United Kingdom."


def _geojson(outline: Outline) -> str:
    """Return an outline as GeoJSON text of the same form whatever program drew it."""
    if len(outline.polygons) == 1:
        geometry = {"type": "Polygon", "coordinates": outline.polygons[0]}
    else:
        geometry = {"type": "MultiPolygon", "coordinates": outline.polygons}
    return json.dumps(geometry, separators=(",", ":"))


def _in_metres(path: Path) -> UserError:
    return UserError(
        f"{path.name} is in British National Grid (metres). Save it again as WGS84 (EPSG:4326,"
        " degrees); in QGIS: Export, Save Features As, CRS EPSG:4326.",
        code="national_grid",
    )


def _refused(path: Path, why: str, code: str) -> UserError:
    return UserError(
        f"{path.name} {why}. Choose a GeoJSON file with polygons, as QGIS or ArcGIS saves it.",
        code=code,
    )
