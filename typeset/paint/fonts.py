"""Faces as PDF embeds them: Identity-H fonts fed from shaped glyphs.

A character code is the glyph's own number in the full font, so a shaped word reads
the same in every run and in every edition. Where one glyph stands for a second text
(a hyphen that is typed, and one that only ends a line; a small capital for "a" and for
"A") the second pair gets an alias: a code above the font's last glyph, led back to the
same outline by CIDToGIDMap. So ToUnicode is exact for each pair of glyph and text
(ISO 32000-1, 9.10.3), and nothing needs ActualText. CFF outlines know no such map:
there the second pair goes to a second *layer*, the same font under another name with
a ToUnicode of its own.

The subset is HarfBuzz's; the descriptor is filled from the font's own tables (9.8).
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

import uharfbuzz as hb

from layout.type.faces import Face as Typeface
from layout.type.faces import cubic
from layout.type.glyphs import Shaped
from layout.values import Struct, field
from typeset.paint.store import Store, array, deflate
from typeset.paint.syntax import name, num, nums, rectangle

NO_TEXT = "\u2060"
"""Stands for a glyph that has no text of its own and cannot be given a share of its neighbour's.

ISO 14289-1, 7.21.7 wants some character for every code used, other than U+FEFF. An empty
string passes validators, but three readers of five then invent a character. The word
joiner comes through all of them as itself, shows nothing and breaks no word.
"""

_ESCAPES = {0x28: b"\\(", 0x29: b"\\)", 0x5C: b"\\\\", 0x0D: b"\\r"}
_LAST_CODE = 0xFFFF
_RESTRICTED, _NO_SUBSET, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200

_NOT_FOR_PDF = ("BASE", "GDEF", "GPOS", "GSUB", "JSTF", "MATH", "DSIG", "OS/2", "STAT", "cmap", "name", "post", "kern")
"""Tables that layout has already used, or that the PDF font repeats in its own words."""


class UnfitFont(ValueError):  # noqa: N818  # reads as what it is
    """The font may not, or cannot, be embedded."""


class Layer(Struct):
    """The codes of one face that can stand under one font name: what each means and draws."""

    resource: str
    """Name in the page's /Font resources."""
    texts: dict[int, str] = field(default_factory=dict)
    glyphs: dict[int, int] = field(default_factory=dict)


