"""The head of the shift sheet, in the order of the paper."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from wardenlog.model.vocabulary import Mode
from wardenlog.services.choices import Choices
from wardenlog.ui.sheets.draft import SheetDraft
from wardenlog.ui.sheets.problems import Weight
from wardenlog.ui.sheets.reading import Reading
from wardenlog.ui.widgets.field import Field
from wardenlog.ui.widgets.labelled_lines import LabelledLines
from wardenlog.ui.widgets.name_field import NameField
from wardenlog.ui.widgets.names import Kind as NamesKind
from wardenlog.ui.widgets.names import names_of
from wardenlog.ui.widgets.type_ahead import TypeAhead
from wardenlog.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A field of the head: its label, what it takes, and its width in characters."""

    name: str
    label: str
    hint: str
    width: int


FIELDS: Final = (
    HeaderField("day", "Date", "4, mon, t or -1", 17),
    HeaderField("sheet", "Sheet number", "as printed", 12),
    HeaderField("start", "Shift from", "1500", 8),
    HeaderField("end", "to", "2330", 8),
    HeaderField("pause", "Break, min", "30", 8),
    HeaderField("team", "Team", "if you use teams", 12),
    HeaderField("crew", "Crew", "codes or names", 24),
)

_STRETCH: Final = {"team": 2, "crew": 3, "funding": 3}
"""Which fields take the room that is left, and in which shares."""

_LEAST_FUNDING: Final = 14
"""Characters of a funding source that are seen at least; its tip says the whole of it."""

_BREAKS_AT: Final = "team"
"""What begins the second line where one line is too narrow."""

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Choice(QComboBox):
    """A choice that Enter goes on from, and whose values F2 lists."""

    accepted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.showPopup()
        else:
            super().keyPressEvent(event)


