"""Intelligence counts, nil days and police-supplied incidents of a log."""

from collections.abc import Callable
from datetime import date
from typing import Any

from wardenlog.imports.standard_log.gathering import Gathering, Values
from wardenlog.imports.standard_log.log import Row
from wardenlog.imports.standard_log.record import Key
from wardenlog.model import (
    Aggregate,
    Intelligence,
    NilDay,
    SuppliedCount,
    SuppliedIncidents,
    new_id,
)


def gather_intelligence(gathering: Gathering) -> None:
    """Gather intelligence counts; those of one date, channel and hotspot are matched in order."""
    _gather_repeating(
        gathering,
        "Intelligence",
        Intelligence,
        lambda values: (_text(values["day"]), values["channel"], values.get("hotspot_id")),
    )


def gather_nil_days(gathering: Gathering) -> None:
    """Gather nil days; those of one date and person are matched in order."""
    _gather_repeating(
        gathering, "Nil days", NilDay, lambda values: (_text(values["day"]), values["person_id"])
    )


def _gather_repeating(
    gathering: Gathering,
    sheet: str,
    model: type[Aggregate],
    key: Callable[[Values], Key],
) -> None:
    """Gather records that may stand twice: rows equal to a record are it, then rows in order."""
    by_key: dict[Key, list[tuple[Row, Values]]] = {}
    for row in gathering.good(gathering.log.rows(sheet)):
        values = gathering.resolved(row)
        if values is not None:
            by_key.setdefault(key(values), []).append((row, values))
    for each, rows in by_key.items():
        recorded = [
            record
            for identity in gathering.record.find_all(model.kind, each)
            if (record := gathering.record.load(model.kind, identity)) is not None
        ]
        matched = _matched(rows, recorded, same_only=gathering.adds(sheet))
        for (row, values), before in zip(rows, matched, strict=True):
            record = gathering.build(
                row, model, (dict(before) if before else {"id": new_id()}) | values
            )
            if record is not None:
                gathering.keep(_text(values["day"]), record, before)


def _matched(
    rows: list[tuple[Row, Values]], recorded: list[Aggregate], *, same_only: bool
) -> list[Aggregate | None]:
    """Return the record that each row is: the same content first, then the same order."""
    found: list[Aggregate | None] = [None] * len(rows)
    for place, (_, values) in enumerate(rows):
        same = next((each for each in recorded if values.items() <= dict(each).items()), None)
        if same is not None:
            found[place] = same
            recorded.remove(same)
    if not same_only:
        for place, before in enumerate(found):
            if before is None and recorded:
                found[place] = recorded.pop(0)
    return found


def gather_police_incidents(gathering: Gathering) -> None:
    """Gather police-supplied counts: one record for each source and date of extraction."""
    deliveries: dict[tuple[Any, Any], list[tuple[Row, SuppliedCount]]] = {}
    for row in gathering.good(gathering.log.rows("Police incidents")):
        values = gathering.resolved(row)
        if values is None:
            continue
        key = (values.pop("source", None), values.pop("extracted_on", None))
        part = gathering.build(row, SuppliedCount, values)
        if part is not None:
            deliveries.setdefault(key, []).append((row, part))
    for (source, extracted_on), rows in deliveries.items():
        identity = gathering.record.find(
            "supplied_incidents", (source, extracted_on and _text(extracted_on))
        )
        before = gathering.record.load("supplied_incidents", identity)
        fields: Values = {"id": new_id(), "source": source, "extracted_on": extracted_on}
        if isinstance(before, SuppliedIncidents):
            fields = dict(before)
        fields["counts"] = gathering.merged(
            "Police incidents", fields.get("counts", ()), [part for _, part in rows]
        )
        record = gathering.build(rows[0][0], SuppliedIncidents, fields)
        if record is not None:
            label = " ".join(
                each for each in (source, extracted_on and _text(extracted_on)) if each
            )
            gathering.keep(label or "without source", record, before)


def _text(day: date) -> str:
    return day.isoformat()
