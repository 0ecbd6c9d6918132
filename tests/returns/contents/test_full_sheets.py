"""The sheets that `--full` adds: contract, plain words, money and hours worked out, no names."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import ModuleType

import pytest

from tests.returns.worked import QUARTER, answers, plain, rows_of, with_rows
from wardenlog.counting.finance import FinanceRow
from wardenlog.counting.posts import PostRow
from wardenlog.counting.registers import IncidentRow, OtherCount
from wardenlog.counting.terms import VariationLine
from wardenlog.counting.underspend import MoneyLeft, Treatment
from wardenlog.returns.contents import (
    agreement,
    audit_sample,
    delivery,
    finance,
    incidents,
    narrative,
    other_counts,
    place_days,
    posts,
    staff,
    visits,
)
from wardenlog.returns.contents.common import Omitted
from wardenlog.returns.contents.terms import item_words, value_words
from wardenlog.returns.figures import Figures
from wardenlog.returns.verify.contract import TABLES
from wardenlog.returns.workbook.layout import Formula, Sheet

LINES = (
    FinanceRow("PAY", "Pay", 1, 1_000_000, 250_050, 300_000, 600_000, 900_000, 375_000),
    FinanceRow("KIT", "Uniform", 0, 50_000, 0, None, None, None, None),
    FinanceRow("NEW", "New line", None, 0, 0, 1_00, 1_00, 1_00, 50),
)
POST = PostRow("CW1", "Warden", None, "0.80", "0.5", 1, "2025-04-01", None, None, 91, 1_234_56)
SHEETS = (
    *(narrative, other_counts, agreement, delivery, staff, incidents, finance, posts),
    *(visits, audit_sample, place_days),
)


@pytest.fixture(scope="module")
def figures(quarter: Figures) -> Figures:
    """The quarter with the money, posts and counts that the example lacks."""
    return with_rows(
        quarter,
        finance=LINES,
        posts=[POST],
        other_counts=[
            OtherCount("2025-04", "H01", "referral", "Youth work", 2),
            OtherCount("2025-04", None, "intelligence", "Form", 1),
        ],
    )


@pytest.mark.parametrize("module", SHEETS)
def test_sheet_table_and_headings_are_those_of_the_contract(
    figures: Figures, module: ModuleType
) -> None:
    sheet = module.sheet(figures)
    assert isinstance(sheet, Sheet)
    contract = TABLES[sheet.table.name]
    assert sheet.name == contract.sheet
    assert tuple(column.heading for column in sheet.table.columns) == contract.headings


@pytest.mark.parametrize("module", SHEETS)
def test_no_cell_is_blank_and_nobody_is_named(figures: Figures, module: ModuleType) -> None:
    sheet = module.sheet(figures)
    cells = [plain(cell) for row in sheet.table.rows for cell in row]
    assert None not in cells
    texts = [*(cell for cell in cells if isinstance(cell, str)), *sheet.notes]
    assert all(text.strip() for text in texts)
    people = [f"Warden {number}" for number in range(11)]
    assert not [text for text in texts if any(person in text for person in people)]


@pytest.mark.parametrize("module", SHEETS)
def test_a_note_fits_on_one_line_above_its_table(figures: Figures, module: ModuleType) -> None:
    assert [note for note in module.sheet(figures).notes if len(note) > 110] == []


@pytest.mark.parametrize(
    ("module", "rows"),
    [
        (other_counts, "other_counts"),
        (agreement, "variations"),
        (delivery, "delivery"),
        (staff, "staff_groups"),
        (incidents, "incidents"),
        (finance, "finance"),
        (posts, "posts"),
        (visits, "evidence"),
        (audit_sample, "evidence"),
        (place_days, "place_days"),
    ],
)
def test_a_sheet_with_nothing_to_say_is_left_out_with_a_reason(
    figures: Figures, module: ModuleType, rows: str
) -> None:
    left_out = module.sheet(with_rows(figures, **{rows: ()}))
    assert isinstance(left_out, Omitted)
    assert left_out.name == module.sheet(figures).name
    assert left_out.because[0].islower()
    assert not left_out.because.endswith(".")


def test_finance_works_out_budget_outturn_and_variance(figures: Figures) -> None:
    pay, kit, new = rows_of(finance.sheet(figures))
    assert pay["Current budget"] == Decimal("12500.50")
    assert pay["Forecast outturn"] == Decimal(12_750)
    assert pay["Variance"] == Decimal("249.50")
    assert pay["Variance percent"] == pytest.approx(100 * 249.5 / 12500.5)
    nothing_recorded = ("Actual this period", "Forecast outturn", "Variance", "Variance percent")
    assert [kit[heading] for heading in nothing_recorded] == ["[x]"] * 4
    assert (new["Variance"], new["Variance percent"]) == (Decimal("1.50"), "[z]")
    assert [row["Labour or non-labour"] for row in (pay, kit, new)] == [
        "labour",
        "non-labour",
        "[x]",
    ]


def test_a_forecast_of_nothing_makes_spending_the_outturn(figures: Figures) -> None:
    spent = LINES[0]._replace(forecast=0)
    pay, kit = rows_of(finance.sheet(replace(figures, finance=(spent, LINES[1]))))
    assert (pay["Forecast to year end"], pay["Forecast outturn"]) == (0, Decimal(9_000))
    assert pay["Variance"] == Decimal("-3500.50")
    assert kit["Forecast to year end"] == "[x]"


def test_finance_and_narrative_say_what_is_asked_for_an_underspend(figures: Figures) -> None:
    asked = Treatment("carry_forward", 150_00, "2025-04-02", None, None)
    first, last = date(2024, 4, 1), date(2025, 3, 31)
    year = MoneyLeft("2024-25", first, last, 900_00, False, 700_00, 0, asked)
    now = replace(figures, money_left=(year, year._replace(year=None)))
    sentence = (
        "Underspend of 2024-25: £200.00. Asked on 2 April 2025 to carry it forward to the next"
        " year (£150.00); not agreed yet."
    )
    sheet = finance.sheet(now)
    assert isinstance(sheet, Sheet)
    assert sentence in sheet.notes
    assert {row["Heading"]: row["Text"] for row in rows_of(narrative.sheet(now))}[
        "Underspend: what is asked for"
    ] == sentence


@pytest.mark.parametrize("module", [finance, staff])
def test_a_formula_is_the_same_all_down_its_column(figures: Figures, module: ModuleType) -> None:
    sheet = module.sheet(figures)
    for cells in zip(*sheet.table.rows, strict=True):
        formulas = {cell.text if isinstance(cell, Formula) else None for cell in cells}
        assert len(formulas) == 1


def test_staff_hours_are_the_person_minutes_of_the_answer_file(figures: Figures) -> None:
    rows = rows_of(staff.sheet(figures))
    minutes = sum(row["person"] for row in answers(QUARTER)["delivery"].values())
    assert sum(row["In-hotspot person-hours"] for row in rows) == pytest.approx(minutes / 60)
    for row in rows:
        if row["Shift paid hours"]:
            share = row["In-hotspot person-hours"] / row["Shift paid hours"]
            assert row["Utilisation percent"] == pytest.approx(100 * share)


def test_staff_without_paid_time_has_no_utilisation(figures: Figures) -> None:
    unpaid = figures.staff_groups[0]._replace(paid=0, staff_group=None, funding=None)
    (row,) = rows_of(staff.sheet(with_rows(figures, staff_groups=[unpaid])))
    assert (row["Utilisation percent"], row["Staff group"], row["Funding"]) == ("[z]", "[x]", "[x]")


def test_supplied_incidents_stand_apart_and_missing_months_are_named(figures: Figures) -> None:
    ours = IncidentRow("2025-04", None, None, "nuisance", "noise", 3, None)
    theirs = IncidentRow("2025-04", "H01", "Police extract", "nuisance", None, 7, 9)
    sheet = incidents.sheet(with_rows(figures, incidents=[ours, theirs]))
    first, second = rows_of(sheet)
    assert (first["Source"], first["Same month last year"]) == ("wardens", "[z]")
    assert (second["Source"], second["Type"], second["Same month last year"]) == (
        "Police extract",
        "[z]",
        9,
    )
    assert isinstance(sheet, Sheet)
    missing = "No counts were supplied for May 2025 and June 2025. That does not mean 0."
    assert missing in sheet.notes


def test_whole_shift_counts_have_no_hotspot(figures: Figures) -> None:
    rows = rows_of(other_counts.sheet(figures))
    assert [row["Hotspot code"] for row in rows] == ["H01", "[z]"]


def test_posts_print_dates_and_shares_and_no_holder(figures: Figures) -> None:
    (row,) = rows_of(posts.sheet(figures))
    assert (row["FTE"], row["Funded FTE"], row["Fixed term"]) == (
        Decimal("0.80"),
        Decimal("0.5"),
        True,
    )
    assert (row["Actual start"], row["End"], row["Grade"]) == ("[x]", "[z]", "[x]")
    assert (row["Vacant days in period"], row["Actual"]) == (91, Decimal("1234.56"))


def test_variations_say_what_stood_before_and_that_unsigned_ones_have_no_signature(
    figures: Figures,
) -> None:
    rate = ("hourly_rate", "")
    original = ("2025-04-01", "signed", None, *rate, "30.00", None, "30.00")
    dearer = ("2025-06-01", "at_risk", "Dearer", *rate, "31.50", "30.00", "30.00")
    lines = [
        VariationLine._make((0, None, "2025-03-01", *original)),
        VariationLine._make((1, "2025-05-01", None, *dearer)),
    ]
    first, second = rows_of(agreement.sheet(with_rows(figures, variations=lines)))
    assert (first["Date requested"], first["Previous value"], first["Reason"]) == ("[z]",) * 3
    assert (second["Date signed"], second["Status"]) == ("[z]", "at risk")
    assert (second["Previous value"], second["Current value"]) == ("£30.00", "£31.50")


@pytest.mark.parametrize(
    ("item", "key", "value", "words"),
    [
        ("period_end", "", "2026-03-31", ("Period end", "31 March 2026")),
        ("hours_target", "2025-26", "13000", ("Hours target, 2025-26", "13,000 hours")),
        ("instalment", "2025-07-01", "1500.00", ("Instalment, 1 July 2025", "£1,500.00")),
        ("minimum_minutes", "", "10", ("Minimum minutes", "10 minutes")),
        ("post_fte", "CW1", "0.5", ("Post FTE, CW1", "0.5 FTE")),
        ("payment_basis", "", "hours_rate", ("Payment basis", "hours at a rate")),
        ("outside_hotspot_counts", "", "no", ("Outside hotspot counts", "No")),
        ("condition", "1", "In uniform", ("Condition, 1", "In uniform")),
    ],
)
def test_terms_are_said_in_words(item: str, key: str, value: str, words: tuple[str, str]) -> None:
    assert (item_words(item, key), value_words(item, value)) == words


def test_the_narrative_states_facts_and_leaves_the_rest_to_the_council(figures: Figures) -> None:
    texts = {row["Heading"]: row["Text"] for row in rows_of(narrative.sheet(figures))}
    expected = answers(QUARTER)
    assert f"{expected['visits']} visits" in texts["Progress: what the record shows"]
    hours = expected["bridge"]["claimable"] / 60
    assert f"{hours:,.2f} person-hours are claimable" in texts["Progress: what the record shows"]
    own = [heading for heading in texts if "council's words" in heading or heading == "Case study"]
    assert [texts[heading] for heading in own] == ["[x]"] * 4


def test_the_narrative_names_hotspots_that_were_missed(figures: Figures) -> None:
    missed = figures.hotspots[0]._replace(hotspot_code="H98", visits=0, days_listed=30)
    text = " ".join(
        row["Text"] for row in rows_of(narrative.sheet(with_rows(figures, hotspots=[missed])))
    )
    assert "Listed and not visited: H98." in text


@pytest.mark.parametrize("module", [delivery, place_days])
def test_rows_are_in_the_order_of_their_keys(quarter: Figures, module: ModuleType) -> None:
    sheet = module.sheet(quarter)
    headings = TABLES[sheet.table.name].keys
    keys = [tuple(str(row[key]) for key in headings) for row in rows_of(sheet)]
    assert keys == sorted(keys)
