"""One return of the worked example and one of the demo, built once for all tests."""

from pathlib import Path

import pytest

from tests.returns.worked import QUARTER, everything, import_example
from wardenlog.counting.scope import Period
from wardenlog.returns.building import Built, build_return
from wardenlog.returns.figures import Wanted
from wardenlog.services.demo.fill import fill
from wardenlog.store import Store


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A return with every sheet that the worked example fills; treat it as read-only."""
    folder = tmp_path_factory.mktemp("sent")
    store = import_example(folder)
    with store.read() as session:
        return build_return(session, everything(QUARTER), folder / "sent.xlsx")


@pytest.fixture
def sent(built: Built) -> Path:
    """Its file."""
    return built.path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A return of the demo, with money, posts and caps; treat it as read-only."""
    folder = tmp_path_factory.mktemp("demo")
    store = Store.open(folder / "wardenlog.sqlite3")
    facts = fill(store)
    period = Period.inclusive(facts.quarter_from, facts.quarter_to)
    wanted = Wanted(facts.agreement_reference, period, full=True, evidence=True, place_days=True)
    with store.read() as session:
        return build_return(session, wanted, folder / "demo.xlsx").path
