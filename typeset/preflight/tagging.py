"""The structure tree as facts: every element in reading order, with what the rules ask of it (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from typeset.preflight.cos import Cos, as_name, as_number, as_text, elements, entry, items, raw
from typeset.preflight.facts import Tag, Tree

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "THead",
        "TBody",
        "TFoot",
        "TR",
        "TH",
        "TD",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]  # noqa: SIM905  # a word list reads better than fifty pairs of quotes
)
"""Structure types that every reader knows."""

_MOST_TAGS = 500_000
_DEEPEST = 200
_STEPS_OF_A_ROLE = 8
_FAR_ENOUGH = 100
"""Elements that are asked for a page, on behalf of one that names none."""


def read_tree(root: Cos, pages: dict[int, int]) -> Tree:
    """Read a structure tree; *pages* gives the index of each page by its object number."""
    if root is None:
        return Tree()
    roles = {key: as_name(value) for key, value in items(entry(root, "RoleMap"))}
    tags: list[Tag] = []
    held: Counter[tuple[int, int]] = Counter()
    waiting: list[tuple[Cos, int, int | None, str]] = [
        (kid, 0, None, "") for kid in reversed(elements(entry(root, "K")))
    ]
    seen: set[int] = set()
    named = _named_by_headers(root)
    while waiting and len(tags) < _MOST_TAGS:
        node, depth, page, parent = waiting.pop()
        written = as_name(entry(node, "S"))
        if not written or id(node) in seen or depth > _DEEPEST:
            continue
        seen.add(id(node))
        role = _mapped(written, roles)
        page = pages.get(getattr(raw(node, "Pg"), "idnum", -1), page)
        kids = elements(entry(node, "K"))
        content = list(_content_of(kids, page, pages))
        held.update(content)
        attributes = elements(entry(node, "A"))
        key = as_text(entry(node, "ID"))
        tags.append(
            Tag(
                role=role,
                depth=depth,
                page=page if page is not None else _page_of_content(kids, pages),
                last=max((there for there, _ in content), default=None),
                title=as_text(entry(node, "T")),
                alt=_optional_text(node, "Alt"),
                actual=_optional_text(node, "ActualText"),
                has_box=any(entry(attribute, "BBox") is not None for attribute in attributes),
                empty=not kids,
                headless=role == "Table" and not _has_head(node, roles),
                parent=parent,
                written=written,
                key=key,
                scoped=key in named or any(entry(attribute, "Scope") is not None for attribute in attributes),
                widths=_widths(node, roles) if role == "Table" else (),
            )
        )
        inner = [kid for kid in kids if isinstance(kid, dict) and as_name(entry(kid, "S"))]
        waiting += [(kid, depth + 1, page, role) for kid in reversed(inner)]
    twice = tuple(sorted(place for place, count in held.items() if count > 1))
    return Tree(tags=tuple(tags), twice=twice, leads_back=entry(root, "ParentTree") is not None)


def _mapped(role: str, roles: dict[str, str]) -> str:
    """The standard type that *role* is mapped to, in steps; the last one reached where there is none."""
    for _ in range(_STEPS_OF_A_ROLE):
        if role in STANDARD or role not in roles or roles[role] == role:
            break
        role = roles[role]
    return role


def _content_of(kids: list[Cos], page: int | None, pages: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Page and number of each piece of marked content right in an element, where both are known."""
    for kid in kids:
        is_reference = isinstance(kid, dict) and as_name(entry(kid, "Type")) == "MCR"
        if is_reference and entry(kid, "Stm") is None:
            there = pages.get(getattr(raw(kid, "Pg"), "idnum", -1), page)
            if there is not None:
                yield there, int(as_number(entry(kid, "MCID"), -1))
        elif isinstance(kid, int) and not isinstance(kid, bool) and page is not None:
            yield page, int(kid)


def _optional_text(node: Cos, key: str) -> str | None:
    value = entry(node, key)
    return None if value is None else as_text(value)


def _below(kids: list[Cos], roles: dict[str, str] | None = None) -> Iterator[Cos]:
    """Every dictionary below *kids*, in reading order, each once: a broken tree may be a circle.

    With *roles* what is inside a table among them is left out: it is that table's own.
    """
    waiting, seen = [kid for kid in reversed(kids) if isinstance(kid, dict)], set[int]()
    while waiting:
        kid = waiting.pop()
        if id(kid) in seen:
            continue
        seen.add(id(kid))
        yield kid
        if roles is None or _mapped(as_name(entry(kid, "S")), roles) != "Table":
            waiting += [below for below in reversed(elements(entry(kid, "K"))) if isinstance(below, dict)]


def _page_of_content(kids: list[Cos], pages: dict[int, int]) -> int | None:
    """The page of the first piece of content below that names one: an element or a marked-content reference."""
    numbers = (getattr(raw(kid, "Pg"), "idnum", -1) for kid in islice(_below(kids), _FAR_ENOUGH))
    return next((pages[number] for number in numbers if number in pages), None)


def _has_head(table: Cos, roles: dict[str, str]) -> bool:
    kids = _below(elements(entry(table, "K")), roles)
    return any(_mapped(as_name(entry(kid, "S")), roles) == "TH" for kid in kids)


def _named_by_headers(root: Cos) -> set[str]:
    """The keys of head cells that some cell names in its Headers."""
    return {
        as_text(name)
        for kid in _below(elements(entry(root, "K")))
        if as_name(entry(kid, "S")) in {"TD", "TH"}
        for attribute in elements(entry(kid, "A"))
        for name in elements(entry(attribute, "Headers"))
    }


def _widths(table: Cos, roles: dict[str, str]) -> tuple[int, ...]:
    """How many columns each row of a table fills, cells that span rows counted in all of them."""
    widths: list[int] = []
    reaching: Counter[int] = Counter()
    kids = _below(elements(entry(table, "K")), roles)
    rows = [kid for kid in kids if _mapped(as_name(entry(kid, "S")), roles) == "TR"]
    for number, row in enumerate(rows):
        width = reaching[number]
        for cell in elements(entry(row, "K")):
            if _mapped(as_name(entry(cell, "S")), roles) not in {"TH", "TD"}:
                continue
            columns, down = _span(cell, "ColSpan"), _span(cell, "RowSpan")
            width += columns
            for below in range(number + 1, min(number + down, len(rows))):
                reaching[below] += columns
        widths.append(width)
    return tuple(widths)


def _span(cell: Cos, name: str) -> int:
    given = (int(as_number(entry(attribute, name))) for attribute in elements(entry(cell, "A")))
    return min(max((value for value in given if value > 0), default=1), 1000)
