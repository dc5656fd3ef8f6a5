"""The kit's front page: one HTML file that needs nothing but the pictures beside it.

No script, no font and no address outside: it opens from a disk, a shared folder or a web
server alike. Headings, landmarks and alternative texts are those of a page that one can
also hear (WCAG 2.2, AA).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from layout.ink import Palette
from layout.values import Struct
from typeset.presskit.matter import Credit

STYLE = Path(__file__).with_name("index.css")

SIZE_NAMES = {"": "Column", "wide": "Wide", "square": "Square"}


class Picture(Struct, frozen=True, kw_only=True):
    """One card in one size, by its files' names."""

    size: str
    png: str
    svg: str
    pixels: tuple[int, int]


class Entry(Struct, frozen=True, kw_only=True):
    """One thing of the kit in all its sizes."""

    kind: str
    key: str
    heading: str
    alt: str
    about: str
    pictures: tuple[Picture, ...]
    text: str
    """The file that holds the alternative text."""
    data: str = ""
    """The file that holds the data, if there is one."""


class Shelf(Struct, frozen=True, kw_only=True):
    """Everything of one part of the report."""

    key: str
    name: str
    entries: tuple[Entry, ...]


def write_index(shelves: Sequence[Shelf], credit: Credit, inks: Palette, sizes: Mapping[str, int]) -> bytes:
    """The page that leads to every file; *sizes* gives each file's length in bytes."""
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(credit.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Press kit: {escape(credit.title)}</title>",
        f"<style>\n{_colours(inks)}{STYLE.read_text(encoding='utf-8')}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#kit">Skip to the pictures</a>',
        *_header(shelves, credit),
        '<main id="kit">',
        *(line for shelf in shelves for line in _shelf(shelf, sizes)),
        "</main>",
        f"<footer><p>{escape(credit.line)}</p></footer>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _colours(inks: Palette) -> str:
    """The brand's inks as custom properties."""
    names = ("ink", "deep", "signal", "air", "paper", "white")
    lines = (f"  --{name}: {_hex(inks, name)};" for name in names if name in inks)
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _hex(inks: Palette, name: str) -> str:
    rgb = inks[name].srgb
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in (rgb.r, rgb.g, rgb.b))


def _header(shelves: Sequence[Shelf], credit: Credit) -> Iterable[str]:
    kinds = [entry.kind for shelf in shelves for entry in shelf.entries]
    counts = [
        _counted(kinds.count("Chart"), "chart", "charts"),
        _counted(kinds.count("Key figure"), "key figure", "key figures"),
        _counted(kinds.count("Quote") + kinds.count("Paraphrase"), "quote", "quotes"),
    ]
    yield "<header>"
    yield f'<p class="publisher">{escape(credit.publisher)}</p>'
    yield f"<h1>{escape(credit.title)}<span>Press kit</span></h1>"
    yield f'<p class="lead">{", ".join(count for count in counts if count)}: as PNG and SVG, with data and alternative text.</p>'
    yield '<dl class="terms">'
    yield f"<div><dt>Credit</dt><dd>{escape(credit.line)}</dd></div>"
    yield "<div><dt>Alternative text</dt><dd>Stands beside each picture. Publish it with the picture.</dd></div>"
    yield "<div><dt>Paraphrases</dt><dd>Are not the speaker’s own words. Set no quotation marks around them.</dd></div>"
    yield "</dl>"
    yield '<nav aria-label="Parts of the report"><ol>'
    for shelf in shelves:
        yield f'<li><a href="#{_id(shelf.key)}">{escape(shelf.name)}</a></li>'
    yield "</ol></nav>"
    yield "</header>"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def _shelf(shelf: Shelf, sizes: Mapping[str, int]) -> Iterable[str]:
    yield f'<section id="{_id(shelf.key)}" aria-labelledby="{_id(shelf.key)}-name">'
    yield f'<h2 id="{_id(shelf.key)}-name">{escape(shelf.name)}</h2>'
    yield '<div class="shelf">'
    for entry in shelf.entries:
        yield from _entry(entry, sizes)
    yield "</div>"
    yield "</section>"


def _entry(entry: Entry, sizes: Mapping[str, int]) -> Iterable[str]:
    shown = next(picture for picture in entry.pictures if picture.size == "wide")
    width, height = shown.pixels
    yield f'<article id="{_id(entry.key)}" aria-labelledby="{_id(entry.key)}-name">'
    yield (
        f'<img src="{quote(shown.png)}" alt="{escape(entry.alt)}" width="{width}" height="{height}" '
        f'loading="lazy" decoding="async">'
    )
    yield f'<p class="kind">{escape(entry.kind)}</p>'
    yield f'<h3 id="{_id(entry.key)}-name">{escape(entry.heading)}</h3>'
    if entry.about:
        yield f'<p class="about">{escape(entry.about)}</p>'
    yield f"<details><summary>Alternative text</summary><p>{escape(entry.alt)}</p></details>"
    yield "<table>"
    yield f'<caption class="unseen">Files of “{escape(entry.heading)}”</caption>'
    yield '<thead class="unseen"><tr><th scope="col">Size</th><th scope="col">Pixels</th><th scope="col">Files</th></tr></thead>'
    yield "<tbody>"
    for picture in entry.pictures:
        name = SIZE_NAMES[picture.size]
        links = " ".join(_download(file, entry, name, sizes) for file in (picture.png, picture.svg))
        yield (
            f'<tr><th scope="row">{name}</th><td>{picture.pixels[0]} × {picture.pixels[1]}</td><td>{links}</td></tr>'
        )
    others = " ".join(_download(file, entry, "", sizes) for file in (entry.data, entry.text) if file)
    label = "Data and text" if entry.data else "Text"
    yield f'<tr><th scope="row">{label}</th><td></td><td>{others}</td></tr>'
    yield "</tbody></table>"
    yield "</article>"


FORMATS = {"png": "PNG", "svg": "SVG", "csv": "CSV", "txt": "TXT"}


def _download(file: str, entry: Entry, size: str, sizes: Mapping[str, int]) -> str:
    """A link that says what it is to those who hear links out of their place."""
    format_ = FORMATS[file.rpartition(".")[2]]
    kilobytes = max(1, round(sizes[file] / 1000))
    told = escape(f"{format_}, {size.lower() + ', ' if size else ''}{kilobytes} kB: {entry.heading}")
    return f'<a href="{quote(file)}" download aria-label="{told}">{format_}</a>'


def _id(key: str) -> str:
    return escape(key.replace("/", "--"))
