"""An import says what it would take out of a record, by name, before anything is saved."""

from tests.imports.files import add_row, as_read, compared, saved, small_log
from tests.imports.test_import import rich_log
from wardenlog.imports.standard_log import Preview
from wardenlog.store import Store


def details(preview: Preview) -> dict[str, tuple[str, ...]]:
    return {each.label: each.details for each in preview.changes if each.what == "changed"}


def test_visits_that_the_file_lacks_are_named(store: Store) -> None:
    log = add_row(small_log(), "Visits", "S1", 3, "H01", "20:00", "20:30")
    saved(store, as_read(log))
    del log["Visits"][1:]
    preview = compared(store, as_read(log))
    assert details(preview) == {"S1": ("2 visits removed: 2, 3",)}
    assert preview.removals == ("Sheet S1: 2 visits would be removed: 2, 3",)


def test_everything_that_hangs_on_a_record_is_named(store: Store) -> None:
    log = rich_log()
    add_row(log, "Tallies", "S1", None, "engagement", 7)
    add_row(log, "Variations", "GA-1", 1, "2025-04-01", "signed")
    add_row(log, "Terms", "GA-1", 0, "hours_target", "2025/26", "900")
    add_row(log, "Listings", "GA-1", "H02", "2024-07-01")
    saved(store, as_read(log))
    assert compared(store, as_read(log)).removals == ()
    for sheet in ("Tallies", "Variations", "Terms", "Listings"):
        log[sheet].pop()
    only = {sheet: rows if sheet in {"Tallies", "Terms"} else [] for sheet, rows in log.items()}
    only["Variations"], only["Listings"] = log["Variations"], log["Listings"]
    assert compared(store, as_read(only)).removals == (
        "Agreement GA-1: 1 variation would be removed: 1",
        "Agreement GA-1: 1 term of variation 0 would be removed: hours_target 2025-26",
        "Agreement GA-1: 1 listing would be removed: H02",
        "Sheet S1: 1 tally would be removed: engagement",
    )


def test_a_part_that_only_changed_is_not_removed(store: Store) -> None:
    saved(store, as_read(rich_log()))
    log = rich_log()
    log["Tallies"][0]["Number"] = 9
    preview = compared(store, as_read(log))
    assert preview.removals == ()
    assert details(preview) == {"S1": ("tallies: 1 changed",)}
