"""The screen in a browser, with a real server and real requests; and the door, request by request."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

import qualcode
from qualcode.cli import run
from qualcode.cli.serving import Door, command_for, host_name, is_any, is_local
from tests.cli.bench import TALK

#: A shell, a format string and a markup would all stumble over it.
NAME = 'l\'étude $(touch gone) "[bold]" %PATH% ; x.qualcode'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    with qualcode.new_project(tmp_path / NAME) as project:
        project.import_files([tmp_path / "talk.txt"])
    return tmp_path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A server under way: where it is, and what it printed."""

    process: subprocess.Popen[str]
    port: int

    def line(self, holding: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if holding in line:
                return line
        raise AssertionError(f"never said: {holding}")

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def served(place: Path, *options: str) -> Iterator[Served]:
    port = free_port()
    process = subprocess.Popen(
        (sys.executable, "-m", "qualcode", "serve", NAME, "--port", str(port), *options),
        cwd=place,
        env={**os.environ, "QUALCODE_LANG": "en", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Served(process, port)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        assert process.stdout is not None
        process.stdout.close()


async def answered(base: str) -> None:
    """Until the server listens: it says its address just before."""
    for _try in range(200):
        try:
            async with aiohttp.ClientSession() as browser, browser.get(base):
                return
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.05)
    raise AssertionError("nobody listens")


async def status(browser: aiohttp.ClientSession, url: str, **headers: str) -> int:
    async with browser.get(url, headers=headers) as response:
        return response.status


async def test_a_browser_of_this_machine_gets_the_screen_and_nobody_else_does(place: Path) -> None:
    with served(place) as server:
        address = re.findall(r"http://\S+", server.line("The screen is at"))[0]
        assert address.startswith(server.base + "/?key=")
        await answered(server.base)
        async with aiohttp.ClientSession() as stranger:
            assert await status(stranger, server.base + "/") == 403
            assert await status(stranger, address, Host="evil.example") == 403
            assert await status(stranger, address, Host=f"evil.example:{server.port}") == 403
            assert await status(stranger, address, Origin="http://evil.example") == 403
            assert await status(stranger, server.base + "/static/js/textual.js") == 403
        async with aiohttp.ClientSession() as browser:
            assert await status(browser, address, Host="localhost") == 200
            async with browser.get(server.base + "/") as page:
                assert page.status == 200
                assert "default-src 'none'" in page.headers["Content-Security-Policy"]
                assert f"ws://localhost:{server.port}/ws" in await page.text()
            assert await status(browser, server.base + "/static/js/textual.js") == 200
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await browser.ws_connect(server.base + "/ws", origin="http://evil.example")
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await browser.ws_connect(server.base + "/ws")
            async with browser.ws_connect(f"{server.base}/ws?width=100&height=30", origin=server.base) as wire:
                shown = await asyncio.wait_for(screen_holding(wire, "talk"), 40)
                assert "Traceback" not in shown
        async with aiohttp.ClientSession() as second:
            assert await status(second, address) == 403, "a key opens once"
    assert not (place / "gone").exists()


async def screen_holding(wire: aiohttp.ClientWebSocketResponse, words: str) -> str:
    """What came over the wire until some words did."""
    shown = ""
    async for message in wire:
        if message.type == aiohttp.WSMsgType.BINARY:
            shown += message.data.decode("utf-8", "replace")
        if words in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown):
            return shown
    raise AssertionError(f"the wire was cut before {words!r}: {shown[-300:]!r}")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0"], "0.0.0.0"),
        (["--host", "::"], "::"),
        (["--host", "192.168.1.5"], "192.168.1.5"),
        (["--host", "192.168.1.5", "--allow", "192.168.1.6"], "192.168.1.5"),
        (["--host", "example.org"], "example.org"),
        (["--port", "0"], "0"),
    ],
)
def test_other_addresses_are_refused_unless_they_are_allowed(
    place: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert run(["serve", str(place / NAME), *options]) == 2
    assert words in capsys.readouterr().err


def test_a_port_that_is_taken_is_said(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert run(["serve", str(place / NAME), "--port", str(other.getsockname()[1])]) == 1
    assert "taken" in capsys.readouterr().err


def test_what_is_wrong_with_the_project_is_said_before_anything_is_served(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", str(place / "nulle part.qualcode")]) == 1
    assert run(["serve", str(place / NAME), "--document", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


def test_without_the_part_for_browsers_one_is_told_how_to_get_it(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "qualcode.cli.serving")
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert run(["serve", str(place / NAME)]) == 1
    assert "pip install 'qualcode[serve]'" in capsys.readouterr().err


def test_the_command_of_a_session_survives_any_name(tmp_path: Path) -> None:
    path = tmp_path / NAME
    command = command_for(path, "O'Brien; ls", None).replace("-m qualcode open", "-c 'import sys; print(sys.argv[1:])'")
    shown = subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout
    assert shown.strip() == str(["--coder", "O'Brien; ls", "--", str(path)])


@pytest.mark.parametrize(
    ("authority", "host"),
    [
        ("localhost:8000", "localhost"),
        ("LocalHost", "localhost"),
        ("localhost.:8000", "localhost"),
        ("[::1]:8000", "::1"),
        ("127.0.0.1:80", "127.0.0.1"),
        ("evil.example:localhost", "evil.example:localhost"),
        ("[::1];script-src *", ""),
        ("[::1]evil.example:80", ""),
        ("localhost:8000;evil", "localhost:8000;evil"),
        ("localhost:٨٠", "localhost:٨٠"),
        ("", ""),
    ],
)
def test_hosts_are_read_as_they_are_written(authority: str, host: str) -> None:
    assert host_name(authority) == host


def test_which_hosts_are_of_this_machine() -> None:
    assert is_local("localhost")
    assert is_local("127.0.0.5")
    assert is_local("::1")
    assert not any(is_local(host) for host in ("0.0.0.0", "::", "192.168.1.5", "localhost.evil.example", ""))
    assert is_any("0.0.0.0")
    assert is_any("::")
    assert not is_any("localhost")


def test_names_that_are_allowed_are_let_in() -> None:
    assert Door(["Bureau.Local", "[fd00::1]"], 8000).hosts == {"bureau.local", "fd00::1"}
