"""The checks as the screens share them: looked at once, and again only when the record changed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wardenlog import clock
from wardenlog.services.periods import Viewed
from wardenlog.services.record import Record
from wardenlog.store import ReadSession
from wardenlog.store.lists import explanations as lists

if TYPE_CHECKING:
    from wardenlog.counting.checks import CheckCount, Finding
    from wardenlog.counting.checks.run import Report


@dataclass(frozen=True, slots=True)
class Looked:
    """What the checks found, and a count for every check, both red first."""

    findings: "tuple[Finding, ...]"
    counts: "tuple[CheckCount, ...]"

    @property
    def waiting(self) -> int:
        """How many findings, red or amber, nobody has explained yet."""
        return sum(each.open for each in self.counts if each.severity != "info")


class Checks:
    """Looks at the record once, and again only when it has changed; on any thread.

    One object is shared by all who ask, so that the same question is answered at once.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._known: dict[tuple[Viewed, bool], tuple[object, Looked]] = {}

    def look(
        self, viewed: Viewed, *, always: bool = False, report: "Report | None" = None
    ) -> Looked:
        """Return what the checks find in the period in view, or `always`, whatever the date.

        UserError where the agreement is no longer in the record. What `report` raises stops it.
        """
        from wardenlog.services import checks  # late: the window is there before anybody looks

        with self._record.store.read() as session:
            state = _state(session)
            when, known = self._known.get((viewed, always), (None, None))
            if known is None or when != state:
                known = checks.look(session, viewed, report, always=always)
                still = {key: it for key, it in self._known.items() if it[0] == state}
                self._known = {**still, (viewed, always): (state, known)}
            return known


def _state(session: ReadSession) -> object:
    """Return what a look depends on besides what is in view."""
    head = session.head()
    today = clock.local_date(clock.now())
    return head and head.id, lists.commencements(session), today
