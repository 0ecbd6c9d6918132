"""From the rows of a standard log to visits on the clock: the reading rules of standard-log.md."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from tests.oracle.log import Log, Row, code, day, number, required_day, text, yes
from tests.oracle.wall import ReadingError, clock_of, first_from, local, on_date

HALF_A_DAY = 12 * 60
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Person:
    """A person and whether their organisation is ours (a blank *Own* is No)."""

    code: str
    employer: str
    group: str | None
    own: bool


@dataclass(frozen=True)
class Span:
    """Dated presence of a hotspot on one agreement's list; both ends included."""

    agreement: str
    hotspot: str
    first: date
    last: date | None

    def covers(self, on: date) -> bool:
        """Whether that date is inside."""
        return self.first <= on and (self.last is None or on <= self.last)


@dataclass(frozen=True)
class Rule(Span):
    """A plan rule: so many visits per so many days, and what makes a visit qualify."""

    visits: int
    per_days: int
    minimum: int
    weekdays: frozenset[str]
    modes: frozenset[str]
    window: tuple[time, time] | None


@dataclass(frozen=True)
class Term:
    """One item of one variation."""

    agreement: str
    variation: int
    effective: date
    status: str
    item: str
    key: str | None
    value: str


@dataclass(frozen=True)
class Duty:
    """A shift member's paid time, in minutes since 2000."""

    person: Person
    start: int
    end: int
    funding: str | None


@dataclass(frozen=True)
class Stay:
    """A visit member: minutes since 2000; left is None where it is not known."""

    person: Person
    joined: int
    left: int | None
    funding: str | None

    @property
    def minutes(self) -> set[int]:
        """The minutes present; none where Left is not known (rule 4)."""
        return set() if self.left is None else set(range(self.joined, self.left))


@dataclass(frozen=True)
class Shift:
    """One shift sheet."""

    sheet: str
    on: date
    start: int
    end: int
    break_minutes: int
    finished: bool
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Visit:
    """One visit with its members and partners."""

    shift: Shift
    number: int
    hotspot: str
    start: int
    end: int | None
    mode: str
    uniformed: bool
    void: bool
    time_source: str | None
    stays: tuple[Stay, ...]
    partners: tuple[tuple[str, int, int | None], ...]

    @property
    def key(self) -> tuple[str, int]:
        """Sheet and visit number; the tie-break of rule 4."""
        return self.shift.sheet, self.number

    @property
    def on(self) -> date:
        """The local date on which it started (rule 3)."""
        return local(self.start).date()

    @property
    def kept(self) -> bool:
        """Neither void nor on an unfinished sheet (rule 5)."""
        return self.shift.finished and not self.void


@dataclass(frozen=True)
class Record:
    """Everything the counting needs from one log."""

    log: Log
    agreements: dict[str, date]
    terms: tuple[Term, ...]
    listings: tuple[Span, ...]
    rules: tuple[Rule, ...]
    funding: dict[str, str | None]
    people: dict[str, Person]
    shifts: dict[str, Shift]
    visits: dict[tuple[str, int], Visit]

    def events(self, sheet: str) -> Iterator[tuple[date, str, Row]]:
        """Date, hotspot and row of what was recorded on a kept visit, or on a whole shift.

        domain.md, "tallies, incidents and powers count with their visit …": a whole shift's count
        on its local start date at hotspot [z]. The worked example confirms that those of an
        unfinished sheet count nowhere (S00018).
        """
        for row in self.log[sheet]:
            shift = self.shifts[code(row["Sheet"])]
            if text(row["Visit"]) is None:
                if shift.finished:
                    yield shift.on, "[z]", row
            else:
                visit = self.visits[shift.sheet, number(row["Visit"])]
                if visit.kept:
                    yield visit.on, visit.hotspot, row


def read_record(log: Log) -> Record:
    """Read a whole log; a time that cannot be read raises ReadingError."""
    own = {code(row["Code"]): yes(row["Own"], default=False) for row in log["Organisations"]}
    persons = [
        Person(
            code(row["Code"]),
            code(row["Organisation"]),
            text(row["Staff group"]),
            own[code(row["Organisation"])],
        )
        for row in log["People"]
    ]
    people = {person.code: person for person in persons}
    shifts = {code(row["Sheet"]): _shift(row, log, people) for row in log["Shifts"]}
    visits = [_visit(row, log, shifts, people) for row in log["Visits"]]
    return Record(
        log,
        {code(row["Reference"]): required_day(row["Start"]) for row in log["Agreements"]},
        tuple(_terms(log)),
        tuple(_span(row) for row in log["Listings"]),
        tuple(_rule(row) for row in log["Plan rules"]),
        {code(row["Code"]): text(row["Agreement"]) for row in log["Funding"]},
        people,
        shifts,
        {visit.key: visit for visit in visits},
    )


