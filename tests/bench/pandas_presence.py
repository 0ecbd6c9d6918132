"""The claim bridge's rows by pandas: who was on which visit, and why minutes are not claimed."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from tests.bench.pandas_tables import Frame, Tables, between
from wardenlog.counting.bridge import EXCLUSIONS, STEPS, BridgeStep
from wardenlog.counting.scope import Period

VISIT = ["shift_id", "number"]
_TO_OPEN = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Present:
    """Frames of one quarter: its days, hotspots' listed days, visits, and members on them."""

    days: Frame
    listed: Frame
    visits: Frame
    members: Frame


def present(tables: Tables, reference: str, period: Period) -> Present:
    """Lay out a quarter of an agreement (domain.md, rules 4 and 6)."""
    agreement = tables["agreement"].set_index("reference").loc[reference]
    days = _days(tables, agreement, period)
    listing = tables["listing"]
    listing = listing[listing.agreement_id == agreement.id]
    listed = in_force(listing.merge(days[["day", "month"]], how="cross"))
    listed = listed[["hotspot_id", "day", "month"]].drop_duplicates(["hotspot_id", "day"])
    members = _members(tables, period)
    visits = _visits(tables, period, members, listed, agreement.id)
    return Present(
        days, listed, visits, _with_exclusion(tables, agreement.id, days, visits, members)
    )


def in_force(frame: Frame) -> Frame:
    """Return the rows whose day is within their own from and to, both included."""
    return frame[(frame.from_on <= frame.day) & (frame.day <= frame.to_on.fillna(_TO_OPEN))]


def bridge(members: Frame) -> list[BridgeStep]:
    """Return the ten steps of the claim bridge."""
    overlapping = members[members.overlap > 0]
    minutes = members.groupby("exclusion").net.sum()
    visits = members.drop_duplicates(["exclusion", *VISIT]).exclusion.value_counts()
    found = {code: (int(minutes[code]), int(visits[code])) for code in minutes.index}
    found["total"] = (int(members.minutes.sum()), len(members.drop_duplicates(VISIT)))
    found["overlap"] = (int(members.overlap.sum()), len(overlapping.drop_duplicates(VISIT)))
    return [BridgeStep(code, *found.get(code, (0, 0))) for code in STEPS]


def _days(tables: Tables, agreement: Frame, period: Period) -> Frame:
    """Return each day with whether the agreement covers it, and the minimum minutes on it."""
    dates = pd.date_range(period.from_on, period.last_on).strftime("%Y-%m-%d")
    days = pd.DataFrame({"day": dates, "month": dates.str[:7], "date": pd.to_datetime(dates)})
    signed = tables["variation"].query("status == 'signed'")
    terms = signed.merge(tables["variation_item"], on=["agreement_id", "number"])
    terms = terms[(terms.agreement_id == agreement.id) & (terms.key == "")]
    terms = terms.assign(date=pd.to_datetime(terms.effective_from)).sort_values(["date", "number"])
    for item in ("period_end", "minimum_minutes"):
        values = terms[terms["item"] == item][["date", "value"]]
        days = pd.merge_asof(days, values.rename(columns={"value": item}), on="date")
    days["in_agreement"] = (days.day >= agreement.start_on) & (days.day <= days.period_end)
    days["minimum_minutes"] = days.minimum_minutes.astype(float).fillna(0)
    return days


def _members(tables: Tables, period: Period) -> Frame:
    """Return everybody on a visit that can count, with own minutes and overlap (rule 4)."""
    people = tables["person"].merge(
        tables["organisation"][["id", "own"]], left_on="organisation_id", right_on="id"
    )
    found = tables["visit_member"]
    day_before = (period.from_on - timedelta(days=1)).isoformat()
    day_after = (period.to_on + timedelta(days=1)).isoformat()
    found = between(found[found.live == 1], "day", day_before, day_after)
    found = found.merge(people[["id_x", "own"]], left_on="person_id", right_on="id_x")
    found = found.sort_values(
        ["person_id", "joined_minute", "sheet", "number", "shift_id", "position"]
    )
    latest = found.groupby("person_id").left_minute.cummax().groupby(found.person_id).ffill()
    covered_until = latest.groupby(found.person_id).shift()
    covered = np.minimum(found.left_minute, covered_until) - found.joined_minute
    found["minutes"] = (found.left_minute - found.joined_minute).fillna(0)
    found["overlap"] = covered.clip(lower=0).fillna(0)
    found["net"] = found.minutes - found.overlap
    return between(found, "day", period.from_on.isoformat(), period.to_on.isoformat())


