"""A real process in a pseudo-terminal: keys go in as bytes, frames come out as bytes, and both have a time.

Textual wraps each frame in the marks of synchronised output when the terminal says that it knows them; this one says
so. A frame is complete when its closing mark has arrived.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

_ASKED_SYNC, _KNOWS_SYNC = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_END = b"\x1b[?2026l"
_ESCAPE = re.compile(rb"\x1b(?:\[[0-9;:?<>=]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P.*?\x1b\\)")

KEYS = {
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "right": b"\x1b[C",
    "shift+right": b"\x1b[1;2C",
    "ctrl+right": b"\x1b[1;5C",
    "ctrl+shift+right": b"\x1b[1;6C",
    "shift+down": b"\x1b[1;2B",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "ctrl+home": b"\x1b[1;5H",
    "enter": b"\r",
    "tab": b"\t",
    "backspace": b"\x7f",
    "escape": b"\x1b",
}


class Terminal:
    """A command in a terminal of `size` (columns, rows); all that it wrote is in `output`."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], environment: Mapping[str, str] = {}) -> None:
        self._master, slave = pty.openpty()
        columns, rows = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        wanted = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": str(columns), "LINES": str(rows)}
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            close_fds=True,
            env={**os.environ, **wanted, **environment},
        )
        os.close(slave)
        self.output = bytearray()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        os.close(self._master)

    def send(self, *keys: str) -> None:
        """Type keys by name, or text as it is."""
        os.write(self._master, b"".join(KEYS.get(key) or key.encode() for key in keys))

    def read(self, wait: float) -> bytes:
        """What comes within so many seconds at most; nothing when nothing comes, or the process has ended."""
        if not select.select([self._master], [], [], wait)[0]:
            return b""
        try:
            came = os.read(self._master, 1 << 16)
        except OSError:
            return b""
        if _ASKED_SYNC in came:
            os.write(self._master, _KNOWS_SYNC)
        self.output += came
        return came

    def until(self, sign: bytes, timeout: float = 30.0) -> float:
        """Read until a sign has come since the last call; the time (`time.perf_counter`) at which it had.

        Raises TimeoutError, with the end of what came.
        """
        start = len(self.output)
        deadline = time.perf_counter() + timeout
        while sign not in self.output[start:]:
            left = deadline - time.perf_counter()
            if left <= 0 or (not self.read(min(left, 0.2)) and self.process.poll() is not None):
                raise TimeoutError(f"{sign!r} did not come; the end was {text_of(bytes(self.output[start:]))[-300:]!r}")
        return time.perf_counter()

    def settle(self, quiet: float = 0.15, timeout: float = 30.0) -> None:
        """Read until nothing has come for a while."""
        deadline = time.perf_counter() + timeout
        while time.perf_counter() < deadline and self.read(quiet):
            pass

    def key_to_frame(self, key: str, sign: bytes = b"") -> float:
        """Seconds from a key to the end of the first whole frame after it; with a sign, of the first that has it."""
        start = len(self.output)
        began = time.perf_counter()
        self.send(key)
        if not sign:
            return self.until(_FRAME_END) - began
        while True:
            ended = self.until(_FRAME_END)
            if sign in self.output[start:]:
                return ended - began

    def kill(self) -> None:
        """End the process as a power cut would, at once; then read what it had written."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
        while self.read(0.0):
            pass


def text_of(output: bytes) -> str:
    """What was written, without the escape sequences."""
    return _ESCAPE.sub(b"", output).decode(errors="replace")
