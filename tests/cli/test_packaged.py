"""What is installed is whole: the package as it is built holds the invented study and can make a project of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

BUILD = """
import sys
from pathlib import Path
import qualcode
from qualcode.project.shipped import build_study
assert Path(qualcode.__file__).is_relative_to(sys.argv[1]), qualcode.__file__
with qualcode.open_project(build_study(Path("g.qualcode"))) as project:
    print(len(project.documents()), len(project.codings()), len(project.codebook()), len(project.verify()))
"""


def test_the_package_as_it_is_built_holds_the_study(tmp_path: Path) -> None:
    package = tmp_path / "lib"
    subprocess.run(
        (sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(package)),
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert (package / "qualcode" / "tui" / "sheets" / "importing" / "importing.tcss").is_file()
    made = subprocess.run(
        (sys.executable, "-c", BUILD, str(package)),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=True,
    )
    documents, codings, codes, problems = map(int, made.stdout.split())
    assert documents > 80
    assert codings > 1000
    assert codes > 150
    assert problems == 0
