"""The clock that tells a user where the time went."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from layout.values import Struct, field


class Clock(Struct):
    """Where the time went: seconds by phase, in order of first entry."""

    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count the time of a phase, also when it is entered again."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.spent[name] = self.spent.get(name, 0.0) + time.perf_counter() - began
