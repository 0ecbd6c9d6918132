"""Commands on returns: build one from the record, verify one that was sent."""

from datetime import datetime
from pathlib import Path

import click

from wardenlog.cli.context import Desk, as_json, pass_desk, print_json, progress


@click.group("return")
def return_group() -> None:
    """Build a return, or verify one."""


_DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])


@return_group.command()
@click.option("--agreement", required=True, help="The agreement's reference.")
@click.option("--from", "first", type=_DAY, required=True, help="First day, as 2025-04-01.")
@click.option("--to", "last", type=_DAY, required=True, help="Last day, included.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The workbook to write, or a folder that gets the usual file name.",
)
@click.option("--full", is_flag=True, help="Add narrative, delivery, staff, incidents and more.")
@click.option("--evidence", is_flag=True, help="Add every visit, and an audit sample.")
@click.option("--place-days", is_flag=True, help="Add every hotspot on every date.")
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
    as_json: bool,
) -> None:
    """Write the return of an agreement and a period as a workbook; the record is only read.

    Example: wardenlog return build --agreement GA-1 --from 2025-04-01 --to 2025-06-30 --out q1.xlsx
    """
    from wardenlog.services.returns.building import build_return, wanted

    ask = wanted(
        agreement, first.date(), last.date(), full=full, evidence=evidence, place_days=place_days
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
    amount = "not agreed" if claim.amount is None else f"£{claim.amount:,.2f}"
    click.echo(f"Written: {built.path}")
    click.echo(
        f"{agreement}, {ask.period.words()}: {claim.person_minutes / 60:,.2f} claimable"
        f" hours, amount {amount}, receipt code {built.receipt_code}."
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