class Face:
    """One face in one file: hands out codes while pages are written, then embeds itself."""

    def __init__(self, key: str, resource: str, data: bytes) -> None:
        self.key = key
        self.resource = resource
        """Name of its first layer."""
        self._data = data
        self._face = hb.Face(data)
        self._font = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._is_cff = bool({"CFF ", "CFF2"} & set(self._face.table_tags))
        self._layers = [Layer(resource)]
        self._codes: dict[tuple[int, str], bytes] = {}
        self._layer_of: dict[tuple[int, str], Layer] = {}
        self._next_alias = self._face.glyph_count
        # The piece itself is kept beside its bytes, so that its id stays its own.
        self._written: dict[int, tuple[bytes, float, Shaped]] = {}

    def show(self, pieces: Sequence[Shaped], extra: Sequence[float], size: float) -> bytes:
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
                known = self._encode(piece, size)
            parts.append(known[0])
            owed += known[1] + more
            if owed > 0.5 or owed < -0.5:
                whole = round(owed)
                owed -= whole
                parts.append(b")%d(" % -whole)
        parts.append(b")]TJ\n")
        return b"".join(parts)

    def advance(self, gid: int) -> float:
        """The glyph's own advance in thousandths of the type size."""
        return float(self._font.get_glyph_h_advance(gid) * self._scale)

    def embed(self, store: Store) -> dict[str, bytes]:
        """Add the font with the glyphs written so far; return each layer's reference by its name."""
        glyphs = {code: gid for layer in self._layers for code, gid in layer.glyphs.items()}
        if not glyphs:
            return {}
        used = subset(self._data, frozenset(glyphs.values()), cff=self._is_cff)
        base = name(f"{subset_tag(used.program)}+{used.postscript_name}")
        if self._is_cff:
            file = {"FontFile3": store.put_deflated(used.deflated, {"Subtype": b"/CIDFontType0C"})}
        else:
            file = {"FontFile2": store.put_deflated(used.deflated, {"Length1": b"%d" % len(used.program)})}
        descendant = {
            "Type": b"/Font",
            "Subtype": b"/CIDFontType0" if self._is_cff else b"/CIDFontType2",
            "BaseFont": base,
            "CIDSystemInfo": b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "FontDescriptor": store.put_dict({**describe(self._face, base), **file}),
            "DW": b"0",
            "W": self._widths(glyphs),
        }
        if not self._is_cff:
            descendant["CIDToGIDMap"] = store.put_stream(_glyph_map(glyphs, used.new_gids))
        shared = {
            "Type": b"/Font",
            "Subtype": b"/Type0",
            # A CFF font's name carries its encoding (9.7.6.2).
            "BaseFont": base + b"-Identity-H" if self._is_cff else base,
            "Encoding": b"/Identity-H",
            "DescendantFonts": array([store.put_dict(descendant)]),
        }
        return {
            layer.resource: store.put_dict({**shared, "ToUnicode": store.put_stream(to_unicode(layer.texts))})
            for layer in self._layers
        }

    def _encode(self, piece: Shaped, size: float) -> tuple[bytes, float, Shaped]:
        """The inside of a TJ string for *piece*, and the adjustment still due after it."""
        texts = piece.texts if all(piece.texts) else spread(piece.texts, reverse=piece.reverse)
        pairs = list(zip(piece.gids, texts, strict=True))
        codes = self._codes
        for pair in pairs:
            if pair not in codes:
                self._assign(*pair)
        in_layers = bool(self._layer_of) and not self._layer_of.keys().isdisjoint(pairs)
        if in_layers:
            codes = {pair: self._in_its_layer(pair, size) for pair in pairs}
        if any(piece.adjust):
            inside, owed = _adjusted(map(codes.__getitem__, pairs), piece.adjust)
        else:
            inside, owed = b"".join([codes[pair] for pair in pairs]), 0.0
        encoded = (inside, owed, piece)
        if not in_layers:
            # Bytes that switch layers name a size, so they serve only once.
            self._written[id(piece)] = encoded
        return encoded

    def _assign(self, gid: int, text: str) -> None:
        """Give the pair of *gid* and *text* a code of its own."""
        layer, code = self._layers[0], gid
        if code in layer.texts and self._is_cff:
            layer = self._layer_of[gid, text] = self._layer_without(code)
        elif code in layer.texts:
            code = self._next_alias
            self._next_alias += 1
            if code > _LAST_CODE:
                raise UnfitFont(f"{self.key}: more than 65,535 pairs of glyph and text")
        layer.texts[code] = text
        layer.glyphs[code] = gid
        self._codes[gid, text] = b"".join(_ESCAPES.get(byte) or bytes((byte,)) for byte in code.to_bytes(2, "big"))

    def _in_its_layer(self, pair: tuple[int, str], size: float) -> bytes:
        """The pair's code, with a switch to its layer and back if that is not the first."""
        code, layer = self._codes[pair], self._layer_of.get(pair)
        return _switch(layer, size) + code + _switch(self._layers[0], size) if layer else code

    def _layer_without(self, code: int) -> Layer:
        for layer in self._layers:
            if code not in layer.texts:
                return layer
        self._layers.append(Layer(f"{self.resource}.{len(self._layers)}"))
        return self._layers[-1]

    def _widths(self, glyphs: Mapping[int, int]) -> bytes:
        """The W array: runs of neighbouring codes, each with its advances (9.7.4.3)."""
        rows: list[bytes] = []
        # Codes of one run all lie equally far from their place in the order.
        for _, run in groupby(enumerate(sorted(glyphs)), key=lambda pair: pair[1] - pair[0]):
            codes = [code for _, code in run]
            rows.append(b"%d[%b]" % (codes[0], nums(*(self.advance(glyphs[code]) for code in codes))))
        return array(rows)


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

    def embed(self, store: Store) -> dict[str, dict[str, bytes]]:
        """Embed all; return by each face's key the references of its layers, by their names."""
        return {key: face.embed(store) for key, face in self._faces.items()}


def outlines(data: bytes, words: str) -> tuple[bytes, float]:
    """Draw *words* as a path in thousandths of the type size, unkerned; return it with its width.

    For the pressroom's words, which are no part of the page's text and must not be
    found in it. Characters that the face lacks are left out.
    """
    drawn, width = [], 0.0
    for char in words:
        outline, advance = _outline(data, char)
        drawn.append(b"q 1 0 0 1 %b 0 cm\n%bf Q\n" % (num(width), outline))
        width += advance
    return b"".join(drawn), width


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


def spread(texts: Sequence[str], *, reverse: bool = False) -> tuple[str, ...]:
    """Give every glyph some text: a share of its cluster's, where the cluster has enough.

    A letter and its accent drawn as two glyphs share the letter's canonical
    decomposition, which readers take for the same word. What is left gets `NO_TEXT`.
    In *reverse* the last glyph is the first to be read.
    """
    if reverse:
        return spread(texts[::-1])[::-1]
    shares: list[str] = []
    at = 0
    while at < len(texts):
        end = at + 1
        while end < len(texts) and not texts[end]:
            end += 1
        shares += _share(texts[at], end - at)
        at = end
    return tuple(shares)


