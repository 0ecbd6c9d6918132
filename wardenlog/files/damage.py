"""What reading a damaged zip file may raise: `zipfile` names BadZipFile, the rest comes through."""

import lzma
import struct
import zipfile
import zlib
from typing import Final

DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""Open the file before, so that an OSError is about a place in it that is not there.

RuntimeError stands for parts that seem encrypted or packed in an unknown way, ValueError for names
that are no text, LookupError for parts that are named and not there.
"""
