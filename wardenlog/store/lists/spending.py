"""The register of what budget lines cost: amounts from the ledger, one by one."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from wardenlog.store.lists.having import having_words
from wardenlog.store.session import ReadSession


class SpendingRow(NamedTuple):
    """A line of the register; its id is that of the line's month and its position there."""

    id: str
    line_month_id: str
    position: int
    agreement_id: str
    line: str
    category: str | None
    spent_on: str
    amount_pence: int
    ledger_reference: str | None
    post: str | None
    note: str | None
    void_reason: str | None


_ID: Final = "spent.line_month_id || '/' || spent.position"

SPENDING_ORDERS: Final = {
    "spent_on": "spent.spent_on",
    "line": "spent.line",
    "amount": "spent.amount_pence",
    "ledger_reference": "coalesce(spent.ledger_reference, '')",
    "post": "coalesce(spent.post, '')",
}
"""What the register can be put in order by, and the SQL of it."""

_FROM: Final = """
FROM expenditure AS spent
INNER JOIN line_month ON line_month.id = spent.line_month_id AND line_month.void_reason IS NULL
LEFT JOIN budget_line AS line
    ON line.agreement_id = spent.agreement_id AND line.reference = spent.line
"""
_LOOKED_INTO: Final = (
    "spent.line",
    "coalesce(line.category, '')",
    "coalesce(spent.ledger_reference, '')",
    "coalesce(spent.post, '')",
    "coalesce(spent.note, '')",
)


def spending_ids(
    session: ReadSession,
    agreement_id: str,
    order: str,
    *,
    descending: bool,
    words: Sequence[str] = (),
    filters: Mapping[str, str] | None = None,
) -> list[str]:
    """Return the ids of an agreement's amounts; filters are `days`, `line` and `standing`.

    `days` is `2025-04-01/2025-07-01`, its end exclusive; `standing` is `void` or `live`.
    """
    chosen = dict(filters or {})
    start, _, end = chosen.get("days", "/").partition("/")
    having, bound = having_words(_LOOKED_INTO, words)
    way = "DESC" if descending else "ASC"
    rows = session.rows(
        f"SELECT {_ID} {_FROM} WHERE {having} AND spent.agreement_id = :agreement_id "
        "AND (:start = '' OR (spent.spent_on >= :start AND spent.spent_on < :end)) "
        "AND (:line IS NULL OR spent.line = :line) "
        "AND (:void IS NULL OR (spent.void_reason IS NOT NULL) = :void) "
        f"ORDER BY {SPENDING_ORDERS[order]} {way}, spent.spent_on {way}, spent.line, "
        "spent.position",
        {
            **bound,
            "agreement_id": agreement_id,
            "start": start,
            "end": end,
            "line": chosen.get("line"),
            "void": {"void": 1, "live": 0}.get(chosen.get("standing", "")),
        },
    )
    return [entry for (entry,) in rows]


def spending_rows(session: ReadSession, ids: Collection[str]) -> dict[str, SpendingRow]:
    """Return the rows of these ids."""
    wanted = [each.rpartition("/") for each in ids]
    rows = session.rows(
        f"SELECT {_ID}, spent.line_month_id, spent.position, spent.agreement_id, spent.line, "
        "line.category, spent.spent_on, spent.amount_pence, spent.ledger_reference, spent.post, "
        "spent.note, spent.void_reason "
        "FROM json_each(:wanted) AS wanted "
        "INNER JOIN expenditure AS spent ON spent.line_month_id = wanted.value ->> 0 "
        "AND spent.position = CAST(wanted.value ->> 1 AS INTEGER) "
        "LEFT JOIN budget_line AS line "
        "ON line.agreement_id = spent.agreement_id AND line.reference = spent.line",
        {"wanted": json.dumps([[month, position] for month, _, position in wanted])},
    )
    return {row[0]: SpendingRow(*row) for row in rows}


class LineMonthRow(NamedTuple):
    """A month of a budget line by its id, with its forecast in whole pence."""

    id: str
    forecast_pence: int | None


def line_months(session: ReadSession, agreement_id: str) -> dict[tuple[str, str], LineMonthRow]:
    """Return each month of a budget line that is not void, by line and month."""
    rows = session.rows(
        "SELECT line, month, id, forecast_pence FROM line_month "
        "WHERE agreement_id = ? AND void_reason IS NULL ORDER BY month, id DESC",
        (agreement_id,),
    )
    return {(line, month): LineMonthRow(each, pence) for line, month, each, pence in rows}
