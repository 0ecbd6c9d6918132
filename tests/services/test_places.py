"""Hotspots are listed with their figures, saved with their agreements, outlined and pasted in."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.ui.council import Council, make_council
from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.model import Agreement, Hotspot, PlanRule, Pspo, new_id
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook
from wardenlog.services.periods import Viewed
from wardenlog.services.places import outlines, pasting
from wardenlog.services.places.figures import Figures
from wardenlog.services.places.lists import Hotspots, Pspos, Standing
from wardenlog.services.places.saving import (
    HotspotWhole,
    ListingOn,
    OnList,
    load_hotspot,
    save_hotspot,
)
from wardenlog.services.record import Record
from wardenlog.store import Store

NOW = datetime(2025, 7, 10, 9, tzinfo=UTC)
JULY = Viewed("GA-9", Period(date(2025, 7, 1), date(2025, 8, 1)))
RING = [[-1.24, 54.56], [-1.235, 54.56], [-1.235, 54.5645], [-1.24, 54.5645], [-1.24, 54.56]]


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with clock.freeze(NOW):
        yield


@pytest.fixture
def council() -> Council:
    return make_council()


@pytest.fixture
def record(tmp_path: Path, council: Council) -> Iterator[Record]:
    with Store.open(tmp_path / "wardenlog.sqlite3") as store:
        council.record(store)
        yield Record(store, "Sam")


def logbook(record: Record) -> Logbook:
    return Logbook(record.store, "Sam")


def hotspots(record: Record, figures: Figures | None = None) -> Hotspots:
    return Hotspots(record, figures or Figures(record), lambda: JULY)


def codes(record: Record, sought: Sought) -> list[str]:
    listing = hotspots(record)
    rows = listing.rows(ids := listing.ids(sought))
    return [rows[each].code for each in ids]


def agreement(record: Record) -> Agreement:
    found, _ = logbook(record).load("agreement", "GA-9")
    assert isinstance(found, Agreement)
    return found


def whole(record: Record, council: Council) -> tuple[HotspotWhole, str]:
    found, revision = load_hotspot(record, council.places[0].id)
    return found, revision.id


# Lists and figures


def test_the_list_is_there_before_its_figures(record: Record, council: Council) -> None:
    logbook(record).save(council.sheet("S1"))
    figures = Figures(record)
    listing = hotspots(record, figures)
    place = council.places[0].id
    assert listing.rows([place])[place].place is None
    figures.count(JULY)
    line = listing.rows([place])[place]
    assert line.dosage is not None
    assert (line.dosage.visits, line.dosage.person_minutes) == (1, 40)
    assert line.place is not None
    assert line.place.days_since == 9
    assert (line.standing, line.from_on) == (Standing.NOW, date(2025, 1, 1))


def test_figures_are_counted_again_only_after_a_change(record: Record, council: Council) -> None:
    figures = Figures(record)
    before = figures.count(JULY)
    assert figures.count(JULY) is before
    logbook(record).save(council.sheet("S1"))
    after = figures.count(JULY)
    assert after is not before
    assert after.place(council.places[0].id).days_since == 9


def test_the_list_is_put_in_order_by_a_figure(record: Record, council: Council) -> None:
    logbook(record).save(council.sheet("S1", visits=6))
    visits = Sought("visits", descending=True)
    listing = hotspots(record)
    figures = Figures(record).count(JULY)
    numbers = [figures.place(each).dosage for each in listing.ids(visits)]
    assert [each.visits for each in numbers if each] == [2, 2, 1, 1]


def test_the_list_is_narrowed_by_where_a_hotspot_stands(record: Record, council: Council) -> None:
    ended = date(2025, 6, 30)
    listings = list(agreement(record).listings)
    listings[0] = listings[0].model_copy(update={"to_on": ended})
    logbook(record).save(agreement(record).model_copy(update={"listings": tuple(listings[:3])}))

    def filtered(**filters: str) -> list[str]:
        return codes(record, Sought("code", filters=tuple(filters.items())))

    assert filtered(listed="now") == ["HB", "NB"]
    assert filtered(listed="ever") == ["HB", "NB", "NC"]
    assert filtered(listed="not") == ["NC", "ST"]
    logbook(record).void("hotspot", "ST", "Twice")
    assert filtered(listed="not", void="0") == ["NC"]
    assert filtered(void="1") == ["ST"]
    assert codes(record, Sought("code", find="norton bri")) == ["NB"]


def test_an_order_is_expired_the_day_after_its_last(record: Record) -> None:
    day = NOW.date()
    for code, last in (("A", day - timedelta(days=1)), ("B", day), ("C", None)):
        logbook(record).save(Pspo(id=new_id(), code=code, title=code, to_on=last))
    listing = Pspos(record, Figures(record), lambda: JULY)
    rows = listing.rows(ids := listing.ids(Sought("code")))
    assert [rows[each].standing for each in ids] == [Standing.OVER, Standing.NOW, Standing.NOW]
    expired = listing.ids(Sought("code", filters=(("standing", "expired"),)))
    assert [rows[each].code for each in expired] == ["A"]


# Saving


def test_a_hotspot_is_saved_with_its_listings_in_one_step(record: Record, council: Council) -> None:
    was, expect = whole(record, council)
    before = agreement(record)
    ended = was.listings[0].model_copy(update={"to_on": date(2025, 6, 30)})
    again = ListingOn(
        hotspot_id=was.id, from_on=date(2025, 8, 1), agreement_id=council.agreement.id
    )
    wanted = was.model_copy(update={"name": "Norton Cross", "listings": (ended, again)})
    changes = save_hotspot(record, wanted, was=was, expect=expect)
    assert changes.kinds == {"hotspot", "agreement"}
    assert [it.to_on for it in agreement(record).listings if it.hotspot_id == was.id] == [
        date(2025, 6, 30),
        None,
    ]
    assert len(agreement(record).listings) == len(before.listings) + 1
    logbook(record).take_back(changes)
    assert agreement(record) == before
    assert whole(record, council)[0] == was


def test_an_unchanged_agreement_gets_no_revision(record: Record, council: Council) -> None:
    was, expect = whole(record, council)
    changes = save_hotspot(record, was.model_copy(update={"ward": "North"}), was=was, expect=expect)
    assert changes.kinds == {"hotspot"}


def test_another_hotspots_plan_may_change_meanwhile_but_not_this_ones(
    record: Record, council: Council
) -> None:
    was, expect = whole(record, council)
    wanted = was.model_copy(update={"name": "Norton Cross"})
    theirs = [
        PlanRule(hotspot_id=place.id, visits=3, per_days=7, from_on=date(2025, 1, 1))
        for place in council.places[:2]
    ]
    logbook(record).save(agreement(record).model_copy(update={"plan_rules": (theirs[1],)}))
    save_hotspot(record, wanted, was=was, expect=expect)
    assert agreement(record).plan_rules == (theirs[1],)
    was, expect = whole(record, council)
    logbook(record).save(agreement(record).model_copy(update={"plan_rules": tuple(theirs)}))
    with pytest.raises(UserError) as refused:
        save_hotspot(record, wanted, was=was, expect=expect)
    assert refused.value.code == "changed_meanwhile"


def test_a_listing_that_ends_before_it_begins_is_refused_at_its_field(
    record: Record, council: Council
) -> None:
    was, expect = whole(record, council)
    backwards = was.listings[0].model_copy(update={"to_on": date(2024, 1, 1)})
    wanted = was.model_copy(update={"listings": (backwards,)})
    with pytest.raises(UserError) as refused:
        save_hotspot(record, wanted, was=was, expect=expect)
    assert refused.value.field == "listings.0.to_on"


def test_a_code_that_is_taken_is_refused(record: Record) -> None:
    with pytest.raises(UserError) as refused:
        save_hotspot(
            record, HotspotWhole(id=new_id(), code="nc", name="Other"), was=None, expect=None
        )
    assert refused.value.code == "code_taken"


# Outlines


def features(folder: Path, *names: dict[str, str]) -> Path:
    path = folder / "places.geojson"
    shape = {"type": "Polygon", "coordinates": [RING]}
    every = [{"type": "Feature", "properties": each, "geometry": shape} for each in names]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": every}))
    return path


def boundaries(record: Record, code: str) -> list[tuple[date | None, date | None]]:
    found, _ = logbook(record).load("hotspot", code)
    assert isinstance(found, Hotspot)
    return [(each.from_on, each.to_on) for each in found.boundaries]


def test_outlines_find_their_hotspots_by_code_or_name(
    record: Record, council: Council, tmp_path: Path
) -> None:
    path = features(tmp_path, {"REF": "nb"}, {"title": "High Street"}, {"REF": "??"})
    matched = outlines.match(record, "hotspot", path, council.places[0].id)
    by_code = {place.code: place.id for place in council.places}
    assert matched.owners == {1: by_code["NB"], 2: by_code["HB"]}


def test_a_single_outline_is_the_selected_hotspots(
    record: Record, council: Council, tmp_path: Path
) -> None:
    place = council.places[0].id
    matched = outlines.match(record, "hotspot", features(tmp_path, {}), place)
    assert matched.owners == {1: place}


def test_a_new_outline_ends_the_one_before_and_all_are_undone_at_once(
    record: Record, council: Council, tmp_path: Path
) -> None:
    path = features(tmp_path, {"code": "NC"}, {"code": "NB"})
    matched = outlines.match(record, "hotspot", path, None)
    first, second = date(2025, 4, 1), date(2025, 7, 1)
    outlines.keep(record, matched, matched.owners, first)
    batch, changes = outlines.keep(record, matched, matched.owners, second)
    assert boundaries(record, "NC") == [(first, date(2025, 6, 30)), (second, None)]
    outlines.keep(record, matched, {1: council.places[0].id}, date(2025, 1, 1))
    assert boundaries(record, "NC")[0] == (date(2025, 1, 1), date(2025, 3, 31))
    logbook(record).undo()
    assert len(changes.revisions) == 2
    logbook(record).undo(batch)
    assert boundaries(record, "NC") == boundaries(record, "NB") == [(first, None)]


def test_a_second_outline_needs_a_day(record: Record, council: Council, tmp_path: Path) -> None:
    matched = outlines.match(record, "hotspot", features(tmp_path, {"code": "NC"}), None)
    outlines.keep(record, matched, matched.owners, None)
    with pytest.raises(UserError) as refused:
        outlines.keep(record, matched, matched.owners, None)
    assert refused.value.code == "needs_a_day"


# Pasting


def test_pasted_lines_are_read_as_codes_names_and_wards(record: Record) -> None:
    text = (
        "Code\tName\tWard\nH1 Canal basin, Riverside\nH2\tMill Lane\nNC\tNorton Centre\nH1 x\nplace"
    )
    lines = pasting.read_pasted(record, text).lines
    assert [(each.code, each.name, each.ward) for each in lines] == [
        ("H1", "Canal basin", "Riverside"),
        ("H2", "Mill Lane", None),
        ("NC", "Norton Centre", None),
        ("H1", "x", None),
    ]
    assert [each.problem is None for each in lines] == [True, True, False, False]
    assert lines[2].known


def test_pasted_hotspots_are_listed_from_a_day_and_undone_at_once(record: Record) -> None:
    before = agreement(record)
    pasted = pasting.read_pasted(record, "H1 Canal basin\nH2 Mill Lane")
    day = date(2025, 7, 1)
    batch, _ = pasting.add_pasted(record, pasted, OnList("GA-9", day))
    assert [it.from_on for it in agreement(record).listings[-2:]] == [day, day]
    logbook(record).undo(batch)
    assert agreement(record) == before
    assert codes(record, Sought("code")) == ["HB", "NB", "NC", "ST"]
