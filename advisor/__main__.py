"""The command line. JSON or CSV on standard output; a bad input is one line on standard error and exit status 2."""

import os
import sys
from collections.abc import Sequence
from datetime import date

from advisor.command_line.arguments import parser
from advisor.command_line.console import INTERRUPTED


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; Ctrl-C ends any of them in one line."""
    try:
        asked = parser().parse_args(arguments)
        # No plugin of another package reads our files; looking for one takes a tenth of the start.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        from advisor.command_line.commands import run

        return run(asked, day=date.today)
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
