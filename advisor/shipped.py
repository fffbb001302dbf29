"""What travels with the program and is no module: data/, app.py and its settings.

In a clone they stand beside the package, where they are edited; the wheel carries them inside it (pyproject.toml).
"""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent
_INSTALLED: Final = _PACKAGE / "_shipped"


def shipped(name: str) -> Path:
    """Where a file or folder lies that a clone has at its root; the clone's own, unless this is an installed wheel."""
    return (_INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent) / name
