"""Whatever a shift sheet holds, the texts that it is shown as are read as the same sheet again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.council import make_council
from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import load_powers
from wardenlog.model import (
    Incident,
    OtherTime,
    PartnerPresence,
    PowerUse,
    Referral,
    Seizure,
    Shift,
    ShiftMember,
    StatedTotal,
    Tally,
    Visit,
    VisitMember,
    new_id,
)
from wardenlog.model.vocabulary import (
    AgeBand,
    IncidentCategory,
    Mode,
    OtherTimeKind,
    PowerStatus,
    Subject,
    TimeSource,
    Use,
)
from wardenlog.services.choices import Choices, Named
from wardenlog.ui.sheets.draft import SAID
from wardenlog.ui.sheets.reading import read_sheet
from wardenlog.ui.sheets.writing import draft_of

COUNCIL = make_council()
PSPO = new_id()
CHOICES = Choices(
    people=tuple(Named(one.id, one.code, one.name) for one in (COUNCIL.amira, COUNCIL.jo)),
    hotspots=tuple(Named(one.id, one.code, one.name) for one in COUNCIL.places),
    funding=tuple(
        Named(one.id, one.code, one.label or "") for one in (COUNCIL.grant, COUNCIL.core)
    ),
    pspos=(Named(PSPO, "TC23", "Town Centre 2023"),),
)
TODAY = date(2026, 1, 5)
START = datetime(2025, 7, 1, 21, tzinfo=UTC)
WORDS = st.sampled_from(
    ["Noise", "Begging, twice", "moved on; came back", "1 of 2", "a\nb", "x: y"]
)
MAYBE_WORDS = st.none() | WORDS
PEOPLE = st.sampled_from([COUNCIL.amira.id, COUNCIL.jo.id])
FUNDING = st.sampled_from([None, COUNCIL.grant.id, COUNCIL.core.id])
MOMENT = st.none() | st.integers(-30, 500).map(lambda minutes: START + timedelta(minutes=minutes))
STAGES = [(power.code, stage.code) for power in load_powers().powers for stage in power.stages]
MONEY = st.none() | st.integers(0, 100_000).map(lambda pence: Decimal(pence).scaleb(-2))


@st.composite
def visits(draw: st.DrawFn, number: int) -> Visit:
    in_at = START + timedelta(minutes=90 * number + draw(st.integers(-20, 20)))
    length = draw(st.integers(4, 60))
    out_at = draw(st.sampled_from([None, in_at + timedelta(minutes=length)]))
    members = []
    for person in draw(st.lists(PEOPLE, unique=True, max_size=2)):
        joined = draw(st.sampled_from([None, in_at, in_at + timedelta(minutes=1)]))
        left = draw(st.sampled_from([None, in_at + timedelta(minutes=3)]))
        members.append(
            VisitMember(person_id=person, joined_at=joined, left_at=left, funding_id=draw(FUNDING))
        )
    return Visit(
        id=new_id(),
        number=number,
        hotspot_id=draw(st.sampled_from([place.id for place in COUNCIL.places])),
        in_at=in_at,
        out_at=out_at,
        mode=draw(st.sampled_from(Mode)),
        uniformed=draw(st.booleans()),
        purpose=draw(MAYBE_WORDS),
        time_source=draw(st.none() | st.sampled_from(TimeSource)),
        void_reason=draw(st.sampled_from([None, None, "Written twice"])),
        note=draw(MAYBE_WORDS),
        members=tuple(members),
        partners=tuple(
            PartnerPresence(
                partner_kind=draw(WORDS),
                persons=draw(st.integers(0, 9)),
                minutes=draw(st.none() | st.integers(0, 90)),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
    )


def powers(where: st.SearchStrategy[int | None]) -> st.SearchStrategy[PowerUse]:
    @st.composite
    def one(draw: st.DrawFn) -> PowerUse:
        power, stage = draw(st.sampled_from(STAGES))
        return PowerUse(
            id=new_id(),
            visit=draw(where),
            at=draw(MOMENT),
            power=power,
            stage=stage,
            use=draw(st.sampled_from(Use)),
            person_id=draw(st.none() | PEOPLE),
            subject=draw(st.none() | st.sampled_from(Subject)),
            age_band=draw(st.none() | st.sampled_from(AgeBand)),
            behaviour=draw(MAYBE_WORDS),
            outcome=draw(MAYBE_WORDS),
            pspo_id=draw(st.sampled_from([None, PSPO])),
            reference=draw(MAYBE_WORDS),
            amount=draw(MONEY),
            count=draw(st.integers(1, 9)),
            status=draw(st.none() | st.sampled_from(PowerStatus)),
            status_on=draw(st.sampled_from([None, date(2025, 8, 1), date(2026, 3, 31)])),
        )

    return one()


@st.composite
def sheets(draw: st.DrawFn) -> Shift:
    count = draw(st.integers(0, 3))
    where: st.SearchStrategy[int | None] = st.sampled_from([None, *range(1, count + 1)])
    members = []
    for person in draw(st.lists(PEOPLE, unique=True, max_size=2)):
        own = draw(st.sampled_from([None, START + timedelta(minutes=30)]))
        end = draw(st.sampled_from([None, START + timedelta(hours=5)]))
        members.append(
            ShiftMember(person_id=person, start_at=own, end_at=end, funding_id=draw(FUNDING))
        )
    measures = [card.code for card in load_measures().tallies()]
    return Shift(
        id=new_id(),
        sheet="412",
        day=date(2025, 7, 1),
        start_at=START,
        end_at=START + timedelta(hours=8),
        break_minutes=draw(st.integers(0, 60)),
        team=draw(MAYBE_WORDS),
        vehicle=draw(MAYBE_WORDS),
        finished=draw(st.booleans()),
        note=draw(MAYBE_WORDS),
        members=tuple(members),
        visits=tuple(draw(visits(number + 1)) for number in range(count)),
        tallies=draw(
            st.lists(
                st.builds(
                    Tally,
                    visit=where,
                    measure=st.sampled_from(measures),
                    number=st.integers(0, 50),
                    estimated=st.booleans(),
                ),
                max_size=3,
            ).map(tuple)
        ),
        incidents=draw(
            st.lists(
                st.builds(
                    Incident,
                    visit=where,
                    at=MOMENT,
                    category=st.sampled_from(IncidentCategory),
                    incident_type=WORDS,
                    outcome=MAYBE_WORDS,
                ),
                max_size=3,
            ).map(tuple)
        ),
        powers=draw(st.lists(powers(where), max_size=3).map(tuple)),
        referrals=draw(
            st.lists(
                st.builds(
                    Referral, visit=where, pathway=WORDS, stage=MAYBE_WORDS, outcome=MAYBE_WORDS
                ),
                max_size=3,
            ).map(tuple)
        ),
        seizures=draw(
            st.lists(
                st.builds(
                    Seizure,
                    visit=where,
                    seizure_kind=WORDS,
                    quantity=st.integers(0, 9),
                    use=st.sampled_from(Use),
                ),
                max_size=3,
            ).map(tuple)
        ),
        other_time=draw(
            st.lists(
                st.builds(
                    OtherTime,
                    person_id=PEOPLE,
                    time_kind=st.sampled_from(OtherTimeKind),
                    minutes=st.integers(0, 300),
                ),
                max_size=3,
            ).map(tuple)
        ),
        stated_totals=tuple(
            StatedTotal(measure=measure, number=draw(st.integers(0, 20)))
            for measure in SAID.values()
            if draw(st.booleans())
        ),
    )


@settings(deadline=None, max_examples=150)
@given(sheets())
def test_the_texts_of_a_sheet_alone_are_read_as_the_same_sheet(shift: Shift) -> None:
    draft = draft_of(shift, CHOICES)
    reading = read_sheet(draft, None, CHOICES, TODAY)
    assert [each for each in reading.problems if each.blocks] == []
    assert reading.shift == shift


@settings(deadline=None, max_examples=100)
@given(sheets())
def test_nothing_changes_where_nothing_is_typed(shift: Shift) -> None:
    reading = read_sheet(draft_of(shift, CHOICES), shift, CHOICES, TODAY)
    assert reading.shift == shift
    assert reading.details == draft_of(shift, CHOICES).details


@settings(deadline=None, max_examples=100)
@given(sheets(), st.data())
def test_a_changed_line_changes_its_part_alone(shift: Shift, data: st.DataObject) -> None:
    if not shift.referrals:
        return
    draft = draft_of(shift, CHOICES)
    lines = [line for line in draft.details if line.kind == "referrals"]
    n = data.draw(st.integers(0, len(lines) - 1))
    typed = draft.with_line(lines[n].with_text(2, "Seen on 4 July"))
    read = read_sheet(typed, shift, CHOICES, TODAY).shift
    changed = list(shift.referrals)
    changed[n] = changed[n].model_copy(update={"outcome": "Seen on 4 July"})
    assert read == shift.model_copy(update={"referrals": tuple(changed)})
    assert read_sheet(replace(typed, note="Wet."), shift, CHOICES, TODAY).shift == (
        shift.model_copy(update={"referrals": tuple(changed), "note": "Wet."})
    )
