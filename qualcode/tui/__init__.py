"""The screen in the terminal."""

import os

# Esc and a key that follows within 100 ms are one key with Alt to Textual: a quick hand would lose its Esc. Terminals
# send the bytes of one key together; whoever needs longer (a slow line) sets this as for ncurses.
os.environ.setdefault("ESCDELAY", "30")
