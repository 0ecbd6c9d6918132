"""A hotspot together with its listings and plan rules, which agreements hold: saved at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import ClassVar, TypeVar, cast

from wardenlog.errors import UserError
from wardenlog.model import Agreement, Hotspot, Listing, Part, PlanRule
from wardenlog.model.base import Id
from wardenlog.services.coding import check_code
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.store import ReadSession, Revision, WriteSession
from wardenlog.store.lists.places import agreements_naming
from wardenlog.store.names import ids_named


class ListingOn(Listing):
    """A listing with the agreement whose list it is on."""

    agreement_id: Id


class RuleOf(PlanRule):
    """A plan rule with the agreement it is part of."""

    agreement_id: Id


class HotspotWhole(Hotspot):
    """A hotspot with what every agreement says of it."""

    kind: ClassVar[str] = Hotspot.kind

    listings: tuple[ListingOn, ...] = ()
    plan_rules: tuple[RuleOf, ...] = ()


@dataclass(frozen=True, slots=True)
class OnList:
    """On which agreement's list new hotspots go, by the agreement's reference, and from when."""

    agreement: str
    from_on: date


PartT = TypeVar("PartT", Listing, PlanRule)


def load_hotspot(record: Record, hotspot_id: str) -> tuple[HotspotWhole, Revision]:
    """Return a hotspot with its listings and plan rules, and its newest revision.

    UserError where there is no such hotspot.
    """
    with record.store.read() as session:
        found = session.load("hotspot", hotspot_id)
        revision = session.latest("hotspot", hotspot_id)
        if found is None or revision is None:
            raise UserError("This hotspot is no longer in the record.", code="not_found")
        listings, rules = _said_of(session, hotspot_id)
    whole = HotspotWhole(**found.model_dump(), listings=listings, plan_rules=rules)
    return whole, revision


def save_hotspot(
    record: Record, wanted: HotspotWhole, *, was: HotspotWhole | None, expect: str | None
) -> Changes:
    """Save a hotspot, its listings and its plan rules: all of it or nothing.

    `was` is what the editor started from and `expect` its revision; None for a new hotspot.
    UserError where dates are backwards, the code is taken, or somebody changed it meanwhile.
    """
    for name, rows in (("listings", wanted.listings), ("plan_rules", wanted.plan_rules)):
        _refuse_backwards(name, rows)
    _refuse_backwards("boundaries", wanted.boundaries)
    plain = Hotspot(**wanted.model_dump(exclude={"listings", "plan_rules"}))
    with record.store.write(record.actor) as session:
        check_code(session, plain)
        listings, rules = _said_of(session, wanted.id)
        if was is not None and (listings, rules) != (was.listings, was.plan_rules):
            raise UserError(
                "Somebody changed the listings or plan rules of this hotspot meanwhile."
                " Show what is saved now, and make your change again.",
                code="changed_meanwhile",
            )
        done = [session.save(plain, expect=expect)]
        ids = dict.fromkeys(it.agreement_id for it in (*listings, *wanted.listings))
        ids |= dict.fromkeys(it.agreement_id for it in (*rules, *wanted.plan_rules))
        done += [_save_agreement(session, agreement_id, wanted) for agreement_id in ids]
    return Changes(tuple(each for each in done if each is not None))


def list_hotspots(session: WriteSession, on: OnList, hotspot_ids: Iterable[str]) -> Revision | None:
    """Put hotspots on an agreement's list; UserError (`unknown`) where there is no such one."""
    found = ids_named(session, "agreement", on.agreement)
    loaded = session.load("agreement", found[0]) if len(found) == 1 else None
    if loaded is None:
        raise UserError(
            f"There is no agreement {on.agreement} to list it in.", field="listed", code="unknown"
        )
    agreement = cast("Agreement", loaded)
    added = (Listing(hotspot_id=each, from_on=on.from_on) for each in hotspot_ids)
    changed = agreement.model_copy(update={"listings": (*agreement.listings, *added)})
    return session.save(changed)


def _said_of(
    session: ReadSession, hotspot_id: str
) -> tuple[tuple[ListingOn, ...], tuple[RuleOf, ...]]:
    """Return the listings and plan rules of a hotspot in every agreement that is not void."""
    listings: list[ListingOn] = []
    rules: list[RuleOf] = []
    for agreement_id in agreements_naming(session, hotspot_id):
        agreement = cast("Agreement", session.load("agreement", agreement_id))
        listings += [
            ListingOn(**it.model_dump(), agreement_id=agreement_id)
            for it in agreement.listings
            if it.hotspot_id == hotspot_id
        ]
        rules += [
            RuleOf(**it.model_dump(), agreement_id=agreement_id)
            for it in agreement.plan_rules
            if it.hotspot_id == hotspot_id
        ]
    return tuple(listings), tuple(rules)


def _save_agreement(
    session: WriteSession, agreement_id: str, wanted: HotspotWhole
) -> Revision | None:
    agreement = cast("Agreement", session.load("agreement", agreement_id))
    listings = [
        Listing(**it.model_dump(exclude={"agreement_id"}))
        for it in wanted.listings
        if it.agreement_id == agreement_id
    ]
    rules = [
        PlanRule(**it.model_dump(exclude={"agreement_id"}))
        for it in wanted.plan_rules
        if it.agreement_id == agreement_id
    ]
    return session.save(
        agreement.model_copy(
            update={
                "listings": _in_place(agreement.listings, listings, wanted.id),
                "plan_rules": _in_place(agreement.plan_rules, rules, wanted.id),
            }
        )
    )


def _in_place(
    before: Sequence[PartT], wanted: Sequence[PartT], hotspot_id: str
) -> tuple[PartT, ...]:
    """Put the wanted parts where those of the hotspot stood, and what is more at the end."""
    waiting = iter(wanted)
    kept: list[PartT] = []
    for part in before:
        if part.hotspot_id != hotspot_id:
            kept.append(part)
        else:
            kept.extend(islice(waiting, 1))
    kept.extend(waiting)
    return tuple(kept)


def _refuse_backwards(name: str, rows: Sequence[Part]) -> None:
    for n, row in enumerate(rows):
        first, last = getattr(row, "from_on", None), getattr(row, "to_on", None)
        if first is not None and last is not None and last < first:
            raise UserError(
                "This is before it begins.", field=f"{name}.{n}.to_on", code="backwards"
            )
