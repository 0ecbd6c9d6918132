"""One return of the worked example and one of the demo, built once for all tests."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.returns.worked import QUARTER, everything, import_example
from tests.services.returns.small_grant import (
    BY_HOURS,
    Q1,
    Q2,
    START,
    SmallGrant,
    variation,
    with_void,
)
from wardenlog.counting.scope import Period
from wardenlog.returns.building import Built
from wardenlog.returns.figures import Wanted
from wardenlog.services.demo.fill import fill
from wardenlog.services.returns.building import build_return
from wardenlog.services.returns.sending import Sent
from wardenlog.store import Store


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A return with every sheet that the worked example fills; treat it as read-only."""
    folder = tmp_path_factory.mktemp("sent")
    store = import_example(folder)
    return build_return(store, everything(QUARTER), folder / "sent.xlsx")


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
    return build_return(store, wanted, folder / "demo.xlsx").path


@pytest.fixture(scope="session")
def lifecycle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Sent]]:
    """A quarter sent, the next one that adjusts it, and the first amended; treat as read-only."""
    grant = SmallGrant(tmp_path_factory.mktemp("lifecycle"), variation(0, START, **BY_HOURS))
    second = grant.sheet("0002", date(2025, 5, 12), ("H1", 90), ("H2", 96))
    sent = {}
    with grant.on(date(2025, 5, 13)):
        grant.save(grant.sheet("0001", date(2025, 4, 10), ("H1", 120), ("H2", 60)), second)
    with grant.on(date(2025, 7, 4)):
        sent["Q1 r1"] = grant.send(Q1)
    with grant.on(date(2025, 7, 15)):
        grant.save(grant.sheet("0003", date(2025, 5, 20), ("H2", 30)))
        grant.save(with_void(second, 2, "typed twice"))
        grant.save(grant.sheet("0004", date(2025, 7, 10), ("H1", 100), ("H2", 50)))
    with grant.on(date(2025, 10, 6)):
        sent["Q2 r1"] = grant.send(Q2)
        sent["Q1 r2"] = grant.send(Q1)
    yield sent
    grant.store.close()
