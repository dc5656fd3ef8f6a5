from __future__ import annotations

import pytest

from layout.type.ligatures import NON_JOINER, parted
from layout.type.paragraph import set_paragraph
from layout.type.shaping import shape
from layout.type.style import ParagraphStyle, Part
from layout.values import replace


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Auflage", "Auf|lage"),
        ("Kaufleute", "Kauf|leute"),
        ("höflich", "höf|lich"),
        ("stofflich", "stoff|lich"),
        ("Schifffahrt", "Schiff|fahrt"),
        ("Tiefflug", "Tief|flug"),
        ("Dorffest", "Dorf|fest"),
        ("auffordern", "auf|fordern"),
        ("greifbar", "greif|bar"),
        ("treffen", "treffen"),
        ("öffnen", "öffnen"),
        ("häufig", "häufig"),
        ("Pfiff", "Pfiff"),
    ],
)
def test_german_ligatures_stop_at_the_seams_of_words(word, expected):
    """Letters of two parts of a word are not joined; those of one part are."""
    assert parted(word, "de")[0].replace(NON_JOINER, "|") == expected


def test_other_languages_join_across_syllables():
    """In English of-fice is one word, and its ligature runs over the place where it may be divided."""
    assert parted("office", "en-GB") == ("office", None)
    assert parted("affär", "sv") == ("affär", None)


def test_a_parted_ligature_is_copied_as_it_was_typed(fonts, roman):
    """Glyphs stand apart, the text has no trace of it, and each letter's place is known for a cut."""
    german = replace(roman, language="de")
    assert shape("Auflage", german, fonts).texts == tuple("Auflage")
    assert shape("treffen", german, fonts).texts == ("t", "r", "e", "ff", "e", "n")
    assert "fl" in shape("Auflage", roman, fonts).texts


def test_an_author_parts_what_no_pattern_knows(fonts, roman):
    """A zero-width non-joiner keeps two letters apart, draws nothing and is not copied out; in Persian it is kept."""
    apart = shape(f"shelf{NON_JOINER}life", roman, fonts)
    assert apart.texts == tuple("shelflife")
    assert apart.gids == shape("shelf", roman, fonts).gids + shape("life", roman, fonts).gids
    assert "".join(shape(f"\u0645\u06cc{NON_JOINER}\u0634", roman, fonts).texts).count(NON_JOINER) == 1


def test_widths_of_parted_words_hold_when_they_are_divided(fonts, roman):
    """A line that ends inside a parted word is as long as it was reckoned."""
    german = replace(roman, language="de")
    text = "Die Auflage der Kaufleute ist höflich und greifbar"
    for measure in range(40, 120, 7):
        for line in set_paragraph([Part(text, german)], ParagraphStyle(leading=13), float(measure), fonts):
            assert line.width <= measure + 3 or line.overrun
