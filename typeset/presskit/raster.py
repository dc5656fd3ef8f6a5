"""Cards as PNG pictures: painted as a PDF, drawn by pdfium, packed by Pillow. Both stay behind this door."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from layout.brand import Brand
from typeset.editions import PROFILES
from typeset.paint import Document, paint, screen_edition, srgb
from typeset.presskit.cards import Card
from typeset.presskit.matter import Credit
from typeset.presskit.svg import Words

DIGEST = 16


class Darkroom:
    """Makes pictures of cards, and keeps them under *cache* so that each is made once."""

    def __init__(self, brand: Brand, faces: Mapping[str, bytes], credit: Credit, cache: Path | None) -> None:
        self._brand = brand
        self._faces = faces
        self._credit = credit
        self._cache = cache / "press-kit" if cache is not None else None
        self._edition = screen_edition(srgb((PROFILES / "sRGB.icc").read_bytes()))

    def picture(self, card: Card, svg: bytes, words: Words) -> bytes:
        """The card as PNG. *svg* is the same card written out: whatever changes the picture changes it."""
        name = self._name(card, svg, words)
        kept = self._read(name)
        if kept is None:
            kept = self._draw(card, words)
            self._keep(name, kept)
        return kept

    def _draw(self, card: Card, words: Words) -> bytes:
        import pypdfium2  # 60 ms, for those who ask for a press kit
        from PIL import Image
        from PIL.PngImagePlugin import PngInfo

        # The PDF is thrown away as soon as it is drawn; what it says of itself is nobody's business.
        about = Document(
            title=words.title, language=card.language, date="2000-01-01", author="", publisher="", subject="",
            keywords=(), job="", plates="", creator="typeset",
        )  # fmt: skip
        pdf = paint(card.book, self._edition, brand_inks=self._brand.inks, fonts=self._faces, about=about)
        document = pypdfium2.PdfDocument(pdf)
        try:
            image: Image.Image = document[0].render(scale=card.density).to_pil().convert("RGB")
        finally:
            document.close()
        # pdfium rounds up: a page of 320 points at 3.75 pixels may come out a pixel too wide.
        image = image.crop((0, 0, *card.pixels))
        told = PngInfo()
        told.add_itxt("Title", words.title)
        told.add_itxt("Description", words.description)
        told.add_itxt("Source", self._credit.line)
        out = io.BytesIO()
        per_inch = 72 * card.density
        image.save(out, "PNG", compress_level=9, pnginfo=told, dpi=(per_inch, per_inch))
        return out.getvalue()

    def _name(self, card: Card, svg: bytes, words: Words) -> str:
        digest = hashlib.blake2b(svg, digest_size=DIGEST)
        for part in (repr(card.pixels), repr(words), self._credit.line, _maker()):
            digest.update(b"\0" + part.encode())
        return digest.hexdigest()

    def _read(self, name: str) -> bytes | None:
        if self._cache is None:
            return None
        try:
            data = (self._cache / f"{name}.png").read_bytes()
        except OSError:
            return None
        payload = data[DIGEST:]
        return payload if hashlib.blake2b(payload, digest_size=DIGEST).digest() == data[:DIGEST] else None

    def _keep(self, name: str, data: bytes) -> None:
        """Keep a picture behind its checksum; a full disk only costs time later."""
        if self._cache is None:
            return
        file = self._cache / f"{name}.png"
        draft = file.with_suffix(f".{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(hashlib.blake2b(data, digest_size=DIGEST).digest() + data)
            draft.replace(file)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _maker() -> str:
    """A digest of what makes pictures of pages: our own code that paints, and the versions of its libraries."""
    here = Path(__file__).parent
    files = [*sorted((here.parent / "paint").glob("*.py")), Path(__file__)]
    digest = hashlib.blake2b(digest_size=DIGEST)
    for file in files:
        digest.update(file.read_bytes())
    for library in ("pypdfium2", "pillow", "reportlab"):
        digest.update(version(library).encode())
    return digest.hexdigest()
