"""Commands on returns: build one, send it, say what changed since, verify one that was sent."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from wardenlog.cli.context import Desk, as_json, pass_desk, print_json, progress

Command = Callable[..., Any]


@click.group("return")
def return_group() -> None:
    """Build, approve, send, list, compare and verify returns."""


_DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])


def _period(command: Command) -> Command:
    """Add the options that say which period of which agreement."""
    for option in (
        click.option("--to", "last", type=_DAY, required=True, help="Last day, included."),
        click.option("--from", "first", type=_DAY, required=True, help="First day, as 2025-04-01."),
        click.option("--agreement", required=True, help="The agreement's reference."),
    ):
        command = option(command)
    return command


def _sheets(command: Command) -> Command:
    """Add the options that ask for more sheets."""
    for option in (
        click.option("--place-days", is_flag=True, help="Add every hotspot on every date."),
        click.option("--evidence", is_flag=True, help="Add every visit, and an audit sample."),
        click.option(
            "--full", is_flag=True, help="Add narrative, delivery, staff, incidents and more."
        ),
    ):
        command = option(command)
    return command


_out = click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The workbook to write, or a folder that gets the usual file name.",
)
_comment = click.option(
    "--comment", help="What the council says of the period; needed under 90 % of the target."
)


@return_group.command()
@_period
@_out
@_sheets
@_comment
@as_json
@pass_desk
def build(
    desk: Desk,
    agreement: str,
    first: datetime,
    last: datetime,
    out: Path,
    *,
    full: bool,
    evidence: bool,
    place_days: bool,
    comment: str | None,
    as_json: bool,
) -> None:
    """Write the return of an agreement and a period as a workbook; the record is only read.

    Example: wardenlog return build --agreement GA-1 --from 2025-04-01 --to 2025-06-30 --out q1.xlsx
    """
    from wardenlog.services.returns.building import build_return, wanted

    ask = wanted(
        agreement,
        first.date(),
        last.date(),
        full=full,
        evidence=evidence,
        place_days=place_days,
        comment=comment,
    )
    with desk.open_to_read() as store, progress() as report:
        built = build_return(store, ask, out, report)
    claim = built.figures.claim
    if as_json:
        print_json(
            {
                "file": str(built.path),
                "receipt_code": built.receipt_code,
                "fingerprint": built.fingerprint,
                "claimable_minutes": claim.person_minutes,
                "amount": None if claim.amount is None else str(claim.amount),
                "findings": len(built.figures.findings),
            }
        )
        return
    amount = _pounds(claim.amount)
    click.echo(f"Written: {built.path}")
    click.echo(
        f"{agreement}, {ask.period.words()}: {claim.person_minutes / 60:,.2f} claimable"
        f" hours, amount {amount}, receipt code {built.receipt_code}."
    )


@return_group.command("csv")
@_period
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The CSV file to write, or a folder that gets the usual file name.",
)
@_comment
@as_json
@pass_desk
def write_csv(
    desk: Desk,
    agreement: str,
    first: datetime,
    last: datetime,
    out: Path,
    *,
    comment: str | None,
    as_json: bool,
) -> None:
    """Write every figure of a return on a line of its own, as CSV; the record is only read."""
    from wardenlog.services.record import Record
    from wardenlog.services.returns.building import wanted
    from wardenlog.services.returns.exporting import save_long_csv

    ask = wanted(agreement, first.date(), last.date(), comment=comment)
    with desk.open_to_read() as store, progress() as report:
        saved = save_long_csv(Record(store, desk.actor), ask, out, report)
    if as_json:
        print_json(
            {
                "file": str(saved.path),
                "version": saved.version,
                "receipt_code": saved.receipt_code,
            }
        )
        return
    click.echo(f"Written: {saved.path}")
    sent = f"sent with receipt code {saved.receipt_code}" if saved.receipt_code else "not sent"
    click.echo(f"{agreement}, {ask.period.words()}, version {saved.version}: {sent}.")


@return_group.command()
@_period
@_out
@_sheets
@_comment
@click.option("--replace", is_flag=True, help="Replace a file of that name.")
@as_json
@pass_desk
def send(
    desk: Desk,
    agreement: str,
    first: datetime,
    last: datetime,
    out: Path,
    *,
    full: bool,
    evidence: bool,
    place_days: bool,
    comment: str | None,
    replace: bool,
    as_json: bool,
) -> None:
    """Write the return and record it as sent: its figures stay as they are from then on.

    A period that was sent before gets an amended return, where a figure of it has changed.
    """
    from wardenlog.services.record import Record
    from wardenlog.services.returns.building import wanted
    from wardenlog.services.returns.sending import send as send_return

    ask = wanted(
        agreement,
        first.date(),
        last.date(),
        full=full,
        evidence=evidence,
        place_days=place_days,
        comment=comment,
    )
    with desk.open() as store, progress() as report:
        sent = send_return(Record(store, desk.actor), ask, out, replace=replace, report=report)
    if as_json:
        print_json(
            {
                "file": str(sent.path),
                "version": sent.version,
                "receipt_code": sent.receipt_code,
                "amount": None if sent.amount is None else str(sent.amount),
            }
        )
        return
    click.echo(f"Sent: {sent.path}")
    click.echo(
        f"{agreement}, {ask.period.words()}, version {sent.version}: amount"
        f" {_pounds(sent.amount)}, receipt code {sent.receipt_code}."
    )


@return_group.command()
@_period
@_comment
@as_json
@pass_desk
def approve(
    desk: Desk,
    agreement: str,
    first: datetime,
    last: datetime,
    *,
    comment: str | None,
    as_json: bool,
) -> None:
    """Approve the figures of a return as they are now, so that somebody else may send them."""
    from wardenlog.services.record import Record
    from wardenlog.services.returns.building import wanted
    from wardenlog.services.returns.sending import approve as approve_return

    ask = wanted(agreement, first.date(), last.date(), comment=comment)
    with desk.open() as store:
        approve_return(Record(store, desk.actor), ask)
    if as_json:
        print_json({"approved_by": desk.actor, "period": ask.period.code()})
        return
    click.echo(f"{agreement}, {ask.period.words()}: approved by {desk.actor}.")


@return_group.command("list")
@click.option("--agreement", required=True, help="The agreement's reference.")
@as_json
@pass_desk
def list_returns(desk: Desk, agreement: str, *, as_json: bool) -> None:
    """List the periods of an agreement, newest first: due, open, sent, changed since."""
    from wardenlog import clock
    from wardenlog.services.record import Record
    from wardenlog.services.returns.periods import return_periods

    today = clock.local_date(clock.now())
    with desk.open_to_read() as store:
        found = return_periods(Record(store, desk.actor), agreement, today)
    if as_json:
        print_json(
            [
                {
                    "period": each.period.code(),
                    "from": each.period.from_on,
                    "to": each.period.last_on,
                    "state": each.state,
                    "due": each.due_on,
                    "overdue": each.overdue,
                    "version": each.version,
                    "kind": each.kind,
                    "amount": None if each.amount is None else str(each.amount),
                    "sent_at": each.sent_at,
                    "receipt_code": each.receipt_code,
                    "records_changed_since": each.changed,
                }
                for each in found
            ]
        )
        return
    for each in found:
        changed = f" {each.changed:,} records changed since." if each.changed else ""
        sent = f" {_pounds(each.amount)}, {each.receipt_code}." if each.version else ""
        click.echo(f"{each.period.code()}: {each.state_words}.{sent}{changed}")
        if not each.version:
            click.echo(f"  Due: {each.due_words}.")


@return_group.command()
@_period
@as_json
@pass_desk
def changes(desk: Desk, agreement: str, first: datetime, last: datetime, *, as_json: bool) -> None:
    """Say what changed since a return was sent, figure by figure, and which records changed it."""
    from wardenlog.services.record import Record
    from wardenlog.services.returns.building import wanted
    from wardenlog.services.returns.changes import differences

    period = wanted(agreement, first.date(), last.date()).period
    with desk.open_to_read() as store:
        found = differences(Record(store, desk.actor), agreement, period)
    if as_json:
        print_json(
            [
                {
                    "return": each.name,
                    "measure": each.measure,
                    "unit": each.unit,
                    "where": each.where,
                    "reported": each.reported,
                    "now": each.now,
                    "reason": each.reason,
                }
                for each in found
            ]
        )
        return
    if not found:
        click.echo("Nothing has changed: the records give every figure as it was sent.")
    for each in found:
        click.echo(
            f"{each.title}, {each.where}: {each.reported or 'nothing'} reported,"
            f" {each.now or 'nothing'} now ({each.unit}). {each.reason}"
        )


@return_group.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
@as_json
@click.pass_context
def verify(context: click.Context, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Re-read returns, recompute their totals and fingerprint, and list what does not hold."""
    from wardenlog.returns.verify import verify_file

    reports = [verify_file(file) for file in files]
    if as_json:
        print_json([report.as_data() for report in reports])
    else:
        for report in reports:
            for line in report.lines():
                click.echo(line)
    if any(report.problems for report in reports):
        context.exit(1)


def _pounds(amount: Decimal | None) -> str:
    return "not agreed" if amount is None else f"£{amount:,.2f}"
