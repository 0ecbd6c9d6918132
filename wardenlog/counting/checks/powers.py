"""Checks of powers: authority, public spaces orders, limits, and what must come before what."""

from typing import Final

from wardenlog.counting.checks.finding import Check

_COUNCIL = "coalesce((SELECT id FROM council ORDER BY id LIMIT 1), '')"

_UNKNOWN_POWER = """
SELECT shift_id, number, place, day, power FROM check_use WHERE family IS NULL
"""

_OTHER_STAGE = """
SELECT shift_id, number, place, day, stage_name, power_name
FROM check_use
WHERE family IS NOT NULL AND power_of_stage IS NOT power
"""

_AUTHORITY = """
WITH needing AS (
    SELECT * FROM check_use WHERE use = 'own' AND needs_authorisation = 1 AND act = 1
),

held AS (
    SELECT authority.person_id, needing.power, authority.from_on, authority.to_on
    FROM check_authority AS authority
    INNER JOIN (SELECT DISTINCT person_id, power, family FROM needing) AS needing
        ON needing.person_id = authority.person_id AND needing.family = authority.family
    WHERE authority.basis IS NULL OR EXISTS (
        SELECT 1 FROM check_basis AS accepted
        WHERE accepted.power = needing.power AND accepted.basis = authority.basis
    )
)
"""

_NOBODY_AUTHORISED = f"""
{_AUTHORITY}
SELECT {_COUNCIL}, NULL, 'All people', NULL, count(*), min(day)
FROM needing
WHERE NOT EXISTS (SELECT 1 FROM authorisation)
HAVING count(*) > 0
"""

_NEVER_AUTHORISED = f"""
{_AUTHORITY},

uncovered AS (
    SELECT needing.person_id, needing.family, count(*) AS uses, min(needing.day) AS first_on
    FROM needing
    WHERE needing.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM authorisation)
        AND NOT EXISTS (
            SELECT 1 FROM held
            WHERE held.person_id = needing.person_id AND held.power = needing.power
        )
    GROUP BY needing.person_id, needing.family
)

SELECT
    person.id, NULL, 'Person ' || person.code, min(uncovered.first_on),
    group_concat(uncovered.family, ', '), sum(uncovered.uses), min(uncovered.first_on)
FROM uncovered
INNER JOIN person ON person.id = uncovered.person_id
GROUP BY person.id
"""

_NOT_THEN_AUTHORISED = f"""
{_AUTHORITY}
SELECT
    needing.shift_id, needing.number, needing.place, needing.day,
    person.code, needing.what, needing.day
FROM needing
INNER JOIN person ON person.id = needing.person_id
WHERE EXISTS (
        SELECT 1 FROM held
        WHERE held.person_id = needing.person_id AND held.power = needing.power
    )
    AND NOT EXISTS (
        SELECT 1 FROM held
        WHERE held.person_id = needing.person_id AND held.power = needing.power
            AND needing.day BETWEEN held.from_on AND held.to_on
    )
"""

# Who used it matters only where somebody keeps the list of authorisations.
_WITHOUT_PERSON = """
SELECT shift_id, number, place, day, what
FROM check_use
WHERE use = 'own' AND needs_authorisation = 1 AND act = 1 AND person_id IS NULL
    AND EXISTS (SELECT 1 FROM authorisation)
"""

_NOT_OURS = """
SELECT shift_id, number, place, day, power_name FROM check_use WHERE use = 'own' AND not_ours = 1
"""

_WITHOUT_PSPO = """
SELECT shift_id, number, place, day, stage_name
FROM check_use
WHERE family = 'PSPO' AND pspo_id IS NULL
    AND EXISTS (SELECT 1 FROM pspo WHERE pspo.void_reason IS NULL)
"""

_NO_PSPO_ANYWHERE = f"""
SELECT {_COUNCIL}, NULL, 'All PSPOs', NULL, count(*), min(day)
FROM check_use
WHERE family = 'PSPO' AND NOT EXISTS (SELECT 1 FROM pspo WHERE pspo.void_reason IS NULL)
HAVING count(*) > 0
"""

