"""The brand file: inks, faces, type scale and page, read with the same care as the manifest.

What would make every report unreadable or unprintable is refused here, once, rather than
found on each page: text pairs under the contrast of WCAG 2.2 (1.4.3), grounds with more
ink than paper takes. Colours of charts that some readers take for one another are warned of:
shapes and labels still tell them apart.
"""

from __future__ import annotations

import os
from collections.abc import Mapping as MappingOf
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from layout.brand import Brand, PageShape
from layout.design.styles import SMALL_TEXT, TEXT_ON_GROUNDS
from layout.geometry import mm
from layout.ink import Cmyk, Ink, Rgb, Tint, contrast
from layout.type.scripts import SCRIPTS, Companion
from layout.values import Struct
from typeset.manifest.declare import Entry, Form, holds
from typeset.manifest.desk import Desk
from typeset.manifest.gaps import without_consequences
from typeset.manifest.kinds import Many, Number, Plain, Table, Whole
from typeset.manifest.nearest import did_you_mean
from typeset.manifest.nodes import Mapping, Node
from typeset.manifest.reading import Reading, read_tree
from typeset.manifest.source import Source
from typeset.problem import Problem, Severity, Span, in_order

INKS = ("ink", "deep", "signal", "air", "paper", "white")
"""Inks that pages ask for by name; a brand may have more."""

MOST_INK = 2.6
"""Coverage of a large ground: 260 % leaves room under the 300 % that coated paper takes."""


class LoadedBrand(Struct, frozen=True):
    """What came of loading a brand; there is one only if nothing is wrong with it."""

    brand: Brand | None
    problems: tuple[Problem, ...]
    sources: MappingOf[str, Source]


def _amount(least: str, most: str) -> Number:
    return Number(Decimal(least), Decimal(most))


LENGTH = _amount("0.1", "5000")


class InkEntry(Entry, frozen=True, kw_only=True):
    """One ink."""

    TITLE: ClassVar[str] = "an ink"

    cmyk: tuple[Decimal, ...] = holds(
        Many(_amount("0", "100"), least=4, most=4, what="plates"),
        "Per cent of cyan, magenta, yellow and black.",
        required=True,
        example="[0, 72, 70, 0]",
    )
    srgb: str = holds(
        Plain(pattern="#[0-9a-fA-F]{6}", wanted="a colour such as #e9643f"),
        "Its partner on screen.",
        required=True,
        example='"#e9643f"',
    )
    spot: str = holds(Plain(most=80), "Name of a spot colour that is printed instead.", example="PANTONE 7416 C")


class CompanionEntry(Entry, frozen=True, kw_only=True):
    """A face for the letters of one script."""

    TITLE: ClassVar[str] = "a face for another script"

    beside: tuple[str, ...] = holds(
        Many(Plain(most=80), least=1, what="faces"),
        "Roles of the faces that it stands in for.",
        required=True,
        example="[text, letter]",
    )
    scale: Decimal = holds(
        _amount("0.5", "2"), "Its size over theirs, so that both look equally large.", required=True, example="1.06"
    )


class Margins(Entry, frozen=True, kw_only=True):
    """Margins in millimetres."""

    TITLE: ClassVar[str] = "the margins"

    inner: Decimal = holds(LENGTH, "At the spine.", required=True)
    outer: Decimal = holds(LENGTH, "At the fore-edge.", required=True)
    head: Decimal = holds(LENGTH, "Above.", required=True)
    foot: Decimal = holds(LENGTH, "Below.", required=True)


class PageEntry(Entry, frozen=True, kw_only=True):
    """The page."""

    TITLE: ClassVar[str] = "the page"

    trim: tuple[Decimal, ...] = holds(
        Many(LENGTH, least=2, most=2, what="sides"), "Width and height, mm.", required=True, example="[210, 297]"
    )
    bleed: Decimal = holds(_amount("0", "20"), "Beyond the trim, mm.", required=True, example="3")
    margins: Margins | None = holds(Form(Margins), "Margins, mm.", required=True)
    columns: int = holds(Whole(1, 24), "Columns of the grid.", required=True, example="6")
    gutter: Decimal = holds(LENGTH, "Between columns, mm.", required=True, example="5")
    grid: Decimal = holds(_amount("4", "100"), "Points between baselines.", required=True, example="13")


