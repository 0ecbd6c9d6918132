"""The council side of a random log: people, agreements, terms, listings, plan rules, money."""

from datetime import date, time, timedelta
from random import Random

from tests.oracle.log import Cell, Log, add

HOTSPOTS = [f"H{number:02}" for number in range(10)]
PEOPLE = [f"P{number:02}" for number in range(12)]
FUNDING = ["HAF", "HAF2", "G2", "BAU"]
EDGES = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 6, 30), date(2025, 7, 1)]
OPENS, CLOSES = date(2025, 3, 1), date(2026, 3, 31)
WINDOWS = [("20:00", "02:00"), ("15:00", "23:30"), ("00:00", "06:00"), ("22:30", "22:00")]


def some_day(rng: Random) -> date:
    """A date of the fifteen months in question, often next to an edge."""
    if rng.random() < 0.25:
        return rng.choice(EDGES)
    return OPENS + timedelta(days=rng.randrange((CLOSES - OPENS).days + 1))


def typed_day(rng: Random, on: date | None) -> Cell:
    """The date as a date cell, as 2025-03-04 or as 04/03/2025."""
    if on is None:
        return None
    cells: list[Cell] = [on, on, f"{on:%Y-%m-%d}", f"{on:%d/%m/%Y}"]
    return rng.choice(cells)


def typed_time(rng: Random, clock: str | None) -> Cell:
    """The time as text or, where it can be one, as a time cell."""
    if clock is None or clock.endswith("*") or rng.random() < 0.7:
        return clock
    return time.fromisoformat(clock)


def set_up(rng: Random, log: Log) -> None:
    """Fill every sheet but those of the work done."""
    _council(rng, log)
    _agreements(rng, log)
    _terms(rng, log)
    for hotspot in HOTSPOTS:
        _listings(rng, log, hotspot)
        _plan_rules(rng, log, hotspot)
    _money(rng, log)


def _council(rng: Random, log: Log) -> None:
    add(log, "Council", "Name", "Testshire Council")
    add(log, "Council", "ONS code", "E06000999")
    add(log, "Council", "Marking", "OFFICIAL")
    add(log, "Organisations", "TC", "Testshire Council", "council", "Yes")
    add(log, "Organisations", "MAR", "Marshal Co Ltd", "contractor", rng.choice(["No", None]))
    add(log, "Organisations", "AGY", "Agency Staff Ltd", "contractor", "Yes")
    add(log, "Organisations", "POL", "Testshire Police", "police", "No")
    add(log, "Organisations", "OPCC", "Testshire PCC", "funder", "No")
    employers = ["TC"] * 7 + ["AGY"] * 2 + ["MAR"] * 2 + ["POL"]
    for person, employer in zip(PEOPLE, employers, strict=True):
        group = rng.choice(["community warden", "community warden", "enforcement officer"])
        active = (typed_day(rng, date(2024, 1, 1)), None)
        add(log, "People", person, f"Warden {person}", employer, group, *active)
        if rng.random() < 0.6:
            family = rng.choice(["CPW", "CPN", "PSPO", "FPN-LIT"])
            basis = rng.choice(["delegated", "CSAS", "PSPO", "EPA"])
            span = (typed_day(rng, some_day(rng)), None)
            add(log, "Authorisations", person, family, basis, *span)
    for number, hotspot in enumerate(HOTSPOTS):
        kind = rng.choice(["asb", "serious_violence", "both"])
        district = rng.choice(["North", "South"])
        sensitive = rng.choice(["Yes", "No", None])
        name = f"Hotspot {number} & Market"
        add(log, "Hotspots", hotspot, name, f"Ward {number % 3}", district, kind, sensitive)
    add(log, "PSPOs", "PS1", "Town Centre PSPO", date(2023, 1, 1), date(2025, 12, 31))


def _agreements(rng: Random, log: Log) -> None:
    start = rng.choice([date(2024, 7, 1), date(2024, 7, 1), date(2025, 4, 10)])
    for reference, begins, programme in [
        ("GA-1", start, "Hotspot Response"),
        ("GA-2", date(2025, 1, 1), "Safer Streets"),
    ]:
        begun = typed_day(rng, begins)
        add(log, "Agreements", reference, "OPCC", begun, programme, "TC", "Patrols")
    add(log, "Funding", "HAF", "GA-1", "Hotspot fund")
    add(log, "Funding", "HAF2", "GA-1", "Hotspot fund, second cost centre")
    add(log, "Funding", "G2", "GA-2", "Another grant")
    add(log, "Funding", "BAU", None, "Core service")