def _terms(log: Log) -> Iterator[Term]:
    variations = {(code(row["Agreement"]), number(row["Number"])): row for row in log["Variations"]}
    for row in log["Terms"]:
        agreement, variation = code(row["Agreement"]), number(row["Variation"])
        of = variations[agreement, variation]
        yield Term(
            agreement,
            variation,
            required_day(of["Effective from"]),
            code(of["Status"]),
            code(row["Item"]),
            text(row["Key"]),
            code(row["Value"]),
        )


def _span(row: Row) -> Span:
    return Span(
        code(row["Agreement"]), code(row["Hotspot"]), required_day(row["From"]), day(row["To"])
    )


def _rule(row: Row) -> Rule:
    span = _span(row)
    opens, closes = row["Window start"], row["Window end"]
    window = None
    if text(opens) and text(closes):
        window = clock_of(opens)[0], clock_of(closes)[0]
    return Rule(
        span.agreement,
        span.hotspot,
        span.first,
        span.last,
        number(row["Visits"]),
        number(row["Per days"]),
        number(row["Minimum minutes"]),
        frozenset((text(row["Weekdays"]) or " ".join(WEEKDAYS)).split()),
        frozenset((text(row["Modes"]) or "foot cycle vehicle mixed").split()),
        window,
    )


def _shift(row: Row, log: Log, people: dict[str, Person]) -> Shift:
    """One sheet. A member's Start "follows the shift's rule": that time on the shift's date."""
    sheet, on = code(row["Sheet"]), required_day(row["Date"])
    start = on_date(row["Start"], on)
    duties = []
    for member in log["Shift members"]:
        if code(member["Sheet"]) == sheet:
            begun = on_date(member["Start"], on) if text(member["Start"]) else start
            ended = first_from(member["End"] or row["End"], begun + 1)
            funding = text(member["Funding"])
            duties.append(Duty(people[code(member["Person"])], begun, ended, funding))
    return Shift(
        sheet,
        on,
        start,
        first_from(row["End"], start + 1),
        number(row["Break minutes"]),
        yes(row["Finished"], default=True),
        tuple(duties),
    )


def _visit(row: Row, log: Log, shifts: dict[str, Shift], people: dict[str, Person]) -> Visit:
    shift = shifts[code(row["Sheet"])]
    start = first_from(row["In"], shift.start - 60)
    end = first_from(row["Out"], start + 1) if text(row["Out"]) else None
    if end is not None and end - start > HALF_A_DAY:
        raise ReadingError(f"{row}: Out is more than 12 hours after In, or equal to it")
    key = (shift.sheet, number(row["Visit"]))
    partners = tuple(
        (
            code(partner["Kind"]),
            number(partner["Persons"]),
            number(partner["Minutes"]) if text(partner["Minutes"]) else None,
        )
        for partner in log["Partners"]
        if (code(partner["Sheet"]), number(partner["Visit"])) == key
    )
    return Visit(
        *(shift, key[1], code(row["Hotspot"]), start, end),
        text(row["Mode"]) or "foot",
        yes(row["Uniformed"], default=True),
        text(row["Void reason"]) is not None,
        text(row["Time source"]),
        tuple(_stays(key, shift, (start, end), log, people)),
        partners,
    )


def _stays(
    key: tuple[str, int],
    shift: Shift,
    times: tuple[int, int | None],
    log: Log,
    people: dict[str, Person],
) -> Iterator[Stay]:
    """The members of a visit: its rows, or else the whole crew from In to Out."""
    start, end = times
    funding = {duty.person.code: duty.funding for duty in shift.duties}
    rows = [
        row for row in log["Visit members"] if (code(row["Sheet"]), number(row["Visit"])) == key
    ]
    for row in rows:
        person = people[code(row["Person"])]
        joined = first_from(row["Joined"], start) if text(row["Joined"]) else start
        left = first_from(row["Left"], joined + 1) if text(row["Left"]) else end
        if end is not None and (joined > end or left is None or left > end):
            raise ReadingError(f"{row}: not between In and Out")
        yield Stay(person, joined, left, text(row["Funding"]) or funding.get(person.code))
    if not rows:
        for duty in shift.duties:
            yield Stay(duty.person, start, end, duty.funding)
