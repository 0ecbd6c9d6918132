"""Checks of a grant: terms that are missing or unsigned, and the list of hotspots."""

from typing import Final

from wardenlog.counting.checks.finding import Check

# Once a signed variation has set a period end there is always one in force.
_PERIOD_END = """
WITH first_end AS (
    SELECT
        agreement.id, 'Agreement ' || agreement.reference AS place,
        max(agreement.start_on, span.from_on) AS needed_on,
        min(period_end.from_on) AS given_on
    FROM check_agreement
    CROSS JOIN check_span AS span
    INNER JOIN agreement ON agreement.id = check_agreement.id
    LEFT JOIN check_term AS period_end
        ON period_end.agreement_id = agreement.id
        AND period_end.item = 'period_end' AND period_end.key = ''
    WHERE agreement.start_on < span.to_on AND agreement.start_on <= span.today
    GROUP BY agreement.id
)
"""

_NO_PERIOD_END = f"""
{_PERIOD_END}
SELECT id, NULL, place, NULL FROM first_end WHERE given_on IS NULL
"""

_LATE_PERIOD_END = f"""
{_PERIOD_END}
SELECT id, NULL, place, NULL, given_on FROM first_end WHERE given_on > needed_on
"""

_UNIT_NOT_STATED = """
SELECT agreement.id, NULL, 'Agreement ' || agreement.reference, NULL
FROM check_agreement
INNER JOIN agreement ON agreement.id = check_agreement.id
WHERE NOT EXISTS (
    SELECT 1 FROM check_term AS term
    WHERE term.agreement_id = agreement.id AND term.item = 'hours_counted' AND term.key = ''
)
"""

_NO_RATE = """
WITH paid_by_hours AS (
    SELECT
        agreement.id, agreement.reference,
        max(basis.from_on, agreement.start_on, span.from_on) AS from_on,
        min(basis.to_on, span.to_on) AS to_on
    FROM check_agreement
    CROSS JOIN check_span AS span
    INNER JOIN agreement ON agreement.id = check_agreement.id
    INNER JOIN check_term AS basis
        ON basis.agreement_id = agreement.id AND basis.item = 'payment_basis'
        AND basis.value IN ('hours_rate', 'hybrid')
)

SELECT
    paid_by_hours.id, NULL, 'Agreement ' || paid_by_hours.reference, NULL,
    min(paid_by_hours.from_on)
FROM paid_by_hours
WHERE paid_by_hours.from_on < paid_by_hours.to_on AND NOT EXISTS (
    SELECT 1 FROM check_term AS rate
    WHERE rate.agreement_id = paid_by_hours.id AND rate.item = 'hourly_rate' AND rate.key = ''
        AND rate.from_on <= paid_by_hours.from_on
)
GROUP BY paid_by_hours.id
"""

_AT_RISK = """
SELECT
    agreement.id, NULL,
    'Agreement ' || agreement.reference || ', variation ' || variation.number, NULL,
    variation.effective_from
FROM check_agreement
CROSS JOIN check_span AS span
INNER JOIN agreement ON agreement.id = check_agreement.id
INNER JOIN variation ON variation.agreement_id = agreement.id
WHERE variation.status = 'at_risk' AND variation.effective_from < span.to_on
    AND EXISTS (
        SELECT 1 FROM variation_item AS item
        WHERE item.agreement_id = variation.agreement_id AND item.number = variation.number
    )
"""

_SIGNED_WHEN = """
SELECT
    agreement.id, NULL,
    'Agreement ' || agreement.reference || ', variation ' || variation.number, NULL
FROM check_agreement
INNER JOIN agreement ON agreement.id = check_agreement.id
INNER JOIN variation ON variation.agreement_id = agreement.id
WHERE variation.status = 'signed' AND variation.signed_on IS NULL
"""

