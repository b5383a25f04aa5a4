"""Is the project whole? See `storage.verify` for what is checked."""

from __future__ import annotations

from qualcode.project.base import Base
from qualcode.storage import verify
from qualcode.storage.verify import Problem


class Verifying(Base):
    """The part of the facade that checks."""

    def verify(self) -> list[Problem]:
        """Everything that is wrong with the file, empty when it is whole; each problem has a `kind` and a `message`."""
        return verify.verify(self.db)