_PSPO_NOT_BEGUN = """
SELECT used.shift_id, used.number, used.place, used.day, pspo.title, pspo.from_on, used.day
FROM check_use AS used
INNER JOIN pspo ON pspo.id = used.pspo_id
WHERE (used.act = 1 OR used.kind = 'breach') AND used.day < pspo.from_on
"""

_PSPO_ENDED = """
SELECT used.shift_id, used.number, used.place, used.day, pspo.title, pspo.to_on, used.day
FROM check_use AS used
INNER JOIN pspo ON pspo.id = used.pspo_id
WHERE (used.act = 1 OR used.kind = 'breach') AND used.day > pspo.to_on
"""

# A penalty is outside its limits where no nation that the council may be in allows the amount.
# An early payment lowers what is paid, not what was issued, so a paid one is not called too low.
_LIMITED = """
WITH penalty AS (
    SELECT
        used.shift_id, used.number, used.position, used.place, used.day, used.power_name,
        used.amount_pence, used.quantity, used.status, nation.nation,
        max(limits.least) AS least, min(limits.most) AS most
    FROM check_use AS used
    CROSS JOIN check_nation AS nation
    LEFT JOIN check_limit AS limits
        ON limits.power = used.power AND limits.field = 'fpn_amount'
        AND limits.nation = nation.nation
        AND used.day BETWEEN limits.from_on AND limits.to_on
    WHERE used.kind = 'penalty' AND used.amount_pence IS NOT NULL
    GROUP BY used.shift_id, used.position, nation.nation
)
"""

_ABOVE_MOST = f"""
{_LIMITED}
SELECT shift_id, number, place, day, amount_pence, power_name, max(most)
FROM penalty
GROUP BY shift_id, position
HAVING min(coalesce(amount_pence > most * quantity, 0)) = 1
"""

_BELOW_LEAST = f"""
{_LIMITED}
SELECT shift_id, number, place, day, amount_pence, power_name, min(least)
FROM penalty
WHERE status IS NOT 'paid'
GROUP BY shift_id, position
HAVING min(coalesce(amount_pence < least, 0)) = 1
"""

_TOO_YOUNG = """
SELECT
    used.shift_id, used.number, used.place, used.day,
    used.age_band, max(limits.least), used.power_name
FROM check_use AS used
INNER JOIN check_limit AS limits ON limits.power = used.power AND limits.field = 'age'
WHERE used.day BETWEEN limits.from_on AND limits.to_on
    AND CASE used.age_band WHEN 'under 10' THEN 9 WHEN '10-15' THEN 15 WHEN '16-17' THEN 17 END
    < limits.least
GROUP BY used.shift_id, used.position
"""


def _without_earlier(stage: str, needs: str) -> str:
    """Return the SQL for own uses of a stage before which the one it needs is not recorded.

    They belong together under one reference; where either has none, in one hotspot. What is more
    than two years old is not taken for what led to this.
    """
    return f"""
    WITH earlier AS MATERIALIZED (
        SELECT before.day, before.reference, before.hotspot_id
        FROM check_span AS span
        CROSS JOIN power_use AS before
            ON before.day >= date(span.from_on, '-2 years')
            AND before.day <= date(span.to_on, '+1 day')
        WHERE before.live = 1 AND +before.stage = '{needs}'
    )

    SELECT
        used.shift_id, used.number, used.place, used.day, coalesce(used.reference, 'no reference')
    FROM check_use AS used
    WHERE used.use = 'own' AND used.stage = '{stage}' AND NOT EXISTS (
        SELECT 1 FROM earlier
        WHERE earlier.day <= used.day AND earlier.day >= date(used.day, '-2 years')
            AND (
                earlier.reference = used.reference
                OR (earlier.reference IS NULL OR used.reference IS NULL)
                AND earlier.hotspot_id IS used.hotspot_id
            )
    )
    """


