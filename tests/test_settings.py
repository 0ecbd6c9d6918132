"""Choices outlive the program, and a damaged file costs nothing but the choices."""

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

from wardenlog.settings import (
    BackupChoices,
    RegisterChoices,
    ReturnChoices,
    Settings,
    SettingsFile,
    SheetChoices,
    ViewChoice,
)


def test_choices_are_there_again_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    chosen = Settings(look="dark", returns=ReturnChoices(folder=tmp_path, evidence=True))
    SettingsFile(path).remember(chosen)
    assert SettingsFile(path).now == chosen
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_a_file_that_cannot_be_read_gives_the_first_choices(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for content in (b"", b"{", b"\xff", b'{"look": "pink"}'):
        path.write_bytes(content)
        assert SettingsFile(path).now == Settings()


def test_what_a_newer_version_chose_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"look": "dark", "hologram": true}', encoding="utf-8")
    assert SettingsFile(path).now == Settings(look="dark")


def test_every_choice_is_kept_as_it_was_chosen(tmp_path: Path) -> None:
    chosen = Settings(
        look="contrast_dark",
        text_size=150,
        rows="compact",
        record_folder=tmp_path / "record",
        narrow_rail=True,
        sheets=SheetChoices(locked=frozenset({"mode", "team"})),
        page="sheets",
        view=ViewChoice(agreement="GA-9", from_on=date(2025, 4, 1)),
        shortcuts={"go.today": ("Alt+9",), "go.sheets": ()},
        returns=ReturnChoices(folder=tmp_path, full=True, evidence=True, place_days=True),
        backups=BackupChoices(folder=tmp_path / "stick", had_at="2026-04-02T09:00:00Z"),
        registers={"people": RegisterChoices("name", True, {"initial": "Z"}, (("name", 90),))},
        speaks_for_days="an id",
        blank_sheets=tmp_path / "sheets",
    )
    first = Settings()
    for each in fields(Settings):
        assert getattr(chosen, each.name) != getattr(first, each.name), each.name
    SettingsFile(tmp_path / "settings.json").remember(chosen)
    assert SettingsFile(tmp_path / "settings.json").now == chosen


def test_a_value_that_is_none_of_a_choice_costs_only_that_choice(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    odd: tuple[object, ...] = (None, 7, -1.5, "?", [], ["x", 3], {"a": {"b": 1}})
    for each in fields(Settings):
        for value in odd:
            path.write_text(json.dumps({"text_size": 125, each.name: value}), encoding="utf-8")
            now = SettingsFile(path).now
            assert each.name == "text_size" or now.text_size == 125
            assert SettingsFile(path).choose(page="today")
    for content in ("7", "[]", '"x"', "null"):
        path.write_text(content, encoding="utf-8")
        assert SettingsFile(path).now == Settings()
