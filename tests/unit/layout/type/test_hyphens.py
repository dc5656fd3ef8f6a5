from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from layout.type import hyphens
from layout.type.hyphens import break_points


def divided(word: str, language: str) -> str:
    """*word* with a hyphen wherever one may be put."""
    points = (0, *break_points(word, language), len(word))
    return "-".join(word[a:b] for a, b in pairwise(points))


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("en-GB", "international", "in-ter-na-tional"),
        ("en-US", "international", "in-ter-na-tional"),
        ("sv", "undersökningen", "un-der-sök-ning-en"),
        ("de", "Donaudampfschifffahrt", "Do-nau-dampf-schiff-fahrt"),
        ("fr", "intéressant", "in-té-res-sant"),
        ("es", "investigación", "in-ves-ti-ga-ción"),
        ("nb", "undersøkelsen", "un-der-sø-kel-sen"),
        ("fi", "lainvalvonta", "lain-val-von-ta"),
        ("nl", "onderzoekers", "on-der-zoe-kers"),
        ("pl", "odpowiedzialność", "od-po-wie-dzial-ność"),
    ],
)
def test_each_language_divides_by_its_own_rules(language, word, expected):
    """Ten languages divide their words as their dictionaries say."""
    assert divided(word, language) == expected


def test_british_and_american_divide_differently():
    """British patterns go by origin, American ones by sound."""
    assert break_points("democracy", "en-GB") != break_points("democracy", "en-US")


@pytest.mark.parametrize(
    "word", ["INTERPOL", "TOR", "INHOPE", "INHOPE’s", "YouTube", "64-bit", "covid19research", "into"]
)
def test_some_words_stay_whole(word):
    """Acronyms, names with a capital inside, short words and words with figures are never divided."""
    assert break_points(word, "en-GB") == ()


def test_punctuation_round_a_word_does_not_matter():
    """Quotes before and a comma after are counted, and otherwise passed over."""
    assert break_points("“respondents,", "en-GB") == tuple(at + 1 for at in break_points("respondents", "en-GB"))


def test_a_compound_is_divided_in_each_of_its_words():
    """The hyphen of the compound is no letter, and the minima hold on both sides of it."""
    assert divided("self-representation", "en-GB") == "self-rep-res-ent-a-tion"
    assert divided("well-known", "en-GB") == "well-known"


def test_english_leaves_three_letters_for_the_next_line():
    """Two letters may stand before a hyphen, but not after it."""
    word = "certainly"
    assert all(2 <= at <= len(word) - 3 for at in break_points(word, "en-GB"))


def test_a_language_without_patterns_divides_nothing():
    """Rather a loose line than a wrong division."""
    assert break_points("międzynarodowy", "tlh") == ()
    assert break_points("international", "") == ()


def test_a_region_falls_back_to_its_language():
    """Swiss German divides like German."""
    assert break_points("Untersuchung", "de-CH") == break_points("Untersuchung", "de")


def test_what_is_remembered_needs_no_dictionary(monkeypatch):
    """A later run takes over what an earlier one found, and never opens the patterns."""
    monkeypatch.setattr(hyphens, "_points", {})
    hyphens.remember({("zusammengesetztes", "de"): (2, 7)})
    assert break_points("zusammengesetztes", "de") == (2, 7)
    assert hyphens.known() == {("zusammengesetztes", "de"): (2, 7)}


def test_a_soup_of_letters_is_no_word():
    """Text of hostile length is left alone at once."""
    assert break_points("ab" * 50_000, "en-GB") == ()


def test_importing_paragraphs_opens_neither_pyphen_nor_numpy():
    """The slow libraries stay shut until a word must be divided."""
    code = "import sys, layout.type.paragraph as p; print(sorted({'pyphen', 'numpy', 'matplotlib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("nb", "overgrepsmateriale", "over-greps-ma-te-ria-le"),
        ("fi", "strategia", "stra-te-gia"),
        ("cs", "čtvrtletní", "čtvrt-let-ní"),
        ("el", "διερεύνηση", "διε-ρεύ-νη-ση"),
        ("ru", "расследование", "рас-сле-до-ва-ние"),
    ],
)
def test_every_part_of_a_word_can_be_spoken(language, word, expected):
    """No consonants stand alone on either side of a hyphen, whatever the patterns say; in Czech r and l are vowels."""
    assert divided(word, language) == expected


def test_dutch_is_not_divided_where_its_spelling_would_change():
    """Zeeën would have to become zee-en, without its dots."""
    assert break_points("zeeën", "nl") == ()


@pytest.mark.parametrize(
    "language",
    ["bg", "ca", "cs", "da", "el", "et", "hr", "hu", "is", "it", "lt", "lv", "nn", "pt", "ro", "ru", "sk", "sl", "uk"],
)
def test_guests_from_other_languages_are_divided_as_at_home(language):
    """Their patterns are there: a word of the language that is long enough finds a place."""
    word = {"bg": "международни", "el": "διερεύνηση", "ru": "расследование", "uk": "розслідування"}
    assert break_points(word.get(language, "investigatorina"), language)
