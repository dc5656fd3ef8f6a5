from __future__ import annotations

import pytest

from layout.type.faces import BrokenFontError, Face, Fonts


def test_measures_are_thousandths_of_the_em(fonts):
    """Source Serif's small-text cut has capitals 670 high and an x-height of 486."""
    face = fonts.face("roman")
    assert (face.units_per_em, face.cap_height, face.x_height) == (1000, 670, 486)
    assert face.ascender > face.cap_height > 0 > face.descender


def test_a_character_leads_to_its_glyph_and_advance(fonts):
    """The space of the roman is 235 thousandths wide, and an unknown character has no glyph."""
    face = fonts.face("roman")
    assert face.advance(face.glyph(" ")) == 235
    assert face.glyph("漢") is None


def test_a_face_is_opened_once(fonts):
    """Asking twice gives the same face, so what it remembers serves everyone."""
    assert fonts.face("roman") is fonts.face("roman")
    assert "roman" in fonts
    assert "gothic" not in fonts


def test_missing_names_each_character_once_in_order(fonts):
    """What a face cannot show is told in the order of the text, each character once."""
    assert fonts.missing("漢字 and 漢 ☃", "roman") == "漢字☃"


def test_nothing_that_we_make_ourselves_is_missing(fonts):
    """Fixed spaces, soft hyphens and line ends need no glyph of their own."""
    assert not fonts.missing("a\u00a0b\u00adc\u2009d\u202fe\u200bf\u2060g\u2011h\n\t", "sans")


@pytest.mark.parametrize("data", [b"", b"not a font", b"\0\1\0\0" + b"\0" * 60])
def test_bytes_that_are_no_font_are_refused_by_name(data):
    """A broken font file is named, so that its line in the brand can be found."""
    with pytest.raises(BrokenFontError, match="body"):
        Fonts({"body": data}).face("body")


def test_fonts_open_only_what_is_asked_for():
    """A broken face that no text uses does no harm."""
    assert "unused" in Fonts({"unused": b"rubbish"})


def test_an_unknown_key_is_our_own_mistake(fonts):
    """Styles come from the brand, which is checked; a wrong key here is a bug and says so."""
    with pytest.raises(KeyError):
        fonts.face("gothic")


def test_a_face_can_be_made_from_bytes_alone(fonts):
    """`Face` needs no key and no file."""
    assert Face(fonts._data["sans"]).glyph("A")
