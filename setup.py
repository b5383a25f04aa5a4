"""What pyproject.toml cannot say: the invented study and its codebooks travel inside the package when it is built.

They stand beside the package in the source, where people look for them; an installed qualcode has them under
`qualcode/shipped`. See `qualcode.project.shipped`.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
SHIPPED = ("corpora/guichets", "codebooks")


class BuildWithStudy(build_py):
    """Copies the study into the package; an editable install reads it where it is."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for folder in SHIPPED:
            target = Path(self.build_lib) / "qualcode" / "shipped" / folder
            shutil.copytree(ROOT / folder, target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithStudy})
