from __future__ import annotations

from itertools import pairwise

import pytest

from layout.type.galley import Sort, fill_galley, list_chances
from layout.type.linebreak import DASH, FORCED, HYPHEN, HYPHEN_COST, SPACE
from layout.type.spacing import refine_parts
from layout.type.style import Part
from layout.type.words import Edges, fount_for, is_divisible, natural_cuts
from layout.values import replace

FLUSH = Edges(left=False, right=False)


def pieces_of(galley) -> list[str]:
    """What each piece says."""
    return ["".join(piece.texts) for piece in galley.pieces]


def cut_text(text: str, fonts, style, *, hyphenate: bool = False) -> str:
    """*text* with a bar at each break that needs no space."""
    galley = fill_galley([Part(text, style)], fonts, FLUSH)
    _, marks = list_chances(galley, hyphenate=hyphenate)
    word = galley.words[0]
    offsets = [0, *(mark.cut.offset for mark in marks if mark.cut), len(word.text)]
    return "|".join(word.text[a:b] for a, b in pairwise(offsets))


def test_white_space_is_folded(fonts, roman):
    """Runs of blanks and tabs are one space, and none is left at either end."""
    galley = fill_galley([Part(" one \t two  ", roman), Part("  three\n", roman)], fonts, FLUSH)
    assert pieces_of(galley) == ["one", " ", "two", " ", "three"]


def test_a_forced_end_swallows_the_spaces_round_it(fonts, roman):
    """The next line begins with its first word; empty lines do not come about."""
    galley = fill_galley([Part("\none \n\n two\n", roman)], fonts, FLUSH)
    assert galley.sorts == [Sort.WORD, Sort.LINE_END, Sort.WORD]


def test_no_break_spaces_stretch_but_do_not_break(fonts, roman):
    """They take part in justification like others, and offer no place to end a line."""
    galley = fill_galley([Part("16\u00a0per cent", roman)], fonts, FLUSH)
    chances, _ = list_chances(galley, hyphenate=False)
    assert chances.kinds == [SPACE, FORCED]
    space = fount_for(roman, FLUSH, fonts).space_width
    assert chances.glue_ends == pytest.approx([space, 2 * space])


def test_narrow_spaces_neither_stretch_nor_break(fonts, roman):
    """A thin space inside a number keeps its width."""
    galley = fill_galley([Part("10\u202f000", roman)], fonts, FLUSH)
    assert galley.glues == [0.0]
    assert list_chances(galley, hyphenate=True)[0].kinds == [FORCED]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("self-generated", "self-|generated"),
        ("e-mail", "e-mail"),
        ("50–80", "50–80"),
        ("Paris–London", "Paris–|London"),
        ("word—word", "word—|word"),
        ("and/or", "and/or"),
        ("police/customs", "police/|customs"),
        ("co\u00adoperate", "co|operate"),
        ("Straße\u200bNord", "Straße|Nord"),
        ("non\u2011profit", "non\u2011profit"),
        ("https://www.example.org/a-report/2016", "https://|www|.example|.org/|a-report/|2016"),
        ("press@example-office.org", "press|@example|-office|.org"),
    ],
)
def test_the_text_itself_offers_breaks(fonts, roman, word, expected):
    """After the hyphen of a compound and in addresses a line may end without a hyphen of ours."""
    assert cut_text(word, fonts, roman) == expected


def test_addresses_are_never_hyphenated(fonts, roman):
    """A hyphen put into an address would be typed by whoever copies it."""
    assert not is_divisible("https://example.org/international")
    assert cut_text("www.international.org", fonts, roman, hyphenate=True) == "www|.international|.org"
    assert list(natural_cuts("international")) == []


def test_a_break_knows_what_it_looks_like(fonts, roman):
    """A hyphen of ours, a hyphen of the text, a space, and the end."""
    galley = fill_galley([Part("hotlines self-harm end", roman)], fonts, FLUSH)
    chances, _ = list_chances(galley, hyphenate=True)
    assert chances.kinds == [HYPHEN, SPACE, DASH, SPACE, FORCED]


def test_widths_at_a_cut_are_those_of_the_pieces_set(fonts, roman):
    """The measured ends and starts of a broken word are what its halves will really take."""
    fount = fount_for(roman, FLUSH, fonts)
    for text in ("offices", "traffickers", "investigation", "Awaiting", "conflict", "fluffier"):
        word = fount.word(text)
        for cut in fount.cuts_at(word, tuple(range(1, len(text)))):
            before = fount.upto(cut, word)
            after = fount.case.shape(text[cut.offset :])
            assert cut.end == pytest.approx(before.width * fount.points, abs=0.02)
            assert word.width - cut.rest == pytest.approx(after.width * fount.points, abs=1e-9)


def test_overhang_is_taken_off_at_a_cut(fonts, roman):
    """The hyphen hangs right of one line and the v left of the next; both make room."""
    plain, hanging = (fount_for(roman, edges, fonts) for edges in (FLUSH, Edges(left=True, right=True)))
    (flush,) = plain.cuts_at(plain.word("overview"), (4,))
    (hung,) = hanging.cuts_at(hanging.word("overview"), (4,))
    assert hung.end == pytest.approx(flush.end - 0.5 * plain.case.shape("\u2010").width / 100)
    assert hung.rest == pytest.approx(flush.rest + 0.04 * plain.case.shape("v").width / 100)


