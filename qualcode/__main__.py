"""The command `qualcode`: hands over to the command line."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    # Python would go through all that is being loaded every few modules, and find nothing to let go of.
    gc.set_threshold(50_000, 20, 20)
    try:
        from qualcode.cli import run

        sys.exit(run())
    except KeyboardInterrupt:
        # Before the first command is loaded there is no language to say more in.
        sys.exit(130)


if __name__ == "__main__":
    main()
