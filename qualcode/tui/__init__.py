"""The screen in the terminal."""

import os

# What Esc and the key after it are to Textual when less than 100 ms part them is one key with Alt: a quick hand would
# lose its Esc. Terminals send the bytes of one key together; whoever needs longer (a slow line) sets it as ncurses does.
os.environ.setdefault("ESCDELAY", "30")
