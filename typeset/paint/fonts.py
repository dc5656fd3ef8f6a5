"""Faces as PDF embeds them: Identity-H fonts fed from shaped glyphs.

A character code is the glyph's own number in the full font, so a shaped word reads
the same in every run and in every edition. Where one glyph stands for a second text
(a hyphen that is typed, and one that only ends a line; a small capital for "a" and for
"A") the second pair gets an alias: a code above the font's last glyph, led back to the
same outline by CIDToGIDMap. So ToUnicode is exact for each pair of glyph and text
(ISO 32000-1, 9.10.3), and nothing needs ActualText.

The subset is HarfBuzz's; the descriptor is filled from the font's own tables (9.8).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping, Sequence
from functools import lru_cache

import uharfbuzz as hb

from layout.type.glyphs import Shaped
from typeset.paint.store import Store, array, dictionary
from typeset.paint.syntax import name, nums, rectangle

NO_TEXT = "\u200b"
"""Stands for a glyph that has no text of its own (the second glyph of one character).

ISO 14289-1, 7.21.7 wants some character for every code used, and forbids U+FEFF."""

_ESCAPES = {0x28: b"\\(", 0x29: b"\\)", 0x5C: b"\\\\", 0x0D: b"\\r"}
_RESTRICTED, _NO_SUBSET, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200

_NOT_FOR_PDF = ("BASE", "GDEF", "GPOS", "GSUB", "JSTF", "MATH", "DSIG", "OS/2", "STAT", "cmap", "name", "post", "kern")
"""Tables that layout has already used, or that the PDF font repeats in its own words."""


class UnfitFont(ValueError):  # noqa: N818  # reads as what it is
    """The font may not, or cannot, be embedded."""


class Face:
    """One face in one file: hands out codes while pages are written, then embeds itself."""

    def __init__(self, key: str, resource: str, data: bytes) -> None:
        self.key = key
        self.resource = resource
        """Name in the page's /Font resources."""
        self._data = data
        self._face = hb.Face(data)
        self._outlines_are_cff = bool({"CFF ", "CFF2"} & set(self._face.table_tags))
        self._scale = 1000 / self._face.upem
        self._font = hb.Font(self._face)
        self._codes: dict[tuple[int, str], bytes] = {}
        self._texts: dict[int, str] = {}
        self._glyphs: dict[int, int] = {}
        self._next_alias = self._face.glyph_count
        # The piece itself is kept beside its bytes, so that its id stays its own.
        self._written: dict[int, tuple[bytes, float, Shaped]] = {}

    def show(self, pieces: Sequence[Shaped], extra: Sequence[float]) -> bytes:
        """Write *pieces* as one TJ operator, *extra*[i] thousandths after piece i.

        Adjustments are whole thousandths; what rounding leaves is carried along the
        line, so its end is never off by more than half of one.
        """
        parts = [b"[("]
        written = self._written
        owed = 0.0
        for piece, more in zip(pieces, extra, strict=True):
            known = written.get(id(piece))
            if known is None:
                known = written[id(piece)] = (*self._encode(piece), piece)
            parts.append(known[0])
            owed += known[1] + more
            if owed > 0.5 or owed < -0.5:
                whole = round(owed)
                owed -= whole
                parts.append(b")%d(" % -whole)
        parts.append(b")]TJ\n")
        return b"".join(parts)

    def words(self, text: str) -> Shaped:
        """Set *text* one glyph to a character, unkerned: for slug lines, not for readers.

        Characters that the face lacks are left out.
        """
        gids = [(gid, char) for char in text if (gid := self._font.get_nominal_glyph(ord(char)))]
        width = sum(self.advance(gid) for gid, _ in gids)
        return Shaped(tuple(g for g, _ in gids), (0.0,) * len(gids), tuple(c for _, c in gids), width)

    def advance(self, gid: int) -> float:
        """The glyph's own advance in thousandths of the type size."""
        return self._font.get_glyph_h_advance(gid) * self._scale

    def embed(self, store: Store) -> bytes:
        """Add the font with the glyphs written so far; return the reference to it."""
        used = _subset(self._data, frozenset(self._glyphs.values()), self._outlines_are_cff)
        tag = _subset_tag(used.program)
        base = name(f"{tag}+{used.postscript_name}")
        file = (
            store.put_stream(used.program, {"Subtype": b"/CIDFontType0C"})
            if self._outlines_are_cff
            else store.put_stream(used.program, {"Length1": b"%d" % len(used.program)})
        )
        descriptor = _descriptor(self._face, base, {"FontFile3" if self._outlines_are_cff else "FontFile2": file})
        descendant = {
            "Type": b"/Font",
            "Subtype": b"/CIDFontType0" if self._outlines_are_cff else b"/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "FontDescriptor": store.put_dict(descriptor),
            "DW": b"0",
            "W": self._widths(),
        }
        if not self._outlines_are_cff:
            descendant["CIDToGIDMap"] = store.put_stream(self._glyph_map(used.new_gids))
        return store.put_dict(
            {
                "Type": b"/Font",
                "Subtype": b"/Type0",
                "BaseFont": base,
                "Encoding": b"/Identity-H",
                "DescendantFonts": array([store.put_dict(descendant)]),
                "ToUnicode": store.put_stream(_to_unicode(self._texts)),
            }
        )

    def _encode(self, piece: Shaped) -> tuple[bytes, float]:
        """The inside of a TJ string for *piece*, and the adjustment still due after it."""
        codes = self._codes
        parts: list[bytes] = []
        owed = 0.0
        for gid, adjust, text in zip(piece.gids, piece.adjust, piece.texts, strict=True):
            if owed:
                whole = round(owed)
                owed -= whole
                if whole:
                    parts.append(b")%d(" % -whole)
            code = codes.get((gid, text))
            parts.append(code if code is not None else self._assign(gid, text))
            owed += adjust
        return b"".join(parts), owed

    def _assign(self, gid: int, text: str) -> bytes:
        code = gid
        if code in self._texts:
            code = self._next_alias
            self._next_alias += 1
            if code > 0xFFFF:
                raise UnfitFont(f"{self.key}: more than 65,535 pairs of glyph and text")
            if self._outlines_are_cff:
                raise UnfitFont(f"{self.key}: one glyph stands for two texts, which a CFF font cannot say")
        self._texts[code] = text
        self._glyphs[code] = gid
        written = b"".join(_ESCAPES.get(byte) or bytes((byte,)) for byte in code.to_bytes(2, "big"))
        self._codes[gid, text] = written
        return written

    def _widths(self) -> bytes:
        """The W array: runs of neighbouring codes, each with its advances (9.7.4.3)."""
        rows: list[bytes] = []
        run: list[bytes] = []
        first = last = -2
        for code in sorted(self._glyphs):
            if code != last + 1:
                if run:
                    rows.append(b"%d[%b]" % (first, b" ".join(run)))
                run, first = [], code
            run.append(nums(self.advance(self._glyphs[code])))
            last = code
        if run:
            rows.append(b"%d[%b]" % (first, b" ".join(run)))
        return b"[" + b" ".join(rows) + b"]"

    def _glyph_map(self, new_gids: Mapping[int, int]) -> bytes:
        table = bytearray(2 * (max(self._glyphs, default=0) + 1))
        for code, gid in self._glyphs.items():
            struct.pack_into(">H", table, 2 * code, new_gids[gid])
        return bytes(table)


