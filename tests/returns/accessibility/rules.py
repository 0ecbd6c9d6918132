"""The table of rules by name, and what finds those that a workbook breaks."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.returns.accessibility.workbook import Book, Sheet

Problems = Iterator[str]
RULES: dict[str, Callable[[Book], Problems]] = {}


def of_book(name: str) -> Callable[[Callable[[Book], Problems]], Callable[[Book], Problems]]:
    """Register a rule about the whole file."""

    def register(check: Callable[[Book], Problems]) -> Callable[[Book], Problems]:
        assert name not in RULES, name
        RULES[name] = check
        return check

    return register


def of_sheets(name: str) -> Callable[[Callable[[Sheet], Problems]], Callable[[Sheet], Problems]]:
    """Register a rule about each sheet."""

    def register(check: Callable[[Sheet], Problems]) -> Callable[[Sheet], Problems]:
        def every(book: Book) -> Problems:
            for sheet in book.sheets:
                yield from (f"{sheet.name}: {problem}" for problem in check(sheet))

        of_book(name)(every)
        return check

    return register


def broken(path: Path) -> dict[str, list[str]]:
    """Return the rules that the workbook breaks, each with what breaks it."""
    book = Book(path)
    found = {name: list(check(book)) for name, check in RULES.items()}
    return {name: problems for name, problems in found.items() if problems}


def problems(path: Path) -> list[str]:
    """Return what in the workbook breaks a rule, a line each; an accessible one gives none."""
    return [f"{name}: {problem}" for name, found in broken(path).items() for problem in found]