_LISTED_TWICE = """
SELECT
    agreement.id, NULL,
    'Agreement ' || agreement.reference || ', hotspot ' || hotspot.code, NULL,
    max(one.from_on, two.from_on)
FROM check_agreement
INNER JOIN agreement ON agreement.id = check_agreement.id
INNER JOIN listing AS one ON one.agreement_id = agreement.id
INNER JOIN listing AS two
    ON two.agreement_id = one.agreement_id AND two.hotspot_id = one.hotspot_id
    AND two.position > one.position
INNER JOIN hotspot ON hotspot.id = one.hotspot_id
WHERE one.from_on <= coalesce(two.to_on, '9999-12-31')
    AND two.from_on <= coalesce(one.to_on, '9999-12-31')
"""

# A listing left open does not ask for visits after the agreement has ended.
_NOT_VISITED = """
WITH watched AS MATERIALIZED (
    SELECT
        agreement.reference, listing.hotspot_id,
        max(listing.from_on, agreement.start_on, span.from_on) AS from_on,
        min(
            coalesce(listing.to_on, '9999-12-31'), date(span.to_on, '-1 day'),
            date(span.today, '-1 day'),
            coalesce((
                SELECT max(period_end.value) FROM check_term AS period_end
                WHERE period_end.agreement_id = agreement.id
                    AND period_end.item = 'period_end' AND period_end.key = ''
            ), '9999-12-31')
        ) AS last_on
    FROM check_agreement
    CROSS JOIN check_span AS span
    INNER JOIN agreement ON agreement.id = check_agreement.id
    INNER JOIN listing ON listing.agreement_id = agreement.id
)

SELECT
    hotspot.id, NULL, 'Agreement ' || watched.reference || ', hotspot ' || hotspot.code, NULL,
    watched.from_on, watched.last_on
FROM watched
INNER JOIN hotspot ON hotspot.id = watched.hotspot_id
WHERE julianday(watched.last_on) - julianday(watched.from_on) >= 6
    AND NOT EXISTS (
        SELECT 1
        FROM visit
        INNER JOIN visit_member AS member
            ON member.shift_id = visit.shift_id AND member.number = visit.number
        INNER JOIN person ON person.id = member.person_id
        INNER JOIN organisation ON organisation.id = person.organisation_id
        WHERE visit.hotspot_id = watched.hotspot_id
            AND visit.day BETWEEN watched.from_on AND watched.last_on
            AND +visit.live = 1 AND visit.out_minute IS NOT NULL AND organisation.own = 1
    )
"""

CHECKS: Final = (
    Check(
        "missing_period_end",
        _NO_PERIOD_END,
        "no signed variation gives a period end, so nothing can be claimed.",
        record_kind="agreement",
    ),
    Check(
        "missing_period_end",
        _LATE_PERIOD_END,
        "the signed terms give no period end before {given_on}, so nothing can be claimed for "
        "earlier dates.",
        record_kind="agreement",
    ),
    Check(
        "hours_counted_not_stated",
        _UNIT_NOT_STATED,
        "the terms do not say whether two wardens together for an hour are 2 hours or 1. "
        "Person-hours (2) are used.",
        record_kind="agreement",
    ),
    Check(
        "missing_rate",
        _NO_RATE,
        "from {from_on} the terms pay by hours and give no hourly rate, so no amount can be worked "
        "out.",
        record_kind="agreement",
    ),
    Check(
        "variation_at_risk",
        _AT_RISK,
        "it would change the terms from {effective_on} and is not signed, so it is not in the "
        "claim.",
        record_kind="agreement",
    ),
    Check(
        "signed_without_date",
        _SIGNED_WHEN,
        "it is marked signed and has no date of signature.",
        record_kind="agreement",
    ),
    Check(
        "listing_overlap",
        _LISTED_TWICE,
        "two listings of the hotspot overlap from {from_on}. Each date is counted once.",
        record_kind="agreement",
    ),
    Check(
        "listed_not_visited",
        _NOT_VISITED,
        "the hotspot was listed from {from_on} to {last_on} and has no counted visit in that time.",
        record_kind="hotspot",
    ),
)
