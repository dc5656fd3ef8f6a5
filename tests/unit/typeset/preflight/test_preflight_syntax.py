"""Content streams taken apart."""

from __future__ import annotations

import pytest

from typeset.preflight.syntax import read_operators


def operators(data: bytes) -> list[tuple[bytes, list]]:
    """All operators of a stream with their operands."""
    return list(read_operators(data))


def test_operands_come_before_their_operator():
    """Numbers, names and strings are handed over with the operator that follows them."""
    assert operators(b"/F1 12 Tf (Hello) Tj") == [(b"Tf", ["F1", 12.0]), (b"Tj", [b"Hello"])]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"(plain)", b"plain"),
        (b"(a (nested) one)", b"a (nested) one"),
        (rb"(\(escaped\) \\ \101\60 \n)", b"(escaped) \\ A0 \n"),
        (b"(broken \\\nline)", b"broken line"),
        (b"<48 65 6C>", b"Hel"),
        (b"<4>", b"@"),
        (b"()", b""),
        (b"(unfinished", b"unfinished"),
    ],
)
def test_strings_are_read_as_the_standard_says(written, meant):
    """Escapes, nesting and hexadecimal strings follow ISO 32000-1, 7.3.4; an unfinished one ends with the stream."""
    assert operators(written + b" Tj")[:1] in ([(b"Tj", [meant])], [])
    if written != b"(unfinished":
        assert operators(written + b" Tj") == [(b"Tj", [meant])]


@pytest.mark.parametrize(
    ("written", "meant"), [(b"-.5", -0.5), (b"+3", 3.0), (b"4.", 4.0), (b"--5", -5.0), (b"1.2.3", 1.2), (b"-", 0.0)]
)
def test_numbers_survive_bad_spelling(written, meant):
    """What other programs write for numbers is read the way viewers read it."""
    assert operators(written + b" w") == [(b"w", [meant])]


def test_arrays_and_dictionaries_nest():
    """Arrays become lists and dictionaries become dictionaries, inside each other too."""
    assert operators(b"/Span <</MCID 3 /A [1 [2]]>> BDC [(a) -20 (b)] TJ") == [
        (b"BDC", ["Span", {"MCID": 3.0, "A": [1.0, [2.0]]}]),
        (b"TJ", [[b"a", -20.0, b"b"]]),
    ]


def test_tokens_need_no_white_space_between_them():
    """Delimiters end the token before them."""
    assert operators(b"/F1 9 Tf[(a)]TJ(b)Tj") == [(b"Tf", ["F1", 9.0]), (b"TJ", [[b"a"]]), (b"Tj", [b"b"])]


def test_comments_are_white_space():
    """A comment runs to the end of its line and no further."""
    assert operators(b"1 w % 2 w\n3 w") == [(b"w", [1.0]), (b"w", [3.0])]


def test_names_are_unescaped():
    """#20 in a name is a space."""
    assert operators(b"/PANTONE#20485 cs") == [(b"cs", ["PANTONE 485"])]


def test_inline_image_keeps_its_bytes():
    """An inline image is one operator with its dictionary and its pixels, even when they hold the letters EI."""
    pixels = b"\x00 EI\x01\x02\x03"
    assert operators(b"BI /W 2 /H 4 ID " + pixels + b" EI Q") == [
        (b"BI", [{"W": 2.0, "H": 4.0}, pixels]),
        (b"Q", []),
    ]


def test_long_paths_read_the_same_as_short_ones():
    """The quick way through curves and lines gives what the careful way gives."""
    assert operators(b"0 0 m 1 2 l 1 2 3 4 5 6 c .5 -.5 l\n7 8 9 10 11 12 c h") == [
        (b"m", [0.0, 0.0]),
        (b"l", [1.0, 2.0]),
        (b"c", [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        (b"l", [0.5, -0.5]),
        (b"c", [7.0, 8.0, 9.0, 10.0, 11.0, 12.0]),
        (b"h", []),
    ]


def test_operator_that_begins_like_a_curve_is_itself():
    """`cm` after a path is no curve."""
    assert operators(b"0 0 m 1 0 0 1 5 5 cm") == [(b"m", [0.0, 0.0]), (b"cm", [1.0, 0.0, 0.0, 1.0, 5.0, 5.0])]
