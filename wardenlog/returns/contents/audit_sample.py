"""The Audit sample sheet: visits drawn by a seed anybody can use to draw the same ones."""

import hashlib
import heapq
from collections.abc import Iterable
from typing import Final

from wardenlog.counting.evidence import EvidenceRow
from wardenlog.returns.contents.common import Omitted, plural
from wardenlog.returns.contents.evidence import NOTES, table, visit_name
from wardenlog.returns.contents.heading import subtitle
from wardenlog.returns.figures import Figures
from wardenlog.returns.workbook.layout import Sheet

SIZE: Final = 25
"""Visits in the sample (return-workbook.md, `Audit_sample`)."""

_SEED_DIGITS: Final = 16


def sheet(figures: Figures) -> Sheet | Omitted:
    """Return 25 visits, or all where there are fewer, with how they were drawn."""
    if not figures.evidence:
        return Omitted("Audit sample", "no visits were recorded in the period")
    drawn = draw(figures.evidence, seed(figures))
    visits = plural(len(drawn), "visit")
    how = (
        f"Seed {seed(figures)}, from the record at revision {figures.moment.seq:,}.",
        f"Of {len(figures.evidence):,}, the {visits} with the lowest SHA-256 of seed and visit,",
        f"such as “{seed(figures)} {visit_name(drawn[0])}”. Any program can draw them again.",
    )
    return Sheet(
        "Audit sample",
        "Audit sample",
        subtitle(figures),
        table("Audit_sample", drawn),
        notes=(*how, *NOTES),
    )


def seed(figures: Figures) -> str:
    """Return the seed: it follows from the state of the record and cannot be chosen."""
    return figures.moment.chain[:_SEED_DIGITS]


def draw(visits: Iterable[EvidenceRow], by_seed: str) -> list[EvidenceRow]:
    """Return the visits whose digest with the seed comes first, in the order of the evidence.

    Every visit has the same chance, and any program can draw the sample again.
    """

    def rank(placed: tuple[int, EvidenceRow]) -> tuple[bytes, int]:
        place, visit = placed
        text = f"{by_seed} {visit_name(visit)}"
        return hashlib.sha256(text.encode()).digest(), place

    return [visit for _, visit in sorted(heapq.nsmallest(SIZE, enumerate(visits), key=rank))]
