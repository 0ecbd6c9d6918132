"""Variations are added, corrected with a reason, signed, made void and taken back."""

from datetime import UTC, date, datetime

import pytest

from tests.services.grant.council import DRAFT, REFERENCE, SIGNED, Granted, variation
from wardenlog.errors import UserError
from wardenlog.imports.standard_log.export_grants import agreement_rows
from wardenlog.model import Return, new_id
from wardenlog.model.vocabulary import ReturnKind, ReturnState
from wardenlog.services.grant.agreements import agreement_in_view, is_any, save_agreement
from wardenlog.services.grant.terms import OnDay, terms_at
from wardenlog.services.grant.variations import (
    Variations,
    load_variation,
    next_number,
    restore_variations,
    save_variation,
    sent_returns,
    variation_id,
    variation_lines,
    void_variations,
)
from wardenlog.services.listing import Sought
from wardenlog.services.logbook import Logbook


def rate(granted: Granted, day: date) -> str:
    found = terms_at(granted.record, REFERENCE, OnDay(day))
    return next(it.value for it in found if it.item == "hourly_rate")


def test_a_line_says_what_changes_and_what_stood_before(granted: Granted) -> None:
    original, dearer, waiting = variation_lines(granted.record, REFERENCE)
    assert {each.previous for each in original.changes} == {None}
    assert [(each.value, each.previous and each.previous.value) for each in dearer.changes] == [
        ("31.50", "30.00")
    ]
    assert [each.previous and each.previous.number for each in waiting.changes] == [1]
    assert [line.in_force for line in (original, dearer, waiting)] == [True, True, False]


def test_variations_are_listed_found_and_narrowed(granted: Granted) -> None:
    listing = Variations(granted.record, lambda: REFERENCE)
    newest_first = listing.ids(Sought("number", descending=True))
    assert [listing.rows(newest_first)[each].number for each in newest_first] == [2, 1, 0]
    waiting = listing.ids(Sought("number", filters=(("status", "at_risk"),)))
    assert waiting == [variation_id(granted.agreement.id, 2)]
    assert listing.ids(Sought("number", find="31.50")) == [variation_id(granted.agreement.id, 1)]
    assert Variations(granted.record, lambda: None).ids(Sought("number")) == []


def test_the_next_variation_is_added_as_one_revision(granted: Granted) -> None:
    assert next_number(granted.record, REFERENCE) == 3
    made = variation(3, date(2025, 10, 1), DRAFT, hourly_rate="45")
    changes = save_variation(granted.record, granted.agreement.id, made, was=None)
    assert len(changes.revisions) == 1
    assert [each.number for each in granted.now().variations] == [0, 1, 2, 3]
    Logbook(granted.record.store, "Sam").take_back(changes)
    assert [each.number for each in granted.now().variations] == [0, 1, 2]


def test_a_number_is_given_once(granted: Granted) -> None:
    made = variation(2, date(2025, 10, 1), DRAFT)
    with pytest.raises(UserError) as refused:
        save_variation(granted.record, granted.agreement.id, made, was=None)
    assert refused.value.field == "number"


def test_one_that_waits_is_signed_without_a_reason(granted: Granted) -> None:
    was, _ = load_variation(granted.record, variation_id(granted.agreement.id, 2))
    signed = was.model_copy(
        update={
            "status": SIGNED,
            "signed_on": date(2025, 9, 20),
            "approval_reference": "Decision 12",
        }
    )
    assert rate(granted, date(2025, 10, 1)) == "31.50"
    save_variation(granted.record, granted.agreement.id, signed, was=was)
    assert rate(granted, date(2025, 10, 1)) == "40.00"


def test_what_was_signed_is_corrected_with_a_reason(granted: Granted) -> None:
    was, _ = load_variation(granted.record, variation_id(granted.agreement.id, 1))
    corrected = variation(1, was.effective_from, hourly_rate="31.75")
    with pytest.raises(UserError) as refused:
        save_variation(granted.record, granted.agreement.id, corrected, was=was)
    assert refused.value.field == "correction"
    changes = save_variation(
        granted.record, granted.agreement.id, corrected, was=was, correction="Misread the letter"
    )
    assert changes.revisions[0].reason == "Misread the letter"
    assert rate(granted, date(2025, 10, 1)) == "31.75"
    noted = corrected.model_copy(update={"approval_reference": "Decision 9"})
    assert save_variation(granted.record, granted.agreement.id, noted, was=corrected).revisions, (
        "its particulars need no reason"
    )


def test_what_somebody_changed_meanwhile_is_not_overwritten(granted: Granted) -> None:
    was, _ = load_variation(granted.record, variation_id(granted.agreement.id, 2))
    other = was.model_copy(update={"reason": "Typed elsewhere"})
    save_variation(granted.record, granted.agreement.id, other, was=was)
    with pytest.raises(UserError) as refused:
        save_variation(
            granted.record,
            granted.agreement.id,
            was.model_copy(update={"reason": "Typed here"}),
            was=was,
        )
    assert refused.value.code == "changed_meanwhile"


def test_a_void_variation_keeps_its_number_and_changes_nothing(granted: Granted) -> None:
    dearer = variation_id(granted.agreement.id, 1)
    void_variations(granted.record, [dearer], "Never agreed")
    assert rate(granted, date(2025, 10, 1)) == "30.00"
    line = variation_lines(granted.record, REFERENCE)[1]
    assert (line.void_reason, line.in_force) == ("Never agreed", False)
    assert next_number(granted.record, REFERENCE) == 3
    numbers = [
        row["number"] for sheet, row in agreement_rows(granted.now()) if sheet == "Variations"
    ]
    assert numbers == [0, 2]
    listing = Variations(granted.record, lambda: REFERENCE)
    assert listing.ids(Sought("number", filters=(("status", "void"),))) == [dearer]
    restore_variations(granted.record, [dearer])
    assert rate(granted, date(2025, 10, 1)) == "31.50"


def test_a_variation_that_is_gone_is_said_to_be(granted: Granted) -> None:
    with pytest.raises(UserError) as refused:
        load_variation(granted.record, variation_id(granted.agreement.id, 7))
    assert refused.value.code == "not_found"


def test_sent_returns_that_used_a_date_are_known(granted: Granted) -> None:
    sent = Return(
        id=new_id(),
        agreement_id=granted.agreement.id,
        period_from=date(2025, 7, 1),
        period_to=date(2025, 10, 1),
        version=1,
        return_kind=ReturnKind.INTERIM,
        state=ReturnState.SENT,
        rules_version=1,
        revision_head="abc",
        revision_seq=1,
        sent_at=datetime(2025, 10, 1, 8, tzinfo=UTC),
    )
    with granted.record.store.write("Sam") as session:
        session.save(sent)
    agreement_id = granted.agreement.id
    assert sent_returns(granted.record, agreement_id, date(2025, 9, 30)) == [date(2025, 7, 1)]
    assert sent_returns(granted.record, agreement_id, date(2025, 10, 1)) == []


def test_a_reference_names_one_agreement(granted: Granted) -> None:
    twin = granted.agreement.model_copy(update={"id": new_id(), "reference": "ga-9"})
    with pytest.raises(UserError) as refused:
        save_agreement(granted.record, twin, expect=None)
    assert refused.value.field == "reference"
    found, _ = agreement_in_view(granted.record, REFERENCE)
    assert found == granted.agreement
    Logbook(granted.record.store, "Sam").void("agreement", granted.agreement.id, "Twice")
    assert agreement_in_view(granted.record, REFERENCE) == (None, None)
    assert not is_any(granted.record)