class BrandEntry(Entry, frozen=True, kw_only=True):
    """A brand."""

    TITLE: ClassVar[str] = "the brand"

    inks: MappingOf[str, InkEntry] = holds(Table(Form(InkEntry)), "Inks by name.", required=True)
    faces: MappingOf[str, str] = holds(
        Table(Plain(most=120, pattern=r"[\w. -]+\.(?:ttf|otf)", wanted="the file name of a font, such as Text.ttf")),
        "Font files by role.",
        required=True,
    )
    scripts: MappingOf[str, MappingOf[str, CompanionEntry]] = holds(
        Table(Table(Form(CompanionEntry))),
        "Faces for letters that the others lack: by script (ISO 15924), then by role.",
    )
    scale: tuple[Decimal, ...] = holds(
        Many(_amount("4", "400"), least=5, most=12, what="sizes"),
        "Type sizes in points, small to large.",
        required=True,
    )
    giant: Decimal = holds(_amount("20", "2000"), "The cropped numeral of an opener, points.", required=True)
    page: PageEntry | None = holds(Form(PageEntry), "The page.", required=True)


def load_brand(path: str | Path) -> LoadedBrand:
    """Load the brand at *path*; lengths come out in points, ink amounts as 0..1."""
    path = Path(path)
    reading = Reading(Path(os.path.realpath(path.parent)))
    tree = read_tree(reading.folder / path.name, str(path), reading)
    desk = Desk(reading)
    entry = (
        None
        if tree is None
        else Form(BrandEntry, (_check_inks, _check_scripts, _check_scale, _check_page)).read(tree, desk)
    )
    if entry and isinstance(tree, Mapping) and not any(problem.is_error for problem in reading.problems):
        _check_charts(_brand(entry), tree, desk)
    problems = in_order(without_consequences(reading.problems, reading.gaps), reading.sources)
    sound = entry is not None and not any(problem.is_error for problem in problems)
    return LoadedBrand(_brand(entry) if sound and entry else None, problems, reading.sources)


def _brand(entry: BrandEntry) -> Brand:
    page = entry.page
    assert page is not None
    assert page.margins is not None
    margins = page.margins
    width, height = (mm(float(side)) for side in page.trim)
    return Brand(
        inks=MappingProxyType({name: _ink(name, ink) for name, ink in entry.inks.items()}),
        faces=MappingProxyType(dict(entry.faces)),
        scale=tuple(map(float, entry.scale)),
        giant=float(entry.giant),
        page=PageShape(
            width=width,
            height=height,
            bleed=mm(float(page.bleed)),
            inner=mm(float(margins.inner)),
            outer=mm(float(margins.outer)),
            head=mm(float(margins.head)),
            foot=mm(float(margins.foot)),
            columns=page.columns,
            gutter=mm(float(page.gutter)),
            grid=float(page.grid),
        ),
        companions=MappingProxyType(
            {
                role: Companion(script=script, beside=one.beside, scale=float(one.scale))
                for script, faces in (entry.scripts or {}).items()
                for role, one in faces.items()
            }
        ),
    )


