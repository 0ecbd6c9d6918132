"""Expenditure and forecasts of a log: one record for each budget line and month."""

from typing import Any

from wardenlog import clock
from wardenlog.imports.standard_log.agreements import refuse_line
from wardenlog.imports.standard_log.gathering import Gathering, Values
from wardenlog.imports.standard_log.kinds import did_you_mean
from wardenlog.imports.standard_log.log import Row
from wardenlog.model import Agreement, Expenditure, LineMonth, new_id

Key = tuple[str, str, str]
"""Agreement id, line, month."""


def gather_money(gathering: Gathering) -> None:
    """Gather what was spent and is forecast, by line and month."""
    agreements = _Agreements(gathering)
    spent: dict[Key, list[Expenditure]] = {}
    forecast: dict[Key, Any] = {}
    rows: dict[Key, Row] = {}
    for row in gathering.good(gathering.log.rows("Expenditure")):
        values = agreements.checked(row)
        if values is None:
            continue
        key = (values.pop("agreement"), values.pop("line"), clock.month_text(values["spent_on"]))
        part = gathering.build(row, Expenditure, values)
        if part is not None:
            spent.setdefault(key, []).append(part)
            rows.setdefault(key, row)
    for row in gathering.good(gathering.log.rows("Forecasts")):
        values = agreements.checked(row)
        if values is not None:
            key = (values["agreement"], values["line"], values["month"])
            forecast[key] = values["amount"]
            rows.setdefault(key, row)
    for key, row in rows.items():
        before = gathering.record.load("line_month", gathering.record.find("line_month", key))
        agreement, line, month = key
        fields: Values = {"id": new_id(), "agreement_id": agreement, "line": line, "month": month}
        if isinstance(before, LineMonth):
            fields = dict(before)
        recorded = before.expenditure if isinstance(before, LineMonth) else ()
        standing = [each for each in recorded if each.void_reason is None]
        void = [each for each in recorded if each.void_reason is not None]
        merged = gathering.merged("Expenditure", standing, spent.get(key, []))
        fields["expenditure"] = (*merged, *void) if merged != tuple(standing) else recorded
        if key in forecast or (gathering.replaces("Forecasts") and not gathering.adds("Forecasts")):
            fields["forecast"] = forecast.get(key)
        record = gathering.build(row, LineMonth, fields)
        if record is not None:
            gathering.keep(f"{row.values['agreement']} {line} {month}", record, before)


class _Agreements:
    """The agreements that rows of money belong to: their lines and posts."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._known: dict[str, Agreement] = {
            outcome.aggregate.id: outcome.aggregate
            for outcome in gathering.outcomes
            if isinstance(outcome.aggregate, Agreement)
        }

    def checked(self, row: Row) -> Values | None:
        """Return a row's values; None, and the row refused, where its line or post is unknown."""
        values = self._gathering.resolved(row)
        if values is None:
            return None
        agreement = self._of(values["agreement"])
        lines = {line.reference for line in agreement.budget_lines}
        if values["line"] not in lines:
            refuse_line(self._gathering, row, agreement.reference, lines)
            return None
        posts = {post.reference for post in agreement.posts}
        post = values.get("post")
        if post is not None and post not in posts:
            self._gathering.refuse(
                row,
                "post",
                f"Agreement {agreement.reference} has no post “{post}”.",
                did_you_mean(post, posts, "Add it to Posts, or correct the post."),
            )
            return None
        return values

    def _of(self, identity: str) -> Agreement:
        if identity not in self._known:
            found = self._gathering.record.load("agreement", identity)
            if not isinstance(found, Agreement):
                raise TypeError("an agreement's id names something else")
            self._known[identity] = found
        return self._known[identity]
