"""The press kit: a report's charts, quotes and key figures as cards that others can publish.

1. `matter` finds in the Story what is worth a card, and under which part.
2. `cards` composes each card as a page, through the same layout as the report: the chart is
   drawn anew at the size of the card, in the same look, under its finding and above its
   base line and credit.
3. `svg` writes a page as outlines; `raster` has `paint` make a PDF of it and pdfium a
   picture; `numbers` writes the data, typed, as the manifest would take them back.
4. `index` makes the page from which all of it can be fetched; `kit` puts it together.

What comes out is files by name, the same bytes for the same report.
"""
