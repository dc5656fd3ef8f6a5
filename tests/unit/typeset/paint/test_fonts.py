"""Embedded fonts: codes, subsets, widths and the way back to text."""

import io
import re

import books
import pytest
import uharfbuzz as hb
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from layout.type.glyphs import Shaped
from layout.values import replace
from typeset.paint.fonts import NO_TEXT, Face, Faces, UnfitFont, outlines, spread, subset, why_not_embed
from typeset.paint.store import Store


def in_cff(data: bytes) -> bytes:
    """The same glyphs as cubic outlines in a CFF font."""
    source = TTFont(io.BytesIO(data))
    glyphs, order = source.getGlyphSet(), source.getGlyphOrder()
    builder = FontBuilder(source["head"].unitsPerEm, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(source.getBestCmap())
    outlines_by_name = {}
    for glyph in order:
        pen = T2CharStringPen(glyphs[glyph].width, glyphs)
        glyphs[glyph].draw(pen)
        outlines_by_name[glyph] = pen.getCharString()
    builder.setupCFF("CffSerif-Regular", {"FullName": "Cff Serif"}, outlines_by_name, {})
    builder.setupHorizontalMetrics({glyph: (glyphs[glyph].width, 0) for glyph in order})
    builder.setupHorizontalHeader(ascent=900, descent=-300)
    builder.setupNameTable({"familyName": "CffSerif", "styleName": "Regular", "psName": "CffSerif-Regular"})
    builder.setupOS2(fsType=0)
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def with_rights(data: bytes, rights: int) -> bytes:
    """The same font with another OS/2 fsType."""
    font = TTFont(io.BytesIO(data))
    font["OS/2"].fsType = rights
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def serif() -> Face:
    """The text face, nothing written in it yet."""
    return Face("text", "F1", books.font_files()["text"])


def piece(*pairs: tuple[int, str], adjust: tuple[float, ...] = ()) -> Shaped:
    """A word of these glyphs and texts."""
    gids = tuple(gid for gid, _ in pairs)
    return Shaped(gids, adjust or (0.0,) * len(gids), tuple(text for _, text in pairs), 0.0)


def test_a_code_is_the_glyph_number_of_the_full_font():
    """Codes are glyph numbers, so shaped text is the same in every file."""
    assert serif().show((piece((0x0123, "a"), (0x0145, "b")),), (0.0,), 10) == b"[(\x01\x23\x01\x45)]TJ\n"


def test_bytes_that_mean_something_in_strings_are_escaped():
    """Glyphs whose numbers hold brackets, backslash or carriage return do not break the string."""
    shown = serif().show((piece((0x0128, "a"), (0x0129, "b"), (0x015C, "c"), (0x010D, "d")),), (0.0,), 10)
    assert shown == b"[(\x01\\(\x01\\)\x01\\\\\x01\\r)]TJ\n"


def test_one_glyph_with_two_texts_gets_two_codes():
    """A typed hyphen and one at a line's end look alike and read differently."""
    face = serif()
    hyphen = face._font.get_nominal_glyph(ord("-"))
    face.show((piece((hyphen, "-"), (hyphen, "\xad")),), (0.0,), 10)
    texts = face._layers[0].texts
    assert sorted(texts.values()) == ["-", "\xad"]
    assert set(face._layers[0].glyphs.values()) == {hyphen}


def test_adjustments_do_not_drift():
    """Forty spaces that each want 0.4 more than a whole number end less than one thousandth off."""
    space = piece((2, " "))
    shown = serif().show((space,) * 40, (33.4,) * 40, 10)
    moves = [int(move) for move in re.findall(rb"\)(-?\d+)\(", shown)]
    assert sum(moves) == pytest.approx(-40 * 33.4, abs=0.51)


def test_kerning_inside_a_word_stands_between_its_glyphs():
    """What kerning adds after a glyph is taken off before the next, with PDF's sign."""
    word = piece((0x0141, "A"), (0x0142, "V"), adjust=(-80.0, 0.0))
    assert serif().show((word,), (0.0,), 10) == b"[(\x01\x41)80(\x01\x42)]TJ\n"


@pytest.mark.parametrize(
    ("texts", "shares"),
    [
        (("a", "b"), ("a", "b")),
        (("é", ""), ("e", "\u0301")),
        (("x\u0302", ""), ("x", "\u0302")),
        (("ffi", ""), ("ff", "i")),
        (("a", "", "b"), ("a", NO_TEXT, "b")),
        (("", "b"), (NO_TEXT, "b")),
    ],
)
def test_glyphs_without_text_get_a_share_of_their_neighbours(texts, shares):
    """No code is left without text, and the shares together read as the word did."""
    assert spread(texts) == shares


def test_shares_of_a_word_read_from_the_right_come_in_its_order():
    """Where two glyphs stand for one letter of a reversed word, the last of them has its text."""
    assert spread(["", "ab"], reverse=True) == ("b", "a")
    assert spread(["", "א"], reverse=True) == (NO_TEXT, "א")


def test_an_unused_face_is_not_embedded():
    """A face that was asked for but never written leaves nothing in the file."""
    faces = Faces(books.font_files())
    assert faces["text"].key == "text"
    assert faces.embed(Store((1, 7))) == {"text": {}}


def test_a_face_that_was_not_given_is_named():
    """The error says which face the book asked for."""
    with pytest.raises(UnfitFont, match="'poster'"):
        Faces(books.font_files())["poster"]


def test_widths_in_the_file_are_those_of_the_font(digital_pdf):
    """Each code's entry in W is its glyph's advance in the embedded program."""
    fonts = digital_pdf.pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        descendant = font["/DescendantFonts"][0]
        program = TTFont(io.BytesIO(descendant["/FontDescriptor"]["/FontFile2"].get_data()))
        advances = [program["hmtx"][glyph][0] * 1000 / program["head"].unitsPerEm for glyph in program.getGlyphOrder()]
        to_gid = descendant["/CIDToGIDMap"].get_data()
        rows = descendant["/W"]
        for first, widths in zip(rows[0::2], rows[1::2], strict=True):
            for code, width in enumerate(widths, start=first):
                gid = int.from_bytes(to_gid[2 * code : 2 * code + 2], "big")
                assert width == pytest.approx(advances[gid])


def test_subsets_are_small_and_named_by_their_contents(painted, opened, screen):
    """Two books with different letters get different tags; one book gets the same twice."""
    names = []
    for words in ("abc", "abc", "xyz"):
        font = next(iter(opened(books.one_line(words), screen).pages[0]["/Resources"]["/Font"].values()))
        names.append(font["/BaseFont"])
        assert len(font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()) < 10_000
    assert names[0] == names[1] != names[2]
    assert re.fullmatch(r"/[A-Z]{6}\+SourceSerif4SmText-Regular", names[0])


def test_the_descriptor_comes_from_the_font(opened, screen):
    """Slope, heights and the italic flag are the font's own."""
    book = books.one_line("office", style=replace(books.BODY, font="text-italic"))
    font = next(iter(opened(book, screen).pages[0]["/Resources"]["/Font"].values()))
    descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
    source = TTFont(io.BytesIO(books.font_files()["text-italic"]))
    assert descriptor["/ItalicAngle"] == pytest.approx(source["post"].italicAngle)
    assert descriptor["/Ascent"] == source["hhea"].ascent
    assert descriptor["/CapHeight"] == source["OS/2"].sCapHeight
    assert descriptor["/Flags"] & 64


def test_ligatures_and_small_capitals_read_as_typed(opened, screen):
    """A ligature gives back its letters, a small capital the letter that was typed."""
    style = replace(books.BODY, features=("smcp",))
    assert "office" in opened(books.one_line("the office staff"), screen).pages[0].extract_text()
    assert "Survey" in opened(books.one_line("Survey", style=style), screen).pages[0].extract_text()


def test_cff_outlines_are_embedded_with_a_layer_for_second_texts(opened, screen):
    """A CFF font keeps a typed hyphen and a line-end hyphen apart by two names for one program."""
    files = {**books.font_files(), "text": in_cff(books.font_files()["text"])}
    book = books.one_of_each()
    reader = opened(book, screen, fonts=files)
    fonts = [font for font in reader.pages[0]["/Resources"]["/Font"].values() if "CffSerif" in font["/BaseFont"]]
    assert len(fonts) == 2
    programs = {
        font["/DescendantFonts"][0].indirect_reference or font.raw_get("/DescendantFonts")[0].idnum for font in fonts
    }
    assert len(programs) == 1
    text = reader.pages[0].extract_text()
    assert "well-known" in text
    assert "\xad\n" in text


@pytest.mark.parametrize(("rights", "allowed"), [(0x0000, True), (0x0008, True), (0x0002, False), (0x0200, False)])
def test_makers_who_forbid_embedding_are_obeyed(rights, allowed):
    """A font with a restricted licence is refused with the reason; others are not."""
    reason = why_not_embed(with_rights(books.font_files()["sans"], rights))
    assert (not reason) is allowed
    assert allowed or "fsType" in reason


def test_makers_who_forbid_subsetting_get_the_whole_font():
    """A font that may only be embedded whole keeps all its glyphs."""
    data = with_rights(books.font_files()["sans"], 0x0100)
    whole, cut = (subset(font, frozenset({40}), cff=False) for font in (data, books.font_files()["sans"]))
    assert len(whole.new_gids) == hb.Face(data).glyph_count
    assert len(cut.new_gids) == 2


def test_what_is_no_font_is_said_to_be_none():
    """Bytes that are no font are refused in words."""
    assert why_not_embed(b"GIF89a") == "this is not a font"


def test_outlines_are_as_wide_as_their_glyphs():
    """Words drawn as outlines take the width of their advances, and missing characters none."""
    data = books.font_files()["sans"]
    font = hb.Font(hb.Face(data))
    drawn, width = outlines(data, "C M\u4e00")
    assert width == sum(font.get_glyph_h_advance(font.get_nominal_glyph(ord(char))) for char in "C M")
    assert drawn.count(b"f Q") == len("C M\u4e00")


def test_outlines_are_path_operators():
    """Each step is its numbers and then what to do with them, and every contour is closed before it is filled."""
    drawn, _ = outlines(books.font_files()["sans"], "ag")
    takes = {"m": 2, "l": 2, "c": 6, "cm": 6, "h": 0, "f": 0}
    operators = re.findall(r"((?:-?[\d.]+ )*)([a-z]+)\s", drawn.decode().replace("q ", "").replace("f Q", "f"))
    assert [len(numbers.split()) for numbers, _ in operators] == [takes[operator] for _, operator in operators]
    assert [operator for _, operator in operators].count("m") == drawn.count(b"h\n") > 2
