"""Laws of the manifest that hold for every input, however wrong."""

from __future__ import annotations

import re
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from typeset.ledger.formula import BadFormula, Interval, evaluate
from typeset.ledger.numerals import in_english as spell
from typeset.manifest.desk import Desk
from typeset.manifest.inline import Words
from typeset.manifest.loading import Loaded, load
from typeset.manifest.markup import read_text
from typeset.manifest.nodes import Mapping, Scalar
from typeset.manifest.reading import Reading, read_tree
from typeset.manifest.source import Source
from typeset.problem import as_github, as_json, as_sarif, as_text

EVERY_KIND = Path(__file__).parents[1] / "unit" / "typeset" / "manifest" / "every-kind.yaml"
MANIFEST = EVERY_KIND.read_text(encoding="utf-8")
LINES = MANIFEST.splitlines(keepends=True)

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
long = settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))


def loaded_from(data: bytes) -> Loaded:
    """Load *data* as a manifest, and see that all that is said of it can be printed and points into it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "content.yaml"
        file.write_bytes(data)
        loaded = load(file)
    for problem in loaded.problems:
        source = loaded.sources[problem.span.file]
        assert problem.message
        assert 1 <= problem.span.line <= len(source.starts)
        assert 1 <= problem.span.column <= len(source.line(problem.span.line)) + 1
        assert (problem.span.line, problem.span.column) <= (problem.span.end_line, problem.span.end_column)
    assert as_text(loaded.problems, loaded.sources).count("\n") >= len(loaded.problems)
    assert as_json(loaded.problems)
    assert as_sarif(loaded.problems)
    assert as_github(loaded.problems).count("\n") == len(loaded.problems)
    return loaded


def check_bytes(data: bytes) -> None:
    """Load *data*: there must be a report, or a problem that says why not."""
    loaded = loaded_from(data)
    assert loaded.problems or loaded.report is not None


@quick
@given(data=st.binary(max_size=300))
@example(data=b"\x00")
@example(data=b"\xff\xfe")
@example(data=b"%YAML 1.1\n---\nreport: x")
@example(data=b"- &a [*a]")
@example(data=b"? [a]\n: b")
def test_bytes_of_any_kind_give_problems_and_never_an_exception(data):
    """Whatever bytes a file holds, loading ends with problems that point into it."""
    check_bytes(data)


PIECES = st.sampled_from(
    [
        *"[]{}:,-?|>'\"*&!%@`#\n\t ~=<\\^",
        "\n  ", "\n    - ", "- part: ", "report:\n  ", "figures:\n  ", "book:\n", "text: |\n      ", "value: ", "{A}", "{@a}", "{see:a}",
        "^[", "](", "**", "formula: ", "include: ", "include: content.yaml", "&a ", "*a", "<<: ", "---\n", "...\n", "!!int ", "insight", "chart: ",
        "data: ", "A: ", "1-3", "74,6", "\u2028", "\x00", "é", "\r\n", "\ufeff",
    ]
)  # fmt: skip


@quick
@given(pieces=st.lists(PIECES, max_size=40))
def test_fragments_of_yaml_give_problems_and_never_an_exception(pieces):
    """Whatever signs of YAML and of our mark-up are thrown together, loading ends."""
    check_bytes("".join(pieces).encode("utf-8", "surrogatepass"))


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """The manifest with lines dropped, doubled, moved, indented otherwise, or cut by stray pieces."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "indent", "outdent", "insert", "cut"])):
            case "drop":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "indent":
                lines[at] = " " + lines[at]
            case "outdent":
                lines[at] = lines[at].lstrip()
            case "insert":
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(PIECES) + lines[at][place:]
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    return "".join(lines)


@quick
@given(text=damaged())
def test_a_damaged_manifest_is_never_an_exception(text):
    """A sound manifest with a few random wounds gives a report or problems, and no exception."""
    check_bytes(text.encode("utf-8", "surrogatepass"))