class Faces:
    """The faces of one file, made as pages first ask for them."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        self._fonts = fonts
        self._faces: dict[str, Face] = {}

    def __getitem__(self, key: str) -> Face:
        face = self._faces.get(key)
        if face is None:
            if key not in self._fonts:
                raise UnfitFont(f"the book asks for the face {key!r}, which was not given to paint")
            data = self._fonts[key]
            refusal = why_not_embed(data)
            if refusal:
                raise UnfitFont(f"{key}: {refusal}")
            face = self._faces[key] = Face(key, f"F{len(self._faces) + 1}", data)
        return face

    def plain(self) -> Face:
        """A face for the printer's own words."""
        return self["sans" if "sans" in self._fonts else sorted(self._fonts)[0]]

    def embed(self, store: Store) -> dict[str, bytes]:
        """Embed all; return each one's reference by its resource name."""
        return {face.resource: face.embed(store) for face in self._faces.values()}


def why_not_embed(data: bytes) -> str:
    """Tell what forbids embedding a font (OS/2 fsType), or nothing."""
    face = hb.Face(data)
    if not face.glyph_count:
        return "this is not a font"
    rights = _u16(_table(face, "OS/2"), 8)
    # Only the most permissive of the licence bits counts when several are set.
    if rights & 0x000F == _RESTRICTED:
        return "its maker forbids embedding (OS/2 fsType, restricted licence)"
    if rights & _BITMAP_ONLY:
        return "its maker allows only bitmaps to be embedded (OS/2 fsType)"
    return ""


