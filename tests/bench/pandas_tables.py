"""Whole tables of a record as data frames, and data frames back as rows of counting."""

import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final, TypeVar

import pandas as pd

from wardenlog.store.driver import sqlite

Frame = Any
Tables = dict[str, Frame]
Row = TypeVar("Row")

_NAMES: Final = (
    "agreement",
    "funding_source",
    "hotspot",
    "incident",
    "listing",
    "organisation",
    "partner_presence",
    "person",
    "plan_rule",
    "power_use",
    "supplied_count",
    "supplied_incidents",
    "tally",
    "variation",
    "variation_item",
    "visit",
    "visit_member",
)


def whole_tables(path: Path) -> Tables:
    """Read every table that the quarter's figures need, whole."""
    with closing(sqlite.connect(path)) as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # pandas knows only SQLAlchemy and sqlite3
        return {
            name: pd.read_sql(f"SELECT * FROM {name}", connection)  # noqa: S608 - named above
            for name in _NAMES
        }


def between(frame: Frame, column: str, from_on: str, to_on: str) -> Frame:
    """Return the rows with from_on ≤ column < to_on."""
    return frame[(frame[column] >= from_on) & (frame[column] < to_on)]


def as_rows(frame: Frame, make: Callable[..., Row]) -> list[Row]:
    """Return a frame's rows in the order of its columns, with None for what is missing."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [make(*row) for row in plain.itertuples(index=False, name=None)]
