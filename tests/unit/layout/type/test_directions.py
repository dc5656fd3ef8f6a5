"""Paragraphs with words that run right to left: how they are cut, faced, shaped, broken and put in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.ink import Tint
from layout.type.bidi import RLI, RLM
from layout.type.faces import Fonts
from layout.type.lines import Line
from layout.type.paragraph import compose, set_line, width_of
from layout.type.scripts import Companion, is_right_to_left
from layout.type.stretches import cut_stretches, has_turns, is_directed, level_of
from layout.type.style import Align, ParagraphStyle, Part, TextStyle
from layout.values import replace

FOLDER = Path(__file__).resolve().parents[4] / "fonts"
FACES = {
    "roman": "SourceSerif4SmText-Regular.ttf",
    "sans": "SourceSans3-Regular.ttf",
    "hebrew": "FrankRuhlLibre-Regular.ttf",
    "hebrew-sans": "Assistant-Regular.ttf",
    "arabic": "Amiri-Regular.ttf",
}
COMPANIONS = {
    "hebrew": Companion(script="Hebr", beside=("roman",), scale=1.06),
    "hebrew-sans": Companion(script="Hebr", beside=("sans",), scale=1.02),
    "arabic": Companion(script="Arab", beside=("roman",), scale=1.1),
}
JUSTIFIED = ParagraphStyle(leading=13, align=Align.JUSTIFY, protrude=False)
RAGGED = ParagraphStyle(leading=13, protrude=False)
HEBREW = "הסקר נערך בשנת 2016 בקרב משיבים רבים (רובם נשים), והדו״ח המלא פורסם באתר של Google ובדפוס."


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    """Two faces of the project with three companions."""
    return Fonts({key: (FOLDER / name).read_bytes() for key, name in FACES.items()}, COMPANIONS)


@pytest.fixture
def english() -> TextStyle:
    """Upright text at 10 pt."""
    return TextStyle(font="roman", size=10.0, tint=Tint("ink"))


@pytest.fixture
def hebrew(english) -> TextStyle:
    """The same, marked as Hebrew."""
    return replace(english, language="he")


@pytest.fixture
def arabic(english) -> TextStyle:
    """The same, marked as Arabic."""
    return replace(english, language="ar")


def seen(line: Line) -> list[str]:
    """A line's words from left to right, each spelt as it is read."""
    runs = sorted(line.runs, key=lambda run: run.x)
    return " ".join(run.text.strip() or " " for run in runs).split()


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("language", "turns"),
    [
        *((language, True) for language in ("he", "HE", "ar-EG", "fa", "ur", "yi", "az-Arab")),
        *((language, False) for language in ("en-GB", "ar-Latn", "az", "sv", "hex")),
    ],
)
def test_languages_have_a_direction(language, turns):
    """The language says which way it runs, unless a script is named with it."""
    assert is_right_to_left(language) is turns


def test_plain_text_is_not_directed(english, hebrew):
    """Nothing but letters and characters of direction, or a language, sends a paragraph the long way."""
    assert not is_directed([Part("Plain “words” – 42 %, naïve, Привет, πρός", english)])
    assert is_directed([Part("42", hebrew)])
    assert has_turns("a שלום")
    assert has_turns("لا")
    assert has_turns("a\u200eb")


def test_a_paragraph_runs_as_its_words_do(english, hebrew):
    """It is right to left if all its words are in such a language, or if no letter runs the other way."""
    assert level_of([Part("A ", english), Part("שלום", hebrew)]) == 0
    assert level_of([Part("שלום", hebrew), Part("2", english)]) == 1
    assert level_of([Part("Google", hebrew)]) == 1
    assert level_of([Part("שלום, 42!", english)]) == 1
    assert level_of([Part("שלום a", english)]) == 0
    assert level_of([Part("2016", english)]) == 0


def test_a_style_may_say_so_itself(english):
    """Who knows the direction of a paragraph need not leave it to its words."""
    assert level_of([Part("abc", english)], replace(RAGGED, right_to_left=True)) == 1
    assert level_of([Part("אבג", english)], replace(RAGGED, right_to_left=False)) == 0


# ---------------------------------------------------------------- order


