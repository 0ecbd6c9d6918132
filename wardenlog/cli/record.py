"""Commands on the record itself: the demo council, checks, verify, rebuild, undo and history."""

import click

from wardenlog import clock
from wardenlog.cli.context import Desk, as_json, pass_desk, print_json, progress
from wardenlog.services import upkeep
from wardenlog.services.logbook import Logbook


@click.command()
@click.option(
    "--size",
    type=click.Choice(["demo", "council", "large"]),
    default="demo",
    show_default=True,
    help="Two years of a council; 50,000 visits; 1,000,000 visits.",
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Another seed, another record."
)
@as_json
@pass_desk
def demo(desk: Desk, size: str, seed: int, *, as_json: bool) -> None:
    """Fill an empty record with a fictional council's, and send its earlier returns."""
    from wardenlog.services.demo.returns import RETURNS_FOLDER, fill_and_send

    with desk.open(create=True) as store, progress() as report:
        facts = fill_and_send(store, size=size, seed=seed, report=report)
        place = store.path
    first, last = facts.quarter_from.isoformat(), facts.quarter_to.isoformat()
    if as_json:
        print_json({"agreement": facts.agreement_reference, "from": first, "to": last})
        return
    click.echo(f"The demo council's record is in {place}.")
    click.echo(f"The returns it has sent are in {place.parent / RETURNS_FOLDER}.")
    click.echo(
        f"Its last full quarter: wardenlog --data-dir {place.parent} return build"
        f" --agreement {facts.agreement_reference} --from {first} --to {last} --out return.xlsx"
    )


@click.command()
@click.option("--agreement", help="Only this agreement's terms; else every agreement's.")
@as_json
@pass_desk
@click.pass_context
def check(context: click.Context, desk: Desk, agreement: str | None, *, as_json: bool) -> None:
    """List what in the record needs a person to decide. Exit code 1 where anything is red."""
    with desk.open_to_read() as store:
        found = upkeep.check(store, agreement)
    if as_json:
        print_json(
            [
                {
                    "check": finding.check,
                    "severity": finding.severity,
                    "kind": finding.record_kind,
                    "id": finding.record_id,
                    "place": finding.place,
                    "day": finding.day,
                    "sentence": finding.sentence,
                    "explained": finding.explained,
                }
                for finding in found
            ]
        )
    else:
        for finding in found:
            click.echo(f"{finding.severity:5}  {finding.sentence}")
        click.echo(
            f"{len(found):,} finding{'' if len(found) == 1 else 's'}."
            if found
            else "Nothing needs attention."
        )
    if any(finding.severity == "red" and not finding.explained for finding in found):
        context.exit(1)


@click.command()
@as_json
@pass_desk
@click.pass_context
def verify(context: click.Context, desk: Desk, *, as_json: bool) -> None:
    """Check that the record is sound: its file, its log's chain, and its tables against the log."""
    with desk.open_to_read() as store, progress() as report:
        found = upkeep.verify(store, report)
        head = upkeep.head(store)
    if as_json:
        print_json(
            {
                "sound": not found,
                "revisions": head.seq if head else 0,
                "chain": head.chain if head else None,
                "findings": [
                    {"code": fault.code, "where": fault.where, "message": fault.message}
                    for fault in found
                ],
            }
        )
    else:
        for fault in found:
            click.echo(f"{fault.where}: {fault.message}")
        if not found:
            words = f"{head.seq:,} revisions; chain {head.chain[:16]}" if head else "nothing yet"
            click.echo(f"The record is sound: {words}.")
    if found:
        context.exit(1)


@click.command()
@pass_desk
def rebuild(desk: Desk) -> None:
    """Make the tables that counting reads again from the log.

    Needed only where `wardenlog verify` asks for it.
    """
    with desk.open() as store, progress() as report:
        upkeep.rebuild(store, report)
    click.echo("The tables were rebuilt from the log.")


@click.command()
@click.argument("name", metavar="[ID]", required=False)
@pass_desk
def undo(desk: Desk, name: str | None) -> None:
    """Undo a change or a whole import by its ID, or the newest; undone again, it stands again.

    `wardenlog history` shows the ids of a record's changes and of the imports they came with.
    """
    with desk.open() as store:
        changes = Logbook(store, desk.actor).undo(name)
    number = len(changes.revisions)
    kinds = ", ".join(sorted(map(upkeep.kind_name, changes.kinds)))
    done = "Put back" if changes.put_back else "Undone"
    click.echo(f"{done}: {number:,} change{'' if number == 1 else 's'} ({kinds}).")


@click.command()
@click.argument("kind")
@click.argument("name", metavar="ID")
@as_json
@pass_desk
def history(desk: Desk, kind: str, name: str, *, as_json: bool) -> None:
    """Show who changed a record, when and why: KIND as in `shift`, ID its id, code or sheet."""
    with desk.open_to_read() as store:
        revisions = Logbook(store, desk.actor).history(kind, name)
    if as_json:
        print_json(
            [
                {
                    "revision": revision.id,
                    "at": revision.at,
                    "actor": revision.actor,
                    "operation": revision.operation,
                    "reason": revision.reason,
                    "import": revision.batch_id,
                }
                for revision in revisions
            ]
        )
        return
    for revision in revisions:
        reason = f" — {revision.reason}" if revision.reason else ""
        at = clock.from_utc_text(revision.at)
        when = f"{clock.local_date(at).isoformat()} {clock.wall_text(at)}"
        batch = f"  import {revision.batch_id}" if revision.batch_id else ""
        click.echo(f"{when}  {revision.operation:8} {revision.actor}{reason}  {revision.id}{batch}")
