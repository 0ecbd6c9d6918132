"""LibreOffice as the tests use it: a second program that opens, recalculates and prints."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

SECONDS = 120
SECONDS_EACH = 10
FILTERS = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "pdf": "pdf:calc_pdf_Export",
    "ods": "ods:calc8",
    "xls": "xls:MS Excel 97",
}


def convert(soffice: Path, source: Path, to: str, folder: Path) -> Path:
    """Convert a file to one of `FILTERS` in a folder, with a profile of its own, and return it.

    LibreOffice works out, as it opens a workbook, every formula that carries no value.
    """
    return convert_all(soffice, [source], to, folder)[0]


def convert_all(soffice: Path, sources: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """Convert files of different names in one start of the program, which takes the longest."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                FILTERS[to],
                "--outdir",
                folder,
                *sources,
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS + SECONDS_EACH * len(sources),
        )
    converted = [folder / source.with_suffix(f".{to}").name for source in sources]
    for path in converted:
        assert path.is_file(), f"LibreOffice did not convert {path.stem}"
    return converted
