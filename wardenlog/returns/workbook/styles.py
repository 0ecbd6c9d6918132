"""The look of cells: Arial 12, a bottom border under headings, no fills (ONS gptables' look)."""

from typing import TYPE_CHECKING, Final, NamedTuple

from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

from wardenlog.returns.workbook.layout import Kind

if TYPE_CHECKING:
    from openpyxl import Workbook

FONT: Final = "Arial"
LINK_BLUE: Final = "FF0000EE"
"""9.4 to 1 against white."""


class KindLook(NamedTuple):
    """How the values of one kind are shown."""

    number_format: str
    right: bool


LOOKS: Final[dict[Kind, KindLook]] = {
    "text": KindLook("General", right=False),
    "count": KindLook("#,##0", right=True),
    "minutes": KindLook("#,##0", right=True),
    "hours": KindLook("0.00", right=True),
    "number": KindLook("General", right=True),
    "money": KindLook("£#,##0.00", right=True),
    "rate": KindLook("£#,##0.00##", right=True),
    "percent": KindLook("0.0", right=True),
    "date": KindLook("d mmm yyyy", right=True),
    "moment": KindLook("d mmm yyyy hh:mm", right=True),
    "link": KindLook("General", right=False),
}


class StyleBook:
    """Gives the style numbers of one workbook, each style made when it is first asked for."""

    def __init__(self, workbook: "Workbook") -> None:
        """Make Arial 12 the default and add the heading style that screen readers announce."""
        self._workbook: Final = workbook
        self._numbers: Final[dict[tuple[Kind, Kind, bool, bool, bool], int]] = {}
        normal = workbook._named_styles["Normal"]  # noqa: SLF001 - openpyxl has no other way in
        normal.font = Font(name=FONT, family=2, size=12)
        normal.bind(workbook)
        workbook._fonts[0] = normal.font  # noqa: SLF001 - as above
        heading = NamedStyle(
            name="Heading 1",
            builtinId=16,
            font=Font(name=FONT, family=2, size=16, bold=True),
            alignment=Alignment(vertical="top"),
        )
        workbook.add_named_style(heading)
        self.title: Final = self._style(named="Heading 1")
        self.subtitle: Final = self._style(font=Font(name=FONT, family=2, size=14))
        self.note: Final = self._style(alignment=Alignment(vertical="top"))

    def heading(self, kind: Kind, *, first: bool) -> int:
        """Return the style of a table's heading, aligned as the column below it."""
        return self._style(
            font=Font(name=FONT, family=2, size=12, bold=True),
            border=Border(bottom=Side(style="thin", color="FF000000")),
            alignment=_aligned(kind, first=first, vertical="bottom"),
        )

    def cell(
        self,
        column: Kind,
        shown: Kind,
        *,
        first: bool,
        quoted: bool = False,
        bold: bool = False,
    ) -> int:
        """Return the style of a cell: aligned as its column, formatted as its own kind."""
        key = (column, shown, first, quoted, bold)
        if key not in self._numbers:
            link = Font(name=FONT, family=2, size=12, underline="single", color=LINK_BLUE)
            self._numbers[key] = self._style(
                font=link if shown == "link" else Font(name=FONT, family=2, size=12, bold=bold),
                alignment=_aligned(column, first=first, vertical="top"),
                number_format=LOOKS[shown].number_format,
                quoted=quoted,
            )
        return self._numbers[key]

    def _style(
        self,
        *,
        font: Font | None = None,
        border: Border | None = None,
        alignment: Alignment | None = None,
        number_format: str | None = None,
        quoted: bool = False,
        named: str | None = None,
    ) -> int:
        """Register a style through a scratch cell that is never written."""
        from openpyxl.cell import Cell

        cell = Cell(self._workbook.worksheets[0], row=1, column=1)
        if named is not None:
            cell.style = named
        if font is not None:
            cell.font = font
        if border is not None:
            cell.border = border
        if alignment is not None:
            cell.alignment = alignment
        if number_format is not None:
            cell.number_format = number_format
        if quoted:
            cell.quotePrefix = True
        return int(cell.style_id)


def _aligned(kind: Kind, *, first: bool, vertical: str) -> Alignment:
    """Text is set in from the left and figures from the right, lest columns touch each other."""
    indent = 0 if first else 1
    if LOOKS[kind].right:
        return Alignment(horizontal="right", vertical=vertical, wrap_text=True, indent=indent)
    return Alignment(horizontal="left", vertical=vertical, wrap_text=True, indent=indent)
