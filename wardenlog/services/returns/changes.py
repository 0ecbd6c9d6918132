"""What changed since a return was sent: figure by figure, with the records behind each."""

from wardenlog.counting.scope import Period
from wardenlog.errors import UserError
from wardenlog.returns.difference import Difference, Source
from wardenlog.returns.figures import Wanted
from wardenlog.returns.restating import take_return
from wardenlog.services.record import Record

__all__ = ["Difference", "Source", "differences"]


def differences(record: Record, agreement: str, period: Period) -> list[Difference]:
    """Return how the figures of a period's newest sent return differ from the records now.

    Empty where nothing differs. UserError where there is no such agreement, or (code `not_sent`)
    no return of the period was sent.
    """
    with record.store.read() as session:
        figures = take_return(session, Wanted(agreement, period))
    if figures.supersedes is None:
        raise UserError(
            f"No return for {period.words()} was sent, so there is nothing to compare with. Send"
            " it first.",
            field="period",
            code="not_sent",
        )
    return [each for each in figures.restatements if each.period == period]
