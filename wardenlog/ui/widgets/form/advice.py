"""What forms of records with a code say alike: their title, a code or name there is already."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from wardenlog.services import coding
from wardenlog.services.coding import Coded
from wardenlog.services.record import Record
from wardenlog.ui.widgets.form.fields import Values
from wardenlog.ui.widgets.form.problems import Path

translate = QCoreApplication.translate


def title_of(values: Values, name: str) -> str:
    """Return the code and the name of what is typed, as far as there is one."""
    return " ".join(str(each) for each in (values.get("code"), values.get(name)) if each)


def taken_advice(
    record: Record, kind: Coded, name: str, record_id: str, values: Values, namesake_words: str
) -> dict[Path, str]:
    """Say where another record has the code or the name; `{0}` of the words is its code."""
    advice: dict[Path, str] = {}
    holder = coding.holder_of(record, kind, record_id, str(values.get("code") or ""))
    namesake = coding.namesake_of(record, kind, record_id, str(values.get(name) or ""))
    if holder is not None:
        advice["code",] = translate("form", "{0} has this code already.").format(holder.name)
    if namesake is not None:
        advice[name,] = namesake_words.format(namesake.code)
    return advice


def ends_before_it_begins(first: object, last: object) -> bool:
    """Whether two values are dates, and the second is before the first."""
    return isinstance(first, date) and isinstance(last, date) and last < first
