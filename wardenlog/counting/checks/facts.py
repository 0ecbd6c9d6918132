"""What the checks read: the sheets of a period, the terms, and the catalogue, as TEMP tables."""

from datetime import date, timedelta
from typing import Final

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.catalogue.powers import Nation, Power, PowerCatalogue, Switches
from wardenlog.counting.scope import Period, Scope, Session, open_scope

EVERY_DAY: Final = Period(date(clock.YEARS.start, 1, 1), date(clock.YEARS.stop, 1, 1))
"""The days a record can have."""

SWITCH_SETTING: Final = "commencement.{code}"
"""The setting that holds the date a council entered for a switch of the catalogue."""

ACTS: Final = frozenset(
    {"warning", "request", "issue", "penalty", "seizure", "action", "authorisation"}
)
"""Kinds of stage that somebody with authority does, and does on its day; not what follows, such
as payment, appeal or prosecution, nor a breach, which is only seen."""

_AGES: Final = frozenset({"subject_age", "apparent_age", "respondent_age", "offender_age", "age"})

# In every check's SQL `+x.live` hides the column from the planner, which would otherwise read a
# whole index for the few rows where it is 0 instead of following the sheets of the period.
TABLES: Final = """
DROP VIEW IF EXISTS temp.check_visit;
DROP VIEW IF EXISTS temp.check_use;
DROP VIEW IF EXISTS temp.check_authority;
DROP TABLE IF EXISTS temp.check_term;
DROP TABLE IF EXISTS temp.check_span;
DROP TABLE IF EXISTS temp.check_agreement;
DROP TABLE IF EXISTS temp.check_sheet;
DROP TABLE IF EXISTS temp.check_presence;
DROP TABLE IF EXISTS temp.check_meeting;
DROP TABLE IF EXISTS temp.check_tally;
DROP TABLE IF EXISTS temp.check_power;
DROP TABLE IF EXISTS temp.check_basis;
DROP TABLE IF EXISTS temp.check_stage;
DROP TABLE IF EXISTS temp.check_nation;
DROP TABLE IF EXISTS temp.check_limit;

CREATE TEMP TABLE check_span (
    from_on TEXT NOT NULL, to_on TEXT NOT NULL, today TEXT NOT NULL
) STRICT;

-- The agreements that the checks of a grant look at.
CREATE TEMP TABLE check_agreement (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- domain.md, "terms on a date": the signed terms of every agreement as stretches of days.
CREATE TEMP TABLE check_term (
    agreement_id TEXT NOT NULL, item TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    from_on TEXT NOT NULL, to_on TEXT NOT NULL, PRIMARY KEY (agreement_id, item, key, from_on)
) STRICT, WITHOUT ROWID;

-- The sheets that the checks of records look at: those of the period that are not void.
CREATE TEMP TABLE check_sheet (
    shift_id TEXT PRIMARY KEY, place TEXT NOT NULL, day TEXT NOT NULL, finished INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Own staff on their visits with what the claim bridge says of them, for the agreement that pays;
-- sheet, person and agreement by rowid, as there may be a million.
CREATE TEMP TABLE check_presence (
    shift INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
    person INTEGER NOT NULL, agreement INTEGER NOT NULL, net_minutes INTEGER NOT NULL,
    patrol_minutes INTEGER NOT NULL, minimum_minutes INTEGER NOT NULL, exclusion TEXT NOT NULL,
    PRIMARY KEY (shift, number, position)
) STRICT, WITHOUT ROWID;

-- Two visits that have somebody in common, who joined both in one minute or was on both at once.
CREATE TEMP TABLE check_meeting (
    shift_id TEXT NOT NULL, number INTEGER NOT NULL,
    other_shift_id TEXT NOT NULL, other_number INTEGER NOT NULL,
    people TEXT NOT NULL, shared_minutes INTEGER NOT NULL,
    PRIMARY KEY (shift_id, number, other_shift_id, other_number)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE check_tally (measure TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE check_power (
    power TEXT PRIMARY KEY, name TEXT NOT NULL, family TEXT NOT NULL,
    needs_authorisation INTEGER NOT NULL, not_ours INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- On which basis an authorisation covers a power.
CREATE TEMP TABLE check_basis (
    power TEXT NOT NULL, basis TEXT NOT NULL, PRIMARY KEY (power, basis)
) STRICT, WITHOUT ROWID;

CREATE TEMP TABLE check_stage (
    stage TEXT PRIMARY KEY, power TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
    act INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- England, Wales or, where the council's ONS code does not say, both.
CREATE TEMP TABLE check_nation (nation TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Dated limits, both days included: of a penalty in pence, of a subject's age in years.
CREATE TEMP TABLE check_limit (
    power TEXT NOT NULL, field TEXT NOT NULL, nation TEXT NOT NULL,
    from_on TEXT NOT NULL, to_on TEXT NOT NULL, least INTEGER, most INTEGER
) STRICT;

CREATE INDEX temp.check_limit_by_power ON check_limit (power, field, nation);

CREATE TEMP VIEW check_visit AS
SELECT
    visit.shift_id, visit.number, sheet.place || ', visit ' || visit.number AS place, visit.day,
    visit.hotspot_id, visit.in_at, visit.out_at, visit.in_minute, visit.out_minute
FROM check_sheet AS sheet
CROSS JOIN visit ON visit.shift_id = sheet.shift_id
WHERE +visit.live = 1;

CREATE TEMP VIEW check_use AS
SELECT
    used.id, used.shift_id, used.number, used.position,
    sheet.place || coalesce(', visit ' || used.number, '') AS place, used.day,
    used.power, coalesce(power.name, used.power) AS power_name, power.family,
    power.needs_authorisation, power.not_ours,
    used.stage, stage.power AS power_of_stage, coalesce(stage.name, used.stage) AS stage_name,
    stage.kind, stage.act,
    coalesce(power.name, used.power) || ': ' || coalesce(stage.name, used.stage) AS what,
    used.use, used.person_id, used.pspo_id, used.reference, used.hotspot_id,
    used.amount_pence, used.quantity, used.age_band, used.status, used.status_on
FROM check_sheet AS sheet
CROSS JOIN power_use AS used ON used.shift_id = sheet.shift_id
LEFT JOIN check_power AS power ON power.power = used.power
LEFT JOIN check_stage AS stage ON stage.stage = used.stage
WHERE +used.live = 1;

CREATE TEMP VIEW check_authority AS
SELECT
    held.person_id, coalesce(power.family, held.family) AS family, held.basis,
    coalesce(held.from_on, '0001-01-01') AS from_on, coalesce(held.to_on, '9999-12-31') AS to_on
FROM authorisation AS held
LEFT JOIN check_power AS power ON power.power = held.family;
"""

