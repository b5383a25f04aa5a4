"""Every test runs on a machine of its own: home, language, coder and clock are set, nothing of the person's is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from qualcode import i18n

ROOT = Path(__file__).parent.parent
#: Real reports that lie beside a checkout on some machines; tests that need them skip elsewhere.
REAL = ROOT.parent / "shared" / "real"

settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _own_machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG", "QUALCODE_NOW", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QUALCODE_LANG", "en")
    monkeypatch.setenv("QUALCODE_DEBUG", "1")
    monkeypatch.setenv("QUALCODE_CODER", "Camille")
    i18n.set_language(None)
    yield
    i18n.set_language(None)


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test speaks French."""
    monkeypatch.setenv("QUALCODE_LANG", "fr")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the invented study."""
    return ROOT / "corpora" / "guichets"


@pytest.fixture
def real_reports() -> list[Path]:
    """The public reports, where they are."""
    if not REAL.is_dir():
        pytest.skip("the public reports are not on this machine")
    return sorted(REAL.glob("*.txt"))
