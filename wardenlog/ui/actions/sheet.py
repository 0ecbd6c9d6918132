"""Actions: the shift sheet that is open."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "sheet.save": spec(
        QT_TRANSLATE_NOOP("actions", "Save"),
        "Ctrl+S",
        QT_TRANSLATE_NOOP("actions", "Save this sheet as it is, finished or not."),
        "device-floppy",
    ),
    "sheet.finish": spec(
        QT_TRANSLATE_NOOP("actions", "Finish and next"),
        "Ctrl+Return Ctrl+Enter",
        QT_TRANSLATE_NOOP("actions", "Finish this sheet, so that it counts, and begin the next."),
        "checks",
    ),
    "sheet.reopen": spec(
        QT_TRANSLATE_NOOP("actions", "Mark as unfinished"),
        "",
        QT_TRANSLATE_NOOP(
            "actions", "Make this sheet unfinished again, so that it counts nowhere."
        ),
        "pencil",
    ),
    "sheet.void_visit": spec(
        QT_TRANSLATE_NOOP("actions", "Void visit…"),
        "Ctrl+Del",
        QT_TRANSLATE_NOOP("actions", "Make the selected visit void, with a reason."),
        "ban",
    ),
    "sheet.undo": spec(
        QT_TRANSLATE_NOOP("actions", "Undo"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("actions", "Take back the last change, also after saving."),
        "arrow-back-up",
    ),
    "sheet.redo": spec(
        QT_TRANSLATE_NOOP("actions", "Redo"),
        "Ctrl+Y Ctrl+Shift+Z",
        QT_TRANSLATE_NOOP("actions", "Do again what was taken back, also a save."),
    ),
    "sheet.copy_above": spec(
        QT_TRANSLATE_NOOP("actions", "Copy from above"),
        "Ctrl+D",
        QT_TRANSLATE_NOOP(
            "actions",
            "Fill the selected cells from those above; a new visit gets the place and the crew.",
        ),
    ),
    "sheet.duplicate": spec(
        QT_TRANSLATE_NOOP("actions", "Duplicate visit"),
        "Ctrl+Shift+D",
        QT_TRANSLATE_NOOP("actions", "Begin a new visit with the place and the crew of this one."),
    ),
    "sheet.insert": spec(
        QT_TRANSLATE_NOOP("actions", "Insert a visit"),
        "Ctrl+I",
        QT_TRANSLATE_NOOP("actions", "Put a blank line above this visit."),
    ),
    "sheet.up": spec(
        QT_TRANSLATE_NOOP("actions", "Move visit up"),
        "Ctrl+Shift+Up",
        QT_TRANSLATE_NOOP("actions", "Put this visit before the one above."),
    ),
    "sheet.down": spec(
        QT_TRANSLATE_NOOP("actions", "Move visit down"),
        "Ctrl+Shift+Down",
        QT_TRANSLATE_NOOP("actions", "Put this visit after the one below."),
    ),
    "sheet.copy": spec(
        QT_TRANSLATE_NOOP("actions", "Copy cells"),
        "Ctrl+C",
        QT_TRANSLATE_NOOP("actions", "Copy the selected cells, also for a spreadsheet."),
    ),
    "sheet.paste": spec(
        QT_TRANSLATE_NOOP("actions", "Paste cells"),
        "Ctrl+V",
        QT_TRANSLATE_NOOP(
            "actions", "Paste a block of cells, also from a spreadsheet, from this cell on."
        ),
    ),
    "sheet.clear": spec(
        QT_TRANSLATE_NOOP("actions", "Clear cells"),
        "Del",
        QT_TRANSLATE_NOOP("actions", "Clear the selected cells."),
    ),
    "sheet.select_row": spec(
        QT_TRANSLATE_NOOP("actions", "Select the visit"),
        "Shift+Space",
        QT_TRANSLATE_NOOP("actions", "Select all cells of the visit, to copy or clear them."),
    ),
    "sheet.add": spec(
        QT_TRANSLATE_NOOP("actions", "Add hotspot or person…"),
        "Ctrl+Shift+N",
        QT_TRANSLATE_NOOP(
            "actions", "Add what is typed as a new hotspot or person, and go on with the sheet."
        ),
    ),
    "sheet.next_visit": spec(
        QT_TRANSLATE_NOOP("actions", "Next visit"),
        "Shift+Return Shift+Enter",
        QT_TRANSLATE_NOOP(
            "actions", "Be done with this visit, its details or the head, and begin the next visit."
        ),
    ),
    "sheet.check": spec(
        QT_TRANSLATE_NOOP("actions", "Checked…"),
        "Ctrl+Shift+K",
        QT_TRANSLATE_NOOP("actions", "Say who compared this finished sheet with its paper."),
        "checks",
    ),
    "sheet.rekey": spec(
        QT_TRANSLATE_NOOP("actions", "Type again…"),
        "Ctrl+Shift+R",
        QT_TRANSLATE_NOOP(
            "actions", "Type the times of this sheet again from its paper, without seeing them."
        ),
        "pencil",
    ),
    "sheet.lock": spec(
        QT_TRANSLATE_NOOP("actions", "Lock or unlock"),
        "Ctrl+L",
        QT_TRANSLATE_NOOP(
            "actions",
            "Lock this field of the head, so that it carries to the next sheet; in the grid, all.",
        ),
    ),
    "sheet.details": spec(
        QT_TRANSLATE_NOOP("actions", "Details"),
        "F4",
        QT_TRANSLATE_NOOP("actions", "Open or close all that can be written for this visit."),
        "list-check",
    ),
    "sheet.sheet_details": spec(
        QT_TRANSLATE_NOOP("actions", "Sheet details"),
        "Shift+F4",
        QT_TRANSLATE_NOOP(
            "actions", "Open or close what belongs to the whole sheet: note, totals, other time."
        ),
        "note",
    ),
    "sheet.next_section": spec(
        QT_TRANSLATE_NOOP("actions", "Next kind of detail"),
        "Ctrl+PgDown",
        QT_TRANSLATE_NOOP("actions", "Go to the next kind of detail."),
    ),
    "sheet.previous_section": spec(
        QT_TRANSLATE_NOOP("actions", "Previous kind of detail"),
        "Ctrl+PgUp",
        QT_TRANSLATE_NOOP("actions", "Go to the previous kind of detail."),
    ),
    "sheet.problem": spec(
        QT_TRANSLATE_NOOP("actions", "Next problem"),
        "F8",
        QT_TRANSLATE_NOOP("actions", "Go to the next field that needs attention."),
        "alert-triangle",
    ),
    "sheet.keep": spec(
        QT_TRANSLATE_NOOP("actions", "Keep this, because…"),
        "F7",
        QT_TRANSLATE_NOOP(
            "actions", "Keep what a check asks about as it is, for a reason that is printed."
        ),
        "note",
    ),
    "sheet.list": spec(
        QT_TRANSLATE_NOOP("actions", "Back to the list"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Leave this sheet. You are asked before changes are lost."),
        "arrow-left",
    ),
}
