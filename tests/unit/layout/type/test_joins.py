from __future__ import annotations

import pytest

from layout.ink import Tint
from layout.type.joins import lacking
from layout.type.paragraph import set_line, set_paragraph, width_of
from layout.type.style import Align, ParagraphStyle, Part
from layout.values import replace


def lack(fonts, left: str, right: str, faces: tuple[str, str] = ("italic", "roman")) -> float:
    """What is missing between a letter and the next one, each in its face."""
    one, two = (fonts.face(face) for face in faces)
    return lacking(one, one.glyph(left), two, two.glyph(right))


@pytest.mark.parametrize("pair", ["f)", "f’", "f?", "f!", "T)", "H)"])
def test_a_slanted_letter_keeps_clear_of_what_stands_upright_behind_it(fonts, pair):
    """The italic's overhang is made up for, by what it lacks and no more."""
    assert 30 < lack(fonts, *pair) < 200


@pytest.mark.parametrize("pair", ["f.", "f,", "n)", "nn", "d’"])
def test_what_is_clear_is_left_alone(fonts, pair):
    """A full stop goes in under the f; low letters need nothing."""
    assert lack(fonts, *pair) == 0


@pytest.mark.parametrize("pair", ["(f", "(J", "(y"])
def test_a_bracket_keeps_clear_of_the_tail_of_an_italic(fonts, pair):
    """The other way round, from roman to italic, below the line."""
    assert lack(fonts, *pair, faces=("roman", "italic")) > 50


def test_the_measure_is_that_of_upright_neighbours(fonts):
    """The roman's own kern leaves its f as far from a bracket as we do."""
    own = fonts.face("roman")
    kern = -lacking(own, own.glyph("f"), own, own.glyph(")"))
    kerned = own.glyphs_of("f)", (), "en", ligatures=True)[0].advance - own.advance(own.glyph("f"))
    assert kerned + kern == pytest.approx(0, abs=20)


def test_the_white_is_set_where_styles_meet_without_a_space(fonts, roman, italic):
    """It goes behind the italic word; with a space between there is nothing to do."""
    tight = set_line([Part("(see ", roman), Part("Brief", italic), Part(")", roman)], fonts)
    loose = set_line([Part("(see ", roman), Part("Brief", italic), Part(" )", roman)], fonts)
    assert tight.runs[1].pieces[-1].adjust[-1] > loose.runs[1].pieces[-1].adjust[-1] + 70
    assert tight.runs[2].x == pytest.approx(tight.runs[1].x + tight.runs[1].width)


def test_a_divided_word_keeps_its_white(fonts, roman, italic):
    """The part of it on the next line stands as clear of what follows."""
    for measure in range(30, 90, 3):
        lines = set_paragraph(
            [Part("the ", roman), Part("counterproof", italic), Part(")", roman)],
            ParagraphStyle(leading=13, align=Align.JUSTIFY),
            float(measure),
            fonts,
        )
        runs = [run for line in lines for run in line.runs if run.font == "italic"]
        assert runs[-1].pieces[-1].adjust[-1] > 70


def test_another_size_or_height_is_no_joint(fonts, roman, italic):
    """Whoever raises or enlarges a part has placed it already."""
    for other in (replace(roman, size=14.0), replace(roman, rise=3.0)):
        line = set_line([Part("f", italic), Part(")", other)], fonts)
        assert line.runs[0].pieces[0].adjust[-1] == 0


def test_a_link_or_a_colour_does_not_undo_kerning(fonts, roman):
    """Two parts in one face meet as closely as if they were one: a stop and the mark of quotation behind it."""
    blue = replace(roman, tint=Tint("deep"))
    for left, right in (("them.", "”"), ("(T", "o)"), ("“", "A"), ("L", "’s")):
        parted = set_line([Part(left, roman), Part(right, blue)], fonts)
        assert parted.width == pytest.approx(set_line([Part(left + right, roman)], fonts).width)
    assert set_line([Part("f", roman), Part("i", blue)], fonts).width == pytest.approx(
        sum(width_of(letter, roman, fonts) for letter in "fi")
    )
