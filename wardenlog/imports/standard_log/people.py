"""The council, organisations, people, hotspots, PSPOs and funding sources of a log."""

from wardenlog.catalogue.powers import load_powers
from wardenlog.errors import UserError
from wardenlog.imports.standard_log.gathering import KIND_OF_SHEET, Family, Gathering, Values
from wardenlog.imports.standard_log.kinds import did_you_mean
from wardenlog.imports.standard_log.log import Row
from wardenlog.imports.standard_log.problems import echo
from wardenlog.imports.standard_log.tables import COUNCIL_FIELDS, TABLE
from wardenlog.model import AGGREGATES, Authorisation, Council, Person, new_id


def gather_council(gathering: Gathering) -> list[str]:
    """Gather the council's own particulars; return a warning for each field not known."""
    rows = gathering.good(gathering.log.rows("Council"))
    if not rows:
        return []
    warnings = []
    before = gathering.record.load("council", gathering.record.find("council", ()))
    fields: Values = dict(before) if before else {"id": new_id()}
    by_name = {name.casefold(): field for name, field in COUNCIL_FIELDS.items()}
    for row in rows:
        field = by_name.get(row.values["field"].casefold())
        if field is not None:
            fields[field] = row.values.get("value")
            continue
        name = echo(row.values["field"])
        hint = did_you_mean(name, COUNCIL_FIELDS, f"A log has {', '.join(COUNCIL_FIELDS)}.")
        warnings.append(f"Council: the field “{name}” was not read. {hint}")
    if fields.get("name") is None:
        gathering.refuse(
            rows[0], "value", "The council has no Name.", "Add a row with the Field Name."
        )
        return warnings
    council = gathering.build(rows[0], Council, fields)
    if council is not None:
        gathering.keep("Council", council, before)
    return warnings


def gather_plain(gathering: Gathering, sheet: str) -> None:
    """Gather records of one row each, such as organisations and hotspots."""
    kind = KIND_OF_SHEET[sheet]
    for row in gathering.good(gathering.log.rows(sheet)):
        values = gathering.resolved(row)
        if values is None:
            continue
        code = str(values["code"])
        before = gathering.record.load(kind, gathering.record.find(kind, (code,)))
        fields = dict(before) if before else {"id": new_id(), **TABLE[sheet].defaults()}
        record = gathering.build(row, AGGREGATES[kind], fields | values)
        if record is not None:
            gathering.know(kind, code, record.id)
            gathering.keep(code, record, before)


def gather_people(gathering: Gathering) -> None:
    """Gather people with their authorisations."""
    for family in gathering.families("People", ["Authorisations"], "person"):
        _gather_person(gathering, family)


def _gather_person(gathering: Gathering, family: Family) -> None:
    before = family.before
    fields = dict(before) if before else {"id": new_id(), **TABLE["People"].defaults()}
    if family.head is not None:
        values = gathering.resolved(family.head)
        if values is None:
            row = family.head
            gathering.refuse_because(
                family.children["Authorisations"],
                f"{row.table.sheet}, row {row.number}, was refused.",
            )
            return
        fields |= values
    now = [
        authorisation
        for row in gathering.good(family.children["Authorisations"])
        if (authorisation := _authorisation(gathering, row)) is not None
    ]
    recorded = before.authorisations if isinstance(before, Person) else ()
    fields["authorisations"] = gathering.merged("Authorisations", recorded, now)
    person = gathering.build(family.first_row, Person, fields)
    if person is not None:
        gathering.know("person", family.code, person.id)
        gathering.keep(family.code, person, before)


def _authorisation(gathering: Gathering, row: Row) -> Authorisation | None:
    values = gathering.resolved(row, but=["person"])
    if values is None:
        return None
    try:
        values["family"] = load_powers().family(values["family"])
    except UserError as error:
        gathering.refuse_for(row, error, "family")
        return None
    return gathering.build(row, Authorisation, values)
