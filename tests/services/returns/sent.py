"""A return that counts as sent, written straight into the record without its workbook."""

from datetime import UTC, datetime

from wardenlog.counting.scope import Period
from wardenlog.model import Return, new_id
from wardenlog.model.vocabulary import ReturnKind, ReturnState
from wardenlog.store import Store


def record_as_sent(store: Store, agreement_id: str, period: Period, version: int = 1) -> None:
    """Record a version of a period's return as sent on 4 July 2025, from the record as it is."""
    with store.write("Sam") as session:
        head = session.head()
        assert head is not None
        session.save(
            Return(
                id=new_id(),
                agreement_id=agreement_id,
                period_from=period.from_on,
                period_to=period.to_on,
                version=version,
                return_kind=ReturnKind.AMENDED if version > 1 else ReturnKind.INTERIM,
                state=ReturnState.SENT,
                rules_version=1,
                revision_head=head.chain,
                revision_seq=head.seq,
                receipt_code="7K2M-9QXT-4B1C",
                file_name="r.xlsx",
                figures_fingerprint="ab",
                sent_at=datetime(2025, 7, 4, 9, tzinfo=UTC),
            )
        )