def test_a_marked_passage_leaves_the_stops_around_it_alone(fonts, english, hebrew):
    """A comma and a number behind a passage marked as Hebrew stay where English has them."""
    marked = [Part("Say ", english), Part("שלום עולם", hebrew), Part(", 42 times.", english)]
    assert seen(set_line(marked, fonts)) == ["Say", "עולם", "שלום", ",", "42", "times."]
    plain = [Part("Say שלום עולם, 42 times.", english)]
    assert seen(set_line(plain, fonts)) == ["Say", "42", "עולם,", "שלום", "times."]


def test_numbers_and_names_in_hebrew_read_from_left_to_right(fonts, hebrew):
    """The words of the line are turned round, and what is not Hebrew in it is not."""
    line = set_line([Part("נערך בשנת 2016 באתר Google Maps בקרב 42%", hebrew)], fonts)
    assert seen(line) == ["42%", "בקרב", "Google", "Maps", "באתר", "2016", "בשנת", "נערך"]


def test_runs_come_in_the_order_of_reading(fonts, english, hebrew):
    """Whatever stands where, a line's runs one after the other are the text."""
    parts = [Part("In ", english), Part("שנת 2016 (אחרי) Google", hebrew), Part(" all.", english)]
    assert "".join(run.text for run in set_line(parts, fonts).runs) == "In שנת 2016 (אחרי) Google all."


def test_brackets_are_mirrored_and_keep_their_text(fonts, hebrew):
    """An opening bracket in Hebrew is drawn as a closing one, at the right of what it holds, and copied as typed."""
    (run,) = set_line([Part("(א)", hebrew)], fonts).runs
    (piece,) = run.pieces
    face = fonts.face("hebrew")
    assert piece.texts == (")", "א", "(")
    assert piece.gids == (face.glyph("("), face.glyph("א"), face.glyph(")"))
    assert run.text == "(א)"


def test_a_mark_of_direction_works_and_leaves_no_trace(fonts, english, hebrew):
    """RLM behind a stop keeps it with the Hebrew; nothing is drawn or copied for it."""
    line = set_line([Part(f"Say שלום!{RLM} twice", english)], fonts)
    assert seen(line) == ["Say", "שלום!", "twice"]
    typed = set_line([Part(f"a {RLI}אב 1\u2069 b\u200e", english)], fonts)
    assert "".join(run.text for run in typed.runs) == "a אב 1 b"
    assert seen(typed) == ["a", "1", "אב", "b"]
    assert set_line([Part("\u200f\u2067\u2069", english)], fonts).runs == ()


def test_marks_of_direction_in_plain_text_draw_nothing(fonts, english):
    """Even where they change nothing they leave no glyph, and no trace in the line."""
    runs = set_line([Part("a\u200e\u2066b\u2069", english)], fonts).runs
    assert [piece.texts for run in runs for piece in run.pieces] == [("a",), ("b",)]
    assert sum(run.width for run in runs) == pytest.approx(
        width_of("a", english, fonts) + width_of("b", english, fonts)
    )


# ---------------------------------------------------------------- lines


def test_lines_are_broken_in_the_order_of_reading(fonts, english, hebrew):
    """A passage that goes over a line begins on the first and ends on the second."""
    parts = [Part("We say ", english), Part("אחת שתיים שלוש ארבע חמש שש", hebrew), Part(", and so on.", english)]
    lines = compose(parts, RAGGED, 110.0, fonts)
    assert len(lines) > 1
    said = ["".join(run.text for run in line.runs) for line in lines]
    assert "".join(said) == "We say אחת שתיים שלוש ארבע חמש שש, and so on."
    assert seen(lines[0])[:2] == ["We", "say"]
    assert seen(lines[0])[-1] == "אחת"


def test_a_paragraph_that_runs_right_to_left_hangs_from_the_right(fonts, hebrew):
    """Its lines end at the right edge, the last one is short at the left, and an indent is cut from the right."""
    lines = compose([Part(HEBREW, hebrew)], replace(JUSTIFIED, first_indent=9.0), 120.0, fonts)
    assert len(lines) > 3
    lefts = [min(run.x for run in line.runs if run.text.strip()) for line in lines]
    rights = [line.width for line in lines]
    assert rights == pytest.approx([111.0] + [120.0] * (len(lines) - 1))
    assert lefts[:-1] == pytest.approx([0.0] * (len(lines) - 1))
    assert lefts[-1] > 0