SHEETS: Final = """
INSERT INTO check_sheet
SELECT shift.id, 'Sheet ' || shift.sheet, shift.day, shift.finished
FROM check_span AS span
CROSS JOIN shift ON shift.day >= span.from_on AND shift.day < span.to_on
WHERE shift.void_reason IS NULL
"""

ONE_SHEET: Final = """
INSERT INTO check_sheet
SELECT shift.id, 'Sheet ' || shift.sheet, shift.day, shift.finished
FROM shift
WHERE shift.id = ? AND shift.void_reason IS NULL
"""

TERMS: Final = """
INSERT INTO check_term
SELECT agreement_id, item, key, value, from_on, to_on
FROM (
    SELECT
        item.agreement_id, item.item, item.key, item.value, variation.effective_from AS from_on,
        coalesce(lead(variation.effective_from) OVER folded, '9999-12-31') AS to_on
    FROM variation
    INNER JOIN variation_item AS item
        ON item.agreement_id = variation.agreement_id AND item.number = variation.number
    WHERE variation.status = 'signed'
    WINDOW folded AS (
        PARTITION BY item.agreement_id, item.item, item.key
        ORDER BY variation.effective_from, variation.number
    )
)
WHERE from_on < to_on
"""

# A visit lasts at most 12 hours and the earlier one began first, so it is of that day or the last.
MEETINGS: Final = """
INSERT INTO check_meeting
SELECT
    later.shift_id, later.number, earlier.shift_id, earlier.number,
    group_concat(person.code, ', '),
    max(max(0, coalesce(min(later.left_minute, earlier.left_minute), 0) - later.joined_minute))
FROM check_sheet AS sheet
CROSS JOIN visit_member AS later ON later.shift_id = sheet.shift_id
CROSS JOIN visit_member AS earlier
    ON earlier.person_id = later.person_id
    AND earlier.day BETWEEN date(later.day, '-1 day') AND later.day
INNER JOIN person ON person.id = later.person_id
WHERE +later.live = 1 AND +earlier.live = 1
    AND (
        earlier.joined_minute, earlier.sheet, earlier.number, earlier.shift_id, earlier.position
    ) < (later.joined_minute, later.sheet, later.number, later.shift_id, later.position)
    AND (
        earlier.joined_minute = later.joined_minute
        OR min(later.left_minute, earlier.left_minute) > later.joined_minute
    )
GROUP BY later.shift_id, later.number, earlier.shift_id, earlier.number
"""

# Of one sheet too, all that was done on its date: rule 9c is about a person's whole day.
_PRESENCE = """
INSERT INTO check_presence
SELECT
    shift.rowid, visit.number, presence.position, presence.worker, agreement.rowid,
    presence.net_minutes, visit.patrol_minutes, scope_day.minimum_minutes, presence.exclusion
FROM presence
CROSS JOIN scope
CROSS JOIN agreement ON agreement.id = scope.agreement_id
CROSS JOIN check_span AS span
INNER JOIN scoped_visit AS visit ON visit.rowid = presence.visit
INNER JOIN shift
    ON shift.id = visit.shift_id AND shift.day >= span.from_on AND shift.day < span.to_on
INNER JOIN scope_day ON scope_day.day = visit.day
WHERE presence.exclusion NOT IN ('partner', 'other_funding')
"""


