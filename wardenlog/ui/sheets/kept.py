"""The form in which a sheet that is being typed is kept, and how it is read again."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from wardenlog.services.drafts import Draft
from wardenlog.ui.sheets.draft import SheetDraft

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet as it was being typed; `revision` is what it changes, None for a new sheet."""

    draft: SheetDraft
    revision: str | None
    kept_at: datetime


def content_of(draft: SheetDraft, revision: str | None) -> str:
    """Write a sheet as the content of a draft."""
    sheet = _adapter().dump_python(draft, mode="json")
    return json.dumps({"version": _VERSION, "revision": revision, "sheet": sheet})


def kept_sheet(kept: Draft) -> KeptSheet | None:
    """Read a draft again. What another version wrote otherwise is left out, all else is kept.

    None where nothing of it can be read.
    """
    try:
        content = json.loads(kept.content)
        revision, sheet = content.get("revision"), content["sheet"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    draft = _read(sheet)
    if draft is None:
        return None
    return KeptSheet(draft, revision if isinstance(revision, str) else None, kept.kept_at)


def _read(sheet: Any) -> SheetDraft | None:  # noqa: ANN401 - what JSON holds
    """Read what can be read: what is refused is taken out, one part after another."""
    from pydantic import ValidationError

    while True:
        try:
            return _adapter().validate_python(sheet)
        except ValidationError as e:
            places = sorted({error["loc"] for error in e.errors()}, key=str, reverse=True)
        if not any(_take_out(sheet, place) for place in places):
            return None


def _take_out(sheet: Any, place: tuple[int | str, ...]) -> bool:  # noqa: ANN401 - as above
    """Take out the innermost part that a refusal points at; whether there was one."""
    holder: Any = None
    key: int | str = ""
    here = sheet
    for step in place:
        inside = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if not inside:
            break
        holder, key, here = here, step, here[step]
    if holder is None:
        return False
    del holder[key]
    return True


@cache
def _adapter() -> "TypeAdapter[SheetDraft]":
    from pydantic import TypeAdapter  # late, because the window starts without

    return TypeAdapter(SheetDraft)
