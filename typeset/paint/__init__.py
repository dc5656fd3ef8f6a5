"""From a finished Book to PDF bytes, one edition at a time.

1. `forme` locks the Book up: `content` writes each page's items as operators, in the
   page's own order, and `fonts` gives out character codes as they are asked for. What
   editions decide is left open. This is done once for all editions of a Book.
2. `inking` fills in one edition's colours (`inks`) and marks of structure (`sequences`,
   which note which piece belongs to which leaf of the tree). The faces, separations
   and pictures that were used are embedded (`fonts`, `inks`, `pictures`).
3. `navigation` lays annotations over the links, and adds outline, page labels and
   named places; `tags` turns the book's tree into structure elements.
4. `metadata` says twice, and alike, what the file is; `marks` adds what a printer
   needs; `attachments` what an archive wants.
5. `store` writes the objects down.

What an edition is, is a value (`edition`). ReportLab is behind `store`, HarfBuzz's
subsetter behind `fonts`, Pillow behind `pictures`.
"""

from typeset.paint.about import Attachment, Document
from typeset.paint.book import paint
from typeset.paint.edition import (
    PDF_UA_1_A_3A,
    PDF_X_1A,
    PDF_X_4,
    Colour,
    Edition,
    Marks,
    OutputIntent,
    Standard,
    fogra39,
    look_edition,
    own_condition,
    press_edition,
    proof_edition,
    screen_edition,
    srgb,
)
from typeset.paint.fonts import UnfitFont, why_not_embed

__all__ = [
    "PDF_UA_1_A_3A",
    "PDF_X_1A",
    "PDF_X_4",
    "Attachment",
    "Colour",
    "Document",
    "Edition",
    "Marks",
    "OutputIntent",
    "Standard",
    "UnfitFont",
    "fogra39",
    "look_edition",
    "own_condition",
    "paint",
    "press_edition",
    "proof_edition",
    "screen_edition",
    "srgb",
    "why_not_embed",
]
