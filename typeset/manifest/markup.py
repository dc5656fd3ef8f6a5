r"""Inline mark-up: from the author's characters to `inline` nodes.

| written                    | read                                         |
|----------------------------|----------------------------------------------|
| ``*…*``  ``**…**``         | emphasis, strong                             |
| ``{I1-1}`` ``{I1-1:form}`` | a figure; ``{I1-1|words}`` binds words to it |
| ``{@cole}``                | a person's name                              |
| ``{see:id}`` ``{page:id}`` | a cross-reference; ``{see:id|words}``        |
| ``^[…]``                   | a footnote                                   |
| ``[words](https://…)``     | a link                                       |
| ``[words]{sv}``            | words in another language                    |
| ``[words]{small-caps}``    | small capitals, or another of `SETTINGS`     |
| ``[“words”]{quote talk}``  | somebody's own words, from the source `talk` |
| ``\*``                      | the character itself                         |

One pass, left to right, with a stack of what is open. What is wrong is reported where it
stands, and reading goes on as if it had been right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from layout.values import Struct, field, replace
from typeset.ledger.values import FORMS, CannotPrint, print_as
from typeset.manifest.desk import Desk, Mention
from typeset.manifest.inline import (
    PLAIN,
    SETTINGS,
    CrossRef,
    FigureRef,
    Inline,
    LinkTo,
    Look,
    NoteMark,
    PersonRef,
    Text,
    Words,
    plain,
    relooked,
)
from typeset.manifest.nearest import did_you_mean
from typeset.manifest.nodes import Scalar

_SPECIAL = re.compile(r"\\|\*+|\{|\}|\^\[|\[|\]")
_SPACE = re.compile(r"[ \t\r\n]+")
_REF = re.compile(r"(?P<id>[A-Za-z][\w.-]*)(?::(?P<form>[^|]*))?(?:\|(?P<words>.*))?", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_FRACTION = re.compile(r"\d+[/⁄]\d+")
_QUOTE = re.compile(r"quote\s+([A-Za-z][\w.-]*)")
_SCHEMES = ("https:", "http:", "mailto:")
LONGEST_BRACES = 500
"""Characters between braces. What is not closed by then is not closed."""

LONGEST_ADDRESS = 2000

MOST_FAULTS = 50
"""In one paragraph. What has more is no mark-up."""

DEEPEST = 20
"""Mark-up open at once."""

_ESCAPABLE = "\\*{}[]^|#-"


def read_text(scalar: Scalar, desk: Desk, start: int = 0, end: int | None = None) -> Text:
    """Read the stretch of *scalar*'s value from *start* to *end* as one paragraph or line."""
    value = scalar.value
    end = len(value) if end is None else end
    while start < end and value[start] in " \t\r\n":
        start += 1
    while end > start and value[end - 1] in " \t\r\n":
        end -= 1
    if end == start:
        return Text((), scalar, start, end)
    return Text(_Parser(scalar, desk, start, end).parse(), scalar, start, end)


def _spoken(node: Inline, language: str) -> Inline:
    """The node in *language*; a passage inside it that is marked as another one stays so."""
    match node:
        case LinkTo():
            return replace(node, nodes=tuple(_spoken(inner, language) for inner in node.nodes))
        case NoteMark():
            return node
        case _:
            return node if node.look.language else relooked(node, language=language)


class _Open(Struct):
    """Mark-up that has begun: ``*``, ``**``, ``[``, ``^[``, or nothing at all for the text itself."""

    sign: str
    offset: int
    nodes: list[Inline] = field(default_factory=list)


_NAMES = {"*": "emphasis", "**": "strong emphasis", "[": "bracket", "^[": "footnote"}
_CLOSERS = {"*": "*", "**": "**", "[": "]", "^[": "]"}


