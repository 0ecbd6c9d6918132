"""Choices outlive the program, and a damaged file costs nothing but the choices."""

from pathlib import Path

from wardenlog.settings import ReturnChoices, Settings, SettingsFile


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
