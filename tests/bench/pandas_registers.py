"""Powers, tallies and incidents of a quarter by pandas (domain.md, rules 8 and 9)."""

import pandas as pd

from tests.bench.pandas_tables import Frame, Tables, as_rows, between
from tests.bench.quarter import printed_stages
from wardenlog.counting.registers import IncidentRow, PowerRow, TallyRow
from wardenlog.counting.scope import Period

_PLACE = ["month", "hotspot"]


def powers(tables: Tables, period: Period) -> list[PowerRow]:
    """Return the uses of every printed stage, by month and hotspot."""
    uses = tables["power_use"].merge(
        pd.DataFrame(printed_stages(), columns=["power", "stage"]), on=["power", "stage"]
    )
    issued = _in_period(tables, uses, period)
    issued["own"] = issued.quantity.where(issued.use == "own", 0)
    issued["assisted"] = issued.quantity.where(issued.use == "assisted", 0)
    young = issued.age_band.isin(["under 10", "10-15", "16-17"])
    issued["under_18"] = issued.quantity.where(young, 0)
    ended = _in_period(tables, uses[uses.status == "cancelled"], period, "status_on")
    ended["cancelled"] = ended.quantity
    numbers = ["own", "assisted", "cancelled", "under_18"]
    both = pd.concat([issued, ended]).reindex(columns=[*_PLACE, "power", "stage", *numbers])
    both = both.fillna(dict.fromkeys(numbers, 0))
    found = both.groupby([*_PLACE, "power", "stage"], dropna=False)[numbers].sum()
    return as_rows(found.reset_index(), PowerRow)


def tallies(tables: Tables, period: Period) -> list[TallyRow]:
    """Return every tally measure by month and hotspot."""
    here = _in_period(tables, tables["tally"], period)
    here["guessed"] = here.quantity * here.estimated
    found = here.groupby([*_PLACE, "measure"], dropna=False)[["quantity", "guessed"]].sum()
    return as_rows(found.reset_index(), TallyRow)


def incidents(tables: Tables, period: Period) -> list[IncidentRow]:
    """Return wardens' incidents and, apart from them, police-supplied ones."""
    here = _in_period(tables, tables["incident"], period)
    own = here.groupby([*_PLACE, "category", "incident_type"], dropna=False).size()
    months = f"{period.from_on:%Y-%m}", f"{period.last_on:%Y-%m}"
    supplied = tables["supplied_count"]
    supplied = supplied[(supplied.live == 1) & supplied.month.between(*months)]
    supplied = _named(tables, supplied).merge(
        tables["supplied_incidents"], left_on="supplied_incidents_id", right_on="id"
    )
    supplied["source"] = supplied.source.fillna("police")
    groups = supplied.groupby([*_PLACE, "source", "category"], dropna=False)
    last_year = groups.same_month_last_year.sum(min_count=1)
    given = pd.DataFrame({"number": groups.quantity.sum(), "same_month_last_year": last_year})
    both = pd.concat([own.rename("number").reset_index(), given.reset_index()])
    both = both.reindex(
        columns=[
            *_PLACE,
            "source",
            "category",
            "incident_type",
            "number",
            "same_month_last_year",
        ]
    )
    return sorted(as_rows(both, IncidentRow), key=_order)


def _order(row: IncidentRow) -> tuple[str, bool, str, str, str, str]:
    place = (row.hotspot_code is None, row.hotspot_code or "")
    return (row.month, *place, row.source or "", row.category or "", row.incident_type or "")


def _in_period(tables: Tables, frame: Frame, period: Period, day: str = "day") -> Frame:
    """Return what counts on the days of the period, with its month and its hotspot's code."""
    live = frame[frame.live == 1]
    here = between(live, day, period.from_on.isoformat(), period.to_on.isoformat())
    return _named(tables, here.assign(month=here[day].str[:7]))


def _named(tables: Tables, frame: Frame) -> Frame:
    codes = tables["hotspot"][["id", "code"]].rename(columns={"id": "place", "code": "hotspot"})
    return frame.merge(codes, left_on="hotspot_id", right_on="place", how="left")
