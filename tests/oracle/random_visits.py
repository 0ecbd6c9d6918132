"""The work side of a random log: one shift sheet with its visits and all that happened on them."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.oracle.log import Cell, Log, add
from tests.oracle.random_setup import FUNDING, HOTSPOTS, PEOPLE, some_day, typed_day, typed_time
from tests.oracle.wall import first_from, local, occurrences, on_date

CATALOGUE = json.loads(
    (Path(__file__).parent.parent / "data" / "oracle-powers.json").read_text(encoding="utf-8")
)
# Stages named paid or cancelled are aliases of a status (rule 8): how they count is not settled.
USES = [
    (power, stage)
    for power, facts in CATALOGUE.items()
    for stage in facts["stages"]
    if not stage.endswith((".PAID", ".CANC", ".CANCEL"))
]
LATEST = 20 * 60  # minutes after its shift began that a visit may still begin
USUAL_USES = [
    ("INF-WOA", "INF-WOA.GIVEN"),
    ("CPW", "CPW.ISSUED"),
    ("CPW", "CPW.EXPIRED"),
    ("CPN", "CPN.ISSUED"),
    ("PSPO", "PSPO.ALC.SURR"),
    ("FPN-LIT", "FPN-LIT.FPN"),
    ("POL-ARR", "POL-ARR.DONE"),
]


@dataclass(frozen=True)
class Crew:
    """One shift to write down: its sheet, date, wall times, people and usual funding."""

    sheet: str
    on: date
    clocks: tuple[str, str]
    people: list[str]
    funding: str | None


def add_shift(rng: Random, log: Log, crew: Crew, visits: int) -> None:
    """Append a sheet with at most that many visits."""
    opens, closes = crew.clocks
    add(
        log,
        "Shifts",
        crew.sheet,
        typed_day(rng, crew.on),
        typed_time(rng, opens),
        typed_time(rng, closes),
        rng.choice([None, 0, 30, 45]),
        rng.choice(["Town", "Parks"]),
        None,
        rng.choice(["No", "Yes", "Yes", *[None] * 7]),
        rng.choice([None, "=1+1", "@cmd", "quiet; “café” £"]),
    )
    start = on_date(opens, crew.on)
    end = first_from(closes, start + 1)
    for person in crew.people:
        _member(rng, log, crew, person, (start, end))
    minute = start - rng.choice([0, 0, 0, 45])
    for number in range(1, visits + 1):
        minute = max(minute + rng.choice([-3, 0, 1, 5, 20, 60]), start - 60)
        if minute > start + LATEST:
            break
        minute = _visit(rng, log, crew, number, minute)
    for _ in range(rng.choice([0, 0, 1, 2])):
        _happenings(rng, log, crew, None)
    if rng.random() < 0.4:
        kind = rng.choice(
            [*["outside_patrol"] * 3, "travel", "briefing", "admin", "court", "training"]
        )
        person = rng.choice(crew.people or PEOPLE)
        add(log, "Other time", crew.sheet, person, kind, rng.randint(1, 90))


def _member(rng: Random, log: Log, crew: Crew, person: str, times: tuple[int, int]) -> None:
    """A shift member, sometimes late or gone early; on the shift's date, so one reading only."""
    start, end = times
    late = typed(rng, start + 30, start) if rng.random() < 0.1 else None
    if local(start + 30).date() != crew.on or (late or "").endswith("*"):
        late = None
    early = (
        typed(rng, end - 40, (start + 30 if late else start) + 1) if rng.random() < 0.1 else None
    )
    funding = rng.choice([*[crew.funding] * 12, *FUNDING, None])
    clocks = (typed_time(rng, late), typed_time(rng, early))
    add(log, "Shift members", crew.sheet, person, *clocks, funding)


def typed(rng: Random, minute: int, earliest: int) -> str | None:
    """The text that the reading rules turn into that minute from that earliest one, or None."""
    clock = f"{local(minute):%H:%M}"
    if first_from(clock, earliest) == minute:
        repeated = occurrences(local(minute).date(), local(minute).time())
        star = len(repeated) == 2 and minute == repeated[-1] and rng.random() < 0.5
        return f"{clock}*" if star else clock
    try:
        return f"{clock}*" if first_from(f"{clock}*", earliest) == minute else None
    except ValueError:
        return None


