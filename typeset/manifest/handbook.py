"""The page of reference, ``docs/manifest.md``, made from the declarations."""

from __future__ import annotations

from typeset.ledger.values import FORMS
from typeset.manifest.blocks import forms_of_blocks
from typeset.manifest.declare import Entry, Key, keys_of, title_of
from typeset.manifest.model import Report
from typeset.manifest.parts import PARTS
from typeset.manifest.walk import forms_of

_OPENING = """\
# The manifest

One YAML file says everything about a report. This page lists every key it can have; it is made from the
program's own declarations (`typeset.manifest`), so it is always true. The first line of a manifest tells editors
where its schema is, and they complete and check while you type:

```yaml
# yaml-language-server: $schema=docs/manifest.schema.json
```

Text stays text: `no`, `on`, `12:30` and `1.10` are what you wrote. Truths are `true` and `false`, numbers are plain
digits with a point (`1600`, `74.6`), dates are `2016-11-01`. A key may stand once. Wherever a value can stand,
`include: file.yaml` can stand instead; files are looked for beside the manifest and cannot lie outside its folder. In a list,
a file that holds a list gives all its items.

## Text

A *text* is one line or paragraph with mark-up. *Prose* is several paragraphs, parted by blank lines, with
`## Sub-headings` on lines of their own, and lists of `- items` or `1. items`.

| write | get |
|---|---|
| `*emphasis*`, `**strong**` | italics, semibold |
| `{I1-1}` | the figure in its default form: `74.6 per cent`, `500,000`, `50–80 per cent` |
| `{I1-1:form}` | another form: FORMS |
| `{I1-1\\|three in four}` | your words, bound to the figure |
| `{@cole}` | the person's name |
| `{see:insight-4}` | “insight 4, page 16”, with a link; `{see:insight-4\\|as told below}` with your words |
| `{page:insight-4}` | the page number alone |
| `^[note text]` | a footnote |
| `[words](https://example.org)` | a link: https, http or mailto |
| `[ordet]{sv}` | words in another language (BCP 47), divided, spaced and spoken as it is |
| `[words]{small-caps}`, `[words]{capitals}` | small capitals, capitals; whoever copies them gets what you wrote |
| `[3/8]{fraction}`, `XX[e]{superior}`, `x[i]{inferior}` | a fraction, raised and lowered letters and figures |
| `[“words”]{quote talk}` | somebody's own words, traced to the source `talk` |
| `\\*`, `\\{` … | the character itself |

A no-break space between a number and *per cent* is put in for you.

Hebrew, Arabic, Persian, Urdu and their kin run from right to left, in the order of the Unicode bidi rules: write words as
they are read. Mark a passage with its language, `[שלום (42)]{he}`, and neither its numbers and brackets nor the stops around
it go astray. A paragraph whose words are all marked so hangs from the right; a name inside it in another language may be
marked within, as in `[… [Typeset]{en} …]{he}`. The brand says which faces such letters are taken from (`scripts:` in
`layout/brand.yaml`). Characters that set directions by hand (U+200E, U+200F, U+2066 to U+2069) work and are never seen.
"""


def handbook() -> str:
    """The whole page."""
    forms = ", ".join(f"`{form}`" for form in FORMS)
    return _OPENING.replace("FORMS", forms) + "".join(_section(form) for form in forms_of(Report))


def _section(form: type[Entry]) -> str:
    lines = ["", f"## {_heading(form)}", "", f"{(form.__doc__ or '').strip()}"]
    if form in PARTS.values():
        name = next(name for name, part in PARTS.items() if part is form)
        lines += ["", f"Begins with `part: {name}`."]
    keys = keys_of(form)
    if keys:
        lines += ["", "| key | holds | |", "|---|---|---|"]
        lines += [_row(name, this) for name, (_, this) in keys.items()]
    return "\n".join(lines) + "\n"


def _heading(form: type[Entry]) -> str:
    """The form's name, and the key that gives it away if it is a block."""
    title = title_of(form).split(" ", 1)[1]
    block = next((name for name, block in forms_of_blocks().items() if block is form), "")
    return f"{title[:1].upper()}{title[1:]}" + (f" (`{block}:`)" if block else "")


def _row(name: str, this: Key) -> str:
    need = " **Required.**" if this.required else ""
    example = f" For instance `{this.example}`." if this.example else ""
    return f"| `{name}` | {_cell(this.kind.describe())} | {_cell(this.doc)}{need}{_cell(example)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
