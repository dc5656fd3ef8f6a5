from __future__ import annotations

import pytest

from layout.ink import Tint
from layout.type import paragraph
from layout.type.paragraph import compose, set_line, set_paragraph, width_of
from layout.type.style import Align, ParagraphStyle, Part
from layout.values import replace

PROSE = (
    "The survey asked hotlines, investigators and researchers what they had seen change over the past two years. "
    "Most of those who answered described a shift in where people meet rather than in what they do there: services "
    "that had been open to anyone with a link are now reached by invitation only."
)
JUSTIFIED = ParagraphStyle(leading=13, align=Align.JUSTIFY)
FLUSH = replace(JUSTIFIED, protrude=False)
RAGGED = ParagraphStyle(leading=13, protrude=False)


def test_a_paragraph_fills_its_measure(fonts, roman):
    """Every line but the last is as long as the measure, when nothing hangs."""
    lines = set_paragraph([Part(PROSE, roman)], FLUSH, 220.0, fonts)
    assert len(lines) > 5
    assert [line.width for line in lines[:-1]] == pytest.approx([220.0] * (len(lines) - 1))
    assert lines[-1].width < 220
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


def test_the_lines_say_what_was_written(fonts, roman):
    """Runs end to end give the text back, with U+00AD for each hyphen of ours."""
    lines = set_paragraph([Part(PROSE, roman)], JUSTIFIED, 120.0, fonts)
    said = "".join(run.text for line in lines for run in line.runs)
    assert "\u00ad" in said
    assert said.replace("\u00ad", "") == PROSE


def test_a_real_space_ends_each_line_that_has_no_hyphen(fonts, roman, said):
    """Readers of the file hear separate words; the space stands outside the measure."""
    *lines, last = set_paragraph([Part(PROSE, roman)], FLUSH, 120.0, fonts)
    for line in lines:
        assert said(line).endswith("=" if line.hyphenated else " ")
        end = line.runs[-1].x + line.runs[-1].width
        assert end - line.width == pytest.approx(0 if line.hyphenated else 2.35)
    assert said(last).endswith("only.")


def test_after_a_hyphen_of_the_text_there_is_no_space(fonts, roman, said):
    """Here "self-" and "generated" on two lines are still one word, and its hyphen is the author's."""
    first, second = set_paragraph([Part("self-generated", roman)], replace(RAGGED, hyphenate=False), 50.0, fonts)
    assert (said(first), said(second)) == ("self-", "generated")
    assert not first.hyphenated


def test_runs_are_as_wide_as_the_line(fonts, roman, italic):
    """Where a run ends the next begins, justified or not."""
    parts = [Part("The survey asked ", roman), Part("hotlines and researchers", italic), Part(PROSE[3:], roman)]
    for line in set_paragraph(parts, FLUSH, 150.0, fonts):
        at = line.runs[0].x
        for run in line.runs:
            assert run.x == pytest.approx(at)
            at += run.width


def test_parts_come_back_with_their_number_and_style(fonts, roman, italic):
    """Each run says which part it is of, so that pages can tag it, and looks as the part asks."""
    red = replace(italic, size=12.0, tint=Tint("signal"), rise=3.0)
    line = set_line([Part("one ", roman), Part("two", red), Part(" three", roman)], fonts)
    assert [(run.part, run.font, run.size, run.rise) for run in line.runs] == [
        (0, "roman", 10.0, 0.0),
        (1, "italic", 12.0, 3.0),
        (2, "roman", 10.0, 0.0),
    ]
    assert line.runs[1].tint == Tint("signal")
    assert [run.text for run in line.runs] == ["one ", "two", " three"]


def test_parts_that_differ_in_tint_alone_keep_their_own(fonts, roman):
    """Two tints share their shapes and widths, and still come out as two."""
    blue, raised = replace(roman, tint=Tint("deep")), replace(roman, rise=4.0)
    line = set_line([Part("black ", roman), Part("blue ", blue), Part("high", raised)], fonts)
    assert [(run.tint.ink, run.rise) for run in line.runs] == [("ink", 0), ("deep", 0), ("ink", 4)]
    again = set_line([Part("blue ", blue), Part("black", roman)], fonts)
    assert [run.tint.ink for run in again.runs] == ["deep", "ink"]


def test_optical_margins_hang_light_marks(fonts, roman, said):
    """With protrusion, lines ending in a hyphen or stop reach past the edge, and the rest do not."""
    for line in set_paragraph([Part(PROSE, roman)], JUSTIFIED, 120.0, fonts)[:-1]:
        hangs = said(line).rstrip()[-1] in "=.,:;–"
        assert (line.width > 120.3) == hangs
        assert line.width < 122.5


