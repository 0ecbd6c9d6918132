"""What was written down behind a figure: powers, tallies, incidents, other counts, staff time."""

from typing import Final

from wardenlog.counting.behind.figure import Figure, Item
from wardenlog.counting.scope import Session

_UNDER_18: Final = "entry.age_band IN ('under 10', '10-15', '16-17')"

_PRINTED: Final = """
    EXISTS (
        SELECT 1 FROM json_each(:stages) AS printed
        WHERE printed.value ->> 0 = entry.power AND printed.value ->> 1 = entry.stage
            AND {meaning}
    )
    AND (:power IS NULL OR entry.power = :power)
    AND (:stage IS NULL OR entry.stage = :stage)
"""
_ANY: Final = _PRINTED.format(meaning="1")
_MEANT: Final = _PRINTED.format(meaning="printed.value ->> 2 = :measure")

_POWERS: Final = {
    "own_use": f"entry.use = 'own' AND {_ANY}",
    "powers_assisted": f"entry.use = 'assisted' AND {_ANY}",
    "powers_cancelled": f"entry.status = 'cancelled' AND {_ANY}",
    "subjects_under_18": f"{_UNDER_18} AND {_ANY}",
    **dict.fromkeys(
        (
            "powers_informal",
            "cpw_issued",
            "cpn_issued",
            "pspo_actions",
            "fpn_issued",
            "powers_other",
            "environmental_reports",
        ),
        f"entry.use = 'own' AND {_MEANT}",
    ),
}

# Measures written on sheets: the table, what each row adds, its status, and its sort.
_WRITTEN: Final = {
    "incidents": ("incident", "1", "''", "entry.category || ' ' || entry.incident_type"),
    "referrals": ("referral", "1", "coalesce(entry.stage, '')", "entry.pathway"),
    "seizures": ("seizure", "entry.quantity", "entry.use", "entry.seizure_kind"),
}

# Other time of our own staff (domain.md, "utilisation percent"), and paid time.
_TIME: Final = {
    "outside_hotspot_minutes": "entry.time_kind = 'outside_patrol'",
    "travel_briefing_minutes": "entry.time_kind IN ('travel', 'briefing')",
    "other_minutes": "entry.time_kind NOT IN ('outside_patrol', 'travel', 'briefing')",
}

_ELSEWHERE: Final = {
    "intelligence": """
        SELECT
            entry.day, NULL, NULL, hotspot.code, entry.quantity, NULL, '', entry.channel,
            'intelligence', entry.id
        FROM scope
        CROSS JOIN intelligence AS entry
            ON entry.day >= scope.from_on AND entry.day < scope.to_on
        LEFT JOIN hotspot ON hotspot.id = entry.hotspot_id
        WHERE entry.void_reason IS NULL
            AND (:month IS NULL OR substr(entry.day, 1, 7) = :month)
            AND (:hotspot IS NULL OR coalesce(hotspot.code, '') = :hotspot)
        ORDER BY entry.day, entry.id
    """,
    "police_incidents": """
        SELECT
            NULL, NULL, NULL, hotspot.code, entry.quantity, NULL, '',
            entry.month || coalesce(' ' || entry.category, ''),
            'supplied_incidents', entry.supplied_incidents_id
        FROM scope
        CROSS JOIN supplied_count AS entry
            ON entry.month >= substr(scope.from_on, 1, 7)
            AND entry.month <= substr(date(scope.to_on, '-1 day'), 1, 7)
        INNER JOIN hotspot ON hotspot.id = entry.hotspot_id
        WHERE entry.live = 1
            AND (:month IS NULL OR entry.month = :month)
            AND (:hotspot IS NULL OR hotspot.code = :hotspot)
        ORDER BY entry.month, hotspot.code, entry.position
    """,
}

MEASURES: Final = frozenset((*_POWERS, *_WRITTEN, *_TIME, *_ELSEWHERE, "paid_minutes"))
"""The measures that registers add up to, beside every tally."""


def items(session: Session, figure: Figure, stages: str) -> list[Item]:
    """Return the entries behind a measure of MEASURES, or behind a tally.

    A cancelled power stands on the day of its status (rule 8). `stages` as for `behind`.
    """
    values = {**figure.values(), "stages": stages}
    return [Item(*row) for row in session.rows(_statement(figure.measure), values)]


def _statement(measure: str) -> str:
    if measure in _ELSEWHERE:
        return _ELSEWHERE[measure]
    if measure in _POWERS:
        day = "status_on" if measure == "powers_cancelled" else "day"
        sort = "entry.power || ' ' || entry.stage"
        said = "coalesce(entry.status, '')"
        return _on_sheets("power_use", "entry.quantity", said, sort, _POWERS[measure], day)
    if measure in _WRITTEN:
        table, value, said, sort = _WRITTEN[measure]
        return _on_sheets(table, value, said, sort)
    if measure in _TIME:
        return _by_person("other_time", "entry.minutes", "entry.time_kind", _TIME[measure])
    if measure == "paid_minutes":
        return _by_person("shift_member", "entry.paid_minutes", "''", "1")
    said = "iif(entry.estimated, 'estimated', '')"
    return _on_sheets("tally", "entry.quantity", said, "''", "entry.measure = :measure")


def _on_sheets(
    table: str, value: str, said: str, sort: str, which: str = "1", day: str = "day"
) -> str:
    return f"""
        SELECT
            entry.{day}, shift.sheet, entry.number, hotspot.code, {value}, NULL, {said}, {sort},
            'shift', entry.shift_id
        FROM scope
        CROSS JOIN {table} AS entry
            ON entry.{day} >= scope.from_on AND entry.{day} < scope.to_on
        INNER JOIN shift ON shift.id = entry.shift_id
        LEFT JOIN hotspot ON hotspot.id = entry.hotspot_id
        WHERE entry.live = 1 AND {which}
            AND (:month IS NULL OR substr(entry.{day}, 1, 7) = :month)
            AND (:hotspot IS NULL OR coalesce(hotspot.code, '') = :hotspot)
        ORDER BY entry.{day}, shift.sheet, entry.shift_id, entry.position
    """


def _by_person(table: str, value: str, sort: str, which: str) -> str:
    return f"""
        SELECT
            entry.day, shift.sheet, NULL, NULL, {value}, 1, '', {sort}, 'shift', entry.shift_id
        FROM scope
        CROSS JOIN {table} AS entry
            ON entry.day >= scope.from_on AND entry.day < scope.to_on
        INNER JOIN shift ON shift.id = entry.shift_id
        INNER JOIN worker ON worker.person_id = entry.person_id AND worker.own = 1
        INNER JOIN person ON person.id = entry.person_id
        WHERE entry.live = 1 AND {which}
            AND (:month IS NULL OR substr(entry.day, 1, 7) = :month)
            AND (:hotspot IS NULL OR :hotspot = '')
            AND (:staff_group IS NULL OR coalesce(person.staff_group, '') = :staff_group)
        ORDER BY entry.day, shift.sheet, entry.shift_id, entry.position
    """
