"""Delivery by month and hotspot by pandas (domain.md, rule 13)."""

import numpy as np
import pandas as pd

from tests.bench.pandas_presence import VISIT, Present, in_force
from tests.bench.pandas_tables import Frame, Tables, as_rows
from wardenlog.counting.dosage import Dosage

_PLACE = ["month", "hotspot_id"]
_MODES = ["foot", "cycle", "vehicle", "mixed"]
_COUNTS = [
    "days_listed",
    "days_visited",
    "visits",
    "qualifying",
    "patrol_minutes",
    "person_minutes",
    "claimable_minutes",
    "presences",
    "partner_minutes",
    *_MODES,
]


def delivery(tables: Tables, here: Present) -> list[Dosage]:
    """Return a row for each month and hotspot listed or visited in it."""
    counted = here.visits[here.visits.counted]
    columns = [
        _place_days(here.listed, counted),
        _required(tables, here.listed),
        _visited(counted),
        _minutes(here.members),
        _partners(tables, counted),
    ]
    found = pd.concat(columns, axis=1).reset_index()
    found = found[found.days_listed.notna() | found.visits.notna()]
    found[_COUNTS] = found[_COUNTS].fillna(0)
    hotspots = tables["hotspot"][["id", "code", "name", "hotspot_kind"]]
    found = found.merge(hotspots, left_on="hotspot_id", right_on="id")
    found = found.sort_values(["month", "code"])
    return as_rows(
        found[
            [
                "month",
                "code",
                "name",
                "hotspot_kind",
                *_COUNTS[:4],
                "required",
                "longest_gap",
                "patrol_minutes",
                "median_minutes",
                *_COUNTS[5:],
                "hotspot_id",
            ]
        ],
        Dosage,
    )


def _place_days(listed: Frame, counted: Frame) -> Frame:
    """Return listed days, those visited, and the longest run of those not visited."""
    seen = counted[["hotspot_id", "day"]].drop_duplicates().assign(seen=1)
    days = listed.merge(seen, on=["hotspot_id", "day"], how="left").sort_values("day")
    missed = days[days.seen.isna()]
    day_number = (pd.to_datetime(missed.day) - pd.Timestamp(0)).dt.days
    run = day_number - missed.groupby(_PLACE).cumcount()
    longest = missed.groupby([*_PLACE, run.rename("run")]).size().groupby(_PLACE).max()
    places = days.groupby(_PLACE)
    found = pd.DataFrame({"days_listed": places.size(), "days_visited": places.seen.sum()})
    found["longest_gap"] = longest.reindex(found.index, fill_value=0)
    return found


def _required(tables: Tables, listed: Frame) -> Frame:
    """Return visits × listed dates in force ÷ days, rounded half up once."""
    rules = in_force(tables["plan_rule"].merge(listed, on="hotspot_id"))
    by_rule = rules.groupby([*_PLACE, "position", "visits", "per_days"]).size()
    by_rule = by_rule.rename("days").reset_index()
    by_rule["required"] = by_rule.visits * by_rule.days / by_rule.per_days
    return np.floor(by_rule.groupby(_PLACE)[["required"]].sum() + 0.5 + 1e-9)


def _visited(counted: Frame) -> Frame:
    places = counted.groupby(_PLACE)
    found = pd.DataFrame(
        {
            "visits": places.size(),
            "qualifying": places.qualifying.sum(),
            "patrol_minutes": places.patrol_minutes.sum(),
            "median_minutes": places.patrol_minutes.median(),
        }
    )
    modes = counted.groupby([*_PLACE, "mode"]).size().unstack(fill_value=0)
    return found.join(modes.reindex(columns=_MODES, fill_value=0))


def _minutes(members: Frame) -> Frame:
    here = members[members.counted]
    own, claimable = here[here.own == 1], here[here.exclusion == "claimable"]
    return pd.DataFrame(
        {
            "person_minutes": own.groupby(_PLACE).net.sum(),
            "claimable_minutes": claimable.groupby(_PLACE).net.sum(),
        }
    )


def _partners(tables: Tables, counted: Frame) -> Frame:
    beside = counted[[*VISIT, *_PLACE, "patrol_minutes"]].merge(
        tables["partner_presence"], on=VISIT
    )
    beside["partner_minutes"] = beside.persons * beside.minutes.fillna(beside.patrol_minutes)
    return beside.groupby(_PLACE).agg(
        presences=("persons", "sum"), partner_minutes=("partner_minutes", "sum")
    )