def test_an_opening_quote_hangs_in_a_ragged_paragraph(fonts, roman):
    """The words of a pull quote align; its mark stands before them."""
    quote = ParagraphStyle(leading=13)
    first, second, *_ = set_paragraph([Part("“" + PROSE, roman)], quote, 200.0, fonts)
    kern = width_of("“T", roman, fonts) - width_of("“", roman, fonts) - width_of("T", roman, fonts)
    assert first.runs[0].x == pytest.approx(-width_of("“", roman, fonts) - kern)
    assert abs(second.runs[0].x) < 0.5


@pytest.mark.parametrize("opening", ["“A", "“W", "”V", "»T"])
def test_a_letter_behind_a_hanging_mark_stands_at_the_edge(fonts, roman, opening):
    """However closely it is kerned to the mark, and whether the mark is a part of its own or not."""
    mark, letter = opening
    together = set_paragraph([Part(opening + PROSE, roman)], ParagraphStyle(leading=13), 200.0, fonts)[0]
    parted = set_paragraph(
        [Part(mark, roman), Part(letter + PROSE, replace(roman, tint=Tint("deep")))],
        ParagraphStyle(leading=13),
        200.0,
        fonts,
    )[0]
    assert parted.runs[1].x == pytest.approx(0, abs=0.01)
    assert together.runs[0].x == pytest.approx(parted.runs[0].x)


def test_an_indented_first_line_does_not_hang(fonts, roman):
    """A quote after an indent stands at the indent."""
    style = replace(JUSTIFIED, first_indent=12.0)
    first, second, *_ = set_paragraph([Part("“" + PROSE, roman)], style, 200.0, fonts)
    assert first.runs[0].x == 12.0
    assert second.runs[0].x < 1


def test_indents_move_and_narrow_the_lines(fonts, roman):
    """A hanging first line, an indent of all, and a notch for a drop cap add up."""
    style = replace(FLUSH, left_indent=20.0, first_indent=-15.0, indents=(0.0, 30.0))
    lines = set_paragraph([Part(PROSE, roman)], style, 200.0, fonts)
    assert [line.runs[0].x for line in lines[:4]] == [5.0, 50.0, 20.0, 20.0]
    assert [line.width for line in lines[:4]] == pytest.approx([200.0] * 4)


def test_lines_may_have_their_own_measures(fonts, roman):
    """A picture at the right shortens the lines beside it, and only those."""
    lines = set_paragraph([Part(PROSE, roman)], FLUSH, (150.0, 150.0, 240.0), fonts)
    assert [line.width for line in lines[:3]] == pytest.approx([150.0, 150.0, 240.0])


@pytest.mark.parametrize(("align", "share"), [(Align.RIGHT, 1.0), (Align.CENTRE, 0.5), (Align.LEFT, 0.0)])
def test_alignment_shifts_the_line(fonts, roman, align, share):
    """What a line leaves empty stands before it, on both sides, or after it."""
    line, *_ = set_paragraph([Part(PROSE, roman)], replace(RAGGED, align=align), 200.0, fonts)
    set_width = line.width - line.runs[0].x
    assert line.runs[0].x == pytest.approx((200 - set_width) * share)
    assert line.space_ratio == 1


def test_forced_ends_leave_the_line_unstretched(fonts, roman, said):
    """An address keeps its lines, even in a justified paragraph."""
    lines = set_paragraph([Part("One Street\nTwo Town", roman)], JUSTIFIED, 200.0, fonts)
    assert [said(line) for line in lines] == ["One Street ", "Two Town"]
    assert [line.space_ratio for line in lines] == [1, 1]
    assert [line.last for line in lines] == [False, True]


@pytest.mark.parametrize("text", ["", "   ", "\n", "\t \n "])
def test_no_words_no_lines(fonts, roman, text):
    """Nothing but white space sets nothing."""
    assert set_paragraph([Part(text, roman)], JUSTIFIED, 200.0, fonts) == ()
    assert set_paragraph([], JUSTIFIED, 200.0, fonts) == ()
    assert set_line([Part(text, roman)], fonts).runs == ()


def test_spaces_are_counted_and_measured(fonts, roman):
    """A line knows how many spaces it has and how much wider than normal they are."""
    line, *_ = set_paragraph([Part(PROSE, roman)], replace(FLUSH, give=0.0), 220.0, fonts)
    normal = width_of(" ", roman, fonts)
    assert line.space_ratio == pytest.approx(1 + (line.width - line.natural) / line.spaces / normal)