_STATUS_WITHOUT_DATE = """
SELECT shift_id, number, place, day, what
FROM check_use
WHERE status = 'cancelled' AND status_on IS NULL
"""

_STATUS_BEFORE_USE = """
SELECT shift_id, number, place, day, what, status_on, day FROM check_use WHERE status_on < day
"""

CHECKS: Final = (
    Check(
        "stage_not_of_power",
        _UNKNOWN_POWER,
        "“{power}” is not a power that the return knows.",
        field="powers",
    ),
    Check(
        "stage_not_of_power",
        _OTHER_STAGE,
        "the stage “{stage}” does not belong to the power “{power}”.",
        field="powers",
    ),
    Check(
        "power_not_allowed",
        _NOBODY_AUTHORISED,
        "no authorisations are recorded for anybody. Own uses of powers that need one: {uses}, "
        "the first on {first_on}.",
        record_kind="council",
    ),
    Check(
        "power_not_allowed",
        _NEVER_AUTHORISED,
        "no authorisation covers {families}, used {number_times}, first on {first_on}.",
        record_kind="person",
        field="authorisations",
    ),
    Check(
        "power_not_allowed",
        _NOT_THEN_AUTHORISED,
        "{person} used “{use}” on {day_on} and was not authorised for it that day.",
        field="powers",
    ),
    Check(
        "power_without_person",
        _WITHOUT_PERSON,
        "nobody is recorded as having used “{use}”.",
        field="powers",
    ),
    Check(
        "own_use_no_record_as_partner",
        _NOT_OURS,
        "“{power}” is for police or a court, and it is marked as our own use.",
        field="powers",
    ),
    Check(
        "pspo_missing", _WITHOUT_PSPO, "“{stage}” does not say under which PSPO.", field="powers"
    ),
    Check(
        "pspo_missing",
        _NO_PSPO_ANYWHERE,
        "no PSPO is recorded. Actions under one: {uses}, the first on {first_on}.",
        record_kind="council",
    ),
    Check(
        "pspo_expired",
        _PSPO_NOT_BEGUN,
        "PSPO “{pspo}” began only on {from_on}, after this action of {day_on}.",
        field="powers",
    ),
    Check(
        "pspo_expired",
        _PSPO_ENDED,
        "PSPO “{pspo}” ended on {to_on}, before this action of {day_on}.",
        field="powers",
    ),
    Check(
        "fpn_above_limit",
        _ABOVE_MOST,
        "a fixed penalty of {amount_pence} for “{power}” is above {most_pence}, the most "
        "listed for that date.",
        field="powers",
    ),
    Check(
        "fpn_above_limit",
        _BELOW_LEAST,
        "a fixed penalty of {amount_pence} for “{power}” is below {least_pence}, the least "
        "listed for that date.",
        field="powers",
    ),
    Check(
        "cpn_without_cpw",
        _without_earlier("CPN.ISSUED", "CPW.ISSUED"),
        "a community protection notice ({reference}) has no earlier written warning on record.",
        field="powers",
    ),
    Check(
        "fpn_without_breach",
        _without_earlier("CPN.FPN", "CPN.BREACH"),
        "a fixed penalty under a community protection notice ({reference}) has no earlier breach "
        "on record.",
        field="powers",
    ),
    Check(
        "age_below_limit",
        _TOO_YOUNG,
        "age {band} is below {least}, the least age for “{power}”.",
        field="powers",
    ),
    Check(
        "status_without_date",
        _STATUS_WITHOUT_DATE,
        "“{use}” is marked cancelled without a date, so the cancellation is in no month.",
        field="powers",
    ),
    Check(
        "status_before_use",
        _STATUS_BEFORE_USE,
        "the status of “{use}” is dated {status_on}, before the use itself on {day_on}.",
        field="powers",
    ),
)
