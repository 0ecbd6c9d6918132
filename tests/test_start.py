"""A start imports what the window shows and nothing else: what is heavy waits until it is used."""

import os
import subprocess
import sys
from pathlib import Path

from wardenlog.paths import STORE_NAME
from wardenlog.services.demo.fill import fill
from wardenlog.services.demo.scale import Size
from wardenlog.store import Store

ROOT = Path(__file__).resolve().parents[1]

HEAVY = (
    "click",
    "lxml",
    "numpy",
    "openpyxl",
    "pydantic",
    "pyproj",
    "pyqtgraph",
    "python_calamine",
    "rich",
    "shapely",
    "sqlite_utils",
    "uuid6",
    "wardenlog.catalogue",
    "wardenlog.counting.checks",
    "wardenlog.imports",
    "wardenlog.model.base",
    "wardenlog.model.whole",
    "wardenlog.returns",
    "wardenlog.services.backups",
    "wardenlog.services.checks",
    "wardenlog.services.demo",
    "wardenlog.services.search",
    "wardenlog.services.setup",
    "wardenlog.services.today",
    "wardenlog.store.backup",
    "wardenlog.store.gate",
    "wardenlog.store.projection.shift",
    "wardenlog.ui.backups.list",
    "wardenlog.ui.backups.page",
    "wardenlog.ui.crash.box",
    "wardenlog.ui.help.page",
    "wardenlog.ui.keys.window",
    "wardenlog.ui.search.popup",
    "wardenlog.ui.sheets",
    "wardenlog.ui.start",
    "wardenlog.ui.widgets.form",
    "wardenlog.ui.widgets.register",
)

START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
application = QApplication(sys.argv[:1])
from wardenlog.app import Program
folder = Path(sys.argv[1])
program = Program(application, folder, "Kim", settings_folder=folder / "settings")
program.start()
program.window.show()
assert program.window.frame is not None and program.window.frame.key == "today"
print(*sys.modules, flush=True)
program.close()
"""


def test_nothing_heavy_is_imported_before_the_window_is_there(tmp_path: Path) -> None:
    with Store.open(tmp_path / STORE_NAME) as store:
        fill(store, size=Size.DEMO, seed=1)
    started = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    loaded = set(started.stdout.split())
    assert "wardenlog.ui.today.page" in loaded
    assert [each for each in HEAVY if each in loaded] == []