def _ink(name: str, entry: InkEntry) -> Ink:
    c, m, y, k = (float(amount) / 100 for amount in entry.cmyk)
    r, g, b = (int(entry.srgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return Ink(name, Cmyk(c, m, y, k), Rgb(r, g, b), entry.spot or None)


def _place(node: Mapping, *path: str) -> Node:
    """The node at *path*, or the last one on the way that is there."""
    at: Node = node
    for name in path:
        below = at.get(name) if isinstance(at, Mapping) else None
        if below is None:
            return at
        at = below
    return at


def _name_span(node: Mapping, *path: str) -> Span:
    """Where the last name of *path* itself is written."""
    *above, last = path
    table = _place(node, *above)
    keys = (key for key, _ in table.entries if key.value == last) if isinstance(table, Mapping) else ()
    return next((key.span for key in keys), table.span)


def _check_inks(entry: BrandEntry, node: Mapping, desk: Desk) -> None:
    inks = {name: _ink(name, ink) for name, ink in entry.inks.items() if len(ink.cmyk) == 4 and len(ink.srgb) == 7}
    written = node.get("inks")
    known = [key.value for key, _ in written.entries] if isinstance(written, Mapping) else []
    for name in INKS:
        if known and name not in known:
            hint = "pages ask for these: " + ", ".join(INKS)
            desk.complain(
                "missing-key", f"the brand needs an ink `{name}`", _place(node, "inks").span, found=name, hint=hint
            )
    for text, ground, least in TEXT_ON_GROUNDS:
        if not {text.ink, ground.ink} <= inks.keys():
            continue
        ratio = contrast(*(inks[tint.ink].srgb.tinted(tint.amount) for tint in (text, ground)))
        if ratio < least:
            # The pair's darker or lighter ink may be at fault; the one that is not white is the one to change.
            at = ground.ink if text.ink == "white" else text.ink
            large = " large" if least < SMALL_TEXT else ""
            message = (
                f"{_called(text)} as{large} text on {_called(ground)} has a contrast of {ratio:.2f}:1; "
                f"{least:g}:1 is the least"
            )
            hint = "darken the text, or lighten its ground" if ground.ink != "deep" else "darken the ground"
            why = "readers with weak eyes could not read it (WCAG 2.2, 1.4.3)"
            desk.complain("contrast", message, _place(node, "inks", at, "srgb").span, hint=hint, why=why)
    for name, ink in inks.items():
        if ink.cmyk.coverage > MOST_INK + 1e-9:
            message = f"`{name}` lays down {ink.cmyk.coverage:.0%} ink; a ground may have {MOST_INK:.0%}"
            why = "more ink does not dry, and sets off on the next sheet"
            hint = "take some of cyan, magenta and yellow out"
            desk.complain("ink-limit", message, _place(node, "inks", name, "cmyk").span, hint=hint, why=why)


def _called(tint: Tint) -> str:
    """`ink`, or `ink` at 74 %."""
    return f"`{tint.ink}`" + (f" at {tint.amount:.0%}".replace("%", " %") if tint.amount < 1 else "")


def _check_charts(brand: Brand, node: Mapping, desk: Desk) -> None:
    """Warn of colours that charts set side by side and some readers cannot tell apart."""
    from typeset.charts.checks import check_theme  # charts are another room; only their colours are asked for here
    from typeset.charts.theme import theme_of

    theme = theme_of(brand)
    inks = {"signal": theme.signal.ink, "second": theme.second.ink, "deep": theme.deep.ink}
    for pair in check_theme(theme, brand.inks):
        role = pair.one if pair.one in inks else pair.other
        ink = inks.get(role, theme.rule.ink)
        in_grey = pair.vision == "greyscale"
        seen = "in grey" if in_grey else f"to a reader with {pair.vision}"
        message = f"in charts, `{pair.one}` and `{pair.other}` look alike {seen}: {pair.difference:.1f} apart"
        desk.complain(
            "palette",
            message,
            _place(node, "inks", ink, "srgb").span,
            expected=f"expected a difference of {pair.least:g} or more",
            hint="make one of them lighter or darker",
            why="in a photocopy they would be one" if in_grey else "that reader could not tell these marks apart",
            severity=Severity.WARNING,
        )


def _check_scripts(entry: BrandEntry, node: Mapping, desk: Desk) -> None:
    """See that each script is one that needs it, and each face one of the brand's, and no two stand beside one face."""
    for script, faces in (entry.scripts or {}).items():
        if script not in SCRIPTS:
            message = f"`{script}` is no script that runs right to left"
            hint = "the letters of all others come from the faces themselves; scripts are: " + ", ".join(
                sorted(SCRIPTS)
            )
            desk.complain("script", message, _name_span(node, "scripts", script), found=script, hint=hint)
        taken: dict[str, str] = {}
        for role, one in faces.items():
            for face in (role, *one.beside):
                if face not in entry.faces:
                    span = _name_span(node, "scripts", script, role)
                    hint = did_you_mean(face, entry.faces, otherwise="give its file under `faces:`")
                    desk.complain("unknown-face", f"the brand has no face `{face}`", span, found=face, hint=hint)
            for face in one.beside:
                if face in taken:
                    message = f"beside `{face}` stand both `{taken[face]}` and `{role}`"
                    span = _name_span(node, "scripts", script, role)
                    desk.complain("script", message, span, found=face, hint="take it out of one of the two")
                taken[face] = role


def _check_scale(entry: BrandEntry, node: Mapping, desk: Desk) -> None:
    scale = node.get("scale")
    if scale is not None and list(entry.scale) != sorted(set(entry.scale)):
        desk.complain(
            "scale", "type sizes run from small to large", scale.span, hint="[7.5, 9.5, 13, 19.5, 29, 44, 66]"
        )


def _check_page(entry: BrandEntry, node: Mapping, desk: Desk) -> None:
    page = entry.page
    if page is None or page.margins is None or len(page.trim) != 2:
        return
    across = page.trim[0] - page.margins.inner - page.margins.outer - page.gutter * (page.columns - 1)
    down = page.trim[1] - page.margins.head - page.margins.foot
    if across < page.columns * 5:
        message = f"margins and gutters leave {across} mm for {page.columns} columns"
        desk.complain(
            "page", message, _place(node, "page", "margins").span, hint="make them smaller, or the page wider"
        )
    if mm(float(down)) < float(page.grid) * 10:
        message = f"the margins leave {down} mm between head and foot"
        desk.complain(
            "page", message, _place(node, "page", "margins").span, hint="make them smaller, or the page higher"
        )