def test_a_word_that_changes_style_is_divided_by_its_whole_spelling(fonts, roman, italic):
    """The two halves "inter" and "national" set in two styles break as international does, also where they meet."""
    mixed = fill_galley([Part("inter", roman), Part("national", italic)], fonts, FLUSH)
    _, marks = list_chances(mixed, hyphenate=True)
    assert [(mark.index, mark.cut.offset) for mark in marks if mark.cut] == [(0, 2), (0, 5), (1, 2)]


def test_punctuation_in_another_style_clings_to_its_word(fonts, roman, italic):
    """No line ends between an italic word and its roman comma."""
    galley = fill_galley([Part("Title", italic), Part(", then", roman)], fonts, FLUSH)
    chances, _ = list_chances(galley, hyphenate=False)
    assert chances.kinds == [SPACE, FORCED]


def test_single_letters_and_dashes_cost_more_at_a_line_end(fonts, roman):
    """A line rather does not end in "a", nor the next begin with a dash."""
    galley = fill_galley([Part("was a good – one", roman)], fonts, FLUSH)
    costs = list_chances(galley, hyphenate=False)[0].costs
    assert costs[1] > costs[0]
    assert costs[2] > costs[0]


def test_a_heading_minds_its_small_words(fonts, roman):
    """Only in headings does "of" at a line's end have its price, by language."""
    galley = fill_galley([Part("state of affairs", roman)], fonts, FLUSH)
    assert list_chances(galley, hyphenate=False, heading=True)[0].costs[1] > 0
    assert list_chances(galley, hyphenate=False)[0].costs[1] == 0
    other = fill_galley([Part("state of affairs", replace(roman, language="fi"))], fonts, FLUSH)
    assert list_chances(other, hyphenate=False, heading=True)[0].costs[1] == 0


def test_founts_differ_by_size_and_margins(fonts, roman):
    """Widths in points are kept by size, overhang by what the paragraph's edges are."""
    hanging = Edges(left=True, right=True)
    assert fount_for(roman, FLUSH, fonts).word("“No.").hang_left == 0
    assert fount_for(roman, hanging, fonts).word("“No.").hang_left > 0
    assert fount_for(roman, hanging, fonts).word("“No.").hang_right > 0
    assert fount_for(replace(roman, size=20.0), FLUSH, fonts).word("No").width == pytest.approx(
        2 * fount_for(roman, FLUSH, fonts).word("No").width
    )


def test_soft_hyphens_speak_for_the_whole_word(fonts, roman):
    """Where the author has said how to divide a word, no pattern adds to it; one in front keeps the word whole."""
    assert cut_text("representation", fonts, roman, hyphenate=True) == "rep|res|ent|a|tion"
    assert cut_text("represen\u00adtation", fonts, roman, hyphenate=True) == "represen|tation"
    assert cut_text("\u00adrepresentation", fonts, roman, hyphenate=True) == "representation"
    assert cut_text("representation", fonts, roman, hyphenate=True) == "rep|res|ent|a|tion"


def test_a_hyphen_of_the_author_costs_no_more_than_one_of_ours(fonts, roman):
    """Only a compound is dearer to divide elsewhere than at its own hyphen."""

    def costs(text: str) -> list[float]:
        chances, _ = list_chances(fill_galley([Part(text, roman)], fonts, FLUSH), hyphenate=True)
        return chances.costs[:-1]

    assert costs("represen\u00adtation") == [HYPHEN_COST]
    assert max(costs("self-representation")) > HYPHEN_COST


def test_a_word_joiner_holds_on_both_sides(fonts, roman):
    """No line ends where one stands: not after a slash, nor at a hyphen of ours."""
    assert cut_text("police/customs", fonts, roman) == "police/|customs"
    assert cut_text("police/\u2060customs", fonts, roman) == "police/customs"
    assert cut_text("rep\u2060resentation", fonts, roman, hyphenate=True) == "repres|ent|a|tion"


def test_a_line_may_end_in_a_figure_that_is_not_alone(fonts, roman):
    """A letter by itself costs; the figure of "page 5" and the number of a note do not."""
    sign = replace(roman, features=("sups",))

    def last_costs(*parts: Part) -> list[float]:
        chances, _ = list_chances(fill_galley(refine_parts(parts), fonts, FLUSH), hyphenate=False)
        return chances.costs

    assert any(last_costs(Part("saw a thing", roman)))
    assert not any(last_costs(Part("on page 5 of", roman)))
    assert not any(last_costs(Part("claim.", roman), Part("1", sign), Part(" So", roman)))


def test_a_word_is_divided_in_spite_of_its_note(fonts, roman):
    """The note's number is no part of the word, and stays with the end of it."""
    sign = replace(roman, features=("sups",))
    galley = fill_galley([Part("representation", roman), Part("12", sign)], fonts, FLUSH)
    _, marks = list_chances(galley, hyphenate=True)
    assert [mark.cut.offset for mark in marks if mark.cut] == [3, 6, 9, 10]


def test_a_name_is_rather_not_divided(fonts, roman):
    """A word with a capital costs more to divide, in quotation marks too; in German, where all nouns have one, it does not."""

    def costs(text: str, language: str) -> set[float]:
        galley = fill_galley([Part(text, replace(roman, language=language))], fonts, FLUSH)
        return set(list_chances(galley, hyphenate=True)[0].costs[:-1])

    assert min(costs("“Griffeye", "en-GB")) > HYPHEN_COST
    assert costs("griffeye", "en-GB") == {HYPHEN_COST}
    assert costs("Untersuchung", "de") == {HYPHEN_COST}
