"""Keeps what is typed on the page of a first start until it is finished, in a small file."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

NAME: Final = "first-start.json"


class TypedPage:
    """The file. It holds texts as they were typed, and goes once they are in a record."""

    def __init__(self, folder: Path) -> None:
        """Keep it in the folder of the settings."""
        self._path = folder / NAME

    def read(self) -> dict[str, str]:
        """Return what was typed last time; nothing where that cannot be read."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(kept, dict):
            return {}
        return {name: text for name, text in kept.items() if isinstance(text, str)}

    def keep(self, texts: Mapping[str, object]) -> None:
        """Keep these texts; where the disk does not let it, the page itself still has them."""
        said = {name: text for name, text in texts.items() if isinstance(text, str) and text}
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            half = self._path.with_name(f"{NAME}.new")
            half.write_text(json.dumps(said, ensure_ascii=True, indent=1), encoding="utf-8")
            half.replace(self._path)

    def forget(self) -> None:
        """Remove the file: what it held is in the record now."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