def prepare(
    session: Session,
    period: Period,
    agreement_id: str | None,
    catalogue: PowerCatalogue,
    shift_id: str | None = None,
) -> None:
    """Make and fill the tables that the checks read; those of an earlier call are replaced.

    With `shift_id`, of that sheet alone; the period is then the day that the sheet is dated.

    The scope that is open in the session, if any, is open again afterwards.
    """
    today = clock.local_date(clock.now())
    session.script(TABLES)
    session.rows(
        "INSERT INTO check_span VALUES (?, ?, ?)",
        (period.from_on.isoformat(), period.to_on.isoformat(), today.isoformat()),
    )
    session.rows(
        "INSERT INTO check_agreement"
        " SELECT id FROM agreement WHERE void_reason IS NULL AND id = coalesce(?, id)",
        (agreement_id,),
    )
    session.rows(TERMS)
    if shift_id is None:
        session.rows(SHEETS)
    else:
        session.rows(ONE_SHEET, (shift_id,))
    session.rows(MEETINGS)
    _fill_presence(session, today)
    fill_catalogue(session, catalogue)


def _fill_presence(session: Session, today: date) -> None:
    ((first, last),) = session.rows(
        "SELECT min(day), max(min(day, ?)) FROM check_sheet", (today.isoformat(),)
    )
    if first is None or first > last:
        return
    period = Period.inclusive(
        date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    )
    opened = _open_scope(session)
    for (each,) in session.rows("SELECT id FROM agreement WHERE void_reason IS NULL"):
        open_scope(session, Scope(each, period))
        session.rows(_PRESENCE)
    if opened is not None:
        open_scope(session, opened)


def _open_scope(session: Session) -> Scope | None:
    """Return the scope whose working tables are in the session, or None."""
    if not session.rows("SELECT 1 FROM temp.sqlite_master WHERE name = 'scope'"):
        return None
    ((agreement_id, first, end),) = session.rows(
        "SELECT agreement_id, from_on, to_on FROM temp.scope"
    )
    period = Period(date.fromisoformat(first), date.fromisoformat(end))
    numbers = session.rows("SELECT number FROM temp.assumed_signed ORDER BY number")
    terms = session.rows("SELECT item, value FROM temp.assumed_term ORDER BY item")
    return Scope(
        agreement_id,
        period,
        tuple(number for (number,) in numbers),
        tuple((item, value) for item, value in terms),
    )


def fill_catalogue(session: Session, catalogue: PowerCatalogue) -> None:
    """Fill the tables of powers, stages, bases, nations and dated limits."""
    nations = _nations(session)
    switches = commencements(session, catalogue)
    for nation in nations:
        session.rows("INSERT INTO check_nation VALUES (?)", (nation,))
    for card in load_measures().tallies():
        session.rows("INSERT INTO check_tally VALUES (?)", (card.code,))
    for power in catalogue.powers:
        session.rows(
            "INSERT INTO check_power VALUES (?, ?, ?, ?, ?)",
            (
                power.code,
                power.name,
                power.family,
                power.needs_authorisation,
                power.no_record_as_partner,
            ),
        )
        for basis in power.authorising_bases:
            session.rows("INSERT INTO check_basis VALUES (?, ?)", (power.code, basis))
        for stage in power.stages:
            session.rows(
                "INSERT INTO check_stage VALUES (?, ?, ?, ?, ?)",
                (stage.code, power.code, stage.name, stage.kind, stage.kind in ACTS),
            )
        _fill_limits(session, power, nations, switches)


def _fill_limits(
    session: Session, power: Power, nations: tuple[Nation, ...], switches: Switches
) -> None:
    """Note the limits of amounts and ages; one without a source is not worth a warning."""
    for limit in power.limits:
        field = "age" if limit.field in _AGES else limit.field
        scale = {"fpn_amount": 100, "age": 1}.get(field)
        holds = limit.period(switches)
        if scale is None or holds is None or not limit.sourced:
            continue
        least, most = (
            None if bound is None else round(bound * scale) for bound in (limit.least, limit.most)
        )
        for nation in nations:
            if nation in limit.applies:
                session.rows(
                    "INSERT INTO check_limit VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (power.code, field, nation, *map(date.isoformat, holds), least, most),
                )


def _nations(session: Session) -> tuple[Nation, ...]:
    """Return the nation that the council's ONS code begins with, or else both."""
    found = session.rows("SELECT substr(ons_code, 1, 1) FROM council WHERE void_reason IS NULL")
    match [letter for (letter,) in found]:
        case ["E"]:
            return ("E",)
        case ["W"]:
            return ("W",)
        case _:
            return ("E", "W")


def commencements(session: Session, catalogue: PowerCatalogue) -> Switches:
    """Return the date of each switch: the one the council entered, or else the catalogue's."""
    entered = dict(session.rows("SELECT name, value FROM setting WHERE name LIKE 'commencement.%'"))
    switches: dict[str, date | None] = {}
    for switch in catalogue.switches:
        text = entered.get(SWITCH_SETTING.format(code=switch.code))
        switches[switch.code] = date.fromisoformat(text) if text else switch.commences_on
    return switches