class _Subset:
    """A font program cut down to some glyphs."""

    def __init__(self, program: bytes, new_gids: Mapping[int, int], postscript_name: str) -> None:
        self.program = program
        self.new_gids = new_gids
        self.postscript_name = postscript_name


@lru_cache(maxsize=128)
def _subset(data: bytes, gids: frozenset[int], cff: bool) -> _Subset:  # noqa: FBT001  # cached: plain arguments
    """Cut *data* down to *gids* (and .notdef). Both editions of a book ask for the same."""
    face = hb.Face(data)
    wish = hb.SubsetInput()
    wish.glyph_set.update(gids)
    wish.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    if cff:
        # With identity charset and glyph numbers kept, the code selects the glyph by itself.
        wish.flags |= (
            hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.CFF_IDENTITY_CHARSET | hb.SubsetFlags.DOWNGRADE_CFF2
        )
    if _u16(_table(face, "OS/2"), 8) & _NO_SUBSET:
        wish.glyph_set.update(range(face.glyph_count))
    wish.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_FOR_PDF)
    plan = hb.SubsetPlan(face, wish)
    cut = plan.execute()
    program = cut.reference_table("CFF ").data if cff else cut.blob.data
    own_name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Unnamed"
    return _Subset(bytes(program), dict(plan.old_to_new_glyph_mapping), own_name)


def _subset_tag(program: bytes) -> str:
    """Six capitals that follow from the subset itself (9.6.4)."""
    number = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(65 + letter)
    return letters


def _descriptor(face: hb.Face, base: bytes, file: Mapping[str, bytes]) -> dict[str, bytes]:
    head, os2, post, hhea = (_table(face, tag) for tag in ("head", "OS/2", "post", "hhea"))
    scale = 1000 / face.upem
    box = [_i16(head, at) * scale for at in (36, 38, 40, 42)]
    weight = _u16(os2, 4) or 400
    italic_angle = _i32(post, 4) / 65536
    cap_height = _i16(os2, 88) if _u16(os2, 0) >= 2 else _i16(hhea, 4)  # noqa: PLR2004  # OS/2 version
    entries = {
        "Type": b"/FontDescriptor",
        "FontName": base,
        "Flags": b"%d" % _flags(os2, post),
        "FontBBox": rectangle(*box),
        "ItalicAngle": nums(italic_angle),
        "Ascent": nums(_i16(hhea, 4) * scale),
        "Descent": nums(_i16(hhea, 6) * scale),
        "CapHeight": nums(cap_height * scale),
        # No table holds the stem width; this line through common text faces is what PDF makers use.
        "StemV": nums(10 + 220 * (weight - 50) / 900),
    }
    return {**entries, **file}


def _flags(os2: bytes, post: bytes) -> int:
    """Font flags (9.8.2): 1 fixed pitch, 2 serif, 3 symbolic, 7 italic."""
    family = _i16(os2, 30) >> 8
    panose_serif = os2[33] if len(os2) > 33 else 0  # noqa: PLR2004  # second byte of panose
    serif = family in range(1, 8) and family != 6 or 2 <= panose_serif <= 10  # noqa: PLR2004, RUF021
    fixed = bool(_i32(post, 12))
    italic = bool(_i32(post, 4))
    return fixed | serif << 1 | 1 << 2 | italic << 6


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """The ToUnicode CMap (9.10.3): each code to the very text it stands for."""
    rows = [
        b"<%04X><%b>" % (code, (texts[code] or NO_TEXT).encode("utf-16-be").hex().upper().encode())
        for code in sorted(texts)
    ]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = b"".join(b"%d beginbfchar\n%b\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n%b"
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n" % body
    )


def _table(face: hb.Face, tag: str) -> bytes:
    return bytes(face.reference_table(tag).data)


def _u16(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2], "big")


def _i16(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 2], "big", signed=True)


def _i32(table: bytes, at: int) -> int:
    return int.from_bytes(table[at : at + 4], "big", signed=True)
