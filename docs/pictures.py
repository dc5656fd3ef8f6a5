"""Make the README's picture from the built sample: a spread of the digital edition.

Run after a build: .venv/bin/python docs/pictures.py
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

HERE = Path(__file__).resolve().parent
SPREAD = (7, 8)
"""Pages from 0: the first opener and the page beside it."""


def main() -> None:
    pdf = pdfium.PdfDocument(next((HERE.parent / "out").glob("*-digital.pdf")))
    left, right = (pdf[number].render(scale=1.0).to_pil() for number in SPREAD)
    spread = Image.new("RGB", (left.width + right.width, left.height), "white")
    spread.paste(left, (0, 0))
    spread.paste(right, (left.width, 0))
    spread.quantize(128).save(HERE / "spread.png", optimize=True)


if __name__ == "__main__":
    main()
