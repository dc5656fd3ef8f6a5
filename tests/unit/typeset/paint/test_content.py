"""Content streams: what is drawn, in what order, in how few operators."""

import re
from functools import cache

import books
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layout.art import Art, Fill, Label, Path, Stroke, dots, line, rectangle
from layout.ink import Tint
from layout.pages.book import Book, Item, Page, PlacedArt, PlacedLine, PlacedMark
from layout.pages.tree import Element
from layout.type.faces import Fonts
from layout.type.paragraph import set_line
from layout.type.scripts import Companion
from layout.type.style import Part
from layout.values import replace
from typeset.paint import screen_edition, srgb
from typeset.paint.content import PageWriter
from typeset.paint.fonts import Faces
from typeset.paint.inking import ink_page
from typeset.paint.inks import Inks
from typeset.paint.sequences import Found, Sequences

MARKS = " CS 1 SCN"
"""Where the pressroom's part of a page begins; these pages stroke nothing in a spot ink."""


def page_of(*items, tree=None) -> Book:
    """A Book of one small page with just these items."""
    page = Page(index=0, label="1", width=200, height=100, items=items)
    return Book(pages=(page,), tree=tree or Element(role="Document"), bleed=10)


def words(text, style=books.BODY):
    """Set one line."""
    return set_line([Part(text, style)], books.fonts()).runs


def test_the_trim_of_both_editions_holds_the_same_operators(opened, press, screen, operators):
    """Between its frame and its colours, a print page is the digital page."""
    kinds = rb"\s(Td|TJ|Tf|m|l|c|h|f\*?|S|w|d|ET|BT)(?=\s)"
    book = books.plain_text(2)
    for printed, shown in zip(opened(book, press).pages, opened(book, screen).pages, strict=True):
        in_print = printed.get_contents().get_data().partition(MARKS.encode())[0]
        assert re.findall(kinds, in_print) == re.findall(kinds, shown.get_contents().get_data())


def test_y_runs_up_in_pdf(opened, screen, operators):
    """A mark at the head of the trim is written at the page's full height."""
    mark = PlacedMark(mark=Fill(path=rectangle(0, 0, 200, 10), tint=Tint("deep")))
    assert "0.000 100.000 m\n200.000 100.000 l\n200.000 90.000 l" in operators(opened(page_of(mark), screen).pages[0])


def test_superiors_stand_above_the_line(opened, screen, operators):
    """A run with a rise is written that much higher than its line."""
    runs = words("1", replace(books.BODY, rise=3))
    text = PlacedLine(x=10, baseline=20, measure=40, runs=runs, slots=(None,), leading=13)
    assert "10 83 Td" in operators(opened(page_of(text), screen).pages[0])


def test_lines_of_one_tag_share_a_text_object(opened, screen, operators):
    """Three lines of a paragraph need one sequence, one text object and one face."""
    lines = tuple(
        PlacedLine(x=10, baseline=20 + 13 * n, measure=100, runs=words("well"), slots=(1,), leading=13)
        for n in range(3)
    )
    tree = Element(role="Document", kids=(Element(role="P", kids=(1,)),))
    content = operators(opened(page_of(*lines, tree=tree), screen).pages[0])
    assert content.count("BDC") == content.count("BT") == content.count("Tf") == content.count("rg") == 1
    assert content.count("TJ") == 3
    assert content.count("0 -13 Td") == 2


def test_furniture_is_an_artifact_and_says_where(opened, screen, operators):
    """A running head is a header, a folio a footer; a monogram and a mark belong to the page's layout."""
    monogram = PlacedLine(x=10, baseline=9, measure=100, runs=words("RF"), slots=(None,), leading=13)
    head = replace(monogram, furniture=True)
    mark = PlacedMark(mark=Stroke(path=line(0, 50, 200, 50), tint=Tint("ink"), width=0.5))
    content = operators(opened(page_of(head, mark, monogram, replace(head, baseline=95)), screen).pages[0])
    kinds = re.findall(r"/Artifact <<(.*?)>> BDC", content)
    assert kinds == ["/Type/Pagination /Subtype/Header", "/Type/Layout", "/Type/Pagination /Subtype/Footer"]
    assert content.count("EMC") == 3


def test_print_carries_no_marks_of_structure(print_pdf, operators):
    """The print file has no marked content at all."""
    assert all("BDC" not in operators(page) for page in print_pdf.pages)


def test_black_text_overprints_and_grounds_do_not(opened, press, operators):
    """Overprint is switched on for black words and off again before the next ground."""
    ground = PlacedMark(mark=Fill(path=rectangle(0, 0, 50, 50), tint=Tint("deep")))
    text = PlacedLine(x=5, baseline=20, measure=40, runs=words("on"), slots=(None,), leading=13)
    page = opened(page_of(ground, text, ground), press).pages[0]
    assert re.findall(r"/(Over|Knock) gs|(?<!T)(TJ|f)\n", operators(page).partition(MARKS)[0]) == [
        ("", "f"),
        ("Over", ""),
        ("", "TJ"),
        ("Knock", ""),
        ("", "f"),
    ]
    states = page["/Resources"]["/ExtGState"]
    assert (states["/Over"]["/OP"].value, states["/Over"]["/op"].value, states["/Over"]["/OPM"]) == (True, True, 1)