def _visits(
    tables: Tables, period: Period, members: Frame, listed: Frame, agreement_id: str
) -> Frame:
    """Return the visits that can count, with patrol-minutes and whether they qualify."""
    found = tables["visit"]
    found = found[found.live == 1]
    found = between(found, "day", period.from_on.isoformat(), period.to_on.isoformat())
    crews = members[members.own == 1].groupby(VISIT)
    crew = pd.DataFrame({"patrol_minutes": crews.left_minute.max() - crews.joined_minute.min()})
    crew["own_persons"] = crews.size()
    found = found.merge(crew.reset_index(), on=VISIT, how="left")
    found = found.merge(listed.assign(listed=True), on=["hotspot_id", "day"], how="left")
    found["month"] = found.day.str[:7]
    found["listed"] = found.listed.notna()
    found["patrol_minutes"] = found.patrol_minutes.fillna(0)
    found["counted"] = found.out_minute.notna() & found.own_persons.notna()
    rules = tables["plan_rule"]
    rules = rules[rules.agreement_id == agreement_id]
    meeting = _meeting_a_rule(found[found.counted & found.listed], rules)
    found["qualifying"] = pd.MultiIndex.from_frame(found[VISIT]).isin(meeting)
    return found


def _meeting_a_rule(visits: Frame, rules: Frame) -> Frame:
    """Return (shift, number) of visits that meet every condition of at least one plan rule."""
    tried = in_force(visits.merge(rules, on="hotspot_id", suffixes=("", "_rule")))
    weekday = pd.to_datetime(tried.day).dt.strftime("%w")
    allowed = zip(tried["mode"], tried.modes, weekday, tried.weekdays, strict=True)
    suits = np.array(
        [
            (pd.isna(modes) or mode in modes.split()) and (pd.isna(days) or day in days)
            for mode, modes, day, days in allowed
        ],
        dtype=bool,
    )
    clock, start, end = tried.clock_minute, tried.window_start, tried.window_end
    after, before = clock >= start, clock < end
    inside = start.isna() | ((start < end) & after & before) | ((start > end) & (after | before))
    long_enough = tried.patrol_minutes >= tried.minimum_minutes.fillna(0)
    return pd.MultiIndex.from_frame(tried[suits & inside & long_enough][VISIT].drop_duplicates())


def _with_exclusion(
    tables: Tables, agreement_id: str, days: Frame, visits: Frame, members: Frame
) -> Frame:
    """Add to each member the first exclusion that applies, or `claimable` (rule 6)."""
    funding = tables["funding_source"][["id", "agreement_id"]]
    about = visits[
        [*VISIT, "hotspot_id", "month", "listed", "uniformed", "out_minute", "patrol_minutes"]
    ].assign(counted=visits.counted)
    found = members.merge(about, on=VISIT)
    found = found.merge(days[["day", "in_agreement", "minimum_minutes"]], on="day")
    found = found.merge(funding, left_on="funding_id", right_on="id", how="left")
    applies = [
        found.own == 0,
        (found.agreement_id != agreement_id) | found.agreement_id.isna(),
        ~found.in_agreement,
        ~found.listed,
        found.uniformed == 0,
        found.out_minute.isna(),
        found.patrol_minutes < found.minimum_minutes,
    ]
    found["exclusion"] = np.select(applies, EXCLUSIONS, "claimable")
    return found
