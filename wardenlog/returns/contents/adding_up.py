"""Checks that the figures of the return agree with each other, recomputed from its own tables."""

from collections.abc import Iterator
from typing import Final

from wardenlog.catalogue.measures import load_measures
from wardenlog.returns.contents import (
    data,
    delivery,
    engagement,
    hotspots,
    payment,
    powers,
    staff,
    summary,
    working,
)
from wardenlog.returns.contents.check import Check
from wardenlog.returns.contents.common import hours, looked_up
from wardenlog.returns.contents.control_totals import EXACT
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.formulas import whole_column
from wardenlog.returns.workbook.layout import Formula, Kind

CENT_HOUR: Final = 0.01
"""Hours, the last decimal shown; an hour's minutes have no shorter ending."""

_SAME: Final = "The Summary and this sheet say the same."


def adding_up(figures: Figures) -> Iterator[Check]:
    """Yield the identities, then each total of the Summary against the sheets that add up to it."""
    for each in figures.identities:
        title = load_measures().check(each.check).title
        if each.check != "visits_by_hotspot":
            title += ", minutes"
        yield Check(title, "count", each.expected, each.found, explanation=_IDENTITIES[each.check])
    yield _bridge(figures)
    yield from _hotspots(figures)
    if figures.wanted.full:
        yield from _delivery(figures)
        yield from _staff(figures)
    yield from _data(figures)
    yield from _registers(figures)
    yield from _year_to_date(figures)
    yield from _evidence(figures)
    yield from _payment(figures)


_IDENTITIES: Final = {
    "hours_by_hotspot": "Person-minutes added up by hotspot, from the records.",
    "hours_by_staff_group": "Person-minutes added up by staff group, from the records.",
    "hours_by_month": "Person-minutes added up by month, from the records.",
    "hours_by_member": "Person-minutes added up by person, from the records.",
    "visits_by_hotspot": "Counted visits added up by hotspot, from the records.",
}


def _this_period(code: str, figures: Figures, kind: Kind = "count") -> Formula:
    number = figures.spans.this.get(code, 0)
    text = looked_up(summary.TABLE, "This period", "Measure code", code)
    return Formula(text, hours(number) if kind == "hours" else number)


def _bridge(figures: Figures) -> Check:
    claimable = {step.code: step.minutes for step in figures.bridge}["claimable"]
    found = looked_up(working.TABLE, "Person-hours", "Exclusion code", "claimable")
    return Check(
        "How the claim is worked out adds up, person-hours",
        "hours",
        _this_period("claimable", figures, "hours"),
        Formula(found, hours(claimable)),
        tolerance=EXACT,
        explanation="All time on visits less overlap and every exclusion is the claimable time.",
    )


def _hotspots(figures: Figures) -> Iterator[Check]:
    rows = figures.hotspots
    if not rows:
        return
    visits = Formula(
        f"SUM({whole_column(hotspots.TABLE, 'Visits')})", sum(row.visits for row in rows)
    )
    yield Check(
        "Visits on Hotspots", "count", _this_period("visits", figures), visits, explanation=_SAME
    )
    for heading, code, minutes in (
        ("Hours", "person_minutes", [row.person_minutes for row in rows]),
        ("Hours claimable", "claimable", [row.claimable_minutes for row in rows]),
    ):
        yield Check(
            f"{heading} on Hotspots",
            "hours",
            _this_period(code, figures, "hours"),
            Formula(f"SUM({whole_column(hotspots.TABLE, heading)})", sum(map(hours, minutes))),
            tolerance=CENT_HOUR,
            explanation=_SAME,
        )


def _delivery(figures: Figures) -> Iterator[Check]:
    rows = figures.delivery
    if not rows:
        return
    visits = sum(row.visits for row in rows)
    yield Check(
        "Visits on Delivery",
        "count",
        _this_period("visits", figures),
        Formula(f"SUM({whole_column(delivery.TABLE, 'Visits')})", visits),
        explanation=_SAME,
    )
    for heading, code, minutes in (
        ("Person-minutes", "person_minutes", sum(row.person_minutes for row in rows)),
        ("Person-minutes claimable", "claimable", sum(row.claimable_minutes for row in rows)),
    ):
        yield Check(
            f"{heading} on Delivery, as hours",
            "hours",
            _this_period(code, figures, "hours"),
            Formula(f"SUM({whole_column(delivery.TABLE, heading)})/60", hours(minutes)),
            tolerance=CENT_HOUR,
            explanation=_SAME,
        )


