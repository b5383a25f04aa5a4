"""The command `qualcode`: hands over to the command line."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    # Python would go through all that is being loaded every few modules, and find nothing to let go of.
    gc.set_threshold(50_000, 20, 20)
    # The tables of a study are small: several threads at one product cost more than they bring, and spin meanwhile.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from qualcode.cli import run

        sys.exit(run())
    except KeyboardInterrupt:
        # Before the first command is loaded there is no language to say more in.
        sys.exit(130)


if __name__ == "__main__":
    main()
