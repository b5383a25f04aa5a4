"""The screen in a browser: textual-serve, with a door.

Three things are asked of every request: that it names a host we are known by (a page elsewhere can make a browser call
us under a name of its own: DNS rebinding), that it comes from a page of ours, and that its browser has shown the key,
which is in the address that is printed and opens once. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

import hmac
import ipaddress
import logging
import re
import secrets
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from aiohttp import web
from textual_serve.server import Server

from qualcode.i18n import _

#: The names of this machine for itself.
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self';"
    " img-src 'self' data:; connect-src 'self' {socket}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)

_PORT = re.compile(r":[0-9]{1,5}")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def is_local(host: str) -> bool:
    """Whether a host to listen on can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_any(host: str) -> bool:
    """Whether a host to listen on stands for all addresses of this machine."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def command_for(path: Path, coder: str | None, document: str | None) -> str:
    """The command of a session, whatever the names in it hold."""
    words = [sys.executable, "-m", "qualcode", "open"]
    words += ["--coder", coder] if coder else []
    words += ["--document", document] if document else []
    words += ["--", str(path.absolute())]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def host_name(authority: str) -> str:
    """The host of a `Host` header, without its port, in lower case; empty when it is none."""
    if authority.startswith("["):
        name, _bracket, port = authority[1:].partition("]")
        return name.lower() if not port or _PORT.fullmatch(port) else ""
    name, colon, port = authority.rpartition(":")
    return (name if name and _PORT.fullmatch(colon + port) else authority).lower().rstrip(".")


class Door:
    """Who may come in: hosts by name, browsers by a cookie that they get for a key. A key opens once."""

    def __init__(self, hosts: Iterable[str], port: int) -> None:
        self.hosts = frozenset(host.lower().strip("[]") for host in hosts)
        self.cookie = f"qualcode-{port}"
        self.key = secrets.token_urlsafe(24)
        self._passes: set[str] = set()

    def refusal(self, request: web.Request) -> str:
        """Why a request is refused; empty when it may come in."""
        if host_name(request.host) not in self.hosts:
            return _("This address is not one that qualcode serves under (--allow names more).")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in (f"http://{request.host}", f"https://{request.host}"):
            return _("This request comes from a page that is not qualcode's.")
        if origin is None and request.headers.get("Upgrade", "").lower() == "websocket":
            return _("This request does not say which page it comes from.")
        if not self._known(request) and not self._fits(request):
            return _("The address lacks its key, or the key was used: take the one that qualcode printed last.")
        return ""

    def enter(self, request: web.Request) -> str:
        """The pass of a browser that came with the key, which opens no more; empty for one that has a pass."""
        if self._known(request) or not self._fits(request) or request.method != "GET":
            return ""
        self.key = secrets.token_urlsafe(24)
        made = secrets.token_urlsafe(32)
        self._passes.add(made)
        return made

    def _known(self, request: web.Request) -> bool:
        shown = request.cookies.get(self.cookie, "").encode(errors="replace")
        return any(hmac.compare_digest(shown, known.encode()) for known in self._passes)

    def _fits(self, request: web.Request) -> bool:
        given = request.query.get("key", "").encode(errors="replace")
        return request.path == "/" and hmac.compare_digest(given, self.key.encode())


class GuardedServer(Server):
    """textual-serve behind a door; `say` prints a line for whoever started it."""

    def __init__(self, command: str, host: str, port: int, hosts: Iterable[str], say: Callable[[str], None]) -> None:
        super().__init__(command, host=host, port=port, title="qualcode")
        self.door = Door(hosts, port)
        self._say = say

    def address(self) -> str:
        """The address to open, with the key as it is now."""
        name = "localhost" if is_any(self.host) or is_local(self.host) else self.host
        if is_any(self.host):
            name = next((host for host in sorted(self.door.hosts - LOCAL)), name)
        name = f"[{name}]" if ":" in name else name
        return f"http://{name}:{self.port}/?key={self.door.key}"

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard())
        return app

    def _guard(self) -> Any:
        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            refusal = self.door.refusal(request)
            if refusal:
                return web.Response(status=403, text=refusal + "\n")
            entered = self.door.enter(request)
            response = await handler(request)
            if entered:
                response.set_cookie(self.door.cookie, entered, httponly=True, samesite="Strict", path="/")
                self._say(_("Opened in a browser. For another one: {address}").format(address=self.address()))
            if not response.prepared:
                self._harden(request, response)
            return response

        return guard

    def _harden(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Content-Security-Policy"] = _POLICY.format(socket=f"ws://{request.host}")
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"

    async def handle_index(self, request: web.Request) -> Any:
        """The page; its addresses are those the browser came by, which the door has checked."""
        self.public_url = f"http://{request.host}"
        return await super().handle_index(request)

    async def on_startup(self, app: web.Application) -> None:
        """Say where the screen is."""
        self._say(_("The screen is at {address}").format(address=self.address()))
        self._say(_("Ctrl+C ends it."))

    def initialize_logging(self) -> None:
        """Requests are nobody's business; what goes wrong is."""
        logging.basicConfig(level="WARNING", format="%(message)s")