def _share(text: str, glyphs: int) -> list[str]:
    if len(text) < glyphs:
        text = unicodedata.normalize("NFD", text) or text
    if len(text) < glyphs:
        return [unicodedata.normalize("NFC", text) or NO_TEXT, *[NO_TEXT] * (glyphs - 1)]
    head = len(text) - glyphs + 1
    return [text[:head], *text[head:]]


class Subset(Struct, frozen=True):
    """A font program cut down to some glyphs."""

    program: bytes
    deflated: bytes
    new_gids: Mapping[int, int]
    """From glyph numbers in the full font to those in the program."""
    postscript_name: str


@lru_cache(maxsize=128)
def subset(data: bytes, gids: frozenset[int], *, cff: bool) -> Subset:
    """Cut *data* down to *gids* (and .notdef). Both editions of a book ask for the same."""
    face = hb.Face(data)
    wish = hb.SubsetInput()
    wish.glyph_set.update(gids)
    wish.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    if cff:
        # With identity charset and glyph numbers kept, the code selects the glyph by itself.
        wish.flags |= hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.CFF_IDENTITY_CHARSET | hb.SubsetFlags.DOWNGRADE_CFF2
    if _u16(_table(face, "OS/2"), 8) & _NO_SUBSET:
        wish.glyph_set.update(range(face.glyph_count))
    wish.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NOT_FOR_PDF)
    plan = hb.SubsetPlan(face, wish)
    cut = plan.execute()
    program = cut.reference_table("CFF ").data if cff else cut.blob.data
    own_name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Unnamed"
    program = bytes(program)
    return Subset(program, deflate(program), dict(plan.old_to_new_glyph_mapping), own_name)


def subset_tag(program: bytes) -> str:
    """Six capitals that follow from the subset itself (9.6.4)."""
    number = int.from_bytes(hashlib.sha256(program).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(65 + letter)
    return letters


def describe(face: hb.Face, base: bytes) -> dict[str, bytes]:
    """The font descriptor but for its font file (9.8)."""
    head, os2, post, hhea = (_table(face, tag) for tag in ("head", "OS/2", "post", "hhea"))
    scale = 1000 / face.upem
    box = [_i16(head, at) * scale for at in (36, 38, 40, 42)]
    weight = _u16(os2, 4) or 400
    italic_angle = _i32(post, 4) / 65536
    cap_height = _i16(os2, 88) if _u16(os2, 0) >= 2 else _i16(hhea, 4)
    return {
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


def _flags(os2: bytes, post: bytes) -> int:
    """Font flags (9.8.2): 1 fixed pitch, 2 serif, 3 symbolic, 7 italic."""
    family = _i16(os2, 30) >> 8
    panose_serif = os2[33] if len(os2) > 33 else 0
    serif = (family in range(1, 8) and family != 6) or 2 <= panose_serif <= 10
    fixed = bool(_i32(post, 12))
    italic = bool(_i32(post, 4))
    return fixed | serif << 1 | 1 << 2 | italic << 6


@lru_cache(maxsize=256)
def _outline(data: bytes, char: str) -> tuple[bytes, float]:
    """One character's outline and advance, thousandths of the type size."""
    face = Typeface(data)
    gid = face.glyph(char)
    if gid is None:
        return b"", 0.0
    steps = (
        b"%b %b\n" % (nums(*points), _OPERATORS[op]) if points else b"h\n" for op, *points in cubic(face.contours(gid))
    )
    return b"".join(steps), face.advance(gid)


_OPERATORS = {"M": b"m", "L": b"l", "C": b"c"}


def _adjusted(codes: Iterable[bytes], adjust: Sequence[float]) -> tuple[bytes, float]:
    """Codes with whole adjustments between them, and what is still due after the last."""
    parts: list[bytes] = []
    owed = 0.0
    for code, more in zip(codes, adjust, strict=True):
        if owed:
            whole = round(owed)
            owed -= whole
            if whole:
                parts.append(b")%d(" % -whole)
        parts.append(code)
        owed += more
    return b"".join(parts), owed


def _switch(layer: Layer, size: float) -> bytes:
    """Interrupt a TJ string to go on in another layer of the face."""
    return b")]TJ\n/%b %b Tf\n[(" % (layer.resource.encode(), num(size))


def _glyph_map(glyphs: Mapping[int, int], new_gids: Mapping[int, int]) -> bytes:
    """The CIDToGIDMap: two bytes for each code up to the last one used (9.7.4.2)."""
    table = bytearray(2 * (max(glyphs) + 1))
    for code, gid in glyphs.items():
        struct.pack_into(">H", table, 2 * code, new_gids[gid])
    return bytes(table)


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """The ToUnicode CMap (9.10.3): each code to the very text it stands for."""
    rows = [b"<%04X><%b>" % (code, texts[code].encode("utf-16-be").hex().upper().encode()) for code in sorted(texts)]
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
