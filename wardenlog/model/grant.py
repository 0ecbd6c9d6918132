"""Grant agreements: dated variations of terms, listed hotspots, plan rules, posts and budgets."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from wardenlog.model.base import Aggregate, Code, FinancialYear, Minutes, Money, Part, Text
from wardenlog.model.terms import canonical_key, canonical_value
from wardenlog.model.vocabulary import (
    Mode,
    TermItem,
    UnderspendTreatment,
    VariationStatus,
    Weekday,
)


class Term(Part):
    """One thing a variation sets: what, for which key, to which value (canonical text)."""

    item: TermItem
    key: str = ""
    value: str

    @model_validator(mode="before")
    @classmethod
    def _canonical(cls, data: object) -> object:
        if isinstance(data, dict) and "item" in data and "value" in data:
            item = TermItem(data["item"])
            return {
                **data,
                "item": item,
                "key": canonical_key(item, str(data.get("key") or "")),
                "value": canonical_value(item, str(data["value"])),
            }
        return data


class BudgetChange(Part):
    """What a variation adds to a budget line, in pounds; a cut is negative."""

    line: Code
    amount: Money


class Variation(Part):
    """A dated change of an agreement's terms; number 0 is the original."""

    number: Annotated[int, Field(ge=0, le=999)]
    effective_from: date
    status: VariationStatus
    requested_on: date | None = None
    signed_on: date | None = None
    reason: Text | None = None
    approval_reference: Text | None = None
    terms: tuple[Term, ...] = ()
    budget_changes: tuple[BudgetChange, ...] = ()
    void_reason: Text | None = None
    """Why it is void; a void variation keeps its number and changes nothing (rule 5)."""

    @model_validator(mode="after")
    def _terms_once(self) -> Self:
        seen = [(term.item, term.key) for term in self.terms]
        if len(seen) != len(set(seen)):
            message = "sets the same term twice"
            raise ValueError(message)
        return self


class Listing(Part):
    """A hotspot's presence on the agreement's list, both dates inclusive; no end is open."""

    hotspot_id: str
    from_on: date
    to_on: date | None = None
    replaced_by_id: str | None = None


class PlanRule(Part):
    """How often, how long, when and how a hotspot is to be visited (domain.md, rule 13).

    `visits` per `per_days`; no weekdays or modes means all of them; the window is local wall
    time, start inclusive and end exclusive, and may cross midnight.
    """

    hotspot_id: str
    visits: Annotated[int, Field(ge=0, le=1000)]
    per_days: Annotated[int, Field(ge=1, le=366)]
    minimum_minutes: Minutes | None = None
    weekdays: tuple[Weekday, ...] = ()
    window_start: time | None = None
    window_end: time | None = None
    modes: tuple[Mode, ...] = ()
    from_on: date
    to_on: date | None = None

    @model_validator(mode="after")
    def _window_has_two_ends(self) -> Self:
        if (self.window_start is None) != (self.window_end is None):
            message = "a window needs both a start and an end"
            raise ValueError(message)
        if self.window_start is not None and self.window_start == self.window_end:
            message = "the window starts and ends at the same time"
            raise ValueError(message)
        return self


class PostHolding(Part):
    """Who held a post, between two dates inclusive; no dates means as long as the post."""

    person_id: str
    from_on: date | None = None
    to_on: date | None = None


class Post(Part):
    """A job the grant pays for in full or in part.

    `yearly_budget` is what the grant pays for it in a full financial year, in pounds.
    """

    reference: Code
    title: Text | None = None
    grade: Text | None = None
    fte: Decimal | None = None
    funded_fte: Decimal | None = None
    fixed_term: bool | None = None
    planned_start: date | None = None
    actual_start: date | None = None
    end_on: date | None = None
    yearly_budget: Money | None = None
    holdings: tuple[PostHolding, ...] = ()


class BudgetLine(Part):
    """A line of the agreement's budget, in pounds."""

    reference: Code
    category: Text
    labour: bool | None = None
    original: Money


class Underspend(Part):
    """What the funder is asked to let become of money that a financial year did not spend.

    `amount` in pounds. Being agreed changes no figure: a signed variation does (domain.md, "terms
    on a date").
    """

    year: FinancialYear
    treatment: UnderspendTreatment
    amount: Annotated[Money, Field(ge=0)] | None = None
    asked_on: date | None = None
    agreed_on: date | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _asked_before_agreed(self) -> Self:
        if self.asked_on and self.agreed_on and self.agreed_on < self.asked_on:
            message = "was agreed before it was asked for"
            raise ValueError(message)
        return self


class Agreement(Aggregate):
    """A grant agreement with everything that varies in it."""

    kind: ClassVar[str] = "agreement"

    reference: Code
    funder_id: str
    recipient_id: str | None = None
    programme: Text | None = None
    start_on: date
    purpose: Text | None = None
    variations: tuple[Variation, ...] = ()
    listings: tuple[Listing, ...] = ()
    plan_rules: tuple[PlanRule, ...] = ()
    posts: tuple[Post, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    underspends: tuple[Underspend, ...] = ()

    @model_validator(mode="after")
    def _numbers_once(self) -> Self:
        for what, names in (
            ("variation", [variation.number for variation in self.variations]),
            ("post", [post.reference for post in self.posts]),
            ("budget line", [line.reference for line in self.budget_lines]),
            ("year’s underspend", [each.year for each in self.underspends]),
        ):
            if len(names) != len(set(names)):
                message = f"has the same {what} twice"
                raise ValueError(message)
        return self


class FundingSource(Aggregate):
    """Who pays for a person's time: an agreement, or business as usual where none is named."""

    kind: ClassVar[str] = "funding_source"

    code: Code
    agreement_id: str | None = None
    label: Text | None = None
