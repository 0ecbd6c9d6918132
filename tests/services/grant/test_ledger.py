"""A ledger is mapped by its headings, previewed, saved once, and never twice."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.grant.money import VIEWED, Grant
from wardenlog.errors import UserError
from wardenlog.imports.ledger.money import read_money
from wardenlog.imports.standard_log.problems import CellError
from wardenlog.services.grant import budget, ledger
from wardenlog.services.grant.ledger import (
    ADDED,
    CHANGED,
    LEAVE_OUT,
    LEFT_OUT,
    REFUSED,
    UNCHANGED,
    LedgerDraft,
    LedgerPreview,
)
from wardenlog.services.logbook import Logbook

ROWS = """Posting Date,Trans No,Cost Centre,Description,Debit,Credit
25/04/2025,J100,Wardens’ pay,April salaries,500.00,
30/04/2025,J101,6110,Boots,"1,020.50",
30/04/2025,J102,6110,Boots returned,,20.50
01/05/2025,J103,9000,Grant income,,9000
31/02/2025,J104,6110,No such day,5,
Total,,,,1525.50,9020.50
"""


def file(folder: Path, text: str = ROWS) -> Path:
    path = folder / "ledger.csv"
    path.write_text(text, encoding="utf-8")
    return path


def mapped(grant: Grant, path: Path) -> LedgerDraft:
    draft = ledger.open_ledger(grant.record, VIEWED, path)
    lines = {"6110": "KIT", "9000": LEAVE_OUT}
    return draft.having(draft.mapping.model_copy(update={"lines": lines}))


def states(preview: LedgerPreview) -> list[str]:
    return [row.state for row in preview.rows]


def to_date(grant: Grant) -> dict[str, int | None]:
    found = budget.budget(grant.record, VIEWED)
    assert found is not None
    return {row.money.line: row.money.agreement_to_date for row in found.rows}


def test_headings_and_cost_codes_are_guessed(grant: Grant, tmp_path: Path) -> None:
    draft = ledger.open_ledger(grant.record, VIEWED, file(tmp_path))
    assert [guess.field for guess in draft.guesses] == [
        *("day", "reference", "line", "note"),
        *("debit", "credit"),
    ]
    assert draft.faults() == []
    assert {code.text: code.line for code in draft.cost_codes()} == {
        "Wardens’ pay": "PAY",
        "6110": None,
        "9000": None,
    }
    assert "“6110”, “9000”" in draft.faults_of_codes()[0]


def test_a_ledger_is_previewed_saved_and_undone(grant: Grant, tmp_path: Path) -> None:
    shown = ledger.preview(grant.record, mapped(grant, file(tmp_path)))
    assert states(shown) == [ADDED, ADDED, ADDED, LEFT_OUT, REFUSED]
    assert shown.total() == Decimal("1500.00")
    problem = shown.rows[-1].problem
    assert problem is not None
    assert (problem.column, problem.value) == ("Posting Date", "31/02/2025")
    applied = ledger.apply(grant.record, shown)
    assert (applied.added, applied.refused) == (3, 1)
    assert to_date(grant) == {"PAY": 500_00, "KIT": 1000_00}
    Logbook(grant.record.store, "Sam").undo(applied.batch_id)
    assert to_date(grant) == {"PAY": None, "KIT": None}


def test_the_same_file_again_is_mapped_as_last_time_and_adds_nothing(
    grant: Grant, tmp_path: Path
) -> None:
    path = file(tmp_path)
    ledger.apply(grant.record, ledger.preview(grant.record, mapped(grant, path)))
    again = ledger.open_ledger(grant.record, VIEWED, path)
    assert (again.remembered, again.faults_of_codes()) == (True, [])
    shown = ledger.preview(grant.record, again)
    assert states(shown) == [UNCHANGED, UNCHANGED, UNCHANGED, LEFT_OUT, REFUSED]
    assert shown.is_empty
    assert ledger.apply(grant.record, shown).batch_id is None


def test_an_amount_on_another_line_is_moved_and_two_alike_stay_two(
    grant: Grant, tmp_path: Path
) -> None:
    twice = (
        "Date,Account,Amount,Reference\n"
        "2025-04-02,PAY,10,R1\n2025-04-02,PAY,10,R1\n2025-04-03,PAY,-4,R2\n"
    )
    ledger.apply(
        grant.record,
        ledger.preview(grant.record, mapped(grant, file(tmp_path, twice))),
    )
    assert to_date(grant) == {"PAY": 16_00, "KIT": None}
    moved = twice.replace("PAY,-4", "KIT,-4")
    shown = ledger.preview(grant.record, mapped(grant, file(tmp_path, moved)))
    assert states(shown) == [UNCHANGED, UNCHANGED, CHANGED]
    ledger.apply(grant.record, shown)
    assert to_date(grant) == {"PAY": 20_00, "KIT": -4_00}


def test_a_preview_that_the_record_left_behind_is_not_saved(grant: Grant, tmp_path: Path) -> None:
    shown = ledger.preview(grant.record, mapped(grant, file(tmp_path)))
    kit = budget.open_line(grant.record, grant.agreement_id, "KIT")
    now = kit.model_copy(update={"category": "Kit"})
    budget.save_line(grant.record, grant.agreement_id, kit, now)
    with pytest.raises(UserError) as error:
        ledger.apply(grant.record, shown)
    assert error.value.code == "changed_meanwhile"


def test_a_pasted_block_says_beside_each_cell_what_is_wrong(grant: Grant) -> None:
    pasted = ledger.read_pasted(
        grant.record,
        VIEWED,
        "02/04/2025\tPAY\t£10.00\tR1\n31/02/2025\tPAY\t5\tR2\n"
        "03/04/2025\tNOPE\t5\tR3\n03/04/2025\tKIT\tfive\tR4\n",
    )
    assert [(line.state, line.bad) for line in pasted.lines] == [
        (ADDED, ""),
        (REFUSED, "day"),
        (REFUSED, "line"),
        (REFUSED, "amount"),
    ]
    ledger.add_pasted(grant.record, pasted)
    assert to_date(grant) == {"PAY": 10_00, "KIT": None}
    again = ledger.read_pasted(grant.record, VIEWED, "02/04/2025\tPAY\t£10.00\tR1\n")
    assert [line.problem for line in again.lines] == ["It is in the record already."]


@pytest.mark.parametrize(
    ("cell", "pounds"),
    [
        ("1,234.50", "1234.50"),
        ("£20", "20.00"),
        ("-£20.10", "-20.10"),
        ("(20.10)", "-20.10"),
        ("20.10-", "-20.10"),
        ("20.10 CR", "-20.10"),
        ("20.10 DR", "20.10"),
        (0.1 + 0.2, "0.30"),
        ("-", "0.00"),
    ],
)
def test_an_amount_is_read_as_ledgers_write_it(cell: str | float, pounds: str) -> None:
    assert read_money(cell) == Decimal(pounds)


@pytest.mark.parametrize("cell", ["abc", "1.234", "(5", "-(5)", "1e9", "9" * 12, True, "£"])
def test_what_is_no_amount_is_refused(cell: str | float) -> None:
    with pytest.raises(CellError):
        read_money(cell)