class SheetHeader(QFrame):
    """Fields for the head of the sheet. `typed` carries (field, text) when one is left.

    `keyed` comes with every key. Enter goes on from field to field, past those that are locked
    and filled in; `done` comes when it was pressed in the last. `confirmed` and `add_wanted` are
    those of the crew's names.
    """

    typed = Signal(object)
    keyed = Signal()
    done = Signal()
    confirmed = Signal(object)
    add_wanted = Signal(object)

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._fields: dict[str, Field] = {}
        self._labels: dict[str, QLabel] = {}
        self._locked: Collection[str] = ()
        self._lines = LabelledLines()
        for each in FIELDS:
            field = Field()
            if each.name == "team":
                field = team = TypeAhead(choices.teams)
                team.accepted.connect(self._go_on)
            elif each.name == "crew":
                field = self._crew = NameField(names_of(NamesKind.PERSON, choices))
                self._crew.accepted.connect(self._go_on)
                self._crew.confirmed.connect(self.confirmed)
                self._crew.add_wanted.connect(self.add_wanted)
            field.setObjectName(each.name)
            field.setPlaceholderText(self.tr(each.hint))
            field.editingFinished.connect(self.commit)
            field.textEdited.connect(self.keyed)
            field.returnPressed.connect(self._go_on)
            width = field.fontMetrics().averageCharWidth() * (each.width + 3)
            field.setMinimumWidth(width)
            if each.name not in {"team", "crew"}:
                field.setMaximumWidth(width)
            self._fields[each.name] = field
            self._place(each.label, field, each.hint)
        self._funding = _Choice()
        self._funding.accepted.connect(self._go_on)
        self._funding.setObjectName("funding")
        self._funding.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._funding.setMinimumContentsLength(_LEAST_FUNDING)
        self._funding.currentTextChanged.connect(self._funding.setToolTip)
        self._place("Funding", self._funding, "who pays for the crew's time")
        self._funding.activated.connect(self._choose_funding)
        self._mode = _Choice()
        self._mode.accepted.connect(self._go_on)
        self._mode.setObjectName("mode")
        for mode in Mode:
            self._mode.addItem(mode.value, mode.value)
        self._place("Mode", self._mode, "of visits that say nothing else")
        self._mode.activated.connect(self._choose_mode)
        self._choosers: dict[str, QComboBox] = {"funding": self._funding, "mode": self._mode}
        self._echo = Words(kind="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(self._lines)
        layout.addWidget(self._echo)
        self._draft = SheetDraft(id="")
        self.know(choices)

    def know(self, choices: Choices) -> None:
        """Offer these funding sources and people from now on."""
        self._crew.know(names_of(NamesKind.PERSON, choices))
        crew = " ".join([one.code for one in choices.people if not one.void][:2])
        hint = (
            self.tr("codes or names, like {0}").format(crew) if crew else self.tr("codes or names")
        )
        self._crew.setPlaceholderText(hint)
        chosen = self._funding.currentData()
        self._funding.clear()
        self._funding.addItem(self.tr("Not recorded"), "")
        for one in choices.funding:
            if not one.void:
                self._funding.addItem(one.name, one.id)
        self._select_funding(chosen or "")

    def show_draft(
        self, draft: SheetDraft, reading: Reading, echo: str, *, tell_missing: bool
    ) -> None:
        """Show the head of a draft, with what is wrong with it."""
        self._draft = draft
        for name, field in self._fields.items():
            text = str(getattr(draft, name))
            if field.text() != text:
                field.setText(text)
            problem = reading.at(None, name)
            shown = problem and (tell_missing or problem.weight is not Weight.MISSING)
            field.mark(problem.sentence if problem and shown and problem.blocks else None)
            field.setReadOnly(draft.void_reason is not None)
        self._select_funding(draft.funding)
        self._mode.setCurrentIndex(max(0, self._mode.findData(draft.mode)))
        for chooser in self._choosers.values():
            chooser.setEnabled(draft.void_reason is None)
        self._pass_over_locked()
        self._echo.say(echo or " ")

    def limit_to(self, names: Collection[str]) -> None:
        """Show only these fields."""
        for name in self.names:
            for widget in (self._labels[name], self._widget(name)):
                widget.setVisible(name in names)
        self._lines.arrange()

    def lock(self, names: Collection[str]) -> None:
        """Show which fields are locked."""
        self._locked = names
        for name, words in self._labels.items():
            label = str(words.property("label"))
            locked = self.tr("{0} · locked").format(label)
            words.setText(locked if name in names else label)
            self._widget(name).setAccessibleName(locked if name in names else label)
        self._pass_over_locked()

    @property
    def names(self) -> list[str]:
        """The names of the fields, in the order of the keys."""
        return [*self._fields, *self._choosers]

    @property
    def here(self) -> str | None:
        """The field that has the keyboard."""
        focused = self.window().focusWidget()
        return next((name for name in self.names if self._widget(name) is focused), None)

    def commit(self) -> None:
        """Hand on every field whose text differs from the draft's."""
        for each in self.typed_so_far():
            self.typed.emit(each)

    def typed_so_far(self) -> list[tuple[str, str]]:
        """Return the (field, text) of every field that holds something else than the draft."""
        return [
            (name, field.text())
            for name, field in self._fields.items()
            if field.text().strip() != getattr(self._draft, name)
        ]

    def has(self, name: str) -> bool:
        """Whether a field of the draft is typed here."""
        return name in self.names

    def begin(self, name: str) -> None:
        """Go to a field."""
        widget = self._widget(name)
        widget.setFocus()
        if isinstance(widget, Field):
            widget.selectAll()

    def begin_sheet(self) -> None:
        """Go to the first field that is to be typed."""
        self.begin(next((name for name in self.names if not self._is_passed_over(name)), "day"))

    def want_to_add(self) -> None:
        """Ask for the person typed in the crew to be added."""
        self._crew.want_to_add()

    def finish(self) -> None:
        """Be done with the head, whatever is still blank in it; an unclear name is asked first."""
        if self.here == "crew" and self._crew.asks():
            return
        self.commit()
        self.done.emit()

    def _go_on(self) -> None:
        if self.here == "crew" and self._crew.asks():
            return
        self.commit()
        names = self.names
        rest = names[names.index(self.here or names[-1]) + 1 :]
        following = next((name for name in rest if not self._is_passed_over(name)), None)
        if following is None:
            self.done.emit()
        else:
            self.begin(following)

    def _is_passed_over(self, name: str) -> bool:
        """Whether the keys pass a field over: it is hidden, or locked with something in it."""
        locked = name in self._locked and bool(getattr(self._draft, name))
        return locked or self._widget(name).isHidden()

    def _pass_over_locked(self) -> None:
        for name in self.names:
            by_tab = Qt.FocusPolicy.StrongFocus
            passed = Qt.FocusPolicy.ClickFocus
            self._widget(name).setFocusPolicy(passed if self._is_passed_over(name) else by_tab)

    def _widget(self, name: str) -> QWidget:
        return self._choosers[name] if name in self._choosers else self._fields[name]

    def _place(self, label: str, widget: QWidget, hint: str) -> None:
        words = QLabel(self.tr(label))
        words.setBuddy(widget)
        words.setProperty("label", self.tr(label))
        self._labels[widget.objectName()] = words
        widget.setAccessibleName(self.tr(label))
        widget.setAccessibleDescription(self.tr(hint))
        name = widget.objectName()
        self._lines.add(words, widget, stretch=_STRETCH.get(name, 0), breaks=name == _BREAKS_AT)

    def _select_funding(self, funding: str) -> None:
        self._funding.setCurrentIndex(max(0, self._funding.findData(funding)))

    def _choose_mode(self) -> None:
        self.typed.emit(("mode", str(self._mode.currentData())))

    def _choose_funding(self) -> None:
        chosen = str(self._funding.currentData())
        if chosen != self._draft.funding:
            self.typed.emit(("funding", chosen))
