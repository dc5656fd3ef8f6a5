"""From an inkless page to the content of one edition: colours, overprint and tags filled in."""

from __future__ import annotations

from layout.values import Struct, field
from typeset.paint.content import Afresh, Holding, Inking, InklessPage
from typeset.paint.inks import Inks
from typeset.paint.sequences import Sequences

OVERPRINT = b"<</Type/ExtGState /OP true /op true /OPM 1>>"
KNOCKOUT = b"<</Type/ExtGState /OP false /op false /OPM 0>>"


class Needs(Struct):
    """What a page's content refers to, by resource name (faces: by key)."""

    faces: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    separations: set[str] = field(default_factory=set)
    overprint: bool = False


def ink_page(page: InklessPage, inks: Inks, sequences: Sequences) -> tuple[bytes, Needs]:
    """Fill in *page*'s tokens; return the content and what it refers to."""
    needs = Needs(page.faces, page.pictures)
    out: list[bytes] = []
    colours = [b"", b""]
    overprint = False
    for token in page.tokens:
        match token:
            case bytes():
                out.append(token)
            case Afresh(operators):
                out += (sequences.end(), operators)
                colours = [b"", b""]
                overprint = False
            case Holding(holder):
                out.append(sequences.begin(holder))
            case Inking(tint, stroking, is_text):
                colour = inks.stroke(tint) if stroking else inks.fill(tint)
                if colour != colours[stroking]:
                    colours[stroking] = colour
                    out.append(colour)
                    if separation := inks.separation(tint):
                        needs.separations.add(separation)
                if overprint is not (is_text and inks.overprints(tint)):
                    overprint = not overprint
                    needs.overprint = True
                    out.append(b"/Over gs\n" if overprint else b"/Knock gs\n")
    out.append(sequences.end())
    return b"".join(out), needs
