from __future__ import annotations

import pytest

from layout.type.spacing import refine, refine_parts, small_words
from layout.type.style import Part
from layout.values import replace


def shown(text: str) -> str:
    """*text* with its no-break spaces as "~" and its narrow ones as "_"."""
    return text.replace("\u00a0", "~").replace("\u202f", "_")


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en-GB", "74.6 per cent of them", "74.6~per~cent of them"),
        ("en-GB", "(74 per cent)", "(74~per~cent)"),
        ("en-GB", "4 per person", "4 per person"),
        ("en-GB", "1.6 million people", "1.6~million people"),
        ("en-GB", "see page 16, insight 4 and no. 3", "see page~16, insight~4 and no.~3"),
        ("en-GB", "this page is 16 long", "this page is 16 long"),
        ("en-GB", "by J. R. Smith and Dr Jones", "by J.~R.~Smith and Dr~Jones"),
        ("en-GB", "here – and there", "here~– and there"),
        ("en-GB", "and so on …", "and so on~…"),
        ("en-GB", "on 3 May 2016", "on 3~May 2016"),
        ("en-GB", "by 30 GB, € 20", "by 30~GB, €~20"),
        ("en-GB", "10 000 000 files", "10_000_000 files"),
        ("en-GB", "in 2016 300 people", "in 2016 300 people"),
        ("en-GB", "a big one", "a big one"),
        ("en-GB", "Part II, chapter IV and no Index", "Part~II, chapter~IV and no Index"),
        ("en-GB", "… and “… so on”, he said … then", "…~and “…~so on”, he said~… then"),
        ("sv", "t. ex. bl. a. så", "t._ex. bl._a. så"),
        ("pl", "m. in. tak", "m._in. tak"),
        ("fr", "Vraiment ? « Oui ! » : voilà ; 50 %", "Vraiment_? «~Oui_!~»~: voilà_; 50~%"),
        ("fr", "12 pour cent, 5 millions", "12~pour~cent, 5~millions"),
        ("de", "z. B. am 12. Mai, S. 5, 20 Prozent", "z._B. am 12.~Mai, S.~5, 20~Prozent"),
        ("pl", "w domu i o nim, 10 tys.", "w~domu i~o~nim, 10~tys."),
        ("sv", "20 procent, se sidan 4", "20~procent, se sidan~4"),
        ("nb", "20 prosent på side 4", "20~prosent på side~4"),
        ("fi", "20 prosenttia, sivu 4", "20~prosenttia, sivu~4"),
        ("nl", "20 procent op pagina 4", "20~procent op pagina~4"),
        ("es", "20 por ciento en EE. UU., página 4", "20~por~ciento en EE._UU., página~4"),
        ("xx", "20 km – 5 %", "20~km~– 5~%"),
    ],
)
def test_each_language_keeps_together_what_belongs_together(language, typed, expected):
    """Spaces that must not break or must be narrow are put in, and no others."""
    assert shown(refine(typed, language)) == expected


@pytest.mark.parametrize("language", ["en-GB", "fr", "de", "pl", "xx"])
def test_refining_keeps_every_position_and_word(language):
    """Only spaces are replaced, one for one, so positions in the manifest hold; twice is once."""
    typed = "  « 10 000 »  –  J. R. : w 5 % ! z. B.  "
    once = refine(typed, language)
    assert len(once) == len(typed)
    assert once.replace("\u00a0", " ").replace("\u202f", " ") == typed
    assert refine(once, language) == once


def test_rules_hold_across_a_change_of_style(roman, italic):
    """A number in italics and its unit in roman are still one quantity."""
    parts = refine_parts([Part("about ", roman), Part("16", italic), Part(" per cent", roman)])
    assert [shown(part.text) for part in parts] == ["about ", "16", "~per~cent"]
    assert [part.style for part in parts] == [roman, italic, roman]


def test_each_passage_follows_its_own_language(roman):
    """A French title in English prose takes French spaces; the prose does not."""
    french = replace(roman, language="fr")
    parts = refine_parts([Part("He said : ", roman), Part("« Oui ! »", french), Part(" ! No", roman)])
    assert [shown(part.text) for part in parts] == ["He said : ", "«~Oui_!~»", " ! No"]


def test_small_words_are_known_by_language():
    """Headings avoid ending a line in them."""
    assert "of" in small_words("en-GB")
    assert "und" in small_words("de-AT")
    assert not small_words("xx")
