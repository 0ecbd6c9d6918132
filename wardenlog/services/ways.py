"""How a council has chosen to work: kept in its record, so that every computer works alike."""

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wardenlog.services.record import Record

_NAME = "ways_of_working"


class Ways(BaseModel):
    """A council's ways of working. Ways of a newer version are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    second_check: bool = False
    """Whether a second person checks each sheet."""
    rekey_percent: int = Field(default=0, ge=0, le=100)
    """How many in 100 sheets are typed a second time without sight of the first; 0 is none."""


def load(record: Record) -> Ways:
    """Return the council's ways; those of a new record where none were chosen or can be read."""
    with record.store.read() as session:
        kept = session.setting(_NAME)
    try:
        return Ways() if kept is None else Ways.model_validate_json(kept)
    except ValidationError:
        return Ways()


def save(record: Record, ways: Ways) -> None:
    """Work this way from now on; MachineError where the record cannot be written."""
    with record.store.write(record.actor) as session:
        session.put("setting", {"name": _NAME, "value": ways.model_dump_json()})
