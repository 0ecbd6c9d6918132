"""Returns from the command line: sent, listed, compared; the same figures as the services give."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.returns.small_grant import BY_HOURS, START, SmallGrant, variation
from wardenlog.paths import store_path

FIRST = ("--agreement", "GA-7", "--from", "2025-04-01", "--to", "2025-06-30")


@pytest.fixture
def grant(tmp_path: Path) -> SmallGrant:
    """A grant in the folder that the command works in."""
    folder = store_path(tmp_path / "data").parent
    folder.mkdir(parents=True)
    made = SmallGrant(folder, variation(0, START, **BY_HOURS), store_path(tmp_path / "data"))
    with made.on(date(2025, 4, 11)):
        made.save(made.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 60)))
    return made


def test_a_return_is_sent_listed_and_compared(run: Run, grant: SmallGrant, tmp_path: Path) -> None:
    with grant.on(date(2025, 7, 4)):
        said = run("return", "send", *FIRST, "--out", tmp_path, "--json")
        # (120 + 60) × 2 = 360 minutes × £31.50 ÷ 60
        assert (said.code, said.data["version"], said.data["amount"]) == (0, 1, "189.00")
        assert run("return", "verify", said.data["file"]).code == 0
        assert run("return", "changes", *FIRST).out.startswith("Nothing has changed")
        grant.save(grant.sheet("0002", date(2025, 5, 10), ("H1", 30)))
        (first,) = [
            each
            for each in run("return", "list", "--agreement", "GA-7", "--json").data
            if each["period"] == "2025-26 Q1"
        ]
        assert (first["state"], first["records_changed_since"]) == ("sent", 1)
        listed = run("return", "list", "--agreement", "GA-7").out
        assert "2025-26 Q1: Sent on 4 July 2025. £189.00, " in listed
        assert "2025-26 Q2: Not over yet.\n  Due: 30 October 2025." in listed
        changed = run("return", "changes", *FIRST, "--json").data
        assert ("claimable", "Whole period", "360", "420") in {
            (each["measure"], each["where"], each["reported"], each["now"]) for each in changed
        }
        assert {each["reason"] for each in changed} == {"Sheet 0002 added on 4 July 2025."}
        assert "360 reported, 420 now" in run("return", "changes", *FIRST).out


def test_what_keeps_it_from_being_sent_is_said(run: Run, grant: SmallGrant, tmp_path: Path) -> None:
    with grant.on(date(2025, 6, 30)):
        said = run("return", "send", *FIRST, "--out", tmp_path)
    assert said.code == 1
    assert "the period ends on 30 June 2025" in said.err


def test_somebody_else_approves(run: Run, grant: SmallGrant, tmp_path: Path) -> None:
    with grant.on(date(2025, 7, 4)):
        grant.save(grant.council.model_copy(update={"returns_approved_by_second_person": True}))
        said = run("return", "approve", *FIRST)
        assert "approved by Test" in said.out
        refused = run("return", "send", *FIRST, "--out", tmp_path)
        assert "Test approved these figures and cannot also send them" in refused.err
        assert run("--as", "Robin", "return", "send", *FIRST, "--out", tmp_path).code == 0


def test_the_window_that_checks_returns_is_given_the_files(run: Run, tmp_path: Path) -> None:
    said = run("check-returns", tmp_path)
    assert said.code == len([tmp_path])
    assert not (tmp_path / "data").exists()


def test_the_figures_are_written_as_csv(run: Run, grant: SmallGrant, tmp_path: Path) -> None:
    with grant.on(date(2025, 7, 4)):
        said = run("return", "csv", *FIRST, "--out", tmp_path, "--json")
        assert (said.code, said.data["version"], said.data["receipt_code"]) == (0, 1, None)
        assert Path(said.data["file"]).read_text("utf-8-sig").startswith("Council,ONS code,")
        assert "version 1: not sent" in run("return", "csv", *FIRST, "--out", tmp_path).out
