"""The figures under the visits, beside the totals that the paper gives."""

from tests.ui.council import make_council
from wardenlog.counting.sheets import SheetCount
from wardenlog.model import StatedTotal
from wardenlog.services.preview import Preview
from wardenlog.ui.sheets.figures import figure_words

SEEN = Preview(SheetCount(2, 42, 84), 11)


def test_a_total_of_the_paper_is_said_beside_the_count() -> None:
    sheet = make_council().sheet("1")
    totals = (StatedTotal(measure="engagement", number=11),)
    agreeing = sheet.model_copy(update={"stated_totals": totals})
    words = "2 visits · 42 patrol-min · 1 h 24 person-hours · engagements 11"
    assert figure_words(sheet, SEEN) == (words, True)
    assert figure_words(agreeing, SEEN) == (f"{words} (sheet says 11 ✓)", True)
    totals = (StatedTotal(measure="engagement", number=12),)
    differing = sheet.model_copy(update={"stated_totals": totals, "finished": False})
    assert figure_words(differing, SEEN) == (
        f"When finished: {words} (sheet says 12)",
        False,
    )
