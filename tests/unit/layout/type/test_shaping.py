from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from layout.type.faces import Fonts
from layout.type.shaping import case_for, eased, shape, tracked
from layout.values import replace


def test_a_ligature_carries_the_whole_text(fonts, roman):
    """One glyph for ffi is read as "ffi", so copied words are whole."""
    assert shape("office", roman, fonts).texts == ("o", "ffi", "c", "e")


def test_several_glyphs_for_one_character_carry_its_text_once(fonts, roman):
    """A fraction made of digits keeps each character with one glyph, and loses none."""
    fraction = shape("1/2", replace(roman, features=("frac",)), fonts)
    assert fraction.texts == ("1", "/", "2")
    assert fraction.gids != shape("1/2", roman, fonts).gids


def test_a_letter_and_its_accent_are_one_glyph_with_both_characters(fonts, roman):
    """A decomposed é is set as one glyph and copied as it was typed."""
    assert shape("e\u0301t", roman, fonts).texts == ("e\u0301", "t")


def test_small_capitals_keep_the_text_as_typed(fonts, roman):
    """Capitals that are styled are read as the small letters they are."""
    small = shape("tor", replace(roman, features=("smcp",)), fonts)
    assert small.texts == ("t", "o", "r")
    assert small.gids != shape("tor", roman, fonts).gids


def test_kerning_is_on(fonts, roman):
    """T and a close up, and the adjustment says by how much."""
    pair = shape("Ta", roman, fonts)
    apart = sum(shape(letter, roman, fonts).width for letter in "Ta")
    assert pair.width < apart
    assert pair.width - apart == pytest.approx(sum(pair.adjust))


def test_tracking_opens_every_glyph_and_parts_ligatures(fonts, roman):
    """Spaced letters must not touch: ffi becomes three glyphs, each with its 50 thousandths."""
    spaced = shape("ffi", replace(roman, tracking=50), fonts)
    assert spaced.texts == ("f", "f", "i")
    assert all(adjust >= 40 for adjust in spaced.adjust)


def test_a_feature_can_be_switched_off(fonts, roman):
    """`-liga` leaves the letters apart."""
    assert len(shape("ffi", replace(roman, features=("-liga",)), fonts).gids) == 3


@pytest.mark.parametrize(("space", "heard"), [("\u2009", " "), ("\u202f", " "), ("\u2003", " "), ("\u00a0", "\u00a0")])
def test_every_space_is_the_space_glyph(fonts, roman, space, heard):
    """Fixed spaces are the common space glyph with another advance; viewers find words by it."""
    face = fonts.face("roman")
    shaped = shape(f"1{space}0", roman, fonts)
    assert shaped.gids[1] == face.glyph(" ")
    assert shaped.texts[1] == heard


def test_a_narrow_space_is_narrower_than_a_word_space(fonts, roman):
    """It separates without parting, in either family."""
    for style in (roman, replace(roman, font="sans")):
        assert 160 < shape("\u202f", style, fonts).width < shape(" ", style, fonts).width


def test_invisible_characters_leave_no_glyph(fonts, roman):
    """Soft hyphens and zero-width characters are for the line breaker, not for the page."""
    assert shape("co\u00adop\u200be\u2060r", roman, fonts) == shape("cooper", roman, fonts)


def test_the_no_break_hyphen_is_a_hyphen(fonts, roman):
    """It looks like any other, and is copied as what it is."""
    assert shape("\u2011", roman, fonts).gids == shape("-", roman, fonts).gids
    assert shape("e\u2011mail", roman, fonts).texts[1] == "\u2011"


def test_the_hyphen_of_a_broken_word_is_a_soft_hyphen(fonts, roman):
    """The hyphen at a line's end is kerned to its letter and read as U+00AD."""
    broken = case_for(roman, fonts).break_off("exa")
    assert broken.texts == ("e", "x", "a", "\u00ad")
    assert broken.gids[-1] == fonts.face("roman").glyph("\u2010")
    assert broken.width < shape("exa", roman, fonts).width + shape("\u2010", roman, fonts).width