class _Parser:
    def __init__(self, scalar: Scalar, desk: Desk, start: int, end: int) -> None:
        self.scalar = scalar
        self.value = scalar.value
        self.desk = desk
        self.at = start
        self.end = end
        self.stack = [_Open("", start)]
        self.pending = ""
        self.pending_from = start
        self.faults = 0

    def parse(self) -> tuple[Inline, ...]:
        value = self.value
        while self.at < self.end:
            match = _SPECIAL.search(value, self.at, self.end) if self.faults < MOST_FAULTS else None
            if match is None:
                self.keep(value[self.at : self.end], self.at)
                break
            if match.start() > self.at:
                self.keep(value[self.at : match.start()], self.at)
            self.at = match.start()
            self.take(match.group())
        self.flush()
        for open_ in reversed(self.stack[1:]):
            self.leave_open(open_)
        return tuple(self.stack[0].nodes)

    # --- what has been read

    def keep(self, text: str, offset: int) -> None:
        """Add plain characters to the words being gathered."""
        if not self.pending:
            self.pending_from = offset
        self.pending += text

    def flush(self) -> None:
        """Close the words being gathered."""
        if self.pending:
            text = _SPACE.sub(" ", self.pending)
            self.pending = ""
            self.container.nodes.append(Words(text=text, look=self.look, offset=self.pending_from))

    def add(self, node: Inline) -> None:
        self.flush()
        self.container.nodes.append(node)

    @property
    def container(self) -> _Open:
        """The innermost bracket, footnote or the text itself: emphasis holds no nodes, it only changes their look."""
        return next(open_ for open_ in reversed(self.stack) if open_.sign not in ("*", "**"))

    @property
    def look(self) -> Look:
        signs: set[str] = set()
        for open_ in reversed(self.stack):
            if open_.sign == "^[":  # a footnote is not emphasised because its anchor is
                break
            signs.add(open_.sign)
        if "*" not in signs and "**" not in signs:
            return PLAIN
        return Look(emphasis="*" in signs, strong="**" in signs)

    def complain(self, code: str, message: str, offset: int, length: int, hint: str = "") -> None:
        self.faults += 1
        found = self.value[offset : offset + length]
        self.desk.complain(code, message, self.scalar.spot(offset, length), found=found, hint=hint)

    def unknown(self, what: Literal["figure", "person"], name: str, offset: int) -> None:
        """Report a key that is in no register."""
        self.faults += 1
        register = "figures" if what == "figure" else "people"
        known: Iterable[str] = getattr(self.desk, register)
        if what == "person":
            known = (*known, *self.desk.organisations)
        self.desk.unknown(what, name, known, self.scalar.spot(offset, len(name)), register)

    # --- one sign at a time

    def take(self, sign: str) -> None:
        match sign:
            case "\\":
                self.take_escape()
            case "{":
                self.take_braces()
            case "}":
                hint = "a brace that is meant as one is written `\\}`"
                self.complain("stray-brace", "this `}` closes nothing", self.at, 1, hint)
                self.at += 1
            case "[" | "^[":
                self.open(sign, self.at)
                self.at += len(sign)
            case "]":
                self.take_bracket_end()
            case _:
                self.take_stars(sign)

    def open(self, sign: str, offset: int) -> None:
        self.flush()
        if len(self.stack) > DEEPEST:
            self.complain("too-deep", "too much mark-up is open here", offset, len(sign), "close what is open")
        else:
            self.stack.append(_Open(sign, offset))

    def take_escape(self) -> None:
        following = self.value[self.at + 1 : min(self.at + 2, self.end)]
        if following and following in _ESCAPABLE:
            self.keep(following, self.at)
            self.at += 2
        else:
            self.keep("\\", self.at)
            self.at += 1

    def take_stars(self, stars: str) -> None:
        before = self.value[self.at - 1] if self.at > self.stack[0].offset else " "
        after = self.value[self.at + len(stars)] if self.at + len(stars) < self.end else " "
        if before.isspace() and after.isspace():  # 3 * 4: a sign of multiplication
            self.keep(stars, self.at)
        elif len(stars) > 3:
            self.complain(
                "emphasis", f"{len(stars)} asterisks mean nothing", self.at, len(stars), "*emphasis*, **strong**"
            )
        else:
            offset = self.at
            for sign in self.order_of(stars):
                self.toggle(sign, offset, opens=not after.isspace())
                offset += len(sign)
        self.at += len(stars)

    def order_of(self, stars: str) -> tuple[str, ...]:
        """Three asterisks are two signs; those that close come innermost first."""
        if len(stars) < 3:
            return (stars,)
        return ("*", "**") if self.stack[-1].sign == "*" else ("**", "*")

    def toggle(self, sign: str, offset: int, *, opens: bool) -> None:
        self.flush()
        if self.stack[-1].sign == sign:
            begun = self.stack.pop()
            if begun.offset + len(sign) == offset:
                self.complain(
                    "emphasis",
                    "nothing stands between these asterisks",
                    begun.offset,
                    offset - begun.offset + len(sign),
                    "*words*",
                )
            return
        inside = self.within_container(sign)
        if inside:
            self.close_crossed(sign, offset)
        elif opens:
            self.open(sign, offset)
        else:
            hint = "an asterisk that is meant as one is written `\\*`"
            self.complain("emphasis", f"this `{sign}` closes nothing", offset, len(sign), hint)

    def within_container(self, sign: str) -> bool:
        """Tell whether *sign* was opened since the innermost bracket."""
        for open_ in reversed(self.stack):
            if open_.sign == sign:
                return True
            if open_.sign not in ("*", "**"):
                return False
        return False

    def close_crossed(self, sign: str, offset: int) -> None:
        crossed = self.stack[-1]
        line = self.scalar.spot(crossed.offset).line
        message = f"this `{sign}` closes before the `{crossed.sign}` opened inside it (line {line})"
        self.complain("crossed", message, offset, len(sign), "close in reverse order: **strong and *both***")
        self.stack = [open_ for open_ in self.stack if open_.sign != sign or open_ is self.stack[0]]

    def leave_open(self, open_: _Open) -> None:
        """Report *open_*, which was never closed, and give its nodes to what it stands in."""
        name, closer = _NAMES[open_.sign], _CLOSERS[open_.sign]
        hint = f"close it with `{closer}` in the same paragraph, or write `\\{open_.sign[-1]}` for the character itself"
        self.complain("unclosed", f"this {name} is never closed", open_.offset, len(open_.sign), hint)
        self.stack.remove(open_)
        self.container.nodes.extend(open_.nodes)

    # --- brackets

    def take_bracket_end(self) -> None:
        self.flush()
        offset = self.at
        self.at += 1
        bracket = self.container
        if not bracket.sign:
            hint = "a bracket that is meant as one is written `\\]`"
            self.complain("stray-bracket", "this `]` closes nothing", offset, 1, hint)
            return
        while self.stack[-1] is not bracket:
            self.leave_open(self.stack[-1])
        self.stack.pop()
        nodes = tuple(bracket.nodes)
        following = self.value[self.at : min(self.at + 1, self.end)]
        if bracket.sign == "^[":
            self.add_note(bracket, nodes)
        elif following == "(":
            self.add_link(bracket, nodes)
        elif following == "{":
            self.add_attributed(bracket, nodes)
        else:  # [sic]: brackets in the text
            self.container.nodes.append(Words(text="[", look=self.look, offset=bracket.offset))
            self.container.nodes.extend(nodes)
            self.container.nodes.append(Words(text="]", look=self.look, offset=offset))

    def add_note(self, bracket: _Open, nodes: tuple[Inline, ...]) -> None:
        if not nodes:
            self.complain("empty-note", "this footnote is empty", bracket.offset, 3, "write its text: ^[like this]")
        elif any(open_.sign == "^[" for open_ in self.stack):
            message = "a footnote stands in a footnote"
            self.complain("nested-note", message, bracket.offset, 2, "put the second one after the first")
        else:
            self.container.nodes.append(NoteMark(nodes=nodes, offset=bracket.offset))

    def add_link(self, bracket: _Open, nodes: tuple[Inline, ...]) -> None:
        close = self.end_of_address()
        if close < 0:
            self.complain("unclosed", "the address of this link is never closed", self.at, 1, "close it with `)`")
            self.container.nodes.extend(nodes)
            return
        start, uri = self.at + 1, self.value[self.at + 1 : close].strip()
        self.at = close + 1
        if not nodes:
            self.complain("empty-link", "this link has no words", bracket.offset, 2, "[words](https://example.org)")
        if not uri:
            self.complain("empty-link", "this link has no address", start - 1, 2, "[words](https://example.org)")
        elif not uri.lower().startswith(_SCHEMES):
            hint = f"did you mean `https://{uri}`?" if "." in uri and ":" not in uri else "write the whole address"
            message = "a link begins with https://, http:// or mailto:"
            self.complain("link-scheme", message, start, close - start, hint)
        elif any(c.isspace() for c in uri) or uri.lower().rstrip("/") in ("https:", "http:", "mailto:"):
            self.complain(
                "link", "this is not an address", start, close - start, "a space in an address is written %20"
            )
        else:
            self.container.nodes.append(LinkTo(uri=uri, nodes=nodes, offset=bracket.offset))
            return
        self.container.nodes.extend(nodes)

    def end_of_address(self) -> int:
        """The offset of the bracket that closes the address begun here, brackets inside it counted; -1 if none does."""
        depth = 0
        for at in range(self.at, min(self.end, self.at + LONGEST_ADDRESS)):
            depth += {"(": 1, ")": -1}.get(self.value[at], 0)
            if not depth:
                return at
        return -1

    def add_attributed(self, bracket: _Open, nodes: tuple[Inline, ...]) -> None:
        close = self.value.find("}", self.at, min(self.end, self.at + LONGEST_BRACES))
        tag = self.value[self.at + 1 : close].strip() if close > 0 else ""
        if close < 0:
            self.complain("unclosed", "this brace is never closed", self.at, 1, "close it with `}`")
            self.container.nodes.extend(nodes)
            return
        offset, self.at = self.at, close + 1
        if tag in SETTINGS:
            nodes = tuple(relooked(node, setting=tag) for node in nodes)
            if tag == "fraction" and not _FRACTION.fullmatch(plain(nodes)):
                self.complain(
                    "fraction", "this is no fraction", bracket.offset, offset - bracket.offset, "as in [3/8]{fraction}"
                )
        elif source := _QUOTE.fullmatch(tag):
            if source[1] not in self.desk.sources:
                place = self.scalar.spot(self.value.index(source[1], offset), len(source[1]))
                self.desk.unknown("source", source[1], self.desk.sources, place, "sources")
            nodes = tuple(relooked(node, quote=source[1]) for node in nodes)
        elif _LANGUAGE.fullmatch(tag):
            nodes = tuple(_spoken(node, tag) for node in nodes)
        else:
            hint = f"as in [ordet]{{sv}}, or one of: {', '.join(SETTINGS)}; for a bracket before a figure write `\\]`"
            self.complain("language", f"`{tag}` is not the code of a language", offset, close + 1 - offset, hint)
        if not nodes:
            self.complain("language", "no words stand in this bracket", bracket.offset, 2, "[ordet]{sv}")
        look = self.look
        marked = {name: True for name in ("emphasis", "strong") if getattr(look, name)}
        self.container.nodes.extend(relooked(node, **marked) for node in nodes)

    # --- braces

    def take_braces(self) -> None:
        start = self.at
        limit = min(self.end, start + LONGEST_BRACES)
        close = self.value.find("}", start, limit)
        again = self.value.find("{", start + 1, limit)
        if close < 0 or 0 <= again < close:
            hint = "close it with `}`; a brace that is meant as one is written `\\{`"
            self.complain("unclosed", "this brace is never closed", start, 1, hint)
            self.at += 1
            return
        self.at = close + 1
        inside = self.value[start + 1 : close]
        if not inside.strip():
            self.complain("empty-braces", "these braces are empty", start, close + 1 - start, "name a figure: {I1-1}")
        elif inside.startswith("@"):
            self.add_person(inside[1:].strip(), start)
        elif inside.startswith(("see:", "page:")):
            self.add_cross_reference(inside, start)
        else:
            self.add_figure(inside, start)

    def add_person(self, key: str, start: int) -> None:
        person = self.desk.people.get(key) or self.desk.organisations.get(key)
        if person is None:
            self.unknown("person", key, start + 2)
        self.add(PersonRef(person=key, text=person.name.plain if person else key, look=self.look, offset=start))

    def add_cross_reference(self, inside: str, start: int) -> None:
        form, _, rest = inside.partition(":")
        target, bar, words = rest.partition("|")
        name = target.strip()
        if not name or (bar and not words.strip()):
            self.complain(
                "reference", "this reference says not where to", start, len(inside) + 2, "as in {see:insight-4}"
            )
            return
        self.desk.mentions.append(Mention(name, self.scalar, start + 1 + len(form) + 1 + target.index(name)))
        words = _SPACE.sub(" ", words).strip()
        self.add(CrossRef(target=name, page_only=form == "page", words=words, look=self.look, offset=start))

    def add_figure(self, inside: str, start: int) -> None:
        match = _REF.fullmatch(inside)
        if match is None:
            hint = "a figure: {I1-1}; a person: {@cole}; a place: {see:insight-4}; a brace itself: \\{"
            self.complain("braces", f"`{{{inside}}}` is no figure, person or place", start, len(inside) + 2, hint)
            return
        name, form, words = match["id"], match["form"], match["words"]
        figure = self.desk.figures.get(name)
        if form is not None and words is not None:
            message = "either a form or words: a figure cannot have both"
            self.complain("form", message, start, len(inside) + 2, f"{{{name}|{words}}}")
        if form is not None and form not in FORMS:
            offset = start + 1 + match.start("form")
            hint = did_you_mean(form, FORMS, otherwise=f"forms are: {', '.join(FORMS)}")
            self.complain("unknown-form", f"a figure has no form `{form}`", offset, max(1, len(form)), hint)
            form = "default"
        if words is not None and not words.strip():
            self.complain("form", "no words stand after the bar", start, len(inside) + 2, f"{{{name}|three in four}}")
        if figure is None:
            self.unknown("figure", name, start + 1)
            text = words or name
        elif words is not None:
            text = _SPACE.sub(" ", words).strip()
        else:
            try:
                text = print_as(figure.value, figure.unit, form or "default", self.desk.tongue)
            except CannotPrint as error:
                self.complain("form", str(error), start, len(inside) + 2, error.hint.replace("{id|", f"{{{name}|"))
                text = name
        kind = "words" if words is not None else form or "default"
        self.add(FigureRef(figure=name, form=kind, text=text, look=self.look, offset=start))
