"""Sending a return: built, read back, verified, frozen and recorded, all of it or nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Final

from wardenlog import clock
from wardenlog.catalogue.measures import load_measures
from wardenlog.counting.sent import sent_returns
from wardenlog.errors import MachineError, UserError
from wardenlog.files.saving import (
    check_free,
    check_not_record,
    check_workbook_name,
    keep_folder_entry,
    told_plainly,
)
from wardenlog.model import Approval, EvidenceDigest, Return, new_id
from wardenlog.model.vocabulary import HoursCounted, ReturnKind, ReturnState
from wardenlog.returns.book import file_name
from wardenlog.returns.building import Built, Report, write_return
from wardenlog.returns.contents.claim import kind
from wardenlog.returns.figures import Figures, Wanted
from wardenlog.returns.frozen import Frozen, freeze
from wardenlog.returns.restating import take_return
from wardenlog.returns.verify import verify_file
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.services.returns.obstacles import NotReadyError, Obstacle, obstacles, refuse
from wardenlog.services.returns.sent_files import check_not_sent, sha256_of
from wardenlog.store import ReadSession, WriteSession

__all__ = ["NotReadyError", "Obstacle", "Ready", "Sent", "approve", "look", "send"]

_APPROVED: Final = """
SELECT id FROM grant_return
WHERE agreement_id = ? AND period_from = ? AND period_to = ? AND version = ?
    AND state = 'approved' AND void_reason IS NULL
"""

_EVIDENCE: Final = """
SELECT shift.id, shift.sheet, revision.id, revision.digest
FROM shift
INNER JOIN revision
    ON revision.seq = (SELECT max(seq) FROM revision WHERE aggregate_id = shift.id)
WHERE shift.day >= date(?, '-1 day') AND shift.day < ?
ORDER BY shift.day, shift.sheet, shift.id
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """A return as it would be sent now, and what keeps it from being sent.

    `approved_by` is who approved exactly these figures, None where nobody has; `wants_approval`
    says whether the council asks for it.
    """

    figures: Figures
    obstacles: tuple[Obstacle, ...]
    wants_approval: bool
    approved_by: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A return that was sent: its file, version, receipt code, pounds claimed and revision."""

    path: Path
    version: int
    receipt_code: str
    amount: Decimal | None
    changes: Changes


def look(record: Record, ask: Wanted) -> Ready:
    """Take a return's figures and say what keeps it from being sent; nothing is written.

    UserError where there is no such agreement.
    """
    with record.store.read() as session:
        figures = take_return(session, ask)
        found = _obstacles(session, figures)
        approved = _approval(session, figures, freeze(figures))
    return Ready(
        figures,
        tuple(found),
        bool(figures.particulars.returns_approved),
        approved.by if approved else None,
    )


def approve(record: Record, ask: Wanted) -> Changes:
    """Record that the actor approves these figures; they hold while no figure changes.

    NotReadyError where the return could not be sent; UserError (code `changed_meanwhile`) where
    the record changed while the figures were taken.
    """
    with record.store.read() as session:
        figures = take_return(session, ask)
        refuse(_obstacles(session, figures))
    frozen = freeze(figures)
    approval = Approval(by=record.actor, at=clock.now(), fingerprint=frozen.fingerprint)
    with record.store.write(record.actor) as session:
        _check_head(session, figures)
        made = _return(session, figures, frozen)
        revision = session.save(made.model_copy(update={"approval": approval}))
    return Changes(() if revision is None else (revision,))


def send(
    record: Record, ask: Wanted, out: Path, *, replace: bool = False, report: Report | None = None
) -> Sent:
    """Build a return, read it back, and record it as sent with its figures frozen.

    `out` is a workbook's name or a folder, which gets the usual name. Nothing is recorded and no
    file is left unless all of it succeeds. NotReadyError where anything keeps it from being sent
    (`obstacles`), or nobody else approved it where the council asks for that; UserError
    `file_exists` unless `replace`, `sent_file` even then, `changed_meanwhile` where the record
    changed while it was built; else as `building.build_return`.
    """
    check_not_record(out, record.path)
    if not out.is_dir():
        check_workbook_name(out)
    if report is not None:
        report("Counting", 0, 3)
    with record.store.read() as session:
        figures = take_return(session, ask)
        frozen = freeze(figures)
        refuse(_obstacles(session, figures))
        _check_approved(session, figures, frozen, record.actor)
    path = out / file_name(figures) if out.is_dir() else out
    if not replace:
        check_free(path)
    with _beside(path) as folder:
        built = write_return(figures, folder / path.name, report)
        _check_sound(built)
        with _put_back(path, folder), record.store.write(record.actor) as session:
            _check_head(session, figures)
            if replace:
                check_not_sent(session, path)
            else:
                check_free(path)
            made = _sent(_return(session, figures, frozen), built, path, clock.now())
            revision = session.save(made)
            _put(built.path, path)
    changes = Changes(() if revision is None else (revision,))
    return Sent(path, figures.version, built.receipt_code, figures.claim.amount, changes)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a folder beside the file that is to be, so that moving it there is one step."""
    with told_plainly(path):
        folder = tempfile.TemporaryDirectory(prefix=".wardenlog-", dir=path.parent)
    with folder as name:
        yield Path(name)


