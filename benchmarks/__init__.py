"""Measurements of what was promised; `run` is the way in."""

import os

# As the command `qualcode` does, before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
