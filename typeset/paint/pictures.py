"""Image files as XObjects, in the edition's colours."""

from __future__ import annotations

from collections.abc import Mapping

from typeset.paint.edition import Edition
from typeset.paint.store import Store


class Pictures:
    """The pictures of one file, converted as pages first ask for them."""

    def __init__(self, files: Mapping[str, bytes], edition: Edition) -> None:
        self._files = files
        self._edition = edition
        self._names: dict[str, str] = {}

    def resource(self, data: str) -> str:
        """The /XObject name under which the picture *data* will stand."""
        if data not in self._files:
            raise ValueError(f"the book shows the picture {data!r}, which was not given to paint")
        return self._names.setdefault(data, f"P{len(self._names) + 1}")

    def embed(self, store: Store) -> dict[str, bytes]:
        """Add all that were asked for; return each one's reference by resource name."""
        return {}
