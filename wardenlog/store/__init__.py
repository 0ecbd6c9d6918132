"""The only door to SQLite: sessions on one file, whose log of revisions is the truth."""

from wardenlog.store.batches import Batch, ImportBatch
from wardenlog.store.driver import engine_version, journal_mode
from wardenlog.store.folders import check_folder
from wardenlog.store.log import Head, Revision, standing
from wardenlog.store.rebuild import rebuild
from wardenlog.store.session import ReadSession, WriteSession
from wardenlog.store.store import Store
from wardenlog.store.undo import redo, undo, undo_batch, undo_newest
from wardenlog.store.verify import Finding, verify

__all__ = [
    "Batch",
    "Finding",
    "Head",
    "ImportBatch",
    "ReadSession",
    "Revision",
    "Store",
    "WriteSession",
    "check_folder",
    "engine_version",
    "journal_mode",
    "rebuild",
    "redo",
    "standing",
    "undo",
    "undo_batch",
    "undo_newest",
    "verify",
]
