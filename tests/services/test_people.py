"""People are listed as they stand today, coded without doubles, and pasted in as one batch."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.errors import UserError
from wardenlog.model import (
    Authorisation,
    FundingSource,
    Organisation,
    Person,
    Post,
    PostHolding,
    new_id,
)
from wardenlog.services import people
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.services.people import Authority, Funding, Organisations, People, Standing
from wardenlog.services.record import Record
from wardenlog.store import Store
from wardenlog.store.lists.people import ORDERS as PERSON_ORDERS

TODAY = date(2025, 11, 3)


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def record(tmp_path: Path, council: Council) -> Iterator[Record]:
    with (
        clock.freeze(datetime(2025, 11, 3, 9, tzinfo=UTC)),
        Store.open(tmp_path / "wardenlog.sqlite3") as store,
    ):
        council.record(store)
        yield Record(store, "Sam")


def save(record: Record, *aggregates: Person | Organisation | FundingSource) -> None:
    for each in aggregates:
        people.save_coded(record, each, expect=None)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def held(family: str, first: int | None, last: int | None) -> Authorisation:
    return Authorisation(
        family=family,
        from_on=None if first is None else days(first),
        to_on=None if last is None else days(last),
    )


def amira_with(record: Record, council: Council, *held: Authorisation) -> people.PersonLine:
    save(record, council.amira.model_copy(update={"authorisations": held}))
    return People(record).rows([council.amira.id])[council.amira.id]


def codes(record: Record, order: str = "code", find: str = "", **filters: str) -> list[str]:
    listing = People(record)
    found = listing.ids(Sought(order, find=find, filters=tuple(filters.items())))
    rows = listing.rows(found)
    return [rows[each].code for each in found]


@pytest.mark.parametrize(
    ("given", "authority", "ends_on", "families"),
    [
        ((), Authority.NONE, None, ()),
        ((held("CPN", -9, None),), Authority.LASTING, None, ("CPN",)),
        ((held("CPN", -9, 61),), Authority.CURRENT, days(61), ("CPN",)),
        ((held("CPN", -9, 60),), Authority.SOON, days(60), ("CPN",)),
        ((held("CPN", -9, 0),), Authority.SOON, days(0), ("CPN",)),
        ((held("CPN", -9, -1),), Authority.EXPIRED, days(-1), ()),
        ((held("CPN", -9, -1), held("CPN", 0, 90)), Authority.CURRENT, days(90), ("CPN",)),
        ((held("CPN", -9, -5), held("CPN", -2, 90)), Authority.CURRENT, days(90), ("CPN",)),
        ((held("CPN", -9, 5), held("CPN", 6, None)), Authority.LASTING, None, ("CPN",)),
        ((held("CPN", -9, 5), held("CPN", 7, None)), Authority.SOON, days(5), ("CPN",)),
        ((held("CPN", -9, -5), held("CPN", 7, None)), Authority.EXPIRED, days(-5), ()),
        (
            (held("PSPO", -9, 90), held("CPN", -9, 20)),
            Authority.SOON,
            days(20),
            ("CPN", "PSPO"),
        ),
    ],
)
def test_authority_is_told_by_the_first_end_that_nothing_follows(
    record: Record,
    council: Council,
    given: tuple[Authorisation, ...],
    authority: Authority,
    ends_on: date | None,
    families: tuple[str, ...],
) -> None:
    line = amira_with(record, council, *given)
    assert (line.authority, line.ends_on, line.families) == (authority, ends_on, families)
    expected = {Authority.SOON: "soon", Authority.EXPIRED: "expired"}
    for each in ("soon", "expired"):
        assert ("AK" in codes(record, expiry=each)) == (expected.get(authority) == each)
    assert ("AK" in codes(record, expiry="none")) == (not families)


@pytest.mark.parametrize(
    ("first", "last", "standing", "filtered"),
    [
        (None, None, Standing.ACTIVE, "active"),
        (days(0), days(0), Standing.ACTIVE, "active"),
        (None, days(-1), Standing.LEFT, "left"),
        (days(1), None, Standing.LATER, "later"),
    ],
)
def test_standing_is_as_of_today(
    record: Record,
    council: Council,
    first: date | None,
    last: date | None,
    standing: Standing,
    filtered: str,
) -> None:
    save(record, council.jo.model_copy(update={"active_from": first, "active_to": last}))
    assert People(record).rows([council.jo.id])[council.jo.id].standing is standing
    for each in ("active", "left", "later", "void"):
        assert ("JR" in codes(record, standing=each)) == (each == filtered)


def test_nobody_who_has_left_is_said_to_expire(record: Record, council: Council) -> None:
    amira_with(record, council, held("CPN", -9, 5))
    gone = council.amira.model_copy(
        update={"active_to": days(-1), "authorisations": (held("CPN", -9, 5),)}
    )
    save(record, gone)
    assert codes(record, expiry="soon") == []


def test_people_are_found_by_words_and_narrowed(record: Record, council: Council) -> None:
    other = Organisation(id=new_id(), code="POL", name="Police", own=False)
    cara = Person(
        id=new_id(), code="CC", name="Cara 100%", organisation_id=other.id, staff_group="PCSO"
    )
    save(record, other, cara)
    assert codes(record) == ["AK", "CC", "JR"]
    assert codes(record, find="100%") == ["CC"]
    assert codes(record, find="khan am") == ["AK"]
    assert codes(record, find="police pcso") == ["CC"]
    assert codes(record, organisation=other.id) == ["CC"]
    assert codes(record, staff_group="PCSO") == ["CC"]
    assert codes(record, order="name") == ["AK", "CC", "JR"]
    assert people.known_staff_groups(record) == ["PCSO"]
    assert [one.code for one in people.organisation_choices(record)] == ["C", "PCC", "POL"]


def test_posts_are_those_held_today(record: Record, council: Council) -> None:
    posts = (
        Post(
            reference="CW-2",
            title="Warden",
            holdings=(PostHolding(person_id=council.amira.id, from_on=days(-5)),),
        ),
        Post(reference="CW-1", holdings=(PostHolding(person_id=council.amira.id),)),
        Post(reference="CW-3", holdings=(PostHolding(person_id=council.amira.id, to_on=days(-1)),)),
        Post(
            reference="CW-4",
            end_on=days(-1),
            holdings=(PostHolding(person_id=council.amira.id),),
        ),
    )
    Logbook(record.store, "Sam").save(council.agreement.model_copy(update={"posts": posts}))
    assert People(record).rows([council.amira.id])[council.amira.id].posts == "CW-1, CW-2"
    about = people.about_person(record, council.amira.id)
    assert [(each.reference, each.title, each.agreement) for each in about.posts] == [
        ("CW-1", None, "GA-9"),
        ("CW-2", "Warden", "GA-9"),
    ]
    assert codes(record, order="posts")[-1] == "AK"


def test_the_newest_sheet_of_a_person_is_told_with_who_paid(
    record: Record, council: Council
) -> None:
    logbook = Logbook(record.store, "Sam")
    assert people.about_person(record, council.jo.id).sheet is None
    first, last, void = (council.sheet(f"S{n}", days=n) for n in range(3))
    for each in (last, first, void):
        logbook.save(each)
    logbook.void("shift", void.id, "Typed twice.")
    about = people.about_person(record, council.jo.id)
    assert (about.sheet, about.shift_id, about.day) == ("S1", last.id, last.day)
    assert about.funding == "Hotspot grant"


def test_a_code_is_given_once(record: Record, council: Council) -> None:
    double = Person(id=new_id(), code="ak", name="Alex Kay", organisation_id=council.own.id)
    with pytest.raises(UserError, match="Amira Khan has the code AK already") as refused:
        save(record, double)
    assert (refused.value.field, refused.value.code) == ("code", "code_taken")
    Logbook(record.store, "Sam").void("person", council.amira.id, "Left out.")
    save(record, double)
    assert people.holder_of(record, "person", new_id(), "AK ") == (
        double.id,
        "ak",
        "Alex Kay",
        False,
    )
    assert people.holder_of(record, "person", double.id, "AK") is None


def test_a_double_that_was_read_in_can_still_be_changed(record: Record, council: Council) -> None:
    double = Person(id=new_id(), code="AK", name="Alex Kay", organisation_id=council.own.id)
    Logbook(record.store, "Sam").save(double)
    save(record, double.model_copy(update={"name": "Alex Kaye"}))
    namesake = people.namesake_of(record, "person", new_id(), "alex kaye")
    assert namesake is not None
    assert namesake.id == double.id


def test_a_code_is_suggested_where_people_are_numbered(record: Record, council: Council) -> None:
    assert people.suggested_code(record, "person") is None
    for code in ("W10", "W09"):
        save(
            record,
            Person(id=new_id(), code=code, name=code, organisation_id=council.own.id),
        )
    assert people.suggested_code(record, "person") == "W11"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Amira Khan", "AK2"),
        ("Bo", "B"),
        ("Mary-Ann de Souza", "MADS"),
        ("7", "P"),
        ("Jo Reed", "JR3"),
    ],
)
def test_a_code_is_made_of_initials_that_nobody_has(name: str, code: str) -> None:
    assert people.code_for(name, ["ak", "JR", "JR2"]) == code


def test_a_pasted_list_is_read_line_by_line(record: Record) -> None:
    pasted = people.read_pasted(
        record,
        "Code\tName\n"
        "\n"
        "BB\tBo Bell\n"
        "Cara Cole\n"
        "DD7 Dee  Dunn\n"
        "Eve Ekin; EE\n"
        "Finn\tFord\n"
        '"GG", Gus Grey\n'
        "A Baker\n"
        "JO REED\n"
        "cara cole\n"
        "AK Somebody Else\n"
        "BB Bee Bee\n"
        "H\u0007i\n",
    )
    assert [(each.line, each.code, each.name) for each in pasted.added] == [
        (3, "BB", "Bo Bell"),
        (4, "CC", "Cara Cole"),
        (5, "DD7", "Dee Dunn"),
        (6, "EE", "Eve Ekin"),
        (7, "FF", "Finn Ford"),
        (8, "GG", "Gus Grey"),
        (9, "AB", "A Baker"),
    ]
    refused = {each.line: each.problem for each in pasted.lines if each.problem}
    assert refused == {
        10: "Jo Reed is in the record already, with the code JR.",
        11: "The same as line 4.",
        12: "Amira Khan has the code AK already. Give another.",
        13: "Line 3 has the code BB already. Give another.",
        14: "This line cannot be read as a name. Type it again.",
    }
    assert [each.line for each in pasted.lines if each.known] == [10, 11]


def test_pasted_people_are_numbered_where_others_are(record: Record, council: Council) -> None:
    save(record, Person(id=new_id(), code="W09", name="Nine", organisation_id=council.own.id))
    pasted = people.read_pasted(record, "Ann One\nW10 Ben Two\nCat Three")
    assert [each.code for each in pasted.added] == ["W11", "W10", "W12"]


def test_pasted_people_are_one_batch_that_is_undone_at_once(
    record: Record, council: Council
) -> None:
    assert people.own_organisation(record) == council.own.id
    pasted = people.read_pasted(record, "Bo Bell\nCara Cole\nJo Reed")
    batch, changes = people.add_pasted(record, pasted, council.own.id)
    assert len(changes.revisions) == 2
    assert codes(record) == ["AK", "BB", "CC", "JR"]
    assert not people.read_pasted(record, pasted.text).added
    Logbook(record.store, "Sam").undo(batch)
    assert codes(record) == ["AK", "JR"]


def test_organisations_and_funding_sources_are_listed(record: Record, council: Council) -> None:
    listing = Organisations(record)
    rows = listing.rows(listing.ids(Sought("people", descending=True)))
    assert [(row.code, row.own, row.people) for row in rows.values()] == [
        ("C", True, 2),
        ("PCC", False, 0),
    ]
    assert listing.ids(Sought("code", filters=(("own", "0"),))) == [council.funder.id]
    assert listing.ids(Sought("name", find="exampleton")) == [council.own.id]
    funding = Funding(record)
    found = funding.ids(Sought("agreement"))
    assert found == [council.core.id, council.grant.id]
    assert [row.agreement for row in funding.rows(found).values()].count("GA-9") == 1
    assert funding.ids(Sought("code", find="ga-9")) == [council.grant.id]


def test_families_are_those_that_need_an_authorisation() -> None:
    found = dict(people.families())
    assert found["CPN"] == "Community protection notice"
    assert "INF-WOA" not in found
    assert "CPW" not in found
    assert "POL-ARR" not in found


@pytest.mark.parametrize("order", PERSON_ORDERS)
def test_people_come_in_every_order(record: Record, order: str) -> None:
    listing = People(record)
    there = listing.ids(Sought(order))
    assert sorted(there) == sorted(listing.ids(Sought(order, descending=True)))
    assert len(there) == 2