def test_black_text_overprints_again_after_a_rule(opened, press, operators):
    """A rule between two black words takes overprint away for itself only: the second word asks for it anew."""
    rule = PlacedMark(mark=Stroke(path=line(0, 30, 50, 30), tint=Tint("deep"), width=1))
    text = PlacedLine(x=5, baseline=20, measure=40, runs=words("on"), slots=(None,), leading=13)
    page = opened(page_of(text, rule, replace(text, baseline=50), rule), press).pages[0]
    assert re.findall(r"/(Over|Knock) gs|(?<!T)(TJ|S)\n", operators(page).partition(MARKS)[0]) == [
        ("Over", ""),
        ("", "TJ"),
        ("Knock", ""),
        ("", "S"),
        ("Over", ""),
        ("", "TJ"),
        ("Knock", ""),
        ("", "S"),
    ]


def test_white_text_knocks_out(opened, press, operators):
    """Reversed words never overprint; they would vanish."""
    reversed_words = words("out", replace(books.BODY, tint=Tint("white")))
    text = PlacedLine(x=5, baseline=20, measure=40, runs=reversed_words, slots=(None,), leading=13)
    content = operators(opened(page_of(text), press).pages[0])
    assert "Over gs" not in content
    assert "0 0 0 0 k" in content


def test_line_settings_are_written_when_they_change(opened, screen, operators):
    """Two equal strokes write width and dash once; a dash is taken back for a plain line."""
    dashed = Stroke(path=line(0, 0, 9, 0), tint=Tint("ink"), width=0.5, dash=(2, 1), round_ends=True)
    plain = Stroke(path=line(0, 5, 9, 5), tint=Tint("ink"), width=0.5)
    items = (PlacedMark(mark=dashed), PlacedMark(mark=dashed), PlacedMark(mark=plain))
    content = operators(opened(page_of(*items), screen).pages[0])
    assert content.count("0.5 w") == content.count("[2 1] 0 d") == content.count("[] 0 d") == 1
    assert content.count("1 J") == content.count("0 J") == 1


def test_a_turned_label_stands_on_its_own_baseline(opened, screen, operators):
    """A label turned by 90 degrees reads upwards, and the label after it stands upright again."""
    labels = (Label(x=10, baseline=20, run=words("up")[0], turn=90), Label(x=30, baseline=40, run=words("flat")[0]))
    art = PlacedArt(x=5, y=5, art=Art(width=50, height=50, marks=labels), slot=1)
    tree = Element(role="Document", kids=(Element(role="Figure", kids=(1,), alt="Two words"),))
    content = operators(opened(page_of(art, tree=tree), screen).pages[0])
    assert "0.00000 1.00000 -1.00000 0.00000 15 75 Tm" in content
    assert "BT\n35 55 Td" in content


def test_an_even_odd_fill_leaves_its_hole(opened, screen, operators):
    """A ring is filled by the even-odd rule."""
    steps = (*rectangle(0, 0, 30, 30).steps, *rectangle(10, 10, 10, 10).steps)
    ring = PlacedMark(mark=Fill(path=Path(steps), tint=Tint("ink"), even_odd=True))
    assert "\nf*\n" in operators(opened(page_of(ring), screen).pages[0])


def test_a_field_of_dots_is_a_few_bytes_a_dot(opened, screen, operators):
    """Dots are touches of one pen: one width, round ends, and a single stroke for all."""
    field = PlacedMark(mark=dots([(10 + 3 * n, 50) for n in range(50)], 1.2, Tint("deep")))
    content = operators(opened(page_of(field), screen).pages[0])
    assert "2.4 w\n1 J 1 j\n9.990 50.006 m\n10.010 49.994 l\n12.990 50.006 m" in content
    assert content.count("S\n") == 1
    assert len(content) < 50 * 40


def test_an_unknown_path_step_is_a_bug_and_says_so(painted, screen):
    """A step that is no step stops painting."""
    mark = PlacedMark(mark=Fill(path=Path((("Q", 1.0, 2.0),)), tint=Tint("ink")))
    with pytest.raises(ValueError, match="no such path step"):
        painted(page_of(mark), screen)


def test_content_in_no_slot_of_the_tree_is_a_bug_and_says_so(painted, screen):
    """Words whose slot the tree does not know would be lost to a screen reader."""
    text = PlacedLine(x=5, baseline=20, measure=40, runs=words("lost"), slots=(7,), leading=13)
    with pytest.raises(ValueError, match="slot 7"):
        painted(page_of(text), screen)


def test_an_empty_path_draws_nothing(opened, screen, operators):
    """A mark without steps leaves no operator behind that has no path to paint."""
    content = operators(opened(page_of(PlacedMark(mark=Fill(path=Path(()), tint=Tint("ink")))), screen).pages[0])
    assert "f\n" not in content


