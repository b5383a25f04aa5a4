"""Is the project whole? See `storage.verify` for what is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.project.base import Base

if TYPE_CHECKING:
    from qualcode.storage.verify import Problem


class Verifying(Base):
    """The part of the facade that checks."""

    def verify(self) -> list[Problem]:
        """Everything that is wrong with the file, empty when it is whole; each problem has a `kind` and a `message`."""
        # The checks load the migrations, to compare; nothing else that one does with a project needs those.
        from qualcode.storage import verify

        return verify.verify(self.conn)
