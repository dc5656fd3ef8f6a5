"""Laws of the type room, for any text, style and measure."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from layout.ink import Tint
from layout.type.faces import Fonts
from layout.type.linebreak import (
    DASH,
    FORCED,
    HYPHEN,
    SPACE,
    Chances,
    Wishes,
    break_balanced,
    break_justified,
    break_ragged,
)
from layout.type.paragraph import compose, width_of
from layout.type.shaping import shape
from layout.type.spacing import refine
from layout.type.style import Align, ParagraphStyle, Part, TextStyle

LANGUAGES = ["en-GB", "en-US", "sv", "de", "fr", "es", "nb", "fi", "nl", "pl", "xx"]
WORDS = re.split(
    "[ \n]",
    """the a of survey investigators international self-generated responsibilities office fluffier “quoted” 74.6
per cent – … https://example.org/a/report TOR INTERPOL don’t l’été Donaudampfschifffahrt 10 000 page 16 J. !
well-known-to-all e\u0301te\u0301 co\u00adop\u00aderation zero\u200bwidth 12\u00a0km and/or police/customs""",
)


@cache
def fonts() -> Fonts:
    """Two of the project's own faces."""
    folder = Path(__file__).resolve().parents[2] / "fonts"
    names = {"roman": "SourceSerif4SmText-Regular.ttf", "italic": "SourceSerif4SmText-It.ttf"}
    return Fonts({key: (folder / name).read_bytes() for key, name in names.items()})


styles = st.builds(
    TextStyle,
    font=st.sampled_from(["roman", "italic"]),
    size=st.sampled_from([7.5, 9.5, 20.0]),
    tint=st.just(Tint("ink")),
    features=st.sampled_from([(), ("onum",), ("smcp",)]),
    tracking=st.sampled_from([0.0, 0.0, 40.0]),
    language=st.sampled_from(LANGUAGES),
)
letters = st.text(st.sampled_from("abcdefilnorst-–'’.,éß7\u00ad\u200b\u2060\u202f"), min_size=1, max_size=12)
texts = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(WORDS), letters), st.sampled_from([" ", " ", " ", " ", "", "\n", "  ", "\u00a0"])
    ),
    max_size=40,
).map(lambda pairs: "".join(word + space for word, space in pairs))
parts_lists = st.lists(st.builds(Part, texts, styles), max_size=4)
paragraphs = st.builds(
    ParagraphStyle,
    leading=st.just(13.0),
    align=st.sampled_from(Align),
    first_indent=st.sampled_from([0.0, 9.0, -9.0]),
    left_indent=st.sampled_from([0.0, 9.0]),
    indents=st.sampled_from([(), (12.0, 12.0)]),
    hyphenate=st.booleans(),
    protrude=st.booleans(),
    balance=st.sampled_from([False, False, True]),
)
measures = st.floats(20, 400)


@st.composite
def chances(draw) -> Chances:
    """Any row of words, some of which may be divided, with forced ends among them."""
    made = Chances()
    x = glue = 0.0
    rows = draw(
        st.lists(st.tuples(st.floats(1, 80), st.sampled_from([SPACE, SPACE, SPACE, HYPHEN, DASH, FORCED])), max_size=40)
    )
    for width, kind in [*rows, (10.0, FORCED)]:
        x += width
        made.ends.append(x + (3.0 if kind is HYPHEN else 0.0))
        made.glue_ends.append(glue)
        if kind in (SPACE, FORCED):
            x += 3.0
            glue += 3.0
        made.starts.append(x)
        made.glue_starts.append(glue)
        made.kinds.append(kind)
        made.costs.append(0.0)
    return made


def justified_at_any_price(row: Chances, wishes: Wishes) -> list[int]:
    """Justified lines, however loose."""
    return break_justified(row, wishes, 1.0, rescue=True) or []


@settings(max_examples=150, deadline=None)
@given(
    row=chances(),
    line_measures=st.lists(st.floats(20, 200), min_size=1, max_size=3),
    barred=st.frozensets(st.integers(0, 5), max_size=2),
    breaker=st.sampled_from([justified_at_any_price, break_ragged, break_balanced]),
)
def test_breaking_keeps_every_box_once_and_in_order(row, line_measures, barred, breaker):
    """Lines end at ascending places, at every forced end and at the last; so no box is dropped or repeated."""
    breaks = breaker(row, Wishes(measures=tuple(line_measures), no_hyphen_after=barred))
    assert all(one < other for one, other in pairwise(breaks))
    assert breaks[-1] == len(row.ends) - 1
    assert {index for index, kind in enumerate(row.kinds) if kind is FORCED} <= set(breaks)


