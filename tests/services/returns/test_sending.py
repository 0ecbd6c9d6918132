"""Sending records exactly what was built, and refuses with a reason whatever is not ready."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from tests.services.returns.small_grant import (
    BY_HOURS,
    Q1,
    Q2,
    REFERENCE,
    START,
    SmallGrant,
    variation,
)
from wardenlog import clock
from wardenlog.counting.scope import Period
from wardenlog.errors import MachineError, UserError
from wardenlog.model import Explanation, Return, new_id
from wardenlog.model.vocabulary import ReturnState
from wardenlog.returns.building import Built, write_return
from wardenlog.services.logbook import Changes
from wardenlog.services.record import Record
from wardenlog.services.returns import sending
from wardenlog.services.returns.building import wanted
from wardenlog.services.returns.late import late_words
from wardenlog.services.returns.obstacles import NotReadyError, obstacles
from wardenlog.services.returns.sending import approve, look, send
from wardenlog.store import rebuild, verify

SENT_ON = date(2025, 7, 4)
ASK = wanted(REFERENCE, Q1.from_on, Q1.last_on)


@pytest.fixture
def grant(tmp_path: Path) -> Iterator[SmallGrant]:
    made = SmallGrant(tmp_path, variation(0, START, **BY_HOURS))
    with made.on(date(2025, 4, 11)):
        made.save(made.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 60)))
    with made.on(SENT_ON):
        yield made
    made.store.close()


def returns(grant: SmallGrant) -> list[Return]:
    with grant.store.read() as session:
        return [each for each in session.load_all("return") if isinstance(each, Return)]


def refused(grant: SmallGrant, code: str, period: Period = Q1) -> UserError:
    with pytest.raises(UserError) as told:
        grant.send(period)
    assert told.value.code == code
    assert list(grant.out.iterdir()) == []
    assert returns(grant) == []
    return told.value


def test_what_is_recorded_is_what_was_written(grant: SmallGrant) -> None:
    with grant.store.read() as session:
        head = session.head()
    assert head is not None
    sent = grant.send(Q1)
    (kept,) = returns(grant)
    assert (kept.state, kept.version, kept.amount) == (ReturnState.SENT, 1, Decimal("189.00"))
    assert (kept.revision_seq, kept.revision_head) == (head.seq, head.chain)
    assert kept.file_sha256 == sha256(sent.path.read_bytes()).hexdigest()
    assert (kept.file_name, kept.receipt_code) == (sent.path.name, sent.receipt_code)
    assert kept.sent_at is not None
    assert clock.local_date(kept.sent_at) == SENT_ON
    values = {(it.table, it.row): it.value for it in kept.values}
    assert values["Summary", ("claimable",)] == "360"
    assert values["Return_data", ("2025-04", "H1", "", "visits")] == "1"
    assert [(it.minutes, it.rate, it.amount) for it in kept.payment] == [
        (360, Decimal("31.50"), Decimal("189.00"))
    ]
    assert [it.sheet for it in kept.evidence] == ["0001"]
    assert [it.name for it in grant.out.iterdir()] == [sent.path.name]
    rebuild(grant.store)
    assert verify(grant.store) == []
    assert returns(grant) == [kept]


def test_a_red_check_stops_it_until_somebody_explains(grant: SmallGrant) -> None:
    long = grant.sheet("0002", date(2025, 4, 12), ("H1", 200))
    short = long.model_copy(update={"end_at": long.start_at.replace(hour=16)})
    grant.save(short)
    error = refused(grant, "red_check")
    assert isinstance(error, NotReadyError)
    found = error.obstacles
    assert {(it.check, it.record_kind) for it in found} == {("claimed_above_paid", "shift")}
    for each in found:
        assert each.where.startswith("Sheet 0002")
        assert each.what
        assert each.do.endswith(".")
        assert each.record_id is not None
        grant.save(
            Explanation(
                id=new_id(),
                check="claimed_above_paid",
                record_kind="shift",
                record_id=each.record_id,
                text="Overtime agreed with the funder.",
            )
        )
    assert grant.send(Q1).version == 1


def test_sums_that_do_not_agree_stop_it(grant: SmallGrant) -> None:
    ready = look(grant.record, ASK)
    assert ready.obstacles == ()
    wrong = replace(ready.figures, evidence_minutes=(0, 0))
    found = obstacles(wrong, [], SENT_ON)
    assert {it.code for it in found} == {"does_not_add_up"}
    assert "Checks, Evidence adds up, minutes" in {it.where for it in found}


def test_a_period_that_is_not_over_is_refused(grant: SmallGrant) -> None:
    error = refused(grant, "not_over", Q2)
    assert "30 September 2025" in error.message


def test_terms_that_ended_early_make_it_final_before_the_period_is_over(
    grant: SmallGrant,
) -> None:
    grant.vary(variation(1, date(2025, 7, 1), period_end="2025-07-03"))
    grant.save(grant.sheet("0002", date(2025, 7, 2), ("H1", 30)))
    assert grant.send(Q2).version == 1
    assert returns(grant)[0].return_kind == "final"


def test_nothing_to_report_is_a_return_too(grant: SmallGrant) -> None:
    with grant.on(date(2025, 10, 2)):
        grant.send(Q2)
    assert (returns(grant)[0].return_kind, returns(grant)[0].amount) == ("nil", Decimal("0.00"))


def test_a_sheet_that_is_not_finished_is_not_nothing(grant: SmallGrant) -> None:
    with grant.on(date(2025, 10, 2)):
        late = grant.sheet("0002", date(2025, 7, 10), ("H1", 60))
        grant.save(late.model_copy(update={"finished": False}))
        grant.send(Q2)
    assert (returns(grant)[0].return_kind, returns(grant)[0].amount) == (
        "interim",
        Decimal("0.00"),
    )


def test_under_ninety_percent_of_target_it_needs_a_comment(grant: SmallGrant) -> None:
    grant.vary(variation(1, START, hours_target__2025_26="100"))
    refused(grant, "no_comment")
    grant.send(Q1, comment="  Two wardens were ill in May. ")
    assert returns(grant)[0].comment == "Two wardens were ill in May."


def test_the_same_figures_are_not_sent_twice(grant: SmallGrant) -> None:
    grant.send(Q1)
    with pytest.raises(NotReadyError) as told:
        grant.send(Q1)
    assert told.value.code == "same_as_sent"
    assert "2025-26 Q1 r1, sent on 4 July 2025" in told.value.message


def test_days_that_another_return_has_are_not_claimed_again(grant: SmallGrant) -> None:
    grant.send(Q1)
    with pytest.raises(NotReadyError) as told:
        grant.send(Period(date(2025, 6, 1), date(2025, 7, 1)))
    assert told.value.code == "overlaps_sent"


def test_a_file_is_never_replaced_without_being_asked(grant: SmallGrant) -> None:
    path = grant.out / "mine.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(UserError) as told:
        send(grant.record, ASK, path)
    assert told.value.code == "file_exists"
    assert path.read_bytes() == b"old"
    assert returns(grant) == []
    assert send(grant.record, ASK, path, replace=True).path == path
    assert path.read_bytes() != b"old"


def test_a_record_that_changed_meanwhile_is_not_sent(
    grant: SmallGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_slowly(*given: object) -> Built:
        grant.save(grant.sheet("0009", date(2025, 4, 20), ("H1", 30)))
        return write_return(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "write_return", write_slowly)
    error = refused(grant, "changed_meanwhile")
    assert "Look at its figures again" in error.message


def test_a_workbook_that_does_not_verify_is_not_sent(
    grant: SmallGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damage(*given: object) -> Built:
        built = write_return(*given)  # type: ignore[arg-type]
        built.path.write_bytes(b"nothing")
        return built

    monkeypatch.setattr(sending, "write_return", damage)
    with pytest.raises(MachineError) as told:
        grant.send(Q1)
    assert told.value.code == "bad_workbook"
    assert list(grant.out.iterdir()) == []
    assert returns(grant) == []


def test_a_file_that_cannot_be_put_in_place_is_not_recorded(
    grant: SmallGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.parent == grant.out:
            raise PermissionError(13, "open elsewhere", str(self))
        return put(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    refused(grant, "cannot_write")


def second(grant: SmallGrant) -> Record:
    return Record(grant.store, "Robin")


def wants_approval(grant: SmallGrant) -> None:
    grant.save(grant.council.model_copy(update={"returns_approved_by_second_person": True}))


def test_a_council_may_want_a_second_person(grant: SmallGrant) -> None:
    wants_approval(grant)
    refused(grant, "not_approved")
    approve(second(grant), ASK)
    ready = look(grant.record, ASK)
    assert (ready.wants_approval, ready.approved_by) == (True, "Robin")
    grant.send(Q1)
    (kept_return,) = returns(grant)
    assert kept_return.approval is not None
    assert (kept_return.state, kept_return.approval.by) == (ReturnState.SENT, "Robin")


def test_nobody_approves_their_own(grant: SmallGrant) -> None:
    wants_approval(grant)
    approve(grant.record, ASK)
    with pytest.raises(NotReadyError, match="Sam approved these figures and cannot also send them"):
        grant.send(Q1)


def test_an_approval_ends_when_a_figure_changes(grant: SmallGrant) -> None:
    wants_approval(grant)
    approve(second(grant), ASK)
    grant.save(grant.sheet("0002", date(2025, 5, 10), ("H1", 30)))
    assert look(grant.record, ASK).approved_by is None
    with pytest.raises(NotReadyError, match="nobody has approved these figures"):
        grant.send(Q1)
    approve(second(grant), ASK)
    assert grant.send(Q1).amount == Decimal("220.50")  # (360 + 60) ÷ 60 × £31.50


def test_a_late_change_is_told_of(grant: SmallGrant) -> None:
    def changed(day: date) -> str:
        with grant.store.write("Sam") as session:
            revision = session.save(grant.sheet(f"{day:%m%d}", day, ("H1", 30)))
        assert revision is not None
        return late_words(grant.record, Changes((revision,)))

    assert changed(date(2025, 6, 1)) == ""
    grant.send(Q1)
    assert changed(date(2025, 6, 2)) == (
        "April to June 2025 was sent on 4 July 2025. This change will be shown as a restatement."
    )
    assert changed(date(2025, 7, 1)) == ""
