"""The figures of a return, taken at one moment of the record and frozen."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.bridge import BridgeStep, bridge
from wardenlog.counting.checks import Finding, findings
from wardenlog.counting.claim import (
    Cap,
    ClaimLine,
    YearClaimed,
    cap_on,
    claim_lines,
    claimable_minutes,
    claimed,
    claimed_before,
    outside_minutes,
    taken,
    target_minutes,
    total,
)
from wardenlog.counting.dosage import Dosage, PlaceDay, delivery, hotspots, place_days
from wardenlog.counting.evidence import EvidenceRow, evidence
from wardenlog.counting.finance import FinanceRow, PostRow, finance, posts
from wardenlog.counting.identities import Identity, identities
from wardenlog.counting.particulars import Moment, Particulars, entered, moment, particulars
from wardenlog.counting.registers import (
    IncidentRow,
    OtherCount,
    PowerRow,
    TallyRow,
    incidents,
    other_counts,
    powers,
    tallies,
)
from wardenlog.counting.scope import (
    Period,
    Scope,
    Session,
    financial_year_start,
    open_scope,
    open_visits,
)
from wardenlog.counting.staff import StaffRow, staff_groups
from wardenlog.counting.terms import (
    Terms,
    VariationLine,
    at_risk,
    terms_on,
    variation_in_force,
    variations,
)
from wardenlog.counting.totals import Totals, roll_up, totals


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which return to build: an agreement by its reference, a period, and the optional sheets."""

    agreement: str
    period: Period
    full: bool = False
    evidence: bool = False
    place_days: bool = False


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the claim would be if a variation at risk were signed; never added to it."""

    variation: int
    claimed: Decimal | None


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim: its lines, caps and result in pounds; None where a term was never agreed.

    `unit` is `person` or `patrol`; `unit_stated` says whether the terms say which.
    """

    lines: tuple[ClaimLine, ...]
    before: tuple[YearClaimed, ...]
    caps: tuple[Cap, ...]
    subtotal: Decimal | None
    amount: Decimal | None
    unit: str
    unit_stated: bool
    person_minutes: int
    patrol_minutes: int
    outside_minutes: int | None
    target_minutes: Decimal | None
    target_words: str | None
    what_if: tuple[WhatIf, ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """The Summary's totals over this period, the one before, the year and the agreement so far."""

    this: Totals
    previous: Totals | None
    previous_period: Period | None
    year: Totals
    year_period: Period
    year_before: Totals | None
    agreement: Totals
    agreement_period: Period


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a return says, with the revision head it was computed at."""

    wanted: Wanted
    moment: Moment
    produced_at: datetime
    particulars: Particulars
    variation: tuple[int, str | None] | None
    terms: Terms
    claim: Claim
    spans: Spans
    bridge: tuple[BridgeStep, ...]
    delivery: tuple[Dosage, ...]
    hotspots: tuple[Dosage, ...]
    powers: tuple[PowerRow, ...]
    tallies: tuple[TallyRow, ...]
    incidents: tuple[IncidentRow, ...]
    other_counts: tuple[OtherCount, ...]
    staff_groups: tuple[StaffRow, ...]
    variations: tuple[VariationLine, ...]
    finance: tuple[FinanceRow, ...]
    posts: tuple[PostRow, ...]
    identities: tuple[Identity, ...]
    findings: tuple[Finding, ...]
    evidence: tuple[EvidenceRow, ...]
    entered: dict[str, tuple[str, str | None]]
    place_days: tuple[PlaceDay, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is counted otherwise than the signed terms say, as in `Scope`: to ask “what if”."""

    signed: tuple[int, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()

    def scope(self, agreement_id: str, period: Period, *signed: int) -> Scope:
        """Return the scope that counts so, with more variations as if signed."""
        return Scope(agreement_id, period, (*self.signed, *signed), self.terms)


def take_figures(session: Session, wanted: Wanted, assumed: Assumed | None = None) -> Figures:
    """Take a return's figures in one read session; UserError where there is no such agreement.

    The to-date figures come from a scope that reaches back to the agreement's start; the period's
    own from one that touches only its days. What is `assumed` holds for both.
    """
    scoped = assumed or Assumed()
    party = particulars(session, wanted.agreement)
    now = moment(session)
    period = wanted.period
    so_far = Period(min(party.start_on, period.from_on), period.to_on)
    open_visits(session, scoped.scope(party.agreement_id, so_far))
    spans = _spans(session, period, so_far)
    before = _before(session, period, so_far)
    what_if = tuple(
        _if_signed(session, scoped.scope(party.agreement_id, period, number), number, before)
        for number in at_risk(session)
        if number not in scoped.signed
    )
    open_scope(session, scoped.scope(party.agreement_id, period))
    return Figures(
        wanted=wanted,
        moment=now,
        produced_at=clock.from_utc_text(now.at),
        particulars=party,
        variation=variation_in_force(session, period.last_on),
        terms=terms_on(session, period.last_on),
        claim=_claim(session, period, before, what_if),
        spans=spans,
        bridge=bridge(session),
        delivery=tuple(delivery(session)),
        hotspots=tuple(hotspots(session)),
        powers=tuple(powers(session, printed_stages())),
        tallies=tuple(tallies(session)),
        incidents=tuple(incidents(session)),
        other_counts=tuple(other_counts(session)),
        staff_groups=tuple(staff_groups(session)),
        variations=tuple(variations(session)),
        finance=tuple(finance(session, period)),
        posts=tuple(posts(session, period)),
        identities=tuple(identities(session)),
        findings=tuple(findings(session, period, party.agreement_id)),
        evidence=tuple(evidence(session)),
        entered=entered(session) if wanted.evidence else {},
        place_days=tuple(place_days(session)) if wanted.place_days else (),
    )


def claim_of(session: Session, agreement: str, period: Period) -> Claim:
    """Return what a return of a period claims, without its other figures; errors as above."""
    party = particulars(session, agreement)
    so_far = Period(min(party.start_on, period.from_on), period.to_on)
    open_visits(session, Scope(party.agreement_id, so_far))
    before = _before(session, period, so_far)
    open_visits(session, Scope(party.agreement_id, period))
    return _claim(session, period, before)


def printed_stages() -> str:
    """Return the stages that count in the return, and the Summary measure each adds to."""
    return json.dumps(
        [
            [power.code, stage.code, stage.counted_as]
            for power in load_powers().powers
            for stage in power.stages
            if stage.count_in_return
        ]
    )


def _before(session: Session, period: Period, so_far: Period) -> tuple[YearClaimed, ...]:
    """Return what the agreement's days before the period claimed, year by year."""
    if so_far.from_on == period.from_on:
        return ()
    return tuple(claimed_before(session, Period(so_far.from_on, period.from_on)))


def _spans(session: Session, period: Period, so_far: Period) -> Spans:
    tallied = json.dumps([card.code for card in load_measures().tallies()])
    roll_up(session, printed_stages(), tallied)
    year = period.financial_year_to_date()
    year = Period(max(year.from_on, so_far.from_on), year.to_on)
    before = previous_period(period)
    inside = before.from_on >= so_far.from_on
    return Spans(
        this=totals(session, period),
        previous=totals(session, before) if inside else None,
        previous_period=before if inside else None,
        year=totals(session, year),
        year_period=year,
        year_before=totals(session, Period(year.from_on, period.from_on))
        if year.from_on < period.from_on
        else None,
        agreement=totals(session, so_far),
        agreement_period=so_far,
    )


def previous_period(period: Period) -> Period:
    """Return the period before: as many whole months where it has whole months, else days."""
    start, end = period.from_on, period.to_on
    if start.day == 1 and end.day == 1:
        months = (end.year - start.year) * 12 + end.month - start.month
        before = start.year * 12 + start.month - 1 - months
        return Period(date(before // 12, before % 12 + 1, 1), start)
    return Period(start - timedelta(days=period.days), start)


def _claim(
    session: Session,
    period: Period,
    before: tuple[YearClaimed, ...],
    what_if: tuple[WhatIf, ...] = (),
) -> Claim:
    in_force = terms_on(session, period.last_on)
    lines = claim_lines(session, period)
    caps = tuple(_caps(in_force, period, before))
    subtotal = total(lines)
    target = target_minutes(in_force, period)
    outside = in_force.get(("outside_hotspot_counts", "")) == "yes"
    return Claim(
        lines=tuple(lines),
        before=before,
        caps=caps,
        subtotal=subtotal,
        amount=None if subtotal is None else claimed(subtotal, caps),
        unit=in_force.get(("hours_counted", ""), "person"),
        unit_stated=("hours_counted", "") in in_force,
        person_minutes=claimable_minutes(session, period, "person"),
        patrol_minutes=claimable_minutes(session, period, "patrol"),
        outside_minutes=outside_minutes(session, period) if outside else None,
        target_minutes=target[0] if target else None,
        target_words=target[1] if target else None,
        what_if=what_if,
    )


def _caps(in_force: Terms, period: Period, before: tuple[YearClaimed, ...]) -> list[Cap]:
    """Return the caps that bind at the period's end, with what is already taken of each."""
    year_on = financial_year_start(period.last_on)
    return [
        Cap(key, amount, taken(year for year in before if not key or year.from_on >= year_on))
        for key, amount in cap_on(in_force, period.last_on)
    ]


def _if_signed(
    session: Session, scope: Scope, number: int, before: tuple[YearClaimed, ...]
) -> WhatIf:
    open_visits(session, scope)
    return WhatIf(number, _claim(session, scope.period, before).amount)
