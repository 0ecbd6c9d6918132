"""Draws a line of the hits: a name and what it is, or a note with its place under it."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wardenlog.services.search import Group, Hit
from wardenlog.ui.search.hits import HIT_ROLE, standing_words
from wardenlog.ui.theme.look import Theme

_Index = QModelIndex | QPersistentModelIndex
_AT_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HitPainter(QStyledItemDelegate):
    """Paints headings and hits; every size comes from the font."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hit = index.data(HIT_ROLE)
        metrics = QFontMetrics(_bold(option.font))
        lines = 2 if isinstance(hit, Hit) and hit.group is Group.NOTES else 1
        return QSize(metrics.averageCharWidth() * 40, metrics.height() * lines + _gap(metrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(HIT_ROLE)
        tokens = self._theme.tokens
        line: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(line, QColor(tokens.selection))
        gap = _gap(QFontMetrics(option.font))
        line = line.adjusted(gap, 0, -gap, 0)
        if not isinstance(hit, Hit):
            painter.setFont(_bold(option.font))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(line, _AT_LEFT, str(index.data()))
        else:
            line = line.adjusted(gap, 0, 0, 0)
            if words := standing_words(hit):
                ink = self._theme.tokens.bad if hit.void else self._theme.tokens.muted
                line = _paint_standing(painter, option.font, line, words, ink)
            (self._paint_note if hit.group is Group.NOTES else self._paint_named)(
                painter, option.font, line, hit
            )
        painter.restore()

    def _paint_named(self, painter: QPainter, font: QFont, line: QRect, hit: Hit) -> None:
        bold = QFontMetrics(_bold(font))
        indent = max(bold.horizontalAdvance(hit.title), bold.averageCharWidth() * 9)
        painter.setFont(_bold(font))
        painter.setPen(QColor(self._theme.tokens.text))
        painter.drawText(line, _AT_LEFT, bold.elidedText(hit.title, _RIGHT, line.width()))
        rest = line.adjusted(indent + bold.averageCharWidth() * 2, 0, 0, 0)
        if rest.width() > 0:
            painter.setFont(font)
            text = QFontMetrics(font).elidedText(hit.detail, _RIGHT, rest.width())
            painter.drawText(rest, _AT_LEFT, text)

    def _paint_note(self, painter: QPainter, font: QFont, line: QRect, hit: Hit) -> None:
        upper = QRect(line.topLeft(), QSize(line.width(), line.height() // 2))
        lower = upper.translated(0, upper.height())
        painter.setPen(QColor(self._theme.tokens.text))
        at = QPoint(upper.left(), upper.top())
        for text, matched in _pieces(hit):
            face = _bold(font) if matched else font
            metrics = QFontMetrics(face)
            room = upper.right() - at.x()
            shown = metrics.elidedText(text, _RIGHT, room)
            painter.setFont(face)
            painter.drawText(QRect(at, QSize(room, upper.height())), _AT_LEFT, shown)
            at += QPoint(metrics.horizontalAdvance(shown), 0)
            if shown != text:
                break
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.muted))
        title = QFontMetrics(font).elidedText(hit.title, _RIGHT, lower.width())
        painter.drawText(lower, _AT_LEFT, title)


_RIGHT: Final = Qt.TextElideMode.ElideRight


def _paint_standing(painter: QPainter, font: QFont, line: QRect, words: str, ink: str) -> QRect:
    """Write words at the end of a line, and return what is left of it."""
    width = QFontMetrics(_bold(font)).horizontalAdvance(words)
    painter.setFont(_bold(font))
    painter.setPen(QColor(ink))
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
    return line.adjusted(0, 0, -width - _gap(QFontMetrics(font)), 0)


def _pieces(hit: Hit) -> list[tuple[str, bool]]:
    """Return the detail in pieces, each with whether it matched."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for start, end in hit.spans:
        pieces += [(hit.detail[done:start], False), (hit.detail[start:end], True)]
        done = end
    return [piece for piece in (*pieces, (hit.detail[done:], False)) if piece[0]]


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _gap(metrics: QFontMetrics) -> int:
    return metrics.height() // 2
