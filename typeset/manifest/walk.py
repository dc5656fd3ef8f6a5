"""Which forms there are: found by following the declarations from the manifest's first level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typeset.manifest.blocks import BodyKind, forms_of_blocks
from typeset.manifest.declare import Entry, Form, keys_of
from typeset.manifest.parts import PARTS, PartKind


def forms_of(root: type[Entry]) -> tuple[type[Entry], ...]:
    """*root* and every form below it, each once, in the order in which an author meets them."""
    found: dict[type[Entry], None] = {}
    waiting = [root]
    while waiting:
        form = waiting.pop(0)
        if form not in found:
            found[form] = None
            waiting.extend(below for _, this in keys_of(form).values() for below in _forms_in(this.kind))
    return tuple(found)


def _forms_in(kind: Any) -> Iterator[type[Entry]]:
    """The forms that a kind of value can hold."""
    match kind:
        case Form(of=form):
            yield form
        case PartKind():
            yield from PARTS.values()
        case BodyKind():
            yield from forms_of_blocks().values()
        case _:
            for inner in (getattr(kind, "kind", None), getattr(kind, "form", None)):
                if inner is not None:
                    yield from _forms_in(inner)
