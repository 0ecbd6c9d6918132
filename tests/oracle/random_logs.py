"""Random standard logs, awkward on purpose, each readable and the same for the same seed."""

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from tests.oracle.log import Log, add, empty_log
from tests.oracle.random_setup import FUNDING, HOTSPOTS, PEOPLE, set_up, some_day, typed_day
from tests.oracle.random_visits import Crew, add_shift

CLOCK_CHANGES = [date(2025, 3, 29), date(2025, 3, 30), date(2025, 10, 25), date(2025, 10, 26)]
MONTH_ENDS = [date(2025, 3, 31), date(2025, 4, 30), date(2025, 6, 30), date(2025, 12, 31)]
SHIFTS = [
    ("09:00", "17:00"),
    ("15:00", "23:30"),
    ("18:00", "02:00"),
    ("22:00", "06:00"),
    ("23:30", "05:00"),
    ("00:00", "08:00"),
    ("00:30", "04:30"),
]
QUESTIONS = [
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2025, 3, 20), date(2026, 3, 31)),
    (date(2025, 10, 1), date(2025, 10, 25)),
    (date(2025, 10, 26), date(2025, 12, 31)),
    (date(2025, 3, 30), date(2025, 3, 30)),
    (date(2025, 7, 1), date(2025, 7, 1)),
]


def random_log(seed: int, visits: int = 120) -> Log:
    """A council's record with that many visits; the same seed and size give the same log.

    Nothing in it is a reading error of standard-log.md; much of it is poor data.
    """
    rng = Random(seed)
    log = empty_log()
    set_up(rng, log)
    crews: list[Crew] = []
    while visits > len(log["Visits"]):
        crew = _crew(rng, len(crews) + 1, crews)
        add_shift(rng, log, crew, min(rng.randint(1, 9), visits - len(log["Visits"])))
        crews.append(crew)
    for _ in range(3):
        when = typed_day(rng, some_day(rng))
        place = rng.choice([None, *HOTSPOTS])
        add(log, "Intelligence", when, rng.choice(["form", "phone"]), rng.randint(0, 4), place)
        add(log, "Nil days", typed_day(rng, some_day(rng)), rng.choice(PEOPLE), "Town")
    for rows in log.values():
        if rng.random() < 0.3:
            rng.shuffle(rows)
    return log


def random_question(seed: int) -> tuple[str, date, date]:
    """Agreement, first day and last day (inclusive) to ask of the log of that seed."""
    rng = Random(seed)
    first, last = rng.choice(QUESTIONS)
    if rng.random() < 0.4:
        first = some_day(rng)
        last = min(first + timedelta(days=rng.randint(0, 120)), date(2026, 4, 30))
    return rng.choice(["GA-1", "GA-1", "GA-1", "GA-2"]), first, last


def logs(largest: int = 60) -> st.SearchStrategy[Log]:
    """Random logs of 0 to `largest` visits, for hypothesis."""
    return st.builds(random_log, st.integers(0, 2**32 - 1), st.integers(0, largest))


def _crew(rng: Random, number: int, earlier: list[Crew]) -> Crew:
    """Who works when; often beside an earlier shift and with one of its members."""
    if earlier and rng.random() < 0.3:
        beside = rng.choice(earlier)
        on, clocks, people = beside.on, beside.clocks, [rng.choice(beside.people or PEOPLE)]
    else:
        on = rng.choice(rng.choice([CLOCK_CHANGES, MONTH_ENDS, [some_day(rng)], [some_day(rng)]]))
        clocks, people = rng.choice(SHIFTS), []
    if on in CLOCK_CHANGES and rng.random() < 0.5:
        clocks = ("22:00", "06:00") if on.day in {29, 25} else ("00:00", "08:00")
    others = [person for person in PEOPLE if person not in people]
    people = people + rng.sample(others, rng.choice([0, 1, 1, 1, 2, 3]))
    if rng.random() < 0.03:
        people = []
    usual = rng.choice([*["HAF"] * 14, "HAF2", *FUNDING, None])
    return Crew(f"S{number:05}", on, clocks, people, usual)
