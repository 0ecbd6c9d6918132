"""Powers, engagement, incidents and the other registers (domain.md, counting rules 8 and 9)."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from tests.oracle.log import code, day, number, required_day, text, yes
from tests.oracle.read import Record

CATALOGUE = json.loads(
    (Path(__file__).parent.parent / "data" / "oracle-powers.json").read_text(encoding="utf-8")
)
UNDER_18 = {"under 10", "10-15", "16-17"}

Counts = dict[str, int]


def powers(record: Record, first: date, last: date) -> dict[str, Counts]:
    """Four registers of power uses.

    `use`: "month hotspot power stage own|assisted"; `cancelled` and `under_18`: "month hotspot
    power stage". A cancellation stands in the month of its *Status on*; one without that date
    stands nowhere. Stages the catalogue does not count are left out. A blank *Use* is own, but
    assisted where the catalogue says no_record_as_partner (confirmed by the worked example).
    """
    use: Counter[str] = Counter()
    cancelled: Counter[str] = Counter()
    under_18: Counter[str] = Counter()
    for on, hotspot, row in record.events("Powers"):
        power, stage = code(row["Power"]), code(row["Stage"])
        if not CATALOGUE[power]["stages"][stage]:
            continue
        times = number(row["Count"], 1)
        default = "assisted" if CATALOGUE[power]["assisted_unless_said"] else "own"
        what = f"{hotspot} {power} {stage}"
        if first <= on <= last:
            use[f"{on:%Y-%m} {what} {text(row['Use']) or default}"] += times
            if text(row["Age band"]) in UNDER_18:
                under_18[f"{on:%Y-%m} {what}"] += times
        when = day(row["Status on"])
        if text(row["Status"]) == "cancelled" and when is not None and first <= when <= last:
            cancelled[f"{when:%Y-%m} {what}"] += times
    return {"use": dict(use), "cancelled": dict(cancelled), "under_18": dict(under_18)}


def engagement(record: Record, first: date, last: date) -> Counts:
    """Number by "month hotspot measure"; a recorded 0 is there as 0."""
    found: Counts = {}
    for on, hotspot, row in record.events("Tallies"):
        if first <= on <= last:
            key = f"{on:%Y-%m} {hotspot} {code(row['Measure'])}"
            found[key] = found.get(key, 0) + number(row["Number"])
    return found


def estimated(record: Record, first: date, last: date) -> Counts:
    """As engagement, only what is flagged as estimated."""
    found: Counts = {}
    for on, hotspot, row in record.events("Tallies"):
        if first <= on <= last and yes(row["Estimated"], default=False):
            key = f"{on:%Y-%m} {hotspot} {code(row['Measure'])}"
            found[key] = found.get(key, 0) + number(row["Number"])
    return found


def incidents(record: Record, first: date, last: date) -> Counts:
    """Incidents wardens dealt with, by "month hotspot category type"."""
    found: Counter[str] = Counter(
        f"{on:%Y-%m} {hotspot} {code(row['Category'])} {code(row['Type'])}"
        for on, hotspot, row in record.events("Incidents")
        if first <= on <= last
    )
    return dict(found)


def other_counts(record: Record, first: date, last: date) -> Counts:
    """Referrals, items seized, intelligence reports, by "month hotspot kind code"."""
    found: Counter[str] = Counter()
    for on, hotspot, row in record.events("Referrals"):
        if first <= on <= last:
            found[f"{on:%Y-%m} {hotspot} referral {code(row['Pathway'])}"] += 1
    for on, hotspot, row in record.events("Seizures"):
        if first <= on <= last:
            key = f"{on:%Y-%m} {hotspot} seizure {code(row['Kind'])}"
            found[key] += number(row["Quantity"])
    for row in record.log["Intelligence"]:
        on, place = required_day(row["Date"]), text(row["Hotspot"]) or "[z]"
        if first <= on <= last:
            key = f"{on:%Y-%m} {place} intelligence {code(row['Channel'])}"
            found[key] += number(row["Count"])
    return dict(found)
