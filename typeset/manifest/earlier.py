"""Ledgers of earlier editions: what the report of last year said, to be held against what this one says of it.

`earlier:` names a file for each edition, the manifest of that year or its figures alone.
Only its registers are read: the rest of it is history.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf

from layout.values import Struct
from typeset.manifest.declare import Form
from typeset.manifest.derive import work_out
from typeset.manifest.desk import Desk
from typeset.manifest.kinds import Schema
from typeset.manifest.nodes import Mapping, Node, Scalar, name_of
from typeset.manifest.reading import find_inside, read_tree
from typeset.manifest.registers import Figure, Register, Source


class EarlierLedger(Struct, frozen=True):
    """The name of a file in the report's folder that holds `figures:`."""

    @property
    def blank(self) -> MappingOf[str, Figure]:
        return {}

    def read(self, node: Node, desk: Desk) -> MappingOf[str, Figure] | None:
        if not isinstance(node, Scalar):
            hint = 'as in earlier: {"2015": earlier/2015.yaml}'
            desk.complain("type", f"{name_of(node)} stands where the name of a file should", node.span, hint=hint)
            return None
        path = find_inside(node, desk.reading)
        if path is None:
            return None
        shown = f"{desk.reading.shown}/{node.value.strip()}" if desk.reading.shown else node.value.strip()
        tree = read_tree(path, shown, desk.reading)
        if not isinstance(tree, Mapping) or tree.get("figures") is None:
            if tree is not None:
                message = f"`{node.value.strip()}` holds no `figures:`"
                hint = "name the manifest of that edition, or a file with its figures"
                desk.complain("no-figures", message, node.span, hint=hint)
            return None
        own = Desk(desk.reading, tongue=desk.tongue)
        for name, form in (("sources", Form(Source)), ("figures", Form(Figure))):
            register = tree.get(name)
            if register is not None:
                setattr(own, name, Register(form).read(register, own) or {})
        return work_out(tree, own)

    def schema(self) -> Schema:
        return {"type": "string"}

    def describe(self) -> str:
        return "the name of a file in the report's folder that holds `figures:`"
