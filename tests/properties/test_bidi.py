"""Laws of words that run right to left, for any mixture of directions."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from unicodedata import bidirectional

from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from layout.ink import Tint
from layout.type.bidi import CONTROLS, embedding_levels, visual_order
from layout.type.faces import Fonts
from layout.type.paragraph import compose
from layout.type.scripts import Companion
from layout.type.style import Align, ParagraphStyle, Part, TextStyle

WORDS = re.split(
    " ",
    "the survey office (page) “quoted” 2016 42% 1,200 3–4 – … שלום (סקר) בשנת דו״ח שָׁלוֹם ב־42% הסקר, נערך. "
    "السلام لا (نص) ٢٠١٦ ٤٢٪ المساعدة، می\u200cخواهم Google [a] «b» a\u200f c\u200e",
)
CHARACTERS = "ab אבג اب 12٣٤ +-.,:/%€ ()[]<>«»!\u0301\u05b4\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
EXPLICIT = "\u202a\u202b\u202c\u202d\u202e\u00ad\u200d"
REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})


@cache
def fonts() -> Fonts:
    """A face of the project with two companions."""
    folder = Path(__file__).resolve().parents[2] / "fonts"
    names = {
        "roman": "SourceSerif4SmText-Regular.ttf",
        "hebrew": "FrankRuhlLibre-Regular.ttf",
        "arabic": "Amiri-Regular.ttf",
    }
    return Fonts(
        {key: (folder / name).read_bytes() for key, name in names.items()},
        {
            "hebrew": Companion(script="Hebr", beside=("roman",), scale=1.06),
            "arabic": Companion(script="Arab", beside=("roman",), scale=1.1),
        },
    )


styles = st.builds(
    TextStyle,
    font=st.just("roman"),
    size=st.sampled_from([7.5, 9.5, 20.0]),
    tint=st.just(Tint("ink")),
    features=st.sampled_from([(), ("onum",)]),
    tracking=st.sampled_from([0.0, 0.0, 40.0]),
    language=st.sampled_from(["en-GB", "he", "ar", "fa", "de"]),
)
texts = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", " ", "", "\n", "\u00a0"])), max_size=30
).map(lambda pairs: "".join(word + space for word, space in pairs))
parts_lists = st.lists(st.builds(Part, texts, styles), max_size=4)
paragraphs = st.builds(
    ParagraphStyle,
    leading=st.just(13.0),
    align=st.sampled_from(Align),
    first_indent=st.sampled_from([0.0, 9.0]),
    left_indent=st.sampled_from([0.0, 9.0]),
    protrude=st.booleans(),
    balance=st.sampled_from([False, False, True]),
    right_to_left=st.sampled_from([None, None, True, False]),
    turns=st.booleans(),
)
measures = st.floats(60, 400)


def as_seen(text: str, base: int) -> str:
    """*text* on one line by our levels, from left to right; what only orders directions within it is left out."""
    levels = embedding_levels(text, base)
    trailing = True
    for at in range(len(text) - 1, -1, -1):  # L1
        name = bidirectional(text[at])
        trailing = trailing and name in {"WS", "LRI", "RLI", "FSI", "PDI", *REMOVED}
        if trailing:
            levels[at] = base
    kept = [at for at in range(len(text)) if bidirectional(text[at]) not in REMOVED]
    return "".join(text[kept[at]] for at in visual_order([levels[at] for at in kept]))


@settings(max_examples=500, deadline=None)
@given(text=st.text(st.sampled_from(CHARACTERS), max_size=40), base=st.sampled_from([0, 1]))
def test_lines_are_seen_as_another_implementation_sees_them(text, base):
    """Letters, numbers, brackets, marks and isolates come in the order that the Rust crate `unicode-bidi` gives."""
    assert as_seen(text, base) == get_display(text, base_dir="LR"[base])


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from(CHARACTERS + EXPLICIT), min_size=1, max_size=40), base=st.sampled_from([0, 1]))
def test_every_character_has_one_place(text, base):
    """Whatever is typed, each character has a level no lower than the paragraph's, and one place on the line."""
    levels = embedding_levels(text, base)
    assert len(levels) == len(text)
    assert all(base <= level <= 126 for level in levels)
    assert sorted(visual_order(levels)) == list(range(len(text)))


def folded(text: str) -> str:
    """*text* with its white space folded, without what is never shown."""
    shown = re.sub("[\u00ad\u200b\u2060]", "", "".join(char for char in text if char not in CONTROLS))
    return re.sub(r"\s+", " ", shown).strip()


@settings(max_examples=150, deadline=None)
@given(parts=parts_lists, style=paragraphs, measure=measures)
def test_a_paragraph_says_what_was_written_in_its_order(parts, style, measure):
    """The runs of the lines, one after the other, hold every character once and in the order of reading."""
    lines = compose(parts, style, measure, fonts())
    said = "".join(run.text for line in lines for run in line.runs)
    assert folded(said) == folded("".join(part.text for part in parts))


@settings(max_examples=150, deadline=None)
@given(parts=parts_lists, style=paragraphs, measure=measures)
def test_parts_keep_their_numbers(parts, style, measure):
    """Each run names the part that its words are of, and words stay with their part."""
    said = [""] * len(parts)
    for line in compose(parts, style, measure, fonts()):
        for run in line.runs:
            said[run.part] += run.text
    for part, words in zip(parts, said, strict=True):
        assert folded(words).replace(" ", "") == folded(part.text).replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(parts=parts_lists, style=paragraphs, measure=measures)
def test_runs_fill_the_line_without_overlap(parts, style, measure):
    """Seen from left to right, runs abut: nothing lies over anything, and no gap is left."""
    for line in compose(parts, style, measure, fonts()):
        if any(run.rise or run.width == 0 for run in line.runs):
            continue  # signs above and below letters lie over them
        found = sorted(line.runs, key=lambda run: (run.x, run.width))
        for one, other in pairwise(found):
            assert abs(one.x + one.width - other.x) < 1e-6


@settings(max_examples=150, deadline=None)
@given(parts=parts_lists, measure=measures, turned=st.booleans())
def test_justified_lines_are_exact(parts, measure, turned):
    """A line that is stretched or shrunk fills its measure from edge to edge, spaces alone taking the strain."""
    style = ParagraphStyle(leading=13, align=Align.JUSTIFY, protrude=False, right_to_left=turned or None)
    for line in compose(parts, style, measure, fonts()):
        if line.space_ratio == 1 or line.overrun or not any(run.is_reverse for run in line.runs):
            continue
        *inside, last = line.runs
        shown = [run for run in (inside if last.text == " " and not line.last else line.runs) if not run.rise]
        assert abs(min(run.x for run in shown)) < 1e-6
        assert abs(max(run.x + run.width for run in shown) - measure) < 1e-6
        assert abs(line.width - measure) < 1e-6


@settings(max_examples=150, deadline=None)
@given(parts=parts_lists, style=paragraphs, measure=measures)
def test_no_word_that_runs_right_to_left_is_divided_or_spaced_out(parts, style, measure):
    """No hyphen of ours and no tracking stands in it."""
    for line in compose(parts, style, measure, fonts()):
        for run in line.runs:
            if run.is_reverse:
                assert "\u00ad" not in run.text
                assert len(run.pieces) == 1
                assert run.extra == (0.0,)
