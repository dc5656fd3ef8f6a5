"""The bidi rules one by one, on texts short enough to work them out by hand (UAX #9)."""

from __future__ import annotations

from unicodedata import category, mirrored

import pytest

from layout.type import bidi
from layout.type.bidi import FSI, LRI, LRM, PDI, RLI, RLM, base_level, embedding_levels, visual_order

LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
ALM = "\u061c"
MARK = "\u0301"
JOINER = "\u200d"


def levels(text: str, base: int) -> str:
    """The levels as digits, one for each character."""
    return "".join(map(str, embedding_levels(text, base)))


# Hebrew letters are R, Arabic letters AL. Capitals of what is tested stand in the names.
CASES = [
    # --- strong characters alone (I1, I2)
    ("letters run as they run", "abc", 0, "000"),
    ("Hebrew in an English paragraph", "אבג", 0, "111"),
    ("English in a Hebrew paragraph", "abc", 1, "222"),
    ("Hebrew in a Hebrew paragraph", "אבג", 1, "111"),
    ("Arabic is as strong as Hebrew", "ابج", 0, "111"),
    # --- neutrals (N1, N2)
    ("a space between words of one direction goes with them", "אב גד", 0, "11111"),
    ("a space between two directions goes with the paragraph", "ab אב", 0, "00011"),
    ("and in the other paragraph with that", "ab אב", 1, "22111"),
    ("a stop at the end belongs to the paragraph", "אב.", 0, "110"),
    ("a stop at the end of a Hebrew paragraph", "ab.", 1, "221"),
    ("a dash among Hebrew", "אב–גד", 0, "11111"),
    # --- numbers (W2, W4 to W7)
    ("a number after Hebrew runs left to right within it", "אב 12", 0, "11122"),
    ("a number after English is English", "ab 12", 0, "00000"),
    ("a number after English in a Hebrew paragraph", "ab 12", 1, "22222"),
    ("a number alone in a Hebrew paragraph", "12", 1, "22"),
    ("digits after Arabic letters are Arabic numbers", "اب 12", 0, "11122"),
    ("Arabic digits after English do not become English", "ab ٣٤", 0, "00022"),
    ("a comma in a number is part of it", "א1,200", 0, "122222"),
    ("two commas are not", "א1,,2", 0, "12112"),
    ("a colon in a time is part of it", "א12:30", 1, "122222"),
    ("a hyphen in a number is part of it", "א1-2", 0, "1222"),
    ("but not in an Arabic number", "ا1-2", 0, "1212"),
    ("a comma in an Arabic number is", "ا1,2", 0, "1222"),
    ("per cent behind a number goes with it", "א42%", 0, "1222"),
    ("and before it", "א%42", 0, "1222"),
    ("per cent behind an Arabic number does not", "ا42%", 1, "1221"),
    ("a currency sign by itself is a neutral", "א€ב", 0, "111"),
    ("a range with spaces is two numbers", "א 1 – 2", 1, "1121112"),
    # --- brackets (N0)
    ("brackets about Hebrew in English stay English", "a (א) b", 0, "0001000"),
    ("brackets that Hebrew leads up to and fills are Hebrew", "א (ב) a", 0, "1111100"),
    ("brackets about English behind Hebrew stay in an English paragraph", "א (b)", 0, "10000"),
    ("brackets about English in a Hebrew paragraph", "א (b) ג", 1, "1112111"),
    ("brackets about a number in Hebrew", "א (1) ב", 0, "1112111"),
    ("square and round brackets nest", "א [(ב)] a", 0, "111111100"),
    ("a bracket that is never closed is a neutral", "א (ב a", 0, "111100"),
    ("crossed brackets are one pair and a neutral", "a(b[c)d]א", 0, "000000001"),
    # --- marks (W1)
    ("a mark goes with its letter", f"א{MARK}b", 0, "110"),
    ("a mark at the start goes with the paragraph", f"{MARK}א", 1, "11"),
    ("a mark on a bracket goes with it", f"a (א){MARK}b", 0, "0001000"),
    # --- marks of direction
    ("LRM parts a number from Hebrew", f"א{LRM}12", 0, "1000"),
    ("RLM holds a stop", f"אב.{RLM}", 0, "1111"),
    ("ALM makes a number Arabic", f"{ALM}1-2", 0, "1212"),
    # --- explicit embeddings and overrides (X2 to X7)
    ("an embedding", f"a{RLE}b{PDF}c", 0, "00220"),
    ("an override turns letters", f"{RLO}ab{PDF}c", 0, "01110"),
    ("an override the other way", f"{LRO}אב{PDF}", 1, "1222"),
    ("a stray end is nothing", f"a{PDF}b", 0, "000"),
    # --- isolates (X5a to X6a)
    ("an isolate does not disturb what stands about it", f"a {RLI}אב{PDI}, b", 0, "000110000"),
    ("without one the number would go with the Hebrew", "אב, 12", 0, "111122"),
    ("with one it stays English", f"{RLI}אב{PDI}, 12", 0, "01100000"),
    ("brackets keep about an isolate", f"a ({RLI}א{PDI})", 0, "0000100"),
    ("English isolated in Hebrew", f"א {LRI}a!{PDI} ב", 1, "11122111"),
    ("the first strong letter decides", f"{FSI}א1{PDI}{FSI}a1{PDI}", 0, "01200220"),
    ("isolates nest", f"{RLI}א{LRI}b{PDI}ג{PDI}", 0, "0112110"),
    ("an isolate that is never closed lasts to the end", f"a{RLI}b", 0, "002"),
    ("an end without beginning is a neutral", f"א{PDI}ב", 0, "111"),
    ("an isolate ends the embeddings in it", f"{RLI}{LRE}a{PDI}b", 0, "00200"),
    # --- what X9 takes out
    ("a joiner goes with what stands before it", f"א{JOINER}ב", 0, "111"),
    ("a soft hyphen too", "a\u00adb", 1, "222"),
]


