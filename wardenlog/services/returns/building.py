"""Building a return: the figures from the record, the workbook on disk; the record is only read."""

from datetime import date
from pathlib import Path

from wardenlog.counting.scope import Period
from wardenlog.files.saving import check_not_record
from wardenlog.returns.building import Built, Report, count_return, write_return
from wardenlog.returns.figures import Figures, Wanted
from wardenlog.services.returns.sent_files import check_not_sent
from wardenlog.store import Store

__all__ = ["Built", "Figures", "Report", "Wanted", "build_return", "wanted"]


def wanted(
    agreement: str,
    first: date,
    last: date,
    *,
    full: bool = False,
    evidence: bool = False,
    place_days: bool = False,
    comment: str | None = None,
) -> Wanted:
    """Say which return is wanted, by its first and last day; UserError where they are swapped."""
    period = Period.inclusive(first, last)
    said = (comment or "").strip() or None
    return Wanted(
        agreement, period, full=full, evidence=evidence, place_days=place_days, comment=said
    )


def build_return(
    store: Store, ask: Wanted, out: Path, report: Report | None = None, *, replace: bool = True
) -> Built:
    """Build a return from one moment of the record and write it to `out`, or into that folder.

    `report(step, done, total)` is told how far it has come and may raise to cancel; whatever goes
    wrong, a file that was there before stays as it was. UserError where there is no such
    agreement, `out` is the record or no workbook's name, (code `file_exists`) the file is there
    already and not to be replaced, or (code `sent_file`) it was sent; MachineError where the file
    cannot be written.
    """
    check_not_record(out, store.path)
    with store.read() as session:
        check_not_sent(session, out)
        figures = count_return(session, ask, out, report)
    return write_return(figures, out, report, replace=replace)
