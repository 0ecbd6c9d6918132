"""Actions: the page of returns."""

from typing import Final

from wardenlog.ui.actions.spec import QT_TRANSLATE_NOOP, spec

ACTIONS: Final = {
    "return.send": spec(
        QT_TRANSLATE_NOOP("actions", "Send…"),
        "Ctrl+Return",
        QT_TRANSLATE_NOOP(
            "actions",
            "Make the workbook that you send, and keep its figures as they are now. It asks first.",
        ),
        "file-certificate",
    ),
    "return.amend": spec(
        QT_TRANSLATE_NOOP("actions", "Amend…"),
        "Ctrl+Shift+Return",
        QT_TRANSLATE_NOOP(
            "actions",
            "Send a new version of a return that was sent, with what has changed. It asks first.",
        ),
        "restore",
    ),
    "return.approve": spec(
        QT_TRANSLATE_NOOP("actions", "Approve…"),
        "Ctrl+Shift+A",
        QT_TRANSLATE_NOOP(
            "actions", "Say that you have looked at the figures of this return and agree."
        ),
        "checks",
    ),
    "return.build": spec(
        QT_TRANSLATE_NOOP("actions", "Build workbook…"),
        "Ctrl+B",
        QT_TRANSLATE_NOOP(
            "actions", "Make a workbook of this return to look at. The record stays as it is."
        ),
        "file-spreadsheet",
    ),
    "return.csv": spec(
        QT_TRANSLATE_NOOP("actions", "Save as CSV…"),
        "Ctrl+Shift+X",
        QT_TRANSLATE_NOOP("actions", "Write every figure of this return on a line of its own."),
        "file-type-csv",
    ),
    "return.pdf": spec(
        QT_TRANSLATE_NOOP("actions", "Save the summary as PDF…"),
        "Ctrl+Shift+P",
        QT_TRANSLATE_NOOP("actions", "Write the claim and how it is worked out on one A4 page."),
        "printer",
    ),
    "return.unsave": spec(
        QT_TRANSLATE_NOOP("actions", "Stop saving"),
        "",
        QT_TRANSLATE_NOOP("actions", "Stop, and leave no file behind."),
        "x",
    ),
    "return.others": spec(
        QT_TRANSLATE_NOOP("actions", "Check returns…"),
        "",
        QT_TRANSLATE_NOOP("actions", "Check workbooks of returns, your own or another council’s."),
        "checks",
    ),
    "return.folder": spec(
        QT_TRANSLATE_NOOP("actions", "Open folder"),
        "Ctrl+Shift+O",
        QT_TRANSLATE_NOOP("actions", "Show the workbook in its folder."),
        "folder",
    ),
    "return.code": spec(
        QT_TRANSLATE_NOOP("actions", "Copy receipt code"),
        "Ctrl+Shift+C",
        QT_TRANSLATE_NOOP(
            "actions", "Copy the receipt code of what was sent, to quote it by another route."
        ),
        "copy",
    ),
    "return.read": spec(
        QT_TRANSLATE_NOOP("actions", "Count again"),
        "F5",
        QT_TRANSLATE_NOOP("actions", "Count the figures of this period again."),
        "list-check",
    ),
    "return.stop": spec(
        QT_TRANSLATE_NOOP("actions", "Stop counting"),
        "Esc",
        QT_TRANSLATE_NOOP("actions", "Stop, and leave what was counted last."),
        "x",
    ),
    "return.behind": spec(
        QT_TRANSLATE_NOOP("actions", "What is behind it"),
        "Ctrl+I",
        QT_TRANSLATE_NOOP(
            "actions", "Show the rule card of the chosen figure and the records that make it."
        ),
        "search",
    ),
    "return.what_if": spec(
        QT_TRANSLATE_NOOP("actions", "Work it out"),
        "Ctrl+Shift+W",
        QT_TRANSLATE_NOOP("actions", "Count this period under another rule. Nothing is saved."),
        "arrow-right",
    ),
    "return.as_agreed": spec(
        QT_TRANSLATE_NOOP("actions", "As agreed"),
        "",
        QT_TRANSLATE_NOOP("actions", "Go back to the rules of the signed terms."),
        "arrow-back-up",
    ),
    "return.check": spec(
        QT_TRANSLATE_NOOP("actions", "Go to the records"),
        "Ctrl+G",
        QT_TRANSLATE_NOOP("actions", "Show the records of the chosen check on the page Checks."),
        "list-check",
    ),
    "return.record": spec(
        QT_TRANSLATE_NOOP("actions", "Open the record"),
        "Ctrl+Shift+R",
        QT_TRANSLATE_NOOP("actions", "Open the record that changed the figure."),
        "pencil",
    ),
    "return.choose": spec(
        QT_TRANSLATE_NOOP("actions", "Choose…"),
        "",
        QT_TRANSLATE_NOOP("actions", "Choose where the workbook is kept."),
    ),
    "return.cancel": spec(
        QT_TRANSLATE_NOOP("actions", "Stop building"),
        "",
        QT_TRANSLATE_NOOP("actions", "Stop building. No file is left behind."),
        "x",
    ),
    "return.write": spec(
        QT_TRANSLATE_NOOP("actions", "Build it"),
        "Ctrl+Shift+B",
        QT_TRANSLATE_NOOP("actions", "Write the workbook. It asks before it replaces a file."),
        "file-spreadsheet",
    ),
    "return.show_folder": spec(
        QT_TRANSLATE_NOOP("actions", "Show the file"),
        "Ctrl+Shift+F",
        QT_TRANSLATE_NOOP("actions", "Show the new workbook in its folder."),
        "folder",
    ),
    "return.freeze": spec(
        QT_TRANSLATE_NOOP("actions", "Send it"),
        "Ctrl+Shift+S",
        QT_TRANSLATE_NOOP("actions", "Make the workbook, and keep its figures as sent."),
        "file-certificate",
    ),
    "return.agree": spec(
        QT_TRANSLATE_NOOP("actions", "Approve it"),
        "Ctrl+Shift+E",
        QT_TRANSLATE_NOOP("actions", "Record that you approve exactly these figures."),
        "checks",
    ),
    "return.fix": spec(
        QT_TRANSLATE_NOOP("actions", "Go there"),
        "Ctrl+Shift+G",
        QT_TRANSLATE_NOOP("actions", "Go to what is in the way, to put it right."),
        "pencil",
    ),
    "return.close": spec(
        QT_TRANSLATE_NOOP("actions", "Close"),
        "",
        QT_TRANSLATE_NOOP("actions", "Close this box. Esc does the same."),
    ),
}