GROUND = PlacedMark(mark=Fill(path=rectangle(0, 0, 50, 50), tint=Tint("deep")))
RULE = Stroke(path=line(0, 50, 200, 50), tint=Tint("house"), width=0.5)


@cache
def some_items() -> tuple[Item, ...]:
    """One of each kind of item, with and without a slot; slots 1 to 4."""
    text = PlacedLine(x=5, baseline=20, measure=40, runs=words("some words"), slots=(1,), leading=13)
    turned = Label(x=10, baseline=20, run=words("up")[0], turn=90)
    flat = Label(x=10, baseline=20, run=words("flat")[0], cell=(1, 0))
    art = Art(width=50, height=50, marks=(turned, RULE, flat))
    return (
        GROUND,
        replace(GROUND, slot=2),
        PlacedMark(mark=RULE),
        text,
        replace(text, slots=(4,)),
        replace(text, slots=(None,)),
        PlacedArt(x=5, y=5, art=art, slot=2, cells=(((1, 0), 3),)),
    )


@given(order=st.lists(st.integers(0, 6), max_size=12))
def test_operators_balance_in_whatever_order_items_come(order):
    """Sequences, text objects and saved states open and close in pairs, and text never holds a path."""
    page = page_of(*(some_items()[number] for number in order)).pages[0]
    inks = Inks(books.INKS, screen_edition(srgb(b"")))
    sequences = Sequences(0, dict.fromkeys((1, 2, 3, 4), "P"), Found())
    inkless = PageWriter(0, page, Faces(books.font_files()), {}, frozenset()).write()
    content, _ = ink_page(inkless, inks, sequences)
    depth = {"text": 0, "sequence": 0}
    for operator in re.findall(rb"(?<!T)\b(BT|ET|BDC|EMC|TJ|f|S|m)\n", content):
        depth["text"] += {b"BT": 1, b"ET": -1}.get(operator, 0)
        depth["sequence"] += {b"BDC": 1, b"EMC": -1}.get(operator, 0)
        assert depth["text"] in (0, 1)
        assert depth["sequence"] in (0, 1)
        assert (operator == b"TJ") <= (depth["text"] == 1)
        assert (operator in (b"f", b"S", b"m")) <= (depth["text"] == 0)
        assert (operator in (b"TJ", b"f", b"S")) <= (depth["sequence"] == 1)
    assert depth == {"text": 0, "sequence": 0}


FACES = {**books.font_files(), "hebrew": (books.ROOT / "fonts" / "FrankRuhlLibre-Regular.ttf").read_bytes()}
FONTS = Fonts(FACES, {"hebrew": Companion(script="Hebr", beside=(books.SERIF,), scale=1.06)})


def both_ways(text: str, language: str = "en-GB"):
    """The runs of one line with words that run right to left."""
    return set_line([Part(text, replace(books.BODY, language=language))], FONTS).runs


def shown(operators_of_page: str) -> list[tuple[bool, float]]:
    """Each show operator: whether its letters are marked as reversed, and where it stands."""
    found, reverse, x = [], False, 0.0
    for step in operators_of_page.splitlines():
        if step.endswith("BMC"):
            reverse = step.startswith("/ReversedChars")
        elif step == "EMC":
            reverse = False
        elif step == "BT":
            x = 0.0
        elif step.endswith("Td"):
            x += float(step.split()[0])
        elif step.endswith("TJ"):
            found.append((reverse, x))
    return found


def test_words_that_run_right_to_left_are_marked_one_by_one(opened, screen, operators):
    """Each is a marked sequence and a text object of its own, in the order of reading (ISO 32000-1, 14.8.2.3.3)."""
    runs = both_ways("a שלום עולם b")
    line_ = PlacedLine(x=10, baseline=20, measure=100, runs=runs, slots=(1,), leading=13)
    tree = Element(role="Document", kids=(Element(role="P", kids=(1,)),))
    content = operators(opened(page_of(line_, tree=tree), screen, fonts=FACES).pages[0])
    assert len(re.findall(r"/ReversedChars BMC\nBT\n[^T]*Td\n[^E]*TJ\nET\nEMC", content)) == 2
    found = shown(content)
    assert [reverse for reverse, _ in found] == [False, True, False, True, False]
    first, second = (x for reverse, x in found if reverse)
    assert first > second  # the first word stands right of the second
    assert content.count("BDC") + content.count("BMC") == content.count("EMC")


def test_labels_of_several_runs_are_all_written(opened, screen, operators):
    """A chart's label with words of two directions is written run by run, upright and turned."""
    run, *others = both_ways("a שלום b")
    for turn in (0.0, 90.0):
        label = Label(x=50, baseline=60, run=run, others=tuple(others), turn=turn)
        art = PlacedArt(x=0, y=0, art=Art(width=100, height=80, marks=(label,)), slot=1)
        tree = Element(role="Document", kids=(Element(role="Figure", kids=(1,), alt="A word"),))
        content = operators(opened(page_of(art, tree=tree), screen, fonts=FACES).pages[0])
        assert content.count("TJ") == len(label.runs)
        assert content.count("/ReversedChars BMC") == 1
        assert content.count("BT") == content.count("ET")
