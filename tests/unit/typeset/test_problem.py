"""Problems as people and machines read them."""

from __future__ import annotations

import json

import pytest

from layout.values import replace
from typeset.manifest.source import Source
from typeset.problem import (
    NOWHERE,
    Card,
    Problem,
    Severity,
    Span,
    as_github,
    as_json,
    as_rich,
    as_sarif,
    as_text,
    in_order,
    summary,
)


def told(line: str, found: str, **more: str) -> str:
    """A problem with *found* in a file that is *line* alone, as text."""
    source = Source.of("content.yaml", line)
    span = source.span(line.index(found), line.index(found) + len(found))
    return as_text([Problem(code="x", message="wrong", span=span, **more)], {"content.yaml": source})


def under(text: str) -> str:
    """The characters above the carets."""
    line, carets = text.splitlines()[1:3]
    start = carets.index("^")
    return line[start : carets.rindex("^") + 1]


def test_a_problem_is_told_as_a_good_compiler_would():
    """Place, message, line, carets with what was expected, reason and hint, each in its place."""
    assert told("  accent: pms-185c", "pms-185c", expected="expected an ink", hint="use `black`", why="no plate") == (
        "content.yaml:1:11: error: wrong\n"
        "    1 |   accent: pms-185c\n"
        "      |           ^^^^^^^^ expected an ink\n"
        "   why: no plate\n"
        "   hint: use `black`\n"
    )


@pytest.mark.parametrize("line", ["\ta: FAULT", "é: FAULT", "e\u0301: FAULT", "“x” – FAULT", "x" * 60 + " FAULT y"])
def test_carets_stand_under_the_fault(line):
    """Tabs and accents do not move the carets."""
    text = told(line, "FAULT")
    shown, carets = text.splitlines()[1:3]
    width = shown.count("\u0301")
    assert shown[carets.index("^") + width :].startswith("FAULT")


def test_wide_characters_take_two_columns():
    """Carets under and after wide characters count their columns."""
    text = told("二つ: FAULT", "FAULT")
    assert text.splitlines()[2] == "      | " + " " * 6 + "^^^^^"
    assert told("二つ: x", "二つ").splitlines()[2] == "      | ^^^^"


def test_a_long_line_is_shown_around_the_fault():
    """Of a line of hundreds of characters, a window with the fault is shown."""
    text = told("a " * 200 + "FAULT" + " b" * 200, "FAULT")
    assert under(text) == "FAULT"
    assert all(len(line) <= 110 for line in text.splitlines())
    assert text.splitlines()[1].count("…") == 2


def test_a_fault_longer_than_the_window_is_cut():
    """Carets never run on beyond the line that is shown."""
    shown, carets = told("x" * 500, "x" * 500).splitlines()[1:3]
    assert len(carets) <= len(shown)


def test_signs_that_turn_direction_are_not_printed():
    """A line cannot look like another one on the terminal."""
    assert "\u202e" not in told("a \u202e FAULT", "FAULT")
    assert "\x1b" not in as_text([Problem(code="x", message="bad \x1b[31m", span=NOWHERE)], {})


def test_a_problem_without_a_place_is_told_all_the_same():
    """What concerns no line has a message and no excerpt."""
    assert as_text([Problem(code="x", message="wrong", span=NOWHERE)], {}) == "error: wrong\n"


def test_problems_come_in_the_order_of_the_manifest_each_once():
    """The manifest's own come first, then those of included files; identical ones are one."""
    one = Problem(code="a", message="one", span=Span("content.yaml", 2, 1, 2, 2))
    two = Problem(code="b", message="two", span=Span("content.yaml", 10, 1, 10, 2))
    other = Problem(code="c", message="three", span=Span("a.yaml", 1, 1, 1, 2))
    assert in_order([other, two, one, two], ["content.yaml", "a.yaml"]) == (one, two, other)


def test_the_summary_counts_by_severity():
    """Errors, warnings and notes are counted apart, in the singular where there is one."""
    error = Problem(code="a", message="m", span=NOWHERE)
    warning = Problem(code="a", message="m", span=NOWHERE, severity=Severity.WARNING)
    assert summary([error, error, warning]) == "2 errors, 1 warning"
    assert not summary([])


SPAN = Span("my report/content.yaml", 3, 5, 3, 9)
ONE = Problem(
    code="choice", message="100% wrong:\nhere, there", span=SPAN, hint="write `final`", severity=Severity.WARNING
)


def test_json_says_everything():
    """Every field of a problem is in the JSON, under its name."""
    [problem] = json.loads(as_json([ONE]))["problems"]
    assert problem["span"] == {"file": SPAN.file, "line": 3, "column": 5, "end_line": 3, "end_column": 9}
    assert (problem["severity"], problem["code"], problem["hint"]) == ("warning", "choice", "write `final`")


def test_github_commands_are_one_line_each_and_escaped():
    """A workflow command holds no raw line end, percent sign, or separator in its properties."""
    text = as_github([ONE])
    assert text.count("\n") == 1
    assert text.startswith(
        "::warning file=my report/content.yaml,line=3,endLine=3,col=5,endColumn=8,title=choice::100%25 wrong:%0A"
    )


def test_sarif_has_the_shape_that_readers_want():
    """Version, rule, level, message and region stand where SARIF 2.1.0 has them."""
    log = json.loads(as_sarif([ONE], "1.0"))
    [run] = log["runs"]
    [result] = run["results"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"] == [{"id": "choice"}]
    assert (result["ruleId"], result["level"]) == ("choice", "warning")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20report/content.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}


def test_sarif_carries_the_page_of_each_rule():
    """A rule of the audit goes with its title, its severity and its whole page; a result points at it."""
    card = Card(title="A choice is wrong", severity=Severity.NOTE, page="# The page")
    [run] = json.loads(as_sarif([ONE], "1.0", {"choice": card, "other": card}))["runs"]
    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "choice",
            "shortDescription": {"text": "A choice is wrong."},
            "help": {"text": "# The page", "markdown": "# The page"},
            "defaultConfiguration": {"level": "note"},
        }
    ]
    assert run["results"][0]["ruleIndex"] == 0


def test_the_code_of_a_rule_stands_behind_its_message():
    """Who wants to suppress a rule or to read its page must know its code; a mistake of form has nothing to suppress."""
    rule = replace(ONE, code="NUM101")
    assert as_text([rule], {}).splitlines()[0].endswith(" [NUM101]")
    assert "[" not in as_text([ONE], {})


def test_the_coloured_text_has_the_same_words():
    """Colour adds nothing to the words and takes nothing away."""
    assert as_rich([ONE], {}).plain == as_text([ONE], {})
