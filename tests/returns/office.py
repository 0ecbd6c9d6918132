"""LibreOffice as the tests use it: a second program that opens, recalculates and prints."""

import subprocess
import tempfile
from pathlib import Path

SECONDS = 120
FILTERS = {
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "pdf": "pdf:calc_pdf_Export",
    "ods": "ods:calc8",
    "xls": "xls:MS Excel 97",
}


def convert(soffice: Path, source: Path, to: str, folder: Path) -> Path:
    """Convert a file to one of `FILTERS` in a folder, with a profile of its own, and return it.

    LibreOffice recalculates every formula as it opens a workbook that neither it nor Excel saved.
    """
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
                source,
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    converted = folder / source.with_suffix(f".{to}").name
    assert converted.is_file(), f"LibreOffice did not convert {source.name}"
    return converted