def _staff(figures: Figures) -> Iterator[Check]:
    rows = figures.staff_groups
    if rows:
        worked = sum(hours(row.in_hotspots) for row in rows)
        yield Check(
            "In-hotspot person-hours on Staff",
            "hours",
            _this_period("person_minutes", figures, "hours"),
            Formula(f"SUM({whole_column(staff.NAME, 'In-hotspot person-hours')})", worked),
            tolerance=CENT_HOUR,
            explanation=_SAME,
        )


def _data(figures: Figures) -> Iterator[Check]:
    rows = data.rows(figures)
    for code, title in (
        ("visits", "Visits on Data"),
        ("person_minutes", "Hours on Data"),
        ("claimable", "Hours claimable on Data"),
        ("engagement", "People engaged on Data"),
    ):
        if not summary.is_supplied(code, figures):
            continue
        kind: Kind = "count" if code in {"visits", "engagement"} else "hours"
        added = sum(row.value for row in rows if row.measure == code)
        columns = (whole_column(data.TABLE, heading) for heading in ("Value", "Measure code"))
        text = "SUMIFS({},{},{})".format(*columns, f'"{code}"')
        yield Check(
            title,
            kind,
            _this_period(code, figures, kind),
            Formula(f"{text}/60", float(added) / 60) if kind == "hours" else Formula(text, added),
            tolerance=CENT_HOUR if kind == "hours" else 0,
            explanation=_SAME,
        )


def _registers(figures: Figures) -> Iterator[Check]:
    if figures.tallies:
        columns = (whole_column(engagement.TABLE, h) for h in ("Number", "Measure code"))
        text = "SUMIFS({},{},{})".format(*columns, '"engagement"')
        if summary.is_supplied("engagement", figures):
            people = sum(row.number for row in figures.tallies if row.measure == "engagement")
            yield Check(
                "People engaged on Engagement",
                "count",
                _this_period("engagement", figures),
                Formula(text, people),
                explanation=_SAME,
            )
    if figures.powers:
        own = sum(row.own for row in figures.powers)
        yield Check(
            "Own use on Powers",
            "count",
            own,
            Formula(f"SUM({whole_column(powers.TABLE, 'Own use')})", own),
            explanation="As counted when the return was produced.",
        )
        for heading, code in (("Assisted", "powers_assisted"), ("Cancelled", "powers_cancelled")):
            found = sum(getattr(row, heading.lower()) for row in figures.powers)
            yield Check(
                f"{heading} on Powers",
                "count",
                _this_period(code, figures),
                Formula(f"SUM({whole_column(powers.TABLE, heading)})", found),
                explanation=_SAME,
            )


def _year_to_date(figures: Figures) -> Iterator[Check]:
    """Yield the check where the period lies in one financial year."""
    spans, code = figures.spans, "person_minutes"
    if spans.year_period.from_on > figures.wanted.period.from_on:
        return
    before = hours((spans.year_before or {}).get(code, 0))
    this = looked_up(summary.TABLE, "This period", "Measure code", code)
    to_date = looked_up(summary.TABLE, "Financial year to date", "Measure code", code)
    yield Check(
        "Person time, financial year to date, hours",
        "hours",
        Formula(f"{before}+{this}", before + hours(spans.this.get(code, 0))),
        Formula(to_date, hours(spans.year.get(code, 0))),
        tolerance=CENT_HOUR,
        explanation=f"{before:,.2f} hours earlier in the financial year, and this period's.",
    )


def _evidence(figures: Figures) -> Iterator[Check]:
    """Yield the visits' minutes against the record's; live where the sheet Visits shows them."""
    person, claimable = figures.evidence_minutes
    for heading, title, code, minutes in (
        ("Person-minutes", "Evidence adds up, minutes", "person_minutes", person),
        (
            "Person-minutes claimable",
            "Evidence adds up, claimable minutes",
            "claimable",
            claimable,
        ),
    ):
        live = Formula(f"SUM({whole_column('Visit_evidence', heading)})", minutes)
        yield Check(
            title,
            "count",
            figures.spans.this.get(code, 0),
            live if figures.evidence else minutes,
            explanation=f"{heading} added up over the visits behind the figures.",
        )


def _payment(figures: Figures) -> Iterator[Check]:
    amount = figures.claim.amount
    if amount is None:
        return
    yield Check(
        "Amount claimed on Payment",
        "money",
        Formula(looked_up(summary.TABLE, "This period", "Measure code", "amount_claimed"), amount),
        Formula(looked_up(payment.TABLE, "Amount", "Line", payment.CLAIMED), amount),
        explanation="The Summary and the payment lines, added up here and cut to any cap, agree.",
    )
