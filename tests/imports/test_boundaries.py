"""Outlines are read from GeoJSON, and what is none of a place in the UK is refused in words."""

import json
from pathlib import Path
from typing import Any

import pytest

from wardenlog.errors import UserError
from wardenlog.imports import boundaries
from wardenlog.imports.boundaries import outline_of, read_boundaries

RING = [[-1.24, 54.56], [-1.235, 54.56], [-1.235, 54.5645], [-1.24, 54.5645], [-1.24, 54.56]]
SQUARE = {"type": "Polygon", "coordinates": [RING]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def file(folder: Path, data: Any) -> Path:
    path = folder / "places.geojson"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def moved(east: float, north: float) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[[x + east, y + north] for x, y in RING]]}


@pytest.mark.parametrize(
    "data",
    [
        SQUARE,
        feature(SQUARE),
        {"type": "FeatureCollection", "features": [feature(SQUARE)]},
        {"type": "MultiPolygon", "coordinates": [[RING]]},
    ],
)
def test_an_outline_is_read_however_it_is_wrapped(tmp_path: Path, data: Any) -> None:
    (found,) = read_boundaries(file(tmp_path, data))
    assert found.outline is not None
    assert found.outline.points == 4
    assert 495 < found.outline.across < 505
    assert outline_of(found.geojson) == found.outline


def test_heights_are_left_out(tmp_path: Path) -> None:
    high = {"type": "Polygon", "coordinates": [[[*at, 12.5] for at in RING]]}
    (found,) = read_boundaries(file(tmp_path, high))
    assert json.loads(found.geojson)["coordinates"][0] == RING


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ({"type": "Point", "coordinates": [-1.2, 54.5]}, "a point or a line"),
        (None, "a point or a line"),
        ({"type": "Polygon", "coordinates": [RING[:-1]]}, "not a closed outline"),
        ({"type": "Polygon", "coordinates": "here"}, "not a closed outline"),
        (moved(5, 0), "not in the United Kingdom"),
        (
            {"type": "Polygon", "coordinates": [[[y, x] for x, y in RING]]},
            "the wrong way round",
        ),
    ],
)
def test_what_is_no_outline_says_why_and_the_others_are_read(
    tmp_path: Path, geometry: Any, words: str
) -> None:
    both = {"type": "FeatureCollection", "features": [feature(geometry), feature(SQUARE, code=7)]}
    bad, good = read_boundaries(file(tmp_path, both))
    assert bad.problem is not None
    assert words in bad.problem
    assert bad.outline is None
    assert good.properties == {"code": "7"}
    assert good.problem is None


@pytest.mark.parametrize(
    "data",
    [
        {"type": "Polygon", "coordinates": [[[449000 + 10 * x, 520000 + y] for x, y in RING]]},
        SQUARE | {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}},
    ],
)
def test_british_national_grid_is_recognised_and_refused(tmp_path: Path, data: Any) -> None:
    with pytest.raises(UserError) as refused:
        read_boundaries(file(tmp_path, data))
    assert refused.value.code == "national_grid"
    assert "British National Grid" in refused.value.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_geojson"),
        ("[1]", "not_geojson"),
        ("[" * 100_000, "not_geojson"),
        ('{"type": "FeatureCollection", "features": {}}', "not_geojson"),
        ('{"type": "FeatureCollection", "features": []}', "no_outline"),
        ('{"type": "Topology"}', "no_outline"),
        ('{"type": "FeatureCollection", "features": [0,0]}', ""),
    ],
)
def test_other_files_are_refused_or_told_of(tmp_path: Path, text: str, code: str) -> None:
    path = file(tmp_path, text)
    if not code:
        assert all(each.problem for each in read_boundaries(path))
        return
    with pytest.raises(UserError) as refused:
        read_boundaries(path)
    assert refused.value.code == code


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundaries, "LARGEST_FILE", 1 << 20)
    with pytest.raises(UserError) as refused:
        read_boundaries(file(tmp_path, " " * ((1 << 20) + 1)))
    assert refused.value.code == "file_too_large"


def test_a_file_that_is_gone_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be read"):
        read_boundaries(tmp_path / "none.geojson")
