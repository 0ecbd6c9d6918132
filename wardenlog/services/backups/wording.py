"""Says in words what a restore would do and did, for the window and the command line."""

from datetime import datetime
from typing import Final

from wardenlog import clock
from wardenlog.services.backups.found import Backup
from wardenlog.services.backups.restoring import Group, Preview, Restored
from wardenlog.store.wording import kinds_name

_MOST_NAMES: Final = 12
_BYTES: Final = 1024


def backup_words(backup: Backup) -> str:
    """Say which backup it is: when it was made, and up to what it goes."""
    made = moment(backup.at)
    if backup.saved_at is None:
        return f"The backup of {made}."
    return (
        f"The backup of {made} holds {backup.revisions:,} changes, the last of them saved"
        f" {moment(backup.saved_at)}."
    )


def lost_words(preview: Preview) -> str:
    """Say what was saved since and would not be there after the restore."""
    if preview.present == "none":
        return "There is no record here now, so nothing would be lost."
    if preview.present == "unreadable":
        return "The record that is here cannot be read, so what would be lost cannot be told."
    drafts = kinds_name("draft", preview.drafts) if preview.drafts else ""
    words = [*map(_group_words, preview.lost), *filter(None, [drafts])]
    if not words:
        return "Nothing saved since then would be lost."
    return f"Saved since then, and would be lost: {'; '.join(words)}."


def gained_words(preview: Preview) -> str:
    """Say what the backup holds that the record does not."""
    if preview.present != "open":
        return ""
    if not preview.gained:
        return "Nothing would be gained."
    return (
        f"Only in the backup, and would be gained: {'; '.join(map(_group_words, preview.gained))}."
    )


def aside_words(preview: Preview) -> str:
    """Say what becomes of the record that is there now."""
    if preview.present == "none":
        return ""
    return "The record as it is now is set aside beside it and kept for 14 days."


def restored_words(restored: Restored) -> str:
    """Say what was restored, and that it is proven."""
    head = restored.head
    saved = moment_of(head.at)
    return (
        f"Restored and checked: {head.seq:,} changes, the last of them saved {saved};"
        f" chain {head.chain[:16]}."
    )


def moment(at: datetime) -> str:
    """Return a moment in UK time: `4 March 2025 at 14:02`."""
    return f"{clock.date_text(clock.local_date(at))} at {clock.wall_text(at)}"


def moment_of(utc_text: str) -> str:
    """Return a moment that is kept as text, as `moment` does."""
    return moment(clock.from_utc_text(utc_text))


def size_words(size: int) -> str:
    """Return a size in bytes as people say it: `16.1 MB`."""
    if size < _BYTES * _BYTES:
        return f"{max(1, round(size / _BYTES)):,} KB"
    return f"{size / _BYTES / _BYTES:,.1f} MB"


def _group_words(group: Group) -> str:
    words = kinds_name(group.kind, group.number)
    if not group.names:
        return words
    names = ", ".join(group.names[:_MOST_NAMES])
    more = group.number - min(len(group.names), _MOST_NAMES)
    return f"{words} ({names}{f' and {more:,} more' if more else ''})"
