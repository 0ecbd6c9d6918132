"""Questions and news that need a box of their own; screens are given one, and tests a fake.

Nothing here waits: an answer arrives at `then`, and no answer at all where the box was closed.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wardenlog.errors import MachineError, UserError

translate = QCoreApplication.translate


class Prompts(Protocol):
    """What a screen may ask or tell."""

    def ask_folder(self, title: str, start: Path, then: Callable[[Path], object]) -> None:
        """Ask for a folder that is there."""
        ...

    def ask_open_file(
        self, title: str, start: Path, kind: str, then: Callable[[Path], object]
    ) -> None:
        """Ask for a file that is there; `start` is a folder, `kind` as for a file to write."""
        ...

    def ask_open_files(
        self, title: str, start: Path, kind: str, then: Callable[[list[Path]], object]
    ) -> None:
        """Ask for one or more files that are there; as `ask_open_file`."""
        ...

    def ask_save_file(
        self, title: str, start: Path, kind: str, then: Callable[[Path], object]
    ) -> None:
        """Ask for a file to write, offering `start`; `kind` is its kind, `CSV file (*.csv)`."""
        ...

    def ask_text(self, title: str, question: str, then: Callable[[str], object]) -> None:
        """Ask for a sentence, such as a reason; `then` never gets an empty one."""
        ...

    def choose(self, title: str, question: str, answers: dict[str, Callable[[], object]]) -> None:
        """Ask which of some things to do; the first is done on Enter, none of them on Esc."""
        ...

    def tell_error(self, error: BaseException) -> None:
        """Say in a sentence what went wrong and what to do."""
        ...


def error_words(error: BaseException) -> str:
    """Return the sentence for an error: its own where it is one of ours, else that it is a bug."""
    if isinstance(error, UserError | MachineError):
        return error.message
    return translate(
        "prompts",
        "Something went wrong inside wardenlog. What was saved is safe, and what you were typing is"
        " kept.",
    )


class QtPrompts:
    """Boxes over a window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def ask_folder(self, title: str, start: Path, then: Callable[[Path], object]) -> None:
        """Ask for a folder that is there."""
        question = _PathQuestion(self._window, title, start, "", then)
        question.setFileMode(QFileDialog.FileMode.Directory)
        question.setOption(QFileDialog.Option.ShowDirsOnly)
        question.open()

    def ask_open_file(
        self, title: str, start: Path, kind: str, then: Callable[[Path], object]
    ) -> None:
        """Ask for a file that is there."""
        question = _PathQuestion(self._window, title, start, kind, then)
        question.setFileMode(QFileDialog.FileMode.ExistingFile)
        question.open()

    def ask_open_files(
        self, title: str, start: Path, kind: str, then: Callable[[list[Path]], object]
    ) -> None:
        """Ask for one or more files that are there."""
        _FilesQuestion(self._window, title, start, kind, then).open()

    def ask_save_file(
        self, title: str, start: Path, kind: str, then: Callable[[Path], object]
    ) -> None:
        """Ask for a file to write; one that is there is asked about first."""
        question = _PathQuestion(self._window, title, start.parent, kind, then)
        question.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        question.setFileMode(QFileDialog.FileMode.AnyFile)
        question.setDefaultSuffix(start.suffix.removeprefix("."))
        question.selectFile(start.name)
        question.open()

    def ask_text(self, title: str, question: str, then: Callable[[str], object]) -> None:
        """Ask for a sentence; its OK is off while there is none."""
        _TextQuestion(self._window, title, question, then).open()

    def choose(self, title: str, question: str, answers: dict[str, Callable[[], object]]) -> None:
        """Ask which of some things to do; the first is done on Enter, none of them on Esc."""
        _Choice(self._window, title, question, answers).open()

    def tell_error(self, error: BaseException) -> None:
        """Say in a sentence what went wrong; a bug of ours goes where uncaught errors go."""
        if not isinstance(error, UserError | MachineError):
            sys.excepthook(type(error), error, error.__traceback__)
            return
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            translate("prompts", "This did not work"),
            error_words(error),
            QMessageBox.StandardButton.Ok,
            self._window,
        )
        box.setTextFormat(box.textFormat().PlainText)
        _delete_when_closed(box)
        box.open()


class _PathQuestion(QFileDialog):
    """Asks for one file or folder, and goes on with it."""

    def __init__(
        self, parent: QWidget, title: str, folder: Path, kind: str, then: Callable[[Path], object]
    ) -> None:
        super().__init__(parent, title, str(folder), kind)
        self._then = then
        self.fileSelected.connect(self._chosen)
        _delete_when_closed(self)

    def _chosen(self, path: str) -> None:
        self._then(Path(path))


class _FilesQuestion(QFileDialog):
    """Asks for files, and goes on with them."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        folder: Path,
        kind: str,
        then: Callable[[list[Path]], object],
    ) -> None:
        super().__init__(parent, title, str(folder), kind)
        self._then = then
        self.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.filesSelected.connect(self._chosen)
        _delete_when_closed(self)

    def _chosen(self, paths: list[str]) -> None:
        self._then([Path(path) for path in paths])


class _TextQuestion(QDialog):
    def __init__(
        self, parent: QWidget, title: str, question: str, then: Callable[[str], object]
    ) -> None:
        super().__init__(parent)
        self._then = then
        self.setWindowTitle(title)
        label = QLabel(question)
        label.setWordWrap(True)
        self._field = QLineEdit()
        self._field.setAccessibleName(question)
        self._field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        label.setBuddy(self._field)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        layout = QVBoxLayout(self)
        for widget in (label, self._field, buttons):
            layout.addWidget(widget)
        self._ok.setEnabled(False)
        self._field.textChanged.connect(self._typed)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.accepted.connect(self._answered)
        _delete_when_closed(self)

    def _typed(self, text: str) -> None:
        self._ok.setEnabled(bool(text.strip()))

    def _answered(self) -> None:
        self._then(self._field.text().strip())


class _Choice(QMessageBox):
    def __init__(
        self,
        parent: QWidget,
        title: str,
        question: str,
        answers: dict[str, Callable[[], object]],
    ) -> None:
        super().__init__(
            QMessageBox.Icon.Question, title, question, QMessageBox.StandardButton.Cancel, parent
        )
        self.setTextFormat(self.textFormat().PlainText)
        self._answers: dict[str, Callable[[], object]] = answers
        buttons: list[QPushButton] = [
            self.addButton(text, QMessageBox.ButtonRole.ActionRole) for text in answers
        ]
        self.setDefaultButton(buttons[0])
        self.setEscapeButton(QMessageBox.StandardButton.Cancel)
        self.finished.connect(self._answered)
        _delete_when_closed(self)

    def _answered(self) -> None:
        answer = self._answers.get(self.clickedButton().text())
        if answer is not None:
            answer()


def _delete_when_closed(box: QDialog) -> None:
    box.finished.connect(box.deleteLater)
