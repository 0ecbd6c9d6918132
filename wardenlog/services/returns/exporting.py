"""Other forms of a return: every figure as a long CSV, and the claim on one page to be drawn."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.counting.sent import SentReturn, sent_returns
from wardenlog.errors import UserError
from wardenlog.files.csv_file import save_csv
from wardenlog.files.saving import check_not_record, replace_file
from wardenlog.returns.book import file_name
from wardenlog.returns.contents import claim, summary
from wardenlog.returns.contents.common import X, Z
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures, Wanted
from wardenlog.returns.frozen import freeze
from wardenlog.returns.long_csv import long_lines
from wardenlog.returns.restating import take_return
from wardenlog.returns.workbook.layout import Cell, Seal
from wardenlog.services.record import Record
from wardenlog.services.returns.cells import cell_words
from wardenlog.store import ReadSession

__all__ = ["Bar", "Exported", "OnePage", "one_page", "save_long_csv", "save_page"]

Report = Callable[[str, int, int], None]

_LEFT_OUT: Final = frozenset(
    {"Council", "Period", "Amount claimed", "Hours claimed", "Unit of hours", "Produced"}
)
"""Lines of the Claim that the page says elsewhere; so it does the receipt code."""

_MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, the version it is of, and its receipt code if that was sent."""

    path: Path
    version: int
    receipt_code: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A step of the claim: its name, hours, and whether it is a whole and no part taken off."""

    name: str
    hours: float
    whole: bool


@dataclass(frozen=True, slots=True)
class OnePage:
    """The Claim in words, and how it is worked out; `standing` says whether it was sent."""

    title: str
    subtitle: str
    amount: str
    hours: str
    standing: str
    receipt_code: str | None
    lines: tuple[tuple[str, str, str], ...]
    bars: tuple[Bar, ...]
    produced: str


def save_long_csv(record: Record, ask: Wanted, out: Path, report: Report | None = None) -> Exported:
    """Write every figure of a return as CSV, to `out` or into that folder under its usual name.

    UTF-8 with the mark by which Excel knows it; a file that was there stays as it was if anything
    fails. UserError where there is no such agreement, or as `save_csv`.
    """
    _tell(report, "Counting", 0)
    with record.store.read() as session:
        figures, sent = _as_it_stands(session, ask)
    path = _path(out, figures, ".csv")
    _tell(report, "Writing the figures", 1)
    save_csv(path, record.path, long_lines(figures))
    _tell(report, "Writing the figures", 2)
    return Exported(path, figures.version, sent.receipt_code if sent else None)


def one_page(record: Record, ask: Wanted) -> OnePage:
    """Return the claim on one page, as the record stands now; UserError without the agreement.

    It has a receipt code where exactly these figures were sent, and says so where they were not.
    """
    with record.store.read() as session:
        figures, sent = _as_it_stands(session, ask)
        earlier = figures.supersedes if sent is None else None
    sheet = claim.sheet(figures)
    lines = tuple(
        (str(field), _said(value), "" if note == Z else str(note))
        for field, value, note in sheet.table.rows
        if field not in _LEFT_OUT and value != Z and not isinstance(value, Seal)
    )
    amount = figures.claim.amount
    names = {card.code: card.name for card in load_measures().bridge()}
    hours = cell_words(summary.claimed_hours(figures), "hours")
    return OnePage(
        title=sheet.title,
        subtitle=subtitle(figures),
        amount="No amount is agreed" if amount is None else f"£{amount:,.2f}",
        hours=f"{hours} {'patrol' if figures.claim.unit == 'patrol' else 'person'}-hours",
        standing=_standing(sent, earlier),
        receipt_code=sent.receipt_code if sent else None,
        lines=lines,
        bars=tuple(
            Bar(names[step.code], step.minutes / _MINUTES, step.code in {"total", "claimable"})
            for step in figures.bridge
        ),
        produced=f"{_moment(figures.produced_at)}, revision {figures.moment.seq:,}",
    )


def save_page(record: Record, path: Path, pdf: bytes) -> None:
    """Write the drawn page; UserError `not_pdf`, or as `replace_file`."""
    if path.suffix.lower() != ".pdf":
        raise UserError(
            f"{path.name} cannot be the summary’s name. Give a file name that ends in .pdf.",
            code="not_pdf",
        )
    check_not_record(path, record.path)

    def write(file: BinaryIO) -> None:
        file.write(pdf)

    replace_file(path, write)


def _said(value: Cell) -> str:
    """Return a value of the Claim in words; a place to fill in without its shorthand."""
    return cell_words(value).removeprefix(f"{X} ")


def _moment(at: datetime) -> str:
    return f"{clock.date_text(clock.local_date(at))} {clock.wall_text(at)}"


def _as_it_stands(session: ReadSession, ask: Wanted) -> tuple[Figures, SentReturn | None]:
    """Take a return's figures, and the version that was sent with exactly these, if one was.

    Figures that were sent keep the version they were sent as.
    """
    figures = take_return(session, ask)
    old = figures.supersedes
    if old is None or old.figures_fingerprint != freeze(figures).fingerprint:
        return figures, None
    versions = sent_returns(session, figures.particulars.agreement_id)
    own = [it for it in versions if it.period == old.period and it.version < old.version]
    before = max(own, key=lambda it: it.version, default=None)
    return replace(figures, version=old.version, supersedes=before), old


def _standing(sent: SentReturn | None, earlier: SentReturn | None) -> str:
    """Say whether these figures were sent."""
    if sent is not None:
        day = clock.date_text(clock.local_date(sent.sent_at))
        return f"Sent on {day} as version {sent.version}. Receipt code {sent.receipt_code}."
    if earlier is not None:
        return (
            f"A draft: the record has changed since {earlier.name} was sent. It has no receipt"
            " code of its own."
        )
    return "A draft: it was not sent yet, so it has no receipt code."


def _path(out: Path, figures: Figures, suffix: str) -> Path:
    if out.is_dir():
        return out / Path(file_name(figures)).with_suffix(suffix).name
    if out.suffix.lower() != suffix:
        raise UserError(
            f"{out.name} cannot be the file’s name. Give a file name that ends in {suffix}.",
            code="not_csv",
        )
    return out


def _tell(report: Report | None, step: str, done: int) -> None:
    if report is not None:
        report(step, done, 2)
