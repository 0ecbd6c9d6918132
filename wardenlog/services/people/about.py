"""What else there is to know of a person, and what they can be authorised for."""

from dataclasses import dataclass
from datetime import date

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
