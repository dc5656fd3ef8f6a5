"""Inline mark-up and prose: from the author's characters to nodes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from typeset.ledger.values import Amount, Range
from typeset.manifest.desk import Desk
from typeset.manifest.inline import SETTINGS, CrossRef, FigureRef, LinkTo, Look, NoteMark, PersonRef, Text, Words
from typeset.manifest.markup import read_text
from typeset.manifest.nodes import Scalar
from typeset.manifest.prose import ListOf, Paragraph, Subhead, read_prose
from typeset.manifest.reading import Reading
from typeset.manifest.registers import Figure, Person
from typeset.manifest.source import Source


def scalar_of(text: str) -> Scalar:
    """*text* as if it stood alone in a file."""
    return Scalar(Source.of("content.yaml", text), 0, len(text), text, "")


@pytest.fixture
def desk(tmp_path):
    """A desk with a share, a range, a count and a person."""
    made = Desk(Reading(tmp_path))
    made.figures["A"] = Figure(id="A", value=Amount(Decimal("74.6")), unit="per cent")
    made.figures["R"] = Figure(id="R", value=Range(Decimal(50), Decimal(80)), unit="per cent")
    made.figures["N"] = Figure(id="N", value=Amount(Decimal(26)), unit="countries")
    made.people["cole"] = Person(id="cole", name=Text((Words(text="Jim Cole"),)))
    return made


def nodes(text: str, desk: Desk):
    """The nodes of *text*, which must be without fault."""
    read = read_text(scalar_of(text), desk).nodes
    assert not desk.reading.problems
    return read


def faults(text: str, desk: Desk) -> list[tuple[str, str]]:
    """Codes of what is wrong with *text*, and the characters pointed at."""
    read_text(scalar_of(text), desk)
    lines = text.splitlines()
    return [(p.code, lines[p.span.line - 1][p.span.column - 1 : p.span.end_column - 1]) for p in desk.reading.problems]


def test_plain_words_are_one_node(desk):
    """Text without mark-up is one node, its white space single spaces."""
    assert nodes("One  two\n   three", desk) == (Words(text="One two three"),)


def test_no_break_spaces_are_the_authors(desk):
    """A no-break space is no white space to be folded."""
    assert nodes("5\u00a0 mm", desk) == (Words(text="5\u00a0 mm"),)


def test_emphasis_and_strong_nest(desk):
    """Looks add up where emphasis stands in strong emphasis."""
    read = nodes("a **b *c* d** e", desk)
    assert [(n.text, n.look.strong, n.look.emphasis) for n in read] == [
        ("a ", False, False),
        ("b ", True, False),
        ("c", True, True),
        (" d", True, False),
        (" e", False, False),
    ]


def test_three_asterisks_are_both(desk):
    """``***`` opens and closes strong emphasis together."""
    assert nodes("***x***", desk) == (Words(text="x", look=Look(emphasis=True, strong=True), offset=3),)


def test_a_sign_of_multiplication_is_itself(desk):
    """An asterisk between spaces is the character."""
    assert nodes("3 * 4", desk) == (Words(text="3 * 4"),)


def test_escapes_give_the_characters_themselves(desk):
    """A backslash takes its meaning from a sign of mark-up; before other characters it is itself."""
    assert nodes(r"\*a\* \{b\} \[c\] \\ \d", desk) == (Words(text=r"*a* {b} [c] \ \d"),)


@pytest.mark.parametrize(
    ("written", "form", "printed"),
    [
        ("{A}", "default", "74.6\u00a0per cent"),
        ("{A:number}", "number", "74.6"),
        ("{A:symbol}", "symbol", "74.6%"),
        ("{A:rounded}", "rounded", "75\u00a0per cent"),
        ("{N:spelt}", "spelt", "twenty-six"),
        ("{N}", "default", "26"),
        ("{R}", "default", "50–80\u00a0per cent"),
        ("{R:low}", "low", "50"),
        ("{A|three in four}", "words", "three in four"),
    ],
)
def test_a_figure_is_printed_in_its_form(desk, written, form, printed):
    """Each form of a figure gives the text to print, and keeps the id."""
    [node] = nodes(written, desk)
    assert isinstance(node, FigureRef)
    assert (node.figure, node.form, node.text) == (written[1], form, printed)


def test_people_and_places(desk):
    """A name is printed at once; a place is looked up when the whole report is known."""
    read = nodes("{@cole} in {see:insight-4} and {page:insight-4}, {see:x|below}", desk)
    assert read[0] == PersonRef(person="cole", text="Jim Cole")
    assert [n for n in read if isinstance(n, CrossRef)] == [
        CrossRef(target="insight-4", offset=11),
        CrossRef(target="insight-4", page_only=True, offset=31),
        CrossRef(target="x", words="below", offset=49),
    ]
    assert [m.target for m in desk.mentions] == ["insight-4", "insight-4", "x"]


def test_a_link_holds_its_words(desk):
    """A link's words may be emphasised, and its address may have brackets."""
    [node] = nodes("[a *b*](https://example.org/x_(y))", desk)
    assert isinstance(node, LinkTo)
    assert node.uri == "https://example.org/x_(y)"
    assert [n.look.emphasis for n in node.nodes if isinstance(n, Words)] == [False, True]


