"""A record with six organisations, and the list of them."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.widgets.register.bodies import Bodies, show
from wardenlog.model import Organisation, new_id
from wardenlog.ui.desk import Desk
from wardenlog.ui.widgets.register import Register


@pytest.fixture
def bodies(desk: Desk) -> Bodies:
    made = [
        Organisation(id=new_id(), code=f"{letter}{n}", name=f"{name} {n}")
        for letter, name in (("A", "Anvil"), ("B", "Bellow"))
        for n in (1, 2, 3)
    ]
    for body in made:
        desk.logbook.save(body)
    return Bodies(desk.logbook, [body.id for body in made])


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, bodies: Bodies) -> Register[Organisation]:
    return show(qtbot, desk, bodies)
