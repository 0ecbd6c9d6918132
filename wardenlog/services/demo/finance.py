"""What the demo's budget lines cost month by month, and what they were forecast to cost."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from wardenlog import clock
from wardenlog.model import Expenditure, LineMonth
from wardenlog.services.demo.chance import Ids, dice
from wardenlog.services.demo.grant import line_budget
from wardenlog.services.demo.scale import LAST_DAY, material
from wardenlog.services.demo.world import World

_PENNY = Decimal("0.01")
_MONTHS = 12


def line_months(world: World) -> Iterator[LineMonth]:
    """Give every budget line's months since the agreement's start."""
    rng = dice(world.seed, "finance")
    ids = Ids(rng)
    for first in months(world.scale.agreement_from):
        for raw in material("grant")["line"]:
            budget = line_budget(world, raw["share"], first.year - (first.month < 4))  # noqa: PLR2004
            forecast = (budget / _MONTHS).quantize(_PENNY)
            yield LineMonth(
                id=ids.on(first),
                agreement_id=world.agreement_id,
                line=raw["reference"],
                month=clock.month_text(first),
                expenditure=tuple(_spent(raw, first, forecast, rng)),
                forecast=forecast,
            )


def months(since: date) -> Iterator[date]:
    """Give the first day of each month from a first of a month to the demo's last day."""
    first = since
    while first <= LAST_DAY:
        yield first
        first = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


def _entries(raw: dict[str, Any], first: date, last: date) -> list[tuple[str | None, float]]:
    """Return who or what each amount of a month was for, and its share of the forecast.

    A line that pays posts has an amount for each in service, so a vacancy is an underspend.
    """
    if "posts" not in raw:
        return [(raw.get("post"), 1 / raw["entries"])] * raw["entries"]
    posts = {post["reference"]: post for post in material("grant")["post"]}
    shares: dict[str, float] = raw["posts"]
    return [
        (reference, share)
        for reference, share in shares.items()
        if _in_service(posts[reference], first, last)
    ]


def _in_service(post: dict[str, Any], first: date, last: date) -> bool:
    start: date = post.get("planned_start", date.min) + timedelta(days=post["late"])
    return start <= last and first <= post.get("end", date.max)


def _spent(
    raw: dict[str, Any], first: date, forecast: Decimal, rng: Random
) -> Iterator[Expenditure]:
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    for number, (post, share) in enumerate(_entries(raw, first, last), start=1):
        yield Expenditure(
            spent_on=first.replace(day=rng.randint(14, 28)),
            amount=(forecast * Decimal(share * rng.uniform(0.9, 1.1))).quantize(_PENNY),
            ledger_reference=f"GL{first:%y%m}-{raw['reference']}-{number}",
            post=post,
        )
