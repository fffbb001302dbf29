"""How long a test waits for what a busy machine does late; only what hangs is ever waited for so long."""

from __future__ import annotations

from typing import Final

PATIENCE_S: Final = 600.0
