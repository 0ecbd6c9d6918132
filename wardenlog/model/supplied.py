"""Counts that stand beside the shift sheets: intelligence, nil days, police-supplied incidents."""

from datetime import date
from typing import ClassVar

from wardenlog.model.base import Aggregate, Count, Month, Part, Text


class Intelligence(Aggregate):
    """How many intelligence reports went in by one channel on a date: never what they said."""

    kind: ClassVar[str] = "intelligence"

    day: date
    channel: Text
    count: Count
    hotspot_id: str | None = None


class NilDay(Aggregate):
    """A named person says of a date: nothing to report."""

    kind: ClassVar[str] = "nil_day"

    day: date
    person_id: str
    scope: Text | None = None


class SuppliedCount(Part):
    """Police-recorded incidents in a hotspot in a month; never added to wardens' own."""

    hotspot_id: str
    month: Month
    category: Text | None = None
    number: Count
    same_month_last_year: Count | None = None


class SuppliedIncidents(Aggregate):
    """One delivery of police-supplied counts: its source, its date and what it covers."""

    kind: ClassVar[str] = "supplied_incidents"

    source: Text | None = None
    extracted_on: date | None = None
    coverage: Text | None = None
    counts: tuple[SuppliedCount, ...] = ()
