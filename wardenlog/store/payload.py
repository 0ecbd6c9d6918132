"""An aggregate as the text that the log keeps, and back."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from wardenlog.errors import MachineError

if TYPE_CHECKING:
    from wardenlog.model import Aggregate

TOMBSTONE: Final = "null"
"""The payload of a revision that takes its aggregate out of the record."""

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTERS: dict[str, tuple[Upcaster, ...]] = {}
"""By kind: what makes payloads written by earlier versions readable, oldest first.

The log is never rewritten, so an upcaster meets payloads of every age and leaves those alone
that are already in its new shape. A changed default needs one too: defaults are not written.
"""


def canonical_json(aggregate: "Aggregate") -> str:
    """Return the one text of an aggregate: keys sorted, no spaces, defaults left out."""
    content = aggregate.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def parse(kind: str, payload: str) -> "Aggregate":
    """Return the aggregate of a payload that is no tombstone.

    Raises MachineError (code `unreadable_record`) for one that this version cannot read.
    """
    from wardenlog.model import AGGREGATES

    try:
        upcasters = UPCASTERS.get(kind)
        if not upcasters:
            return AGGREGATES[kind].model_validate_json(payload)
        content = json.loads(payload)
        for upcast in upcasters:
            content = upcast(content)
        return AGGREGATES[kind].model_validate_json(json.dumps(content))
    except (KeyError, ValueError) as e:
        raise MachineError(
            f"The record holds a {kind} that cannot be read. "
            "Run “wardenlog verify” to see which, then restore the newest good backup.",
            code="unreadable_record",
        ) from e