def _terms(rng: Random, log: Log) -> None:
    """An original and up to seven variations, numbered out of order of their effective dates."""
    rates: list[Cell] = ["28.75", 28.75]
    minimums: list[Cell] = ["5", 10, "15"]
    original: list[tuple[str, Cell, Cell]] = [
        ("period_end", None, typed_day(rng, rng.choice([*EDGES[::2], CLOSES, CLOSES]))),
        ("payment_basis", None, rng.choice(["instalment", "hours_rate", "actual_cost"])),
        ("hourly_rate", None, rng.choice(rates)),
        ("hours_target", "2024-25", "9000"),
        ("hours_target", "2025-26", "13000"),
        ("grant_amount", None, "410000"),
        ("instalment", "2025-06-01", "20000"),
        ("instalment", "2025-07-01", "25000"),
    ]
    if rng.random() < 0.4:
        original.append(("minimum_minutes", None, rng.choice(minimums)))
    variation(rng, log, 0, date(2024, 7, 1), "signed", original)
    later: list[list[tuple[str, Cell, Cell]]] = [
        [("period_end", None, "2026-03-31"), ("cap", rng.choice([None, "2025-26"]), "9000.50")],
        [("payment_basis", None, "hours_rate"), ("hourly_rate", None, "31.50")],
        [("minimum_minutes", None, rng.choice(minimums))],
        [("hours_counted", None, rng.choice(["patrol", "person"]))],
        [("period_end", None, rng.choice(["2025-06-29", "2025-12-31"]))],
        [("payment_basis", None, "hybrid"), ("hourly_rate", None, "33.335")],
        [("outside_hotspot_counts", None, "Yes"), ("minimum_minutes", None, "12")],
    ]
    chosen = rng.sample(later, rng.randint(3, len(later)))
    numbers = rng.sample(range(1, len(chosen) + 1), len(chosen))
    same = some_day(rng)
    for number, items in zip(numbers, chosen, strict=True):
        effective = same if rng.random() < 0.3 else some_day(rng)
        status = rng.choice(["signed", "signed", "signed", "at_risk", "draft"])
        variation(rng, log, number, effective, status, items)
    add(log, "Variations", "GA-2", 0, date(2025, 1, 1), "signed")
    add(log, "Terms", "GA-2", 0, "period_end", None, "2026-09-30")
    add(log, "Terms", "GA-2", 0, "payment_basis", None, "hours_rate")
    add(log, "Terms", "GA-2", 0, "hourly_rate", None, "30")


def variation(
    rng: Random,
    log: Log,
    number: int,
    effective: date,
    status: str,
    items: list[tuple[str, Cell, Cell]],
) -> None:
    """One variation of GA-1 with its items."""
    signed = typed_day(rng, effective - timedelta(days=10)) if status == "signed" else None
    when = typed_day(rng, effective)
    asked = typed_day(rng, effective - timedelta(days=40))
    add(log, "Variations", "GA-1", number, when, status, asked, signed, f"Reason {number}")
    for item, key, value in items:
        add(log, "Terms", "GA-1", number, item, key, value)


def _listings(rng: Random, log: Log, hotspot: str) -> None:
    """Open, ended, begun late, taken off and put back, for one day, elsewhere, or nowhere."""
    early, turn = date(2024, 7, 1), some_day(rng)
    back = turn + timedelta(days=rng.randint(2, 40))
    spans: list[tuple[date, date | None]] = rng.choice(
        [
            [(early, None)],
            [(early, None)],
            [(early, turn)],
            [(turn, None)],
            [(early, turn), (back, None)],
            [(early, turn), (turn + timedelta(days=1), back)],
            [(turn, turn)],
            [],
        ]
    )
    for first, last in spans:
        replaced = rng.choice(HOTSPOTS) if last and rng.random() < 0.5 else None
        span = (typed_day(rng, first), typed_day(rng, last))
        add(log, "Listings", "GA-1", hotspot, *span, replaced)
    if rng.random() < 0.3:
        add(log, "Listings", "GA-2", hotspot, date(2025, 1, 1))


def _plan_rules(rng: Random, log: Log, hotspot: str) -> None:
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        window = rng.choice([(None, None), (None, None), *WINDOWS])
        turn = some_day(rng)
        span = rng.choice(
            [
                (date(2024, 7, 1), None),
                (date(2024, 7, 1), turn),
                (turn, turn + timedelta(days=rng.randint(0, 60))),
            ]
        )
        add(
            log,
            "Plan rules",
            "GA-1",
            hotspot,
            *rng.choice([(1, 1), (2, 1), (3, 7), (1, 7), (2, 3), (12, 7), (1, 14)]),
            rng.choice([None, 5, 10, 15]),
            rng.choice([None, None, "Mon Tue Wed Thu Fri", "Thu Fri Sat Sun", "Sat Sun", "Sun"]),
            *(typed_time(rng, clock) for clock in window),
            rng.choice([None, None, "foot", "foot cycle", "vehicle mixed"]),
            *(typed_day(rng, on) for on in span),
        )
    if rng.random() < 0.2:
        add(log, "Plan rules", "GA-2", hotspot, 5, 7, None, None, None, None, None, OPENS)


def _money(rng: Random, log: Log) -> None:
    for line, category, labour in [
        ("L1", "Warden pay", "Yes"),
        ("L2", "Overtime", "Yes"),
        ("L3", "Equipment", "No"),
    ]:
        amount = rng.choice([120000, 7500.5, 999.99])
        add(log, "Budget lines", "GA-1", line, category, labour, amount)
        for _ in range(rng.randint(0, 4)):
            spent = rng.randint(-500, 90000) / 100
            when = typed_day(rng, some_day(rng))
            add(log, "Expenditure", "GA-1", line, when, spent, f"L-{rng.randrange(999)}")
        if rng.random() < 0.5:
            add(log, "Forecasts", "GA-1", line, "2025-12", rng.randint(1, 99999) / 100)
    add(log, "Budget changes", "GA-1", 0, "L1", 1500.25)
    add(log, "Budget changes", "GA-1", 0, "L3", -200)
    add(log, "Posts", "GA-1", "W1", "Warden", "G6", 1, 0.5, "Yes", OPENS, OPENS, None, "P00")
    add(log, "Posts", "GA-1", "W2", "Warden", "G6", 0.6, 0.6, "No", OPENS)
    for hotspot in rng.sample(HOTSPOTS, 3):
        month, number = rng.choice(["2025-04", "2025-05"]), rng.randint(0, 40)
        source = ("nuisance", number, rng.randint(0, 40), "police.uk", date(2025, 7, 1))
        add(log, "Police incidents", hotspot, month, *source)