def test_letters_give_twice_as_much_to_avoid_a_runt(fonts, roman):
    """Where a last line would be too short, tracking goes to twice its limit and no further; elsewhere it does not."""
    freed = 0
    for words in range(12, 60):
        said = [Part(" ".join(PROSE.split()[:words]), roman)]
        for measure in (180.0, 240.0):
            lines = set_paragraph(said, FLUSH, measure, fonts)
            most = max(tracking_of(line, fonts, roman) for line in lines)
            least = min(tracking_of(line, fonts, roman) for line in lines)
            assert -20.001 <= least <= most <= 30.001
            if most > 15.001 or least < -10.001:
                freed += 1
                plain = set_paragraph(said, replace(FLUSH, last_line_least=0.0), measure, fonts)
                assert plain[-1].width < measure / 6 <= lines[-1].width + 1
    assert freed


def test_letters_give_only_within_their_limit(fonts, roman):
    """Tracking stays within 15 thousandths added and 10 taken away, and is off with `give=0`."""
    short = replace(FLUSH, last_line_least=0.0)
    for measure in range(100, 300, 7):
        for line in set_paragraph([Part(PROSE, roman)], short, float(measure), fonts):
            assert -10.001 <= tracking_of(line, fonts, roman) <= 15.001
        rigid = replace(FLUSH, give=0.0)
        for line in set_paragraph([Part(PROSE, roman)], rigid, float(measure), fonts):
            assert tracking_of(line, fonts, roman) == pytest.approx(0)


def tracking_of(line, fonts, style) -> float:
    """What each letter of a line's first word has more than its due, in thousandths."""
    piece = next(piece for piece in line.runs[0].pieces if piece.texts[0].isalpha() and "\u00ad" not in piece.texts)
    return (piece.width - width_of("".join(piece.texts), style, fonts) / style.size * 1000) / len(piece.gids)


def test_giving_letters_leave_fewer_loose_lines(fonts, roman):
    """The reason for tracking at all: over many measures, clearly fewer lines are loose."""

    def loose(give: float) -> int:
        style = replace(JUSTIFIED, give=give)
        settings = [compose([Part(PROSE, roman)], style, float(m), fonts) for m in range(200, 260, 3)]
        return sum(line.space_ratio > 1.5 for lines in settings for line in lines)

    assert loose(15.0) * 2 < loose(0.0)


def test_a_word_wider_than_the_measure_is_reported(fonts, roman, said):
    """It stands alone, and its line tells by how many points it is too long."""
    lines = set_paragraph([Part("the INTERPOL-LIKE ORGANISATIONS met", roman)], JUSTIFIED, 60.0, fonts)
    wide = next(line for line in lines if "ORGANISATIONS" in said(line))
    assert wide.overrun == pytest.approx(wide.width - 60.0)
    assert wide.overrun > 5
    assert all(line.overrun == 0 for line in lines if line is not wide)


def test_even_an_overlong_line_keeps_its_spaces_readable(fonts, roman):
    """A phrase that must not break runs past the edge before its spaces shrink below three quarters."""
    (line,) = set_paragraph([Part("a b c d e f g".replace(" ", "\u00a0"), roman)], JUSTIFIED, 40.0, fonts)
    assert line.space_ratio == pytest.approx(0.75)
    assert line.overrun > 0


def test_a_hyphen_can_be_barred_from_a_line(fonts, roman):
    """Lines before a page turn are named from the start or from the end."""
    part = Part(PROSE, roman)
    free = set_paragraph([part], JUSTIFIED, 120.0, fonts)
    barred = next(number for number, line in enumerate(free) if line.hyphenated)
    again = set_paragraph([part], JUSTIFIED, 120.0, fonts, no_hyphen_after=frozenset([barred]))
    assert not again[barred].hyphenated
    back = set_paragraph([part], JUSTIFIED, 120.0, fonts, no_hyphen_after=frozenset([barred - len(free)]))
    assert not back[barred - len(free)].hyphenated


def test_headings_are_balanced_and_never_hyphenated(fonts, roman, said):
    """A heading's lines are nearly equal, and none ends in a small word if that can be helped."""
    style = ParagraphStyle(leading=24, balance=True, protrude=False)
    text = "A new generation of services that nobody moderates"
    lines = set_paragraph([Part(text, replace(roman, size=20.0))], style, 300.0, fonts)
    assert [said(line) for line in lines] == ["A new generation ", "of services that ", "nobody moderates"] or len(
        lines
    ) == 2
    widths = [line.width for line in lines]
    assert min(widths) > 0.75 * max(widths)
    assert not any(line.hyphenated for line in lines)


