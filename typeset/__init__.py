"""The pipeline, from `content.yaml` to finished files. It goes one way:

    content.yaml ─load─▶ Report ─draw─▶ Art ─edit─▶ Story ─set─▶ Book ─paint─▶ PDF ─check─▶ Problem…

1. `manifest` reads YAML with positions into a frozen `Report` and finds every mistake on the way;
   `ledger` knows how figures are written and worked out.
2. `charts` draws each chart once, as a display list with inks by name.
3. `editing` writes out what authors need not repeat, and hands the design a `Story`;
   `speaking` finds out who speaks where, so that names lead there.
4. `layout` sets the Story: one `Book`, with its pages and its structure tree.
5. `paint` makes an edition of the Book: print or digital, from the same pages;
   `enclosures` are the files that the digital one carries, to be made again from.
6. `preflight` judges what was painted, and `press` proves that both editions say the same;
   `review` writes each page's text for those who compare, and compares.
7. `outputs` puts all files in place together, or none.

`makeready` runs steps 1 to 4 with `laying`, and the ledger's audit beside them; `finishing` runs 5 and 6, and
`cli` is the command line. Nothing reaches back. Charts drawn and parts set are kept from run to run (`charts.cache`,
`shelf`): what has not changed is not made again.
"""

VERSION = "0.1.0"

PRINT = "print"
DIGITAL = "digital"
EDITIONS = (PRINT, DIGITAL)
"""What one Book is painted as."""

SPREADS = "spreads"
"""Facing pages side by side, for looking at; made when asked for."""

PROOF = "proof"
"""The digital pages with what editors need beside them; made when asked for."""

LOOK = "look"
"""The pages as they are, to be looked at on the way; nobody asks for a file of it."""