def test_size_and_tint_share_one_case(fonts, roman, italic):
    """What was shaped once serves every size and colour, but not another face."""
    assert case_for(replace(roman, size=30.0, rise=2.0), fonts) is case_for(roman, fonts)
    assert case_for(italic, fonts) is not case_for(roman, fonts)


def test_free_cuts_are_where_shapes_do_not_depend_on_each_other(fonts, roman):
    """Inside a ligature or a kerned pair no cut is free; elsewhere the width before it is known."""
    case = case_for(roman, fonts)
    cuts = case.free_cuts("office")
    assert set(cuts) == {0, 1, 4, 5, 6}
    assert cuts[4] == case.shape("offi").width


def test_tracked_adds_after_every_glyph(fonts, roman):
    """Justification may open a word by a few thousandths; its ligatures stay."""
    word = shape("office", roman, fonts)
    wider = tracked(word, 10)
    assert wider.width == word.width + 40
    assert (wider.gids, wider.texts) == (word.gids, word.texts)


@pytest.fixture(scope="module")
def cff() -> bytes:
    """A small face with PostScript outlines on a grid of 2,048 units, and no accent but on its letter."""
    builder = FontBuilder(2048, isTTF=False)
    names = [".notdef", "space", "a", "hyphen", "aacute"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space", 0x61: "a", 0x2D: "hyphen", 0xE1: "aacute"})
    pens = {name: T2CharStringPen(1024, None) for name in names}
    for pen in pens.values():
        pen.moveTo((0, 0))
        pen.lineTo((500, 0))
        pen.lineTo((500, 500))
        pen.closePath()
    builder.setupCFF("Test", {}, {name: pen.getCharString() for name, pen in pens.items()}, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1024, 0)))
    builder.setupHorizontalHeader(ascent=1638, descent=-410)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def test_postscript_outlines_on_another_grid_work_too(cff, roman):
    """An OpenType/CFF face of 2,048 units is measured in thousandths like the rest."""
    own = Fonts({"roman": cff})
    assert shape("aa a", roman, own).width == 2000
    assert own.face("roman").ascender == pytest.approx(800, abs=1)


def test_a_face_without_special_hyphens_and_spaces_gets_them_from_what_it_has(cff, roman):
    """Only space and hyphen are in the file; no-break and narrow spaces and U+2010 are made of them."""
    own = Fonts({"roman": cff})
    assert not own.missing("a\u00a0a\u202fa\u2011a", "roman")
    face = own.face("roman")
    assert shape("\u00a0\u202f\u2010\u2011", roman, own).gids == (
        face.glyph(" "),
        face.glyph(" "),
        face.glyph("-"),
        face.glyph("-"),
    )
    assert case_for(roman, own).break_off("a").texts == ("a", "\u00ad")


def test_an_accent_that_melts_into_its_letter_is_not_missing(cff, roman):
    """The shaper composes a decomposed letter; only an accent left over needs a glyph of its own."""
    own = Fonts({"roman": cff})
    assert not own.missing("a\u0301", "roman")
    assert shape("a\u0301", roman, own).texts == ("a\u0301",)
    assert own.missing("a\u0301 -\u0301", "roman") == "\u0301"


def test_capitals_are_set_and_not_typed(fonts, roman):
    """The glyphs are those of capitals, the text is what was written; ß gives two of them, a Turkish i keeps its dot."""
    capitals = replace(roman, capitals=True)
    assert shape("Bericht", capitals, fonts).gids == shape("BERICHT", roman, fonts).gids
    assert shape("Bericht", capitals, fonts).texts == tuple("Bericht")
    assert shape("Maße", capitals, fonts).gids == shape("MASSE", roman, fonts).gids
    assert "".join(shape("Maße", capitals, fonts).texts) == "Maße"
    assert shape("izmir", replace(capitals, language="tr"), fonts).gids[0] == shape("İ", roman, fonts).gids[0]


@pytest.mark.parametrize("mark", "()[]{}«»‹›-–—¿¡@")
def test_punctuation_beside_capitals_is_raised(fonts, roman, mark):
    """Brackets, dashes and guillemets have a form that stands as high as capitals do."""
    capitals = replace(roman, capitals=True, features=("case",))
    assert shape(mark, capitals, fonts).gids != shape(mark, roman, fonts).gids
    assert shape(mark, capitals, fonts).texts == (mark,)


