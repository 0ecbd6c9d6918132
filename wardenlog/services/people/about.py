"""What else there is to know of a person, and what they can be authorised for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from wardenlog import clock
from wardenlog.catalogue.powers import load_powers
from wardenlog.services.record import Record
from wardenlog.store.lists import people as lists
from wardenlog.store.lists.people import PostHeld


@dataclass(frozen=True, slots=True)
class About:
    """The posts a person holds today, and their newest visit, if any: when, and paid by whom."""

    posts: tuple[PostHeld, ...]
    shift_id: str | None = None
    sheet: str | None = None
    day: date | None = None
    funding: str | None = None


def about_person(record: Record, person_id: str) -> About:
    """Read what is known of a person besides what they were recorded with."""
    with record.store.read() as session:
        posts = lists.posts_held(session, person_id, clock.local_date(clock.now()))
        last = lists.last_visit(session, person_id)
    if last is None:
        return About(tuple(posts))
    return About(
        tuple(posts), last.shift_id, last.sheet, date.fromisoformat(last.day), last.funding
    )


def families() -> tuple[tuple[str, str], ...]:
    """Return (code, name) of each power family that a warden must be authorised for."""
    catalogue = load_powers()
    needed = {each.family for each in catalogue.powers if each.needs_authorisation}
    return tuple((each.code, each.name) for each in catalogue.powers if each.code in needed)


@dataclass(frozen=True, slots=True)
class Held:
    """An authorisation as it is typed: a power family, and its dates where they are known."""

    family: str
    from_on: date | None = None
    to_on: date | None = None


def is_followed(held: Held, others: Iterable[Held], today: date) -> bool:
    """Say whether nothing is lost when an authorisation ends.

    Another of its family ends later, and begins the day after or has begun by today; the list of
    people goes by the same rule. One without an end needs nothing after it.
    """
    if held.to_on is None:
        return True
    latest = max(held.to_on + timedelta(days=1), today)
    return any(
        other.family == held.family
        and (other.to_on or date.max) > held.to_on
        and (other.from_on or date.min) <= latest
        for other in others
    )
