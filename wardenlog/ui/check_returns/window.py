"""The window: workbooks dropped on it or added, a line for each, and what was found in one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError
from wardenlog.services.checking_returns import (
    Checked,
    missing_periods,
    save_list,
    tidy_receipt_code,
    workbooks,
)
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.check_returns.files import Files, columns
from wardenlog.ui.check_returns.found import FoundModel, FoundTable, findings
from wardenlog.ui.check_returns.list import FileList
from wardenlog.ui.check_returns.reading import Reading
from wardenlog.ui.prompts import Prompts, QtPrompts
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.seek_field import SeekField
from wardenlog.ui.widgets.table_model import PagedTableModel
from wardenlog.ui.widgets.words import Words

_SIZE: Final = (185, 38)
"""Characters across, lines down."""

_CODE_CHARACTERS: Final = 12
"""Letters and figures of a receipt code."""


class CheckReturnsWindow(QWidget):
    """Says of each return whether it holds. `closed` comes when it was closed."""

    closed = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, prompts: Prompts | None = None
    ) -> None:
        """`prompts` is for tests; the window asks over itself."""
        super().__init__(parent, Qt.WindowType.Window)
        self._prompts: Prompts = prompts or QtPrompts(self)
        self.setWindowTitle(self.tr("Check returns – wardenlog"))
        self.setAcceptDrops(True)
        self.files = Files()
        self.reading = Reading(self)
        self.model = PagedTableModel(columns(), self.files.read)
        self.table = FileList(self.model, theme.row_height)
        self.found = FoundModel()
        self.found_table = FoundTable(self.found, theme.row_height)
        self.finder = SeekField()
        self.said = Words(wrap=True)
        self.gaps = Words(kind="warn", wrap=True)
        self._heading, self._about = Words(kind="heading", wrap=True), Words(wrap=True)
        self._bar = QProgressBar()
        self._make_actions()
        self._lay_out()
        self._connect()
        self._show()

    def begin(self, paths: Sequence[Path] = ()) -> None:
        """Show the window with the keyboard where work begins, and check these files."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.add(paths)
        if self.files.keys:
            self.table.setFocus()
        else:
            self._add_button.setFocus()

    @property
    def busy(self) -> bool:
        """Whether a file is still to be checked."""
        return self.reading.busy

    # What may be done

    def add(self, paths: Sequence[Path]) -> None:
        """Check files, and the workbooks in folders; what is on the list stays as it is."""
        try:
            found = workbooks(paths)
        except OSError as error:
            words = self.tr("{0} cannot be opened. Check that you may read it.")
            self._say_bad(words.format(error.filename))
            return
        new = [path for path in found if self.files.add(path)]
        if paths and not found:
            self._say_bad(self.tr("There is no workbook (.xlsx) in that folder."))
        elif found and not new:
            self.said.say(self.tr("● Already on the list."), "muted")
        else:
            self.said.say("")
        if new:
            self.reading.start(new)
            self._show()

    def choose(self) -> None:
        """Ask for files."""
        self._prompts.ask_open_files(
            self.tr("Returns to check"), Path.home(), self.tr("Excel workbooks (*.xlsx)"), self.add
        )

    def paste(self) -> None:
        """Take the files, or the paths, that were copied."""
        paths = paths_in(QGuiApplication.clipboard().mimeData())
        if paths:
            self.add(paths)
        else:
            self._say_bad(
                self.tr("Nothing that was copied is a file. Copy files, or a path on each line.")
            )

    def again(self) -> None:
        """Read every file again."""
        self.files.wait_again()
        self.reading.start(self.files.paths)
        self._show()

    def remove(self) -> None:
        """Take the selected files off the list."""
        self.files.remove(self.table.chosen())
        self._show()

    def copy(self) -> None:
        """Copy the selected lines as a table."""
        rows = [row for key in self.table.chosen() if (row := self.files.get(key)) is not None]
        headings = [column.heading for column in self.model.columns]
        cells = [[column.text(row) for column in self.model.columns] for row in rows]
        text = "\n".join("\t".join(line) for line in (headings, *cells))
        QGuiApplication.clipboard().setText(text)
        self.said.say(self.tr("✓ Copied. Lines: {0}").format(len(rows)), "good")

    def save(self) -> None:
        """Ask where the list is kept, and write it."""
        self._prompts.ask_save_file(
            self.tr("Save the list"),
            Path.home() / self.tr("returns checked.csv"),
            self.tr("CSV file (*.csv)"),
            self._save,
        )

    def seek(self, typed: str) -> None:
        """Select the file with the receipt code, or with the words, that were typed."""
        if not typed.strip():
            self.said.say("")
            return
        code = tidy_receipt_code(typed)
        key = self.files.with_code(code) if code else self.files.with_words(typed)
        if key is not None:
            self.table.choose(key)
            self.said.say(self.tr("✓ Receipt code {0}").format(code) if code else "", "good")
        elif code:
            self._say_bad(self.tr("No file here has receipt code {0}.").format(code))
        elif _looks_like_code(typed):
            self._say_bad(
                self.tr("“{0}” is no receipt code: a character is wrong. Type it again.").format(
                    typed.strip()
                )
            )
        else:
            self._say_bad(self.tr("No file here has “{0}”.").format(typed.strip()))

    # Qt's own

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(paths_in(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reading.close()
        super().closeEvent(event)
        self.closed.emit()

    # Making it

    def _make_actions(self) -> None:
        self._add = make_action("received.add", self, self.choose)
        self._paste = make_action("received.paste", self, self.paste)
        self._again = make_action("received.again", self, self.again)
        self._remove = make_action("received.remove", self, self.remove)
        self._copy = make_action("received.copy", self, self.copy)
        self._save_action = make_action("received.save", self, self.save)
        self._find = make_action("received.find", self, self.finder.setFocus)
        self._stop = make_action("received.stop", self, self.reading.stop)
        self._close = make_action("received.close", self, self.close)

    def _connect(self) -> None:
        self.reading.checked.connect(self._take)
        self.reading.stopped.connect(self._stopped)
        self.reading.moved.connect(self._show)
        self.reading.failed.connect(self._prompts.tell_error)
        self.model.sort_wanted.connect(self._sort)
        self.table.turned.connect(self._show_found)
        self.finder.textChanged.connect(self.seek)

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        unit = metrics.height() // 2
        self.resize(metrics.averageCharWidth() * _SIZE[0], metrics.height() * _SIZE[1])
        self._bar.setAccessibleName(self.tr("How far the checking has come"))
        self.finder.setAccessibleName(self.tr("Find a file"))
        self.finder.setAccessibleDescription(
            self.tr("A receipt code, or words of a council, period, amount or file name.")
        )
        self.finder.setPlaceholderText(self.tr("Receipt code, council or file"))
        self.finder.setMinimumWidth(metrics.averageCharWidth() * 24)
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        layout.setSpacing(unit)
        layout.addLayout(self._top(unit))
        layout.addWidget(self._empty_card(unit), 1)
        layout.addWidget(self._lists(unit), 1)
        layout.addWidget(self.said)
        layout.addLayout(self._bottom())

    def _top(self, unit: int) -> QHBoxLayout:
        self._add_button = ActionButton(self._add)
        self._add_button.setProperty("main", True)
        row = QHBoxLayout()
        row.setSpacing(unit)
        row.addWidget(Words(self.tr("Check returns"), "title"))
        row.addStretch(1)
        row.addWidget(self.finder, 1)
        row.addWidget(ActionButton(self._paste))
        row.addWidget(self._add_button)
        return row

    def _empty_card(self, unit: int) -> QFrame:
        self._empty = QFrame()
        self._empty.setProperty("card", True)
        layout = QVBoxLayout(self._empty)
        margin = unit * 10
        layout.setContentsMargins(margin, unit * 2, margin, unit * 2)
        layout.setSpacing(unit)
        layout.addStretch(1)
        layout.addWidget(Words(self.tr("Drop the returns here"), "heading"))
        for text in (
            self.tr(
                "Drop workbooks or a folder on this window, choose them with Add files… (Ctrl+O),"
                " or copy files or their paths and press Ctrl+V."
            ),
            self.tr(
                "Each return is read again from its own figures: whether it is whole, unchanged"
                " since the council made it, and adds up. You may have sorted, filtered or saved"
                " it. Nothing is changed, sent or kept, and no record is needed."
            ),
        ):
            layout.addWidget(Words(text, wrap=True))
        layout.addStretch(2)
        return self._empty

    def _lists(self, unit: int) -> QSplitter:
        above, below = QWidget(), QFrame()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit)
        running = QHBoxLayout()
        running.addWidget(self._bar, 1)
        running.addWidget(ActionButton(self._stop))
        column.addWidget(self.table, 1)
        column.addLayout(running)
        column.addWidget(self.gaps)
        below.setProperty("card", True)
        found = QVBoxLayout(below)
        found.setContentsMargins(unit * 2, unit, unit * 2, unit * 2)
        found.addWidget(self._heading)
        found.addWidget(self._about)
        found.addWidget(self.found_table, 1)
        self._both = QSplitter(Qt.Orientation.Vertical)
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(above)
        self._both.addWidget(below)
        self._both.setStretchFactor(0, 2)
        self._both.setStretchFactor(1, 3)
        return self._both

    def _bottom(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for action in (self._again, self._remove, self._copy, self._save_action):
            row.addWidget(ActionButton(action))
        row.addStretch()
        row.addWidget(ActionButton(self._close))
        return row

    # Showing it

    def _take(self, checked: Checked) -> None:
        self.files.take(checked)

    def _stopped(self, path: object) -> None:
        if isinstance(path, Path):
            self.files.stop(path)

    def _sort(self, wanted: tuple[str, bool]) -> None:
        column, descending = wanted
        self.files.sort(column, descending=descending)
        self._show()

    def _show(self) -> None:
        """Show the list as it is now, the same file selected as before."""
        there = bool(self.files.keys)
        self._empty.setVisible(not there)
        self._both.setVisible(there)
        self.table.show_keys(self.files.keys)
        gaps = missing_periods(self.files.checked)
        self.gaps.say("\n".join(f"▲ {each}" for each in gaps))
        self.gaps.setVisible(bool(gaps))
        done, total = self.reading.progress
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._bar.setFormat(self.tr("Checked {0} of {1}").format(done, total))
        self._bar.setVisible(self.busy)
        self._stop.setVisible(self.busy)
        self._stop.setEnabled(self.busy)
        for action in (self._remove, self._copy, self._save_action, self._find):
            action.setEnabled(there)
        self._again.setEnabled(there and not self.busy)
        self.finder.setEnabled(there)
        self._show_found()

    def _show_found(self) -> None:
        row = self.files.get(self.table.current_key())
        self._heading.setVisible(row is not None)
        self._about.setVisible(row is not None and bool(row.facts.receipt_code))
        self.found.show(findings(row))
        if row is None:
            return
        facts = row.facts
        self._heading.say(row.path.name)
        self._about.say(
            " · ".join(
                each
                for each in (
                    facts.council,
                    facts.agreement,
                    facts.period,
                    facts.name,
                    facts.amount,
                    facts.hours,
                    facts.receipt_code and self.tr("receipt code {0}").format(facts.receipt_code),
                )
                if each
            )
        )

    def _save(self, path: Path) -> None:
        try:
            save_list(path, self.files.checked)
        except (UserError, MachineError) as error:
            self._prompts.tell_error(error)
            return
        self.said.say(self.tr("✓ Saved the list as {0}").format(path.name), "good")

    def _say_bad(self, sentence: str) -> None:
        self.said.say(f"▲ {sentence}", "bad")


def paths_in(data: QMimeData) -> list[Path]:
    """Return the files that are dragged or were copied, or those whose paths were."""
    urls = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if urls:
        return urls
    lines = (line.strip().strip('"') for line in data.text().splitlines())
    paths = [Path(line).expanduser() for line in lines if line]
    return [path for path in paths if path.exists()] if paths else []


def _looks_like_code(typed: str) -> bool:
    """Whether somebody means a receipt code: its groups of four, however wrong."""
    groups = typed.strip().split("-")
    return len(groups) > 1 and len("".join(groups)) == _CODE_CHARACTERS