@pytest.mark.parametrize("feature", ["frac", "sups", "subs", "smcp"])
def test_forms_are_drawn_and_not_scaled(fonts, roman, feature):
    """Fractions, superiors, inferiors and small capitals are glyphs of their own, copied as they were typed."""
    typed = {"frac": "3/8", "smcp": "noa"}.get(feature, "12")
    own, plain = shape(typed, replace(roman, features=(feature,)), fonts), shape(typed, roman, fonts)
    assert not set(own.gids) & set(plain.gids)
    assert own.texts == plain.texts


def test_typed_fractions_powers_and_formulas_are_whole(fonts, roman):
    """⁄ makes a fraction by itself; m² and CO₂ have drawn figures; each is copied as it was typed."""
    fraction = shape("3\u20448", roman, fonts)
    assert fraction.gids == shape("3\u20448", replace(roman, features=("frac",)), fonts).gids
    assert fraction.gids[0] != shape("3", roman, fonts).gids[0]
    assert shape("m²", roman, fonts).gids[1] == shape("2", replace(roman, features=("sups",)), fonts).gids[0]
    assert shape("CO₂", roman, fonts).gids[2] == shape("2", replace(roman, features=("subs",)), fonts).gids[0]
    assert shape("CO₂", roman, fonts).texts == ("C", "O", "₂")


def test_ligatures_are_off_in_small_capitals_and_wherever_letters_are_tracked(fonts, roman):
    """Small f and i are two small capitals; spaced letters are never two in one."""
    for style in (replace(roman, features=("smcp",)), replace(roman, tracking=1.0)):
        assert shape("fi", style, fonts).texts == ("f", "i")


@pytest.mark.parametrize("language", ["el", "ru"])
def test_greek_and_cyrillic_are_in_every_face(fonts, roman, italic, language):
    """Passages in them need no other typeface."""
    text = {"el": "Αθήνα, διερεύνηση", "ru": "Москва, расследование"}[language]
    for style in (roman, italic):
        assert not fonts.missing(text, style.font)
        assert "".join(shape(text, replace(style, language=language), fonts).texts) == text


def test_what_cannot_be_seen_at_the_start_of_a_word_is_carried_by_its_first_letter(fonts, roman):
    """A direction mark draws nothing, and is not lost."""
    marked = shape("\u200eword", roman, fonts)
    assert len(marked.gids) == 4
    assert marked.texts[0] == "\u200ew"


@pytest.mark.parametrize("pair", ["“‘", "’”", "‘“", "”’", "«‹", "›»"])
def test_marks_within_marks_are_told_apart(fonts, roman, pair):
    """A hair of white stands between the outer mark and the inner one, and nothing that could be copied."""
    apart = sum(shape(mark, roman, fonts).width for mark in pair)
    nested = shape(pair, roman, fonts)
    assert nested.width >= apart + 40
    assert nested.texts == tuple(pair)
    assert shape("it’s", roman, fonts).width < sum(shape(char, roman, fonts).width for char in "it’s") + 1


def test_no_white_within_a_word_is_taken_for_a_space(fonts, roman, italic):
    """However far kerning, tracking and a joint drive two glyphs apart, a tenth of an em is not reached."""
    for style in (roman, italic, replace(roman, tracking=60), replace(italic, tracking=60)):
        for text in ("(of itself)", "if’s", "“‘f’”", "T)", "half?"):
            piece = shape(text, style, fonts)
            for most in (tracked(piece, 15.0), tracked(eased(piece, 200.0), 15.0)):
                assert max(adjust for adjust, char in zip(most.adjust, most.texts, strict=True) if char != " ") < 100
                assert most.width == pytest.approx(
                    sum(fonts.face(style.font).advance(gid) for gid in most.gids) + sum(most.adjust)
                )


def test_an_em_space_is_an_em(fonts, roman):
    """Fixed spaces keep the width of their name, however wide."""
    assert shape("\u2003", roman, fonts).width == pytest.approx(1000)
    assert shape("\u2002", roman, fonts).width == pytest.approx(500)