@settings(max_examples=150, deadline=None)
@given(row=chances(), measure=st.floats(20, 200), breaker=st.sampled_from([justified_at_any_price, break_ragged]))
def test_a_ladder_never_has_three_rungs(row, measure, breaker):
    """Not in any text, at any measure, do three lines in a row end in a hyphen of ours."""
    breaks = breaker(row, Wishes(measures=(measure,)))
    kinds = [row.kinds[index] for index in breaks]
    assert not any(trio == (HYPHEN,) * 3 for trio in zip(kinds, kinds[1:], kinds[2:], strict=False))


def folded(text: str) -> str:
    """*text* with its white space folded and without what is never shown."""
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b\u2060]", "", text)).strip()


@settings(max_examples=150, deadline=None)
@given(parts=parts_lists, style=paragraphs, measure=measures)
def test_a_paragraph_says_what_was_written(parts, style, measure):
    """The lines' texts, less the hyphens put in, are the text that was given."""
    lines = compose(parts, style, measure, fonts())
    said = "".join(run.text for line in lines for run in line.runs)
    assert folded(said) == folded("".join(part.text for part in parts))
    texts = ["".join(run.text for run in line.runs) for line in lines]
    assert [text.endswith("\u00ad") for text in texts] == [line.hyphenated for line in lines]
    assert not any("\u00ad" in text[1:-1] for text in texts)  # at the start it repeats the hyphen of a compound


@settings(max_examples=150, deadline=None)
@given(parts=parts_lists, style=paragraphs, measure=measures)
def test_no_line_is_wider_than_its_measure_unless_it_says_so(parts, style, measure):
    """What does not fit is one unbreakable thing, and the line tells how much it overruns."""
    bound = any(space in part.text for part in parts for space in "\u00a0\u202f")
    for line in compose(parts, style, measure, fonts()):
        hang = 20.0 if style.protrude else 0.0
        assert line.width <= max(measure, style.left_indent + 21.1) + line.overrun + hang + 0.06
        assert line.overrun >= 0
        if line.overrun and not bound:  # a space that binds is read back as any other
            pieces = [piece for run in line.runs for piece in run.pieces]
            assert not any(piece.texts == (" ",) for piece in pieces[:-1])


@settings(max_examples=100, deadline=None)
@given(parts=parts_lists, style=paragraphs, measure=measures)
def test_runs_abut_and_add_up(parts, style, measure):
    """On a line each run begins where the one before ends; the last visible glyph ends at the line's width."""
    bound = any(space in part.text for part in parts for space in "\u00a0\u202f")
    for line in compose(parts, style, measure, fonts()):
        for one, other in pairwise(line.runs):
            assert abs(one.x + one.width - other.x) < 1e-6
        pieces = [(run, piece) for run in line.runs for piece in run.pieces]
        last_run, last = pieces[-1]
        over = last_run.x + last_run.width - line.width
        if bound and abs(over) < 1e-6:
            continue  # a space that binds is read back as any other, and is no trailing one
        if not line.last and last.texts == (" ",) and not line.hyphenated:
            over -= last.width * last_run.size / 1000
        assert abs(over) < 1e-6


@settings(max_examples=100, deadline=None)
@given(parts=parts_lists, style=paragraphs, measure=measures)
def test_word_spaces_keep_within_what_the_line_says(parts, style, measure):
    """Every stretchable space of a line is wider than normal by the line's ratio; all else by nothing."""
    for line in compose(parts, style, measure, fonts()):
        for run in line.runs:
            for piece, extra in zip(run.pieces, run.extra, strict=True):
                if extra:
                    assert piece.texts in {(" ",), ("\u00a0",)}
                    assert abs(extra - (line.space_ratio - 1) * piece.width) < 1e-6


@settings(max_examples=150, deadline=None)
@given(text=texts, style=styles)
def test_shaping_loses_no_character(text, style):
    """Whatever the features, the glyphs carry all characters that are not invisible, in order."""
    shaped = shape(text, style, fonts())
    shown = re.sub("[\u00ad\u200b\u2060]", "", text).replace("\u202f", " ")
    assert "".join(shaped.texts) == shown
    assert len(shaped.gids) == len(shaped.adjust) == len(shaped.texts)


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(texts, st.text()), language=st.sampled_from(LANGUAGES))
def test_refining_replaces_spaces_one_for_one(text, language):
    """No other character changes, none is added, and doing it again changes nothing."""
    once = refine(text, language)
    assert len(once) == len(text)
    assert all(a == b or (a == " " and b in "\u00a0\u202f") for a, b in zip(text, once, strict=True))
    assert refine(once, language) == once


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60), style=styles)
def test_any_text_at_all_can_be_set(text, style):
    """Controls, emoji, other scripts: a missing glyph is reported elsewhere, and setting never fails."""
    paragraph = ParagraphStyle(leading=13, align=Align.JUSTIFY)
    for line in compose([Part(text, style)], paragraph, 60.0, fonts()):
        assert line.runs
    assert width_of(text, style, fonts()) >= 0
