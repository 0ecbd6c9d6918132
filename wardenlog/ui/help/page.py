"""The page of help: a list of what there is help about, a box to search it, and the text."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from wardenlog.settings import SettingsFile
from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.bus import Place
from wardenlog.ui.help.pages import GROUPS, TOPICS, anchor, topic
from wardenlog.ui.theme.look import Theme
from wardenlog.ui.widgets.seek_field import SeekField
from wardenlog.ui.widgets.words import Words

translate = QCoreApplication.translate


class HelpPage(QWidget):
    """`told` carries what to say in the status bar."""

    told = Signal(str)

    def __init__(self, settings: SettingsFile, theme: Theme) -> None:
        super().__init__()
        self._settings = settings
        self.search, self.contents, self.text = SeekField(), QListWidget(), _Text(settings)
        self._none = Words(self.tr("No help page has these words. Try fewer."), "muted", wrap=True)
        self._back = make_action("help.back", self, self.text.backward)
        self._forward = make_action("help.forward", self, self.text.forward)
        self._seek = make_action("help.find", self, self._begin_search)
        self._lay_out()
        self._narrow("")
        self._follow()
        self.search.textChanged.connect(self._narrow)
        self.contents.currentItemChanged.connect(self._choose)
        self.text.sourceChanged.connect(self._follow)
        self.text.historyChanged.connect(self._follow)
        theme.changed.connect(self.text.reload)
        self.show_topic(TOPICS[0])

    def start(self) -> None:
        """Put the keyboard where work begins."""
        self.contents.setFocus()

    def show_place(self, place: Place) -> None:
        """Show a help page by its name, at the section that the place's field names."""
        if place.record_id in TOPICS:
            self.search.clear()
            self.show_topic(str(place.record_id), place.field)
            self.text.setFocus()

    def show_topic(self, name: str, section: str | None = None) -> None:
        """Show a help page of `TOPICS`, at the heading of an anchor where one is given."""
        self.text.setSource(QUrl(f"{name}.md#{section}" if section else f"{name}.md"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.contents.scheduleDelayedItemsLayout()  # its lines have the look's height only now
        if _named(self.text.source()) == "keys":
            self.text.reload()

    def _lay_out(self) -> None:
        unit = self.fontMetrics().averageCharWidth()
        self.search.setPlaceholderText(self.tr("Such as: blank sheets"))
        self.search.setAccessibleName(self.tr("Search the help"))
        self.search.setAccessibleDescription(self.tr("Narrows the list to pages with these words."))
        self.contents.setAccessibleName(self.tr("Help pages"))
        self.contents.setAccessibleDescription(self.tr("The chosen page is shown beside it."))
        self.text.setAccessibleName(self.tr("Help"))
        self.text.setAccessibleDescription(self.tr("Tab goes to the links in it."))
        left = QWidget()
        left.setObjectName("plain")
        left.setFixedWidth(unit * 34)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self._none)
        column.addWidget(self.contents, 1)
        top = QHBoxLayout()
        top.addWidget(Words(self.tr("Help"), "title"), 1)
        for action in (self._back, self._forward):
            top.addWidget(ActionButton(action))
        row = QHBoxLayout()
        row.addWidget(left)
        row.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(row, 1)

    def _narrow(self, words: str) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        for heading, names in GROUPS:
            topics = [topic(name, self._settings) for name in names]
            found = [each for each in topics if each.has(words)]
            if found:
                self._add_heading(translate("help", heading))
            for each in found:
                item = QListWidgetItem(each.title, self.contents)
                item.setData(Qt.ItemDataRole.UserRole, each.name)
        self.contents.blockSignals(False)
        self._none.setVisible(self.contents.count() == 0)
        self._follow()

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text, self.contents)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.contents.font()
        font.setBold(True)
        item.setFont(font)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags():
            self.show_topic(str(item.data(Qt.ItemDataRole.UserRole)))

    def _follow(self) -> None:
        self._back.setEnabled(self.text.isBackwardAvailable())
        self._forward.setEnabled(self.text.isForwardAvailable())
        name = self.text.source().path().removesuffix(".md")
        self.contents.blockSignals(True)
        for n in range(self.contents.count()):
            if self.contents.item(n).data(Qt.ItemDataRole.UserRole) == name:
                self.contents.setCurrentRow(n)
        self.contents.blockSignals(False)

    def _begin_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()


class _Text(QTextBrowser):
    """Shows the help page that its address names; links to other addresses do nothing."""

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self._settings = settings
        self._soon = QTimer(self, singleShot=True, interval=0)
        """Once it has its room on the screen."""
        self._soon.timeout.connect(self._show_section)

    def doSetSource(
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002 - Qt's own name
    ) -> None:
        if _named(name) in TOPICS:
            super().doSetSource(name, QTextDocument.ResourceType.MarkdownResource)
            if QUrl(name).fragment():
                self._show_section()
                self._soon.start()

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002 - Qt's own name
        known = _named(name) in TOPICS
        return topic(_named(name), self._settings).text if known else None

    def _show_section(self) -> None:
        """Bring the heading that the address names to the top; Qt gives headings no anchors."""
        wanted = self.source().fragment()
        block = self.document().begin()
        while wanted and block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == wanted:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(round(top))
                return
            block = block.next()


def _named(address: QUrl | str) -> str:
    return QUrl(address).path().removesuffix(".md")
