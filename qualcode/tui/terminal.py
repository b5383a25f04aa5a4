"""The keys of a terminal, told apart as soon as they are struck.

Esc is the first byte of many keys, so Textual waits a moment for what may follow (ESCDELAY). But it looks whether the
moment is over ten times a second only, and takes in what has come meanwhile without looking: Esc, and a letter 60 ms
later, were one key with Alt, and Esc was lost. Here the moment is looked at before anything more is taken in.
"""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from contextlib import suppress

from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

#: Seconds between two looks while nothing is struck, and bytes taken in at once.
_IDLE, _MOST = 0.1, 4096


class Terminal(LinuxDriver):
    """A terminal whose Esc is an Esc after `constants.ESCAPE_DELAY` seconds, whatever is struck next."""

    def run_input_thread(self) -> None:
        """Take in what is struck, until the screen is left."""
        selector = selectors.SelectSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        struck = False
        try:
            while not self.exit_event.is_set():
                struck = bool(selector.select(constants.ESCAPE_DELAY if struck else _IDLE))
                for event in parser.tick():
                    self.process_message(event)
                data = decode(os.read(self.fileno, _MOST)) if struck else ""
                # Half a letter is nothing yet, and nothing would be the end of all to the parser.
                if data:
                    for event in parser.feed(data):
                        self.process_message(event)
        finally:
            selector.close()
            with suppress(EOFError, ParseError):
                for _event in parser.feed(""):
                    pass
