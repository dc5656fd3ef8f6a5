"""Forms: a group of keys declared once, as a frozen value.

    class Source(Entry, frozen=True, kw_only=True):
        '''Where a figure or a quotation comes from.'''

        title: Text = holds(Line(), "Its title.", required=True)

From such a class come the reader, the JSON Schema and the page of reference: nothing
about the manifest is said in a second place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from layout.values import Struct, Told, said_of, told
from typeset.manifest.desk import Desk
from typeset.manifest.kinds import Flag, Kind, Line, Many, Plain, ProseKind, Schema, Table
from typeset.manifest.nearest import did_you_mean, one_of
from typeset.manifest.nodes import Mapping, Node, Scalar, name_of
from typeset.problem import NOWHERE, Span


class Entry(Told, frozen=True, kw_only=True, eq=False):
    """Something declared in the manifest; *span* is where.

    Entries are equal when they say the same, wherever they stand.
    """

    span: Span = NOWHERE

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__struct_fields__ if name != "span")

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.__struct_fields__ if name != "span"))


E = TypeVar("E", bound=Entry)


class Key(Struct, frozen=True):
    """One key of a form, as declared."""

    kind: Any
    doc: str
    required: bool
    example: str
    written: str
    """The key as authors write it; empty to take the field's name."""


def holds(
    kind: Kind[Any], doc: str, *, required: bool = False, default: Any = None, example: str = "", written: str = ""
) -> Any:
    """Declare one key: what it holds, what it is for, whether it must be there."""
    made = Key(kind, doc, required, example, written)
    if default is None and (required or isinstance(kind, _EMPTY)):
        default = kind.blank
    return told(default, made)


_EMPTY = (Plain, Line, ProseKind, Flag, Many, Table)
"""Kinds whose empty value says as well as None that nothing was written."""


Demand = Callable[[Any, Mapping, Desk], None]
"""Checks what no single key can: *(value, mapping, desk)*."""


class Form(Struct, Generic[E], frozen=True):
    """Reads a mapping into the value *of*."""

    of: type[E]
    demands: tuple[Demand, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    """Other spellings of keys: (as written, as declared)."""

    @property
    def blank(self) -> E | None:
        return None

    def read(self, node: Node, desk: Desk) -> E | None:
        if not isinstance(node, Mapping):
            hint = f"its keys are: {one_of(keys_of(self.of))}"
            message = f"{name_of(node)} stands where {self.describe()} should"
            desk.complain("type", message, node.span, expected=f"expected {self.describe()}", hint=hint)
            return None
        return self.read_mapping(node, desk)

    def read_mapping(self, node: Mapping, desk: Desk, *, beside: tuple[str, ...] = (), **given: Any) -> E:
        """Read the keys of *node*; those in *beside* are somebody else's business, *given* are known already."""
        keys, other = keys_of(self.of), dict(self.aliases)
        values: dict[str, Any] = dict(given)
        seen: set[str] = set(given)
        for at, (name, value) in enumerate(node.entries):
            written = other.get(name.value, name.value)
            if written in beside:
                continue
            declared = keys.get(written)
            if declared is None:
                self._unknown(name, node.entries[at - 1][1] if at else None, desk)
                continue
            attribute, this = declared
            seen.add(attribute)
            if isinstance(value, Scalar) and value.is_empty and not this.required:
                continue  # `subtitle:` left open, as templates leave it
            result = this.kind.read(value, desk)
            if result is not None:
                values[attribute] = result
        self._check_missing(node, seen, desk)
        made = self.of(span=node.span, **values)
        for demand in self.demands:
            demand(made, node, desk)
        return made

    def _unknown(self, name: Scalar, before: Node | None, desk: Desk) -> None:
        if desk.has_enough:
            return
        keys = keys_of(self.of)
        if number := _cut_number(name, before):
            hint = f"write `{number}`: a comma separates keys here"
            desk.complain(
                "number", f"`{name.value}` was cut off its number by a comma", name.span, found=name.value, hint=hint
            )
            return
        hint = did_you_mean(name.value, keys, otherwise=f"known here: {one_of(keys, 20)}")
        message = f"{self.describe()} has no key `{name.value}`"
        desk.complain("unknown-key", message, name.span, found=name.value, hint=hint)

    def _check_missing(self, node: Mapping, seen: set[str], desk: Desk) -> None:
        for written, (attribute, this) in keys_of(self.of).items():
            if this.required and attribute not in seen:
                example = f"{written}: {this.example}" if this.example else f"{written}: …"
                message = f"{self.describe()} needs `{written}:`"
                desk.complain(
                    "missing-key",
                    message,
                    node.span,
                    found=written,
                    hint=f"add `{example}`: {_first_sentence(this.doc)}",
                )

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.of.__name__}"}

    def describe(self) -> str:
        return title_of(self.of)


def _cut_number(name: Scalar, before: Node | None) -> str:
    """The number that ``{value: 74,6}`` meant: YAML reads the 6 as a key after the value 74."""
    if not name.value.isdigit() or not isinstance(before, Scalar) or not before.value.isdigit():
        return ""
    return f"{before.value}{'' if len(name.value) == 3 else '.'}{name.value}"


def keys_of(of: type[Entry]) -> dict[str, tuple[str, Key]]:
    """The keys of a form as authors write them, each with its attribute and declaration."""
    known = _KEYS.get(of)
    if known is None:
        known = _KEYS[of] = _declared_keys(of)
    return known


_KEYS: dict[type[Entry], dict[str, tuple[str, Key]]] = {}
"""Found once for each form; forms do not change while a program runs."""


def _declared_keys(of: type[Entry]) -> dict[str, tuple[str, Key]]:
    found: dict[str, tuple[str, Key]] = {}
    for name, declared in said_of(of).items():
        found[declared.written or name.strip("_").replace("_", "-")] = (name, declared)
    return found


def _first_sentence(doc: str) -> str:
    """What a key is for, to stand after a colon."""
    first = doc.partition(". ")[0].rstrip(".")
    return first[:1].lower() + first[1:]


def title_of(of: type) -> str:
    """What an author calls a form: the class's `TITLE`, else its name in lower case, with an article."""
    name: str = getattr(of, "TITLE", "") or _apart(of.__name__)
    return name if name.startswith(("the ", "a ", "an ")) else ("an " if name[0] in "aeiou" else "a ") + name


def _apart(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() and at else c.lower() for at, c in enumerate(name))