@pytest.mark.slow
@long
@given(text=damaged() | st.lists(PIECES, max_size=80).map("".join))
def test_thousands_of_damaged_manifests_are_never_an_exception(text):
    """The same over thousands of manifests."""
    check_bytes(text.encode("utf-8", "surrogatepass"))


def scalar_of(text: str) -> Scalar:
    """*text* as if it stood alone in a file."""
    return Scalar(Source.of("content.yaml", text), 0, len(text), text, "")


plain_words = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\\*{}[]^"), max_size=60)


@quick
@given(text=plain_words)
def test_text_without_mark_up_keeps_every_character(text):
    """Only runs of spaces are folded, and ends trimmed; every other character is printed as typed."""
    desk = Desk(Reading(Path.cwd()))
    read = read_text(scalar_of(text), desk)
    assert not desk.reading.problems
    assert read.plain == re.sub("[ \t\r\n]+", " ", text.strip(" \t\r\n"))


@quick
@given(text=st.text(st.sampled_from("ab *{}[]^\\(:|@.\n"), max_size=60))
def test_mark_up_of_any_kind_ends_and_keeps_its_letters(text):
    """However wrong mark-up is, reading ends, offsets lie in the text, and what is sound keeps its letters."""
    desk = Desk(Reading(Path.cwd()))
    read = read_text(scalar_of(text), desk)
    for node in read.walk():
        assert 0 <= node.offset <= len(text)
    if not desk.reading.problems:
        printed = "".join(node.text for node in read.walk() if isinstance(node, Words))
        assert re.sub(r"[^ab]", "", printed) == re.sub(r"[^ab]", "", text)


@quick
@given(
    text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80),
    style=st.sampled_from(["'", '"', "|", ">"]),
)
def test_a_value_is_found_again_in_its_source(text, style):
    """Of a text in any style, every letter that YAML did not escape is found where it stands."""
    file = yaml.dump({"text": text}, default_style=style, allow_unicode=True, width=30)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "content.yaml").write_text(file, encoding="utf-8", newline="")
        reading = Reading(Path(folder))
        tree = read_tree(Path(folder) / "content.yaml", "content.yaml", reading)
    if reading.problems:  # a hidden character: told, and replaced
        return
    assert isinstance(tree, Mapping)
    node = tree.get("text")
    assert isinstance(node, Scalar)
    source = reading.sources["content.yaml"]
    for at, character in enumerate(node.value):
        span = node.spot(at)
        there = source.line(span.line)[span.column - 1 : span.column]
        assert there == character or there in ("\\", "") or character.isspace()


@quick
@given(formula=st.text(st.sampled_from("A1.+-*/() ÷×"), max_size=40))
def test_a_formula_of_any_kind_gives_a_range_or_says_what_is_wrong(formula):
    """No formula raises anything but what it says of itself, and the fault lies within it."""
    result = worked_out(formula)
    assert 0 <= result.at <= len(formula) if isinstance(result, BadFormula) else result.low <= result.high


def worked_out(formula: str) -> Interval | BadFormula:
    """The value of *formula* where every id is 2 to 3, or what is wrong with it."""
    try:
        return evaluate(formula, lambda _token: Interval(Decimal(2), Decimal(3)))
    except BadFormula as fault:
        return fault


@quick
@given(number=st.integers(0, 10**12 - 1))
def test_no_two_numbers_are_spelt_alike(number):
    """Spelt numbers are read back as themselves."""
    assert read_back(spell(number)) == number


SMALL = {spell(n): n for n in range(100)}


def read_back(words: str) -> int:
    """The number that English *words* name."""
    total = part = 0
    for word in words.replace(" and ", " ").split():
        if word in SMALL:
            part += SMALL[word]
        elif word == "hundred":
            part *= 100
        else:
            total += part * {"thousand": 10**3, "million": 10**6, "billion": 10**9}[word]
            part = 0
    return total + part
