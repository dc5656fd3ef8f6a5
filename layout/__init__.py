"""Type and pages: from styled text and drawings to a finished `Book`.

Everything here is pure geometry and text. It knows no YAML, no ReportLab, no
matplotlib, no file names and no clock; it takes frozen values and returns new
ones. Read the rooms in this order:

1. `type/` turns words into glyphs and glyphs into well-spaced lines.
2. `pages/` fits lines and drawings into columns on a baseline grid.
3. `design/` is the report's vocabulary (cover, opener, fact box …) on top of both.

Lengths are points as floats, measured from the top-left corner of the trim box
with y downwards. `typeset.paint` turns them to PDF's bottom-left origin, and
nothing else does.
"""
