"""qualcode serve P"""

from __future__ import annotations

import errno
import socket
from importlib import import_module
from types import ModuleType

import click

from qualcode.cli.options import coder_option, open_project, project_argument
from qualcode.cli.output import printable
from qualcode.errors import QualcodeError
from qualcode.files import reason
from qualcode.i18n import _


@click.command("serve", help=_("Show a project in a browser, on this machine only unless --allow says otherwise."))
@project_argument
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help=_("The port."))
@click.option("--host", default="localhost", show_default=True, help=_("The address to listen on."))
@click.option(
    "--allow",
    "allowed",
    multiple=True,
    metavar="ADDRESS",
    help=_("An address of this machine that others may call it by; needed to listen on another than localhost."),
)
@coder_option
@click.option("--document", help=_("The document to begin with (default: the first)."))
def command(
    project: str, port: int, host: str, allowed: tuple[str, ...], coder: str | None, document: str | None
) -> None:
    with open_project(project, coder) as opened:
        # What is wrong with the project is said here, not in a browser that waits.
        path = opened.path
        if document is not None:
            document = opened.document(document).name
    serving = _serving()
    host = host.strip("[]").lower()
    names = {name.strip("[]").lower() for name in allowed}
    if not serving.is_local(host) and not (names if serving.is_any(host) else host in names):
        raise click.BadParameter(
            _("{host} can be reached from other machines: name the address they may call with --allow.").format(
                host=host
            ),
            param_hint="--host",
        )
    _check_port(host, port)
    if names - serving.LOCAL:
        click.echo(_("Others can reach this, and what passes is not encrypted: only in a network you trust."), err=True)
    hosts = {*serving.LOCAL, *names} | ({host} if serving.is_local(host) else set())
    session = serving.command_for(path, coder, document)
    server = serving.GuardedServer(session, host, port, hosts, lambda line: click.echo(printable(line)))
    try:
        server.serve()
    except OSError as error:
        raise QualcodeError(_cannot_listen(host, port, error)) from error


def _serving() -> ModuleType:
    """The part that needs textual-serve, which not everyone installs."""
    try:
        return import_module("qualcode.cli.serving")
    except ModuleNotFoundError as error:
        raise QualcodeError(
            _("The screen in a browser needs a part that is not installed ({name}).").format(name=error.name),
            _("Install it with: pip install 'qualcode[serve]'"),
        ) from error


def _check_port(host: str, port: int) -> None:
    """Say at once that the port cannot be had, before an address is printed."""
    try:
        for family, kind, _protocol, _name, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as error:
        raise QualcodeError(_cannot_listen(host, port, error)) from error


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return _("Port {port} is taken by another program: --port names another.").format(port=port)
    return _("{host}, port {port}, cannot be listened on: {reason}.").format(host=host, port=port, reason=reason(error))