def test_no_hyphens_when_none_are_wanted(fonts, roman):
    """A paragraph can be set without any, however loose that makes it."""
    lines = set_paragraph([Part(PROSE, roman)], replace(JUSTIFIED, hyphenate=False), 110.0, fonts)
    assert not any(line.hyphenated for line in lines)


def test_language_rules_are_applied_on_the_way(fonts, roman, said):
    """Quantities stay on one line: the space between number and unit does not break."""
    for measure in range(60, 130, 3):
        lines = set_paragraph([Part("nearly all, or 74.6 per cent, of them", roman)], RAGGED, float(measure), fonts)
        assert any("74.6~per~cent," in said(line) for line in lines)


def test_a_line_is_never_broken(fonts, roman):
    """`set_line` keeps everything on one line at its natural width."""
    line = set_line([Part(PROSE, roman)], fonts)
    assert line.width == pytest.approx(width_of(PROSE, roman, fonts))
    assert line.last
    assert line.runs[0].x == 0


def test_width_counts_spaces_as_typed(fonts, roman):
    """`width_of` measures what it is given; it folds nothing."""
    assert width_of("  ", roman, fonts) == pytest.approx(4.7)
    assert width_of("", roman, fonts) == 0


def test_setting_again_is_a_look_up(fonts, roman):
    """The very same lines come back for the same paragraph, and others for another measure."""
    once = set_paragraph([Part(PROSE, roman)], JUSTIFIED, 180.0, fonts)
    assert set_paragraph([Part(PROSE, roman)], JUSTIFIED, 180.0, fonts) is once
    assert set_paragraph([Part(PROSE, roman)], JUSTIFIED, 181.0, fonts) is not once


def test_only_so_many_paragraphs_are_remembered(fonts, roman, monkeypatch):
    """The oldest gives way, so a preview that runs all day does not grow without end."""
    monkeypatch.setattr(paragraph, "_REMEMBERED", 3)
    monkeypatch.setattr(fonts, "paragraphs", {})
    first, *_, last = (set_paragraph([Part(f"number {n}", roman)], RAGGED, 90.0, fonts) for n in range(5))
    assert len(fonts.paragraphs) == 3
    assert last in fonts.paragraphs.values()
    assert first not in fonts.paragraphs.values()


def test_ligatures_part_at_a_line_end(fonts, roman, said):
    """A word broken inside its ligature shows both letters, one on each line."""
    lines = set_paragraph([Part("of\u00adfice", roman)], RAGGED, 22.0, fonts)
    assert [said(line) for line in lines] == ["of=", "fice"]
    assert lines[1].runs[0].pieces[0].texts == ("fi", "c", "e")


def test_hostile_text_is_set_in_good_time(fonts, roman):
    """A huge word, a chain of hyphens and thousands of forced ends come to an end."""
    for text in ("x" * 50_000, "fi-" * 5_000, "@" * 20_000, "a\n" * 3_000, "\u00ad" * 1_000):
        set_paragraph([Part(text, roman)], JUSTIFIED, 240.0, fonts)


def test_a_last_line_that_all_but_fills_its_measure_fills_it(fonts, roman):
    """A hair's breadth less would look like a mistake; where more is missing the line keeps its spaces."""
    words = "as many words as go into one line of this measure and are over"
    natural = width_of(words, roman, fonts)
    spaces = words.count(" ") * width_of(" ", roman, fonts)
    (near,) = set_paragraph([Part(words, roman)], FLUSH, natural + 0.1 * spaces, fonts)
    assert near.width == pytest.approx(natural + 0.1 * spaces)
    assert near.space_ratio == pytest.approx(1.1)
    (far,) = set_paragraph([Part(words, roman)], FLUSH, natural + 0.2 * spaces, fonts)
    assert far.width == pytest.approx(natural)
    assert far.space_ratio == 1


def test_the_air_of_spaced_letters_stands_outside_the_edge(fonts, roman, said):
    """A line that ends in small capitals ends with their ink, not with the white that tracking puts behind them."""
    spaced = replace(roman, features=("smcp",), tracking=60.0)
    lines = set_paragraph([Part(PROSE, spaced)], JUSTIFIED, 200.0, fonts)
    bare = [line for line in lines[:-1] if said(line).rstrip()[-1] in "abcdeghnostu"]
    assert bare
    for line in bare:
        assert line.width == pytest.approx(200.0 + 0.6, abs=0.01)