def _put(made: Path, path: Path) -> None:
    """Put the workbook in place, and its name on the disk before the record says it was sent.

    A machine that stops after this and before the commit leaves a whole workbook that nobody
    recorded; it never leaves a sent return without its workbook.
    """
    with told_plainly(path):
        made.replace(path)
        keep_folder_entry(path.parent)


@contextmanager
def _put_back(path: Path, folder: Path) -> Iterator[None]:
    """Give back the file that was there, or none, where what is done inside fails after `_put`."""
    made = folder / path.name
    kept = folder / "before.xlsx.part"
    with told_plainly(path):
        if path.exists():
            shutil.copy2(path, kept)
    try:
        yield
    except BaseException:
        if not made.exists():  # it is in place
            if kept.exists():
                kept.replace(path)
            else:
                path.unlink(missing_ok=True)
        raise


def _obstacles(session: ReadSession, figures: Figures) -> list[Obstacle]:
    sent = sent_returns(session, figures.particulars.agreement_id)
    return obstacles(figures, sent, clock.local_date(clock.now()))


def _check_head(session: WriteSession, figures: Figures) -> None:
    head = session.head()
    if head is None or head.seq != figures.moment.seq:
        raise UserError(
            "The record was changed while the return was being made, so it was not sent. Look at"
            " its figures again, then send it.",
            code="changed_meanwhile",
        )


def _check_sound(built: Built) -> None:
    found = verify_file(built.path)
    if found.problems:
        raise MachineError(
            f"The new workbook does not verify: {found.problems[0]} It was not sent. Try again; if"
            " it happens again, report it with the log.",
            code="bad_workbook",
        )


def _check_approved(session: ReadSession, figures: Figures, frozen: Frozen, actor: str) -> None:
    if not figures.particulars.returns_approved:
        return
    approval = _approval(session, figures, frozen)
    if approval is not None and approval.by != actor:
        return
    what = "nobody has approved these figures."
    if approval is not None:
        what = f"{actor} approved these figures and cannot also send them."
    refuse(
        [
            Obstacle(
                "not_approved",
                what,
                figures.wanted.period.words(),
                "Ask a second person to approve them as they are now.",
            )
        ]
    )


def _approval(session: ReadSession, figures: Figures, frozen: Frozen) -> Approval | None:
    """Return the approval of exactly these figures, None where there is none."""
    found = _approved(session, figures)
    if found is None or found.approval is None:
        return None
    return found.approval if found.approval.fingerprint == frozen.fingerprint else None


def _approved(session: ReadSession, figures: Figures) -> Return | None:
    period = figures.wanted.period
    key = session.value(
        _APPROVED,
        (
            figures.particulars.agreement_id,
            period.from_on.isoformat(),
            period.to_on.isoformat(),
            figures.version,
        ),
    )
    found = None if key is None else session.load(Return.kind, key)
    return found if isinstance(found, Return) else None


def _return(session: ReadSession, figures: Figures, frozen: Frozen) -> Return:
    """Return the record of these figures, approved; over an earlier approval of this version."""
    earlier = _approved(session, figures)
    period = figures.wanted.period
    return Return(
        id=earlier.id if earlier else new_id(),
        agreement_id=figures.particulars.agreement_id,
        period_from=period.from_on,
        period_to=period.to_on,
        version=figures.version,
        return_kind=ReturnKind(kind(figures)),
        state=ReturnState.APPROVED,
        variation=figures.variation[0] if figures.variation else None,
        rules_version=load_measures().rules_version,
        revision_head=figures.moment.chain,
        revision_seq=figures.moment.seq,
        figures_fingerprint=frozen.fingerprint,
        unit=HoursCounted(figures.claim.unit),
        amount=figures.claim.amount,
        comment=figures.wanted.comment,
        approval=earlier.approval if earlier else None,
        values=frozen.values,
        payment=frozen.payment,
        evidence=tuple(_evidence(session, figures)),
    )


def _sent(made: Return, built: Built, path: Path, at: datetime) -> Return:
    kept = made.approval
    if kept is not None and kept.fingerprint != made.figures_fingerprint:
        kept = None
    return made.model_copy(
        update={
            "state": ReturnState.SENT,
            "approval": kept,
            "file_name": path.name,
            "file_sha256": sha256_of(built.path),
            "fingerprint": built.fingerprint,
            "receipt_code": built.receipt_code,
            "sent_at": at.replace(second=0),
        }
    )


def _evidence(session: ReadSession, figures: Figures) -> Iterator[EvidenceDigest]:
    """Yield every sheet with a day in the period as it stands, so that a change can be proved."""
    period = figures.wanted.period
    bounds = (period.from_on.isoformat(), period.to_on.isoformat())
    for shift, sheet, revision, digest in session.rows(_EVIDENCE, bounds):
        yield EvidenceDigest(shift_id=shift, sheet=sheet, revision=revision, digest=digest)