def test_a_note_is_not_emphasised_with_its_anchor(desk):
    """A footnote begins in the plain look, wherever it hangs, and may hold a link."""
    read = nodes("*one^[see [two](https://example.org)] three*", desk)
    note = read[1]
    assert isinstance(note, NoteMark)
    assert note.nodes[0] == Words(text="see ", offset=6)
    assert isinstance(note.nodes[1], LinkTo)
    assert read[2].look.emphasis


def test_words_in_another_language_and_in_another_setting(desk):
    """A bracket with a code marks its words, emphasis around it kept."""
    assert nodes("*[ordet]{sv}*", desk) == (Words(text="ordet", look=Look(emphasis=True, language="sv"), offset=2),)
    for setting in SETTINGS:
        assert nodes(f"[3/8]{{{setting}}}", desk)[0].look == Look(setting=setting)
    assert nodes("**[a]{sv} [b]{capitals}**", desk)[2].look == Look(strong=True, setting="capitals")


def test_a_passage_within_a_passage_keeps_its_own_language(desk):
    """What is marked inside a marked passage stays as it was marked; all the rest is in the outer language."""
    read = nodes("[שלום [hello]{en} {A} [link](https://example.org)]{he}", desk)
    assert [getattr(node, "look", node).language if not isinstance(node, LinkTo) else "link" for node in read] == [
        "he", "en", "he", "he", "he", "link",
    ]  # fmt: skip
    assert read[-1].nodes[0].look.language == "he"


def test_brackets_in_the_text_stay(desk):
    """A bracket that is followed by nothing is part of the text."""
    assert read_text(scalar_of("so [sic] it was"), desk).plain == "so [sic] it was"


@pytest.mark.parametrize(
    ("written", "code", "at"),
    [
        ("*a", "unclosed", "*"),
        ("a **b", "unclosed", "**"),
        ("[a", "unclosed", "["),
        ("a^[b", "unclosed", "^["),
        ("*a **b* c**", "crossed", "*"),
        ("a* b", "emphasis", "*"),
        ("****a****", "emphasis", "****"),
        ("{A", "unclosed", "{"),
        ("a}", "stray-brace", "}"),
        ("a]", "stray-bracket", "]"),
        ("{}", "empty-braces", "{}"),
        ("{1}", "braces", "{1}"),
        ("{Q}", "unknown-figure", "Q"),
        ("{A:bold}", "unknown-form", "bold"),
        ("{A:spelt}", "form", "{A:spelt}"),
        ("{A|}", "form", "{A|}"),
        ("{@kole}", "unknown-person", "kole"),
        ("{see:}", "reference", "{see:}"),
        ("[a](ftp://example.org)", "link-scheme", "ftp://example.org"),
        ("[a](https://)", "link", "https://"),
        ("[a]{english and so on}", "language", "{english and so on}"),
        ("^[]", "empty-note", "^[]"),
    ],
)
def test_each_fault_is_pointed_at(desk, written, code, at):
    """Wrong mark-up gives its code, and points at the very characters."""
    assert (code, at) in faults(written, desk)


def test_emphasis_ends_with_its_paragraph(desk):
    """What is opened in one paragraph cannot be closed in the next: both ends are reported."""
    read_prose(scalar_of("one *two\n\nthree* four"), desk)
    assert [p.span.line for p in desk.reading.problems] == [1, 3]


def test_prose_is_cut_at_blank_lines_heads_and_items(desk):
    """Paragraphs, sub-heads and both sorts of list come in order, lines of one block joined."""
    text = "One\nline.\n\n## Head\nTwo.\n\n- a\n  more\n- b\n\n1. c\n2. d\n\nThree"
    blocks = read_prose(scalar_of(text), desk)
    assert not desk.reading.problems
    assert [type(b) for b in blocks] == [Paragraph, Subhead, Paragraph, ListOf, ListOf, Paragraph]
    lists = [b for b in blocks if isinstance(b, ListOf)]
    assert [[item.plain for item in b.items] for b in lists] == [["a more", "b"], ["c", "d"]]
    assert [b.numbered for b in lists] == [False, True]
    assert blocks[0].text.plain == "One line."


def test_an_item_may_follow_its_introduction_at_once(desk):
    """A hyphen at the start of a line begins a list, blank line before it or not."""
    intro, items = read_prose(scalar_of("They said:\n- yes\n- no"), desk)
    assert intro.text.plain == "They said:"
    assert [item.plain for item in items.items] == ["yes", "no"]


def test_a_number_at_a_line_start_begins_no_list_in_a_sentence(desk):
    """A year that a line break has put first stays in its sentence."""
    [block] = read_prose(scalar_of("It happened in\n16. June was warm."), desk)
    assert block.text.plain == "It happened in 16. June was warm."


def test_a_text_points_at_a_node_and_at_words(desk):
    """`spot` finds a node's place, and words within the text and nowhere else."""
    blocks = read_prose(scalar_of("One {A}.\n\nTwo and one {A}."), desk)
    second = blocks[1].text
    assert second.spot(second.nodes[1]).column == 13
    assert second.spot(found="and").line == 3
    assert second.spot(found="One").line == 3