def _visit(rng: Random, log: Log, crew: Crew, number: int, minute: int) -> int:
    """One visit from that minute; returns the minute it ended."""
    opens = on_date(crew.clocks[0], crew.on)
    came = typed(rng, minute, opens - 60)
    if came is None:
        raise AssertionError(f"{crew.sheet} visit {number} starts a day after its shift")
    length = rng.choice([1, 5, 8, 10, 12, 15, 20, 30, 45, 90, rng.randint(1, 240)])
    went = typed(rng, minute + length, minute + 1)
    same_wall = local(minute).time() == local(minute + length).time()
    if same_wall or went is None or rng.random() < 0.06:
        went = None
    add(
        log,
        "Visits",
        crew.sheet,
        number,
        rng.choice(HOTSPOTS),
        typed_time(rng, came),
        typed_time(rng, went),
        rng.choice([None, "foot", "foot", "cycle", "vehicle", "mixed"]),
        rng.choice(["No", "Yes", *[None] * 6]),
        rng.choice([None, "routine", "tasked"]),
        rng.choice([None, "sheet", "phone", "track", "estimated"]),
        rng.choice(["typed twice", *[None] * 15]),
        rng.choice([None, "=1+1", "@cmd", "-", "large group moved on"]),
    )
    if rng.random() < (0.4 if went else 0.7):
        _stays(rng, log, crew, number, (minute, length if went else None))
    if rng.random() < 0.25:
        kind = rng.choice(["police", "PCSO", "housing"])
        minutes = rng.choice([None, None, 0, 10, 400])
        add(log, "Partners", crew.sheet, number, kind, rng.randint(1, 4), minutes)
    for _ in range(rng.choice([0, 1, 1, 2])):
        _happenings(rng, log, crew, number)
    return minute + length


def _stays(rng: Random, log: Log, crew: Crew, number: int, times: tuple[int, int | None]) -> None:
    """Some of the crew, now and then somebody else; in late, out early."""
    start, length = times
    people = rng.sample(crew.people, rng.randint(1, len(crew.people))) if crew.people else []
    if not people or rng.random() < 0.1:
        people.append(rng.choice([person for person in PEOPLE if person not in people]))
    stay = 60 if length is None else length
    for person in people:
        late = rng.choice([0, 0, rng.randint(0, stay - 1)])
        joined = typed(rng, start + late, start) if late else None
        begins = start + late if joined else start
        leaves = rng.randint(begins + 1, start + stay)
        left = typed(rng, leaves, begins + 1) if rng.random() < 0.4 else None
        clocks = (typed_time(rng, joined), typed_time(rng, left))
        funding = rng.choice([*[None] * 12, *FUNDING])
        add(log, "Visit members", crew.sheet, number, person, *clocks, funding)


def _happenings(rng: Random, log: Log, crew: Crew, visit: int | None) -> None:
    """A tally, an incident, a power, a referral or a seizure, on a visit or the whole shift."""
    at = (crew.sheet, visit)
    kind = rng.choice(["tally", "tally", "tally", "incident", "power", "power", "other"])
    if kind == "tally":
        measure = rng.choice(["engagement", "engagement", "engagement", "signposting"])
        add(log, "Tallies", *at, measure, rng.randint(0, 12), rng.choice([None, "Yes", "No"]))
    elif kind == "incident":
        category = rng.choice(["personal", "nuisance", "environmental"])
        what = rng.choice(["begging", "noise", "street drinking"])
        add(log, "Incidents", *at, None, category, what, rng.choice([None, "moved on"]))
    elif kind == "power":
        _power(rng, log, crew, visit)
    elif rng.random() < 0.5:
        stage = rng.choice([None, "made", "accepted"])
        add(log, "Referrals", *at, rng.choice(["youth service", "outreach"]), stage)
    else:
        use = rng.choice([None, "own", "assisted"])
        add(log, "Seizures", *at, rng.choice(["alcohol", "tobacco"]), rng.randint(1, 6), use)


def _power(rng: Random, log: Log, crew: Crew, visit: int | None) -> None:
    power, stage = rng.choice(USES) if rng.random() < 0.3 else rng.choice(USUAL_USES)
    fixed = stage in {"FPN-LIT.FPN", "CPN.FPN", "PSPO.FPN"}
    status = rng.choice([None, None, "issued", "paid", "cancelled", "cancelled"])
    settled: Cell = None
    if status in {"paid", "cancelled"}:
        later = crew.on + timedelta(days=rng.choice([0, 1, 30, 75]))
        settled = typed_day(rng, rng.choice([later, some_day(rng)]))
    add(
        log,
        "Powers",
        crew.sheet,
        visit,
        None,
        power,
        stage,
        rng.choice([None, "own", "assisted"]),
        rng.choice([None, *crew.people]),
        rng.choice([None, "person", "premises", "vehicle"]),
        rng.choice([None, "under 10", "10-15", "16-17", "18+"]),
        None,
        None,
        "PS1" if power == "PSPO" else None,
        f"R{rng.randrange(999)}" if rng.random() < 0.3 else None,
        rng.choice([60, 99.5, 100]) if fixed else None,
        rng.choice([None, 1, 2, 5]),
        status,
        settled,
    )
