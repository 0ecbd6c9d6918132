"""The rows of agreements, and of what their budget lines cost, in a log."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from wardenlog.model import Agreement, LineMonth, Post, PostHolding

Rows = Iterator[tuple[str, dict[str, Any]]]
"""Rows by sheet, each its values by field of the table."""


def agreement_rows(agreement: Agreement) -> Rows:
    """Yield the rows that hang on an agreement; the caller adds the agreement itself.

    A void variation has no row, as no void record has one.
    """
    for variation in agreement.variations:
        if variation.void_reason is not None:
            continue
        yield "Variations", dict(variation)
        for term in variation.terms:
            yield "Terms", {**dict(term), "key": term.key or None, "variation": variation.number}
        for change in variation.budget_changes:
            yield "Budget changes", {**dict(change), "variation": variation.number}
    for listing in agreement.listings:
        yield "Listings", dict(listing)
    for rule in agreement.plan_rules:
        yield "Plan rules", dict(rule)
    for post in agreement.posts:
        for fields in _post_rows(post):
            yield "Posts", fields
    for line in agreement.budget_lines:
        yield "Budget lines", dict(line)
    for underspend in agreement.underspends:
        yield "Underspends", dict(underspend)


def _post_rows(post: Post) -> Iterator[dict[str, Any]]:
    """Yield a row a holder, with the holder's dates; first one without, where these do not say
    how long the post itself runs.
    """
    holdings = post.holdings
    if not holdings or holdings == (PostHolding(person_id=holdings[0].person_id),):
        yield {**dict(post), "person_id": holdings[0].person_id if holdings else None}
        return
    if _span(holdings) != (post.actual_start, post.end_on):
        yield dict(post)
    for held in holdings:
        dates = {"actual_start": held.from_on, "end_on": held.to_on}
        yield {**dict(post), **dates, "person_id": held.person_id}


def _span(holdings: Sequence[PostHolding]) -> tuple[date | None, date | None]:
    starts = [held.from_on for held in holdings if held.from_on is not None]
    ends = [held.to_on for held in holdings if held.to_on is not None]
    open_ended = len(ends) < len(holdings)
    return min(starts, default=None), None if open_ended else max(ends)


def line_month_rows(month: LineMonth) -> Rows:
    """Yield what a budget line cost in a month, and its forecast; amounts that are void are not."""
    place = {"agreement": month.agreement_id, "line": month.line}
    for spent in month.expenditure:
        if spent.void_reason is not None:
            continue
        yield "Expenditure", {**dict(spent), **place}
    if month.forecast is not None:
        yield "Forecasts", {**place, "month": month.month, "amount": month.forecast}
