"""The figures of a return, taken at one moment of the record and frozen."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import load_powers
from wardenlog.counting.bridge import BridgeStep, bridge
from wardenlog.counting.caps import Cap, settle
from wardenlog.counting.checks import Finding, findings
from wardenlog.counting.claim import (
    ClaimLine,
    claimable_minutes,
    outside_minutes,
    own_lines,
    target_minutes,
)
from wardenlog.counting.dosage import Dosage, PlaceDay, delivery, hotspots, place_days
from wardenlog.counting.earlier import (
    Earlier,
    adjustments,
    carried,
    earlier_periods,
    taken_before,
    taken_elsewhere,
)
from wardenlog.counting.evidence import EvidenceRow, evidence, evidence_minutes
from wardenlog.counting.finance import FinanceRow, finance
from wardenlog.counting.identities import Identity, identities
from wardenlog.counting.kept import Kept
from wardenlog.counting.particulars import Moment, Particulars, moment, particulars
from wardenlog.counting.posts import PostRow, posts
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
    open_scope,
    open_visits,
)
from wardenlog.counting.sent import SentReturn, frozen_values, latest, sent_returns
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
from wardenlog.counting.underspend import MoneyLeft, money_left
from wardenlog.returns.difference import Difference


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which return to build: an agreement by its reference, a period, and the optional sheets."""

    agreement: str
    period: Period
    full: bool = False
    evidence: bool = False
    place_days: bool = False
    comment: str | None = None
    """What the council says of the period; required under 90 % of the target."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the claim would be if a variation at risk were signed; never added to it."""

    variation: int
    claimed: Decimal | None


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim: its lines, caps and result in pounds; None where a term was never agreed.

    `lines` begin with the period's own; `earlier` are the periods before it, with what was claimed
    for them. `caps` hold for the sum of the lines, `year_caps` only for those of their year, and
    stand in the lines already. `unit` is `person` or `patrol`; `unit_stated` says whether the
    terms say which.
    """

    lines: tuple[ClaimLine, ...]
    earlier: tuple[Earlier, ...]
    caps: tuple[Cap, ...]
    year_caps: tuple[Cap, ...]
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
    """Everything a return says, with the revision head it was computed at.

    `version` is the one these figures would be sent as, after the version they supersede. `before`
    is the newest return sent of the period before, with the Summary it reported, by measure.
    `evidence` and `place_days` are there only where they are wanted, packed as they may be long;
    `evidence_minutes` is what the evidence adds up to, in all and claimable, wanted or not.
    `restatements` are filled in by `restating.take_return`.
    """

    wanted: Wanted
    version: int
    supersedes: SentReturn | None
    before: SentReturn | None
    reported: Mapping[str, str]
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
    money_left: tuple[MoneyLeft, ...]
    identities: tuple[Identity, ...]
    findings: tuple[Finding, ...]
    evidence_minutes: tuple[int, int]
    evidence: Collection[EvidenceRow]
    place_days: Collection[PlaceDay]
    restatements: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is counted otherwise than the signed terms say, as in `Scope`: to ask “what if”."""

    signed: tuple[int, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()

    def scope(self, agreement_id: str, period: Period, *signed: int) -> Scope:
        """Return the scope that counts so, with more variations as if signed."""
        return Scope(agreement_id, period, (*self.signed, *signed), self.terms)


def take_figures(
    session: Session,
    wanted: Wanted,
    assumed: Assumed | None = None,
    *,
    leaving_out: frozenset[Period] = frozenset(),
) -> Figures:
    """Take a return's figures in one read session; UserError where there is no such agreement.

    Returns that were sent of other periods decide what was claimed before and for whom, but for
    those of the periods that are left out.

    The to-date figures come from a scope that reaches back to the agreement's start; the period's
    own from one that touches only its days. What is `assumed` holds for both, and never for what
    sent returns are adjusted by.
    """
    scoped = assumed or Assumed()
    party = particulars(session, wanted.agreement)
    now = moment(session)
    period = wanted.period
    so_far = Period(min(party.start_on, period.from_on), period.to_on)
    versions = latest(sent_returns(session, party.agreement_id))
    own = versions.get(period)
    before = versions.get(previous_period(period))
    others = [each for it, each in versions.items() if it != period and it not in leaving_out]
    open_visits(session, scoped.scope(party.agreement_id, so_far))
    spans = _spans(session, period, so_far)
    if others and assumed is not None:
        open_visits(session, Scope(party.agreement_id, so_far))
    context = _context(session, period, so_far, others)
    what_if = tuple(
        _if_signed(session, scoped.scope(party.agreement_id, period, number), number, context)
        for number in at_risk(session)
        if number not in scoped.signed
    )
    open_scope(session, scoped.scope(party.agreement_id, period))
    return Figures(
        wanted=wanted,
        version=own.version + 1 if own else 1,
        supersedes=own,
        before=before,
        reported=_reported(session, before),
        moment=now,
        produced_at=clock.from_utc_text(now.at),
        particulars=party,
        variation=variation_in_force(session, period.last_on),
        terms=terms_on(session, period.last_on),
        claim=_claim(session, period, context, what_if),
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
        money_left=tuple(money_left(session, period)),
        identities=tuple(identities(session)),
        findings=tuple(findings(session, period, party.agreement_id)),
        evidence_minutes=evidence_minutes(session),
        evidence=Kept(evidence(session), EvidenceRow._make) if wanted.evidence else (),
        place_days=Kept(place_days(session), PlaceDay._make) if wanted.place_days else (),
    )


def claim_of(session: Session, agreement: str, period: Period) -> Claim:
    """Return what a return of a period claims, without its other figures; errors as above."""
    party = particulars(session, agreement)
    so_far = Period(min(party.start_on, period.from_on), period.to_on)
    versions = latest(sent_returns(session, party.agreement_id))
    open_visits(session, Scope(party.agreement_id, so_far))
    others = [each for it, each in versions.items() if it != period]
    context = _context(session, period, so_far, others)
    open_visits(session, Scope(party.agreement_id, period))
    return _claim(session, period, context)


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


@dataclass(frozen=True, slots=True)
class _Context:
    """What a claim needs to know of other periods, and the lines they add to it.

    `taken` is what they claimed of each financial year, by its 1 April, in pounds.
    """

    earlier: tuple[Earlier, ...]
    lines: tuple[ClaimLine, ...]
    taken: Mapping[date, Decimal]


def _context(
    session: Session, period: Period, so_far: Period, others: Sequence[SentReturn]
) -> _Context:
    """Return the agreement's periods before this one, whose days the open scope holds."""
    days = None if so_far.from_on == period.from_on else Period(so_far.from_on, period.from_on)
    earlier = tuple(earlier_periods(session, days, others))
    lines = (*adjustments(earlier), *carried(period, others))
    taken = taken_before(earlier)
    for year, amount in taken_elsewhere(period, others).items():
        taken[year] += amount
    return _Context(earlier, lines, taken)


def _reported(session: Session, before: SentReturn | None) -> dict[str, str]:
    """Return what the Summary of an earlier return said of its period, by measure code."""
    if before is None:
        return {}
    return {
        json.loads(each.row)[0]: each.value
        for each in frozen_values(session, before.id)
        if each.table == "Summary"
    }


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
    context: _Context,
    what_if: tuple[WhatIf, ...] = (),
) -> Claim:
    in_force = terms_on(session, period.last_on)
    lines = [*own_lines(session, period), *context.lines]
    settled = settle(session, lines, period, context.taken)
    target = target_minutes(in_force, period)
    outside = in_force.get(("outside_hotspot_counts", "")) == "yes"
    return Claim(
        lines=settled.lines,
        earlier=context.earlier,
        caps=settled.caps,
        year_caps=settled.year_caps,
        subtotal=settled.subtotal,
        amount=settled.amount,
        unit=in_force.get(("hours_counted", ""), "person"),
        unit_stated=("hours_counted", "") in in_force,
        person_minutes=claimable_minutes(session, period, "person"),
        patrol_minutes=claimable_minutes(session, period, "patrol"),
        outside_minutes=outside_minutes(session, period) if outside else None,
        target_minutes=target[0] if target else None,
        target_words=target[1] if target else None,
        what_if=what_if,
    )


def _if_signed(session: Session, scope: Scope, number: int, context: _Context) -> WhatIf:
    open_visits(session, scope)
    return WhatIf(number, _claim(session, scope.period, context).amount)
