"""Puts a return together: which sheets, in which order, and what the file says of itself."""

from collections.abc import Callable, Iterator
from typing import Final

from wardenlog.counting.scope import financial_year
from wardenlog.returns.contents import (
    agreement,
    audit_sample,
    changes,
    checks,
    claim,
    contents,
    data,
    definitions,
    delivery,
    engagement,
    finance,
    hotspots,
    incidents,
    narrative,
    other_counts,
    payment,
    place_days,
    posts,
    powers,
    sign_off,
    staff,
    summary,
    visits,
    working,
)
from wardenlog.returns.contents.common import Omitted, X, council_name, period_name, quarter
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Book, Sheet
from wardenlog.returns.workbook.machine import machine_copy

SCHEMA: Final = "1.0.0"
"""Version of table names and headings (return-workbook.md, "Sheets and tables")."""

Content = Callable[[Figures], Sheet | Omitted]

_FIRST: Final[tuple[Content, ...]] = (
    claim.sheet,
    summary.sheet,
    working.sheet,
    payment.sheet,
    hotspots.sheet,
    powers.sheet,
    engagement.sheet,
    changes.sheet,
)
"""What makes each sheet before Checks, in the order of the page; Contents comes in."""


def compose(figures: Figures) -> Book:
    """Return the whole workbook of a return; sheets with nothing to say are named in Contents."""
    first = [content(figures) for content in _FIRST]
    then = [content(figures) for content in _then(figures)]
    others = [each for each in (*first, *then) if isinstance(each, Sheet)]
    made = [*first, checks.sheet(figures, others), *then]
    sheets = [each for each in made if isinstance(each, Sheet)]
    omitted = [each for each in made if isinstance(each, Omitted)]
    tables = [each.table.name for each in sheets]
    sheets.insert(-2, definitions.sheet(figures, tables))
    names = [each.name for each in sheets]
    names.insert(1, contents.NAME)
    sheets.insert(1, contents.sheet(figures, names, omitted))
    custom = _properties(figures)
    return Book(
        sheets,
        title=_title(figures),
        author=council_name(figures),
        subject=f"Community warden patrols under agreement {figures.particulars.reference}",
        produced_at=figures.produced_at,
        custom=custom,
        machine_copy=machine_copy([each.table for each in sheets], custom.items()),
    )


def file_name(figures: Figures) -> str:
    """Return the file's usual name, such as `ASHBY-VALE_GA-1_V2_2025-26_Q2_r1.xlsx`."""
    period = figures.wanted.period
    signed = figures.variation
    parts = (
        _plain(council_name(figures)).upper(),
        _plain(figures.particulars.reference),
        "unsigned" if signed is None else f"V{signed[0]}",
        financial_year(period.from_on),
        quarter(period) or f"{period.from_on}-to-{period.last_on}",
        f"r{figures.version}",
    )
    return f"{'_'.join(parts)}.xlsx"


def _then(figures: Figures) -> Iterator[Content]:
    """Yield what makes each sheet after Checks, in the order of the page; Definitions comes in."""
    wanted = figures.wanted
    if wanted.full:
        yield from (narrative.sheet, other_counts.sheet, agreement.sheet, delivery.sheet)
        yield from (staff.sheet, incidents.sheet)
    if wanted.full or figures.finance:
        yield finance.sheet
    if wanted.full or figures.posts:
        yield posts.sheet
    if wanted.evidence:
        yield from (visits.sheet, audit_sample.sheet)
    if wanted.place_days:
        yield place_days.sheet
    yield from (sign_off.sheet, data.sheet)


def _properties(figures: Figures) -> dict[str, str]:
    period = figures.wanted.period
    days = f"{period.from_on}/{period.last_on}"
    return {
        "wardenlog.schema": SCHEMA,
        "wardenlog.return": f"{figures.particulars.reference}/{days}/r{figures.version}",
        "wardenlog.ons": figures.particulars.ons_code or X,
        "wardenlog.period": days,
    }


def _title(figures: Figures) -> str:
    reference = figures.particulars.reference
    return (
        f"Grant-variation return: {council_name(figures)}, {reference},"
        f" {period_name(figures.wanted.period)}"
    )


def _plain(text: str) -> str:
    """Return letters and figures only, words joined by hyphens: safe in every file system."""
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in text)
    return "-".join(kept.split()) or "council"