def test_a_label_keeps_to_its_edge(fonts, hebrew):
    """What stands in a row with other text begins at the left in whatever language, and centred text is centred."""
    still = compose([Part("שלום!", hebrew)], replace(RAGGED, turns=False), 120.0, fonts)[0]
    assert min(run.x for run in still.runs) == pytest.approx(0)
    turned = compose([Part("שלום!", hebrew)], RAGGED, 120.0, fonts)[0]
    assert turned.width == pytest.approx(120)
    assert seen(still) == seen(turned) == ["שלום!"]
    centred = compose([Part("שלום!", hebrew)], replace(RAGGED, align=Align.CENTRE), 120.0, fonts)[0]
    left = min(run.x for run in centred.runs)
    assert left == pytest.approx(120 - centred.width)


def test_words_that_run_right_to_left_are_never_divided(fonts, english, hebrew):
    """A column too narrow for them is overrun, and the line says so."""
    line = compose([Part("הבינלאומיים", hebrew)], JUSTIFIED, 20.0, fonts)[0]
    assert not line.hyphenated
    assert line.overrun == pytest.approx(width_of("הבינלאומיים", hebrew, fonts) - 20)


def test_no_tracking_comes_into_letters_that_join(fonts, arabic):
    """A tracked style leaves Arabic alone, and a stretched line opens its spaces only."""
    tracked = set_line([Part("السلام عليكم", replace(arabic, tracking=80.0))], fonts)
    assert [run.pieces for run in tracked.runs if run.is_reverse] == [
        run.pieces for run in set_line([Part("السلام عليكم", arabic)], fonts).runs if run.is_reverse
    ]
    natural = {run.text: run.width for run in set_line([Part("السلام عليكم", arabic)], fonts).runs if run.is_reverse}
    for line in compose([Part("السلام عليكم " * 8, arabic)], JUSTIFIED, 130.0, fonts):
        for run in line.runs:
            assert not run.is_reverse or run.width == pytest.approx(natural[run.text])


def test_a_space_ends_a_line_on_the_far_side(fonts, hebrew):
    """The real space at the end of a line hangs out at its left, where reading goes on."""
    first, *_ = compose([Part(HEBREW, hebrew)], JUSTIFIED, 120.0, fonts)
    last = first.runs[-1]
    assert last.text == " "
    assert last.x + last.width == pytest.approx(min(run.x for run in first.runs[:-1]))


def test_a_forced_line_end_does_not_end_the_passage(fonts, english, hebrew):
    """Hebrew over a line feed is Hebrew on both lines."""
    lines = compose([Part("a ", english), Part("אחת שתיים,\nשלוש!", hebrew)], RAGGED, 200.0, fonts)
    assert [seen(line) for line in lines] == [["a", "שתיים,", "אחת"], ["שלוש!"]]


# ---------------------------------------------------------------- faces and shapes


def test_letters_come_from_the_companion_of_their_face(fonts, english, hebrew):
    """Hebrew beside the serif is one face, beside the sans another, each at its share of the size."""
    for style, face, size in ((hebrew, "hebrew", 10.6), (replace(hebrew, font="sans"), "hebrew-sans", 10.2)):
        (run,) = set_line([Part("שלום", style)], fonts).runs
        assert (run.font, run.size) == (face, pytest.approx(size))


def test_stops_among_hebrew_are_hebrew_and_numbers_are_not(fonts, hebrew):
    """Brackets and stops are taken from the letters' face, figures and Latin words from the report's, spaces too."""
    found = {run.text: run.font for run in set_line([Part("(אב) 12 Google, גד.", hebrew)], fonts).runs}
    assert {words for words, font in found.items() if font == "hebrew"} == {"(אב)", ",", "גד."}
    assert {words for words, font in found.items() if font == "roman"} == {" ", "12", "Google"}


def test_figures_among_hebrew_do_not_descend(fonts, hebrew):
    """Old-style figures are for small letters; in a passage without any, figures line."""
    old = set_line([Part("שנת 2016", replace(hebrew, features=("onum",)))], fonts).runs[-1]
    lining = set_line([Part("שנת 2016", hebrew)], fonts).runs[-1]
    assert old.text == "2016"
    assert old.pieces[0].gids == lining.pieces[0].gids