@pytest.mark.parametrize(("text", "base", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_levels_are_those_of_the_rules(text, base, wanted):
    """Each rule gives the level that one works out by hand."""
    assert levels(text, base) == wanted


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("abc אבג", 0),
        ("אבג abc", 1),
        ("12 (!) ا", 1),
        ("12 – 14", 0),
        ("", 0),
        (f"{RLI}א{PDI} a", 0),
        (f"{LRI}a{PDI} א", 1),
        (f"{RLM}12", 1),
    ],
)
def test_a_paragraphs_level_is_that_of_its_first_strong_character(text, level):
    """Isolates, numbers and marks are passed over (P2, P3)."""
    assert base_level(text) == level


def test_more_embeddings_than_there_are_levels_are_lost():
    """Beyond level 125 embeddings and isolates change nothing, and their ends are counted all the same (BD2)."""
    deep = RLE * 200 + "a" + PDF * 200 + "b"
    assert max(embedding_levels(deep, 0)) <= 126
    assert embedding_levels(deep, 0)[-1] == 0
    isolated = RLI * 200 + "a" + PDI * 200 + "b"
    assert embedding_levels(isolated, 0)[-1] == 0


def test_more_open_brackets_than_can_be_watched_are_neutrals():
    """After 63 open brackets none of the text's brackets is paired (BD16)."""
    few = "א" + "(" * 63 + "ב" + ")" * 63 + "a"
    many = "א" + "(" * 64 + "ב" + ")" * 64 + "a"
    assert embedding_levels(few, 0)[-2] == 1
    assert embedding_levels(many, 0)[-2] == 0


def test_two_names_of_one_bracket_are_a_pair():
    """U+2329 and U+3009 are canonically the two sides of one pair."""
    assert levels("א \u2329ב\u3009 a", 0) == "1111100"


def test_every_mirrored_bracket_is_paired():
    """The table of pairs holds every opening and closing bracket that Unicode mirrors."""
    known = {*bidi._OPENING, *bidi._CLOSING, "\u2329", "\u232a"}
    brackets = {char for char in map(chr, range(0x11000)) if category(char) in ("Ps", "Pe") and mirrored(char)}
    assert brackets - known == set()
    assert all(mirrored(one) and mirrored(other) for one, other in bidi._OPENING.items())


@pytest.mark.parametrize(
    ("given", "order"),
    [
        ([], []),
        ([0, 0, 0], [0, 1, 2]),
        ([1, 1, 1], [2, 1, 0]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([0, 1, 2, 2, 1, 0], [0, 4, 2, 3, 1, 5]),
        ([2, 2, 1, 1, 2], [4, 3, 2, 0, 1]),
        ([0, 2, 0], [0, 1, 2]),
        ([1, 4, 3, 1], [3, 2, 1, 0]),
    ],
)
def test_a_line_is_turned_from_the_highest_level_down(given, order):
    """Whatever is at a level or above it is turned round, level by level (L2)."""
    assert visual_order(given) == order