def test_arabic_letters_join(fonts, arabic):
    """Letters take the forms of their places in the word, and none is the one that stands alone."""
    (run,) = set_line([Part("بيت", arabic)], fonts).runs
    alone = {fonts.face("arabic").glyph(letter) for letter in "بيت"}
    assert not alone.intersection(run.pieces[0].gids)
    assert run.text == "بيت"


def test_a_required_ligature_says_both_its_letters():
    """Lam and alef are one glyph, copied as two letters in their order."""
    own = Fonts({"arabic": (FOLDER / "Vazirmatn-Regular.ttf").read_bytes()})
    (run,) = set_line([Part("سلام", TextStyle(font="arabic", size=10.0, tint=Tint("ink"), language="ar"))], own).runs
    assert run.pieces[0].texts == ("م", "لا", "س")
    assert run.text == "سلام"


def test_letters_join_over_a_change_of_style(fonts, arabic):
    """A word whose second half is a link is drawn as one word."""
    whole = set_line([Part("والكتاب", arabic)], fonts).runs[0].pieces[0].gids
    first, second = set_line([Part("وال", arabic), Part("كتاب", replace(arabic, tint=Tint("deep")))], fonts).runs
    assert (*second.pieces[0].gids, *first.pieces[0].gids) == whole
    assert [run.part for run in (first, second)] == [0, 1]
    assert second.x + second.width == pytest.approx(first.x)


def test_vowel_signs_stand_where_the_face_puts_them(fonts, arabic):
    """A sign above its letter is lifted, and each glyph keeps its own text."""
    line = set_line([Part("بَّ", arabic)], fonts)
    assert [run.rise > 0 for run in line.runs] == [False, True]
    assert "".join(run.text for run in line.runs) == "بَّ"
    pointed = set_line([Part("שָׁ", replace(arabic, language="he"))], fonts)
    bare = set_line([Part("ש", replace(arabic, language="he"))], fonts)
    assert pointed.width == pytest.approx(bare.width)


def test_a_joiner_shapes_and_is_copied(fonts, arabic):
    """A zero-width non-joiner parts two letters without a gap, and comes back with the word."""
    persian = replace(arabic, language="fa")
    (parted,) = set_line([Part("می\u200cخواهم", persian)], fonts).runs
    (joined,) = set_line([Part("میخواهم", persian)], fonts).runs
    assert parted.text == "می\u200cخواهم"
    assert parted.pieces[0].gids != joined.pieces[0].gids


def test_stretches_are_one_part_one_level_and_one_face(fonts, english, hebrew):
    """A bracket that opens in English and closes behind Hebrew is cut off from both."""
    cut = cut_stretches([Part("a (", english), Part("אב", hebrew), Part(")", english)], 0, fonts)
    assert [(one.text, one.part, one.level, one.style.font) for one in cut] == [
        ("a", 0, 0, "roman"),
        (" ", 0, 0, "roman"),
        ("(", 0, 0, "roman"),
        ("אב", 1, 1, "hebrew"),
        (")", 2, 0, "roman"),
    ]


def test_characters_in_no_face_are_missing(fonts):
    """What neither the face nor a companion has is named; what a companion has is not."""
    assert fonts.missing("a שלום سلام ฉ ܐ", "roman") == "ฉܐ"
    assert fonts.missing("سلام", "sans") == "سلام"
    assert fonts.missing("a\u200f\u2067\u2069\u200c", "roman") == ""


def test_companions_are_not_opened_for_plain_text(english):
    """Text without their letters never reads the files of companions."""

    class Files(dict):
        def __getitem__(self, key):
            asked.add(key)
            return super().__getitem__(key)

    asked = set()
    files = Files({key: (FOLDER / name).read_bytes() for key, name in FACES.items()})
    own = Fonts(files, COMPANIONS)
    text = "The survey – 42 per cent, “office”."
    compose([Part(text, english)], JUSTIFIED, 80.0, own)
    assert own.missing(text, "roman") == ""
    assert asked == {"roman"}
    compose([Part("שלום", english)], JUSTIFIED, 80.0, own)
    assert asked == {"roman", "hebrew"}


def test_widths_are_those_of_the_line(fonts, english):
    """A text's width is that of its line, whichever way its words run."""
    for text in ("a שלום, b", "לא (42) כן", "سلام"):
        assert width_of(text, english, fonts) == pytest.approx(set_line([Part(text, english)], fonts).width)
