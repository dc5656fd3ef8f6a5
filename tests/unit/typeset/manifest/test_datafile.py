"""Chart data in files: cells with their places, missing values, columns found, sums held."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from typeset.ledger.values import Amount, Range
from typeset.manifest.loading import Loaded, load
from typeset.problem import as_text

REPORT = """\
report: {title: Rivers, year: 2016, publisher: House, language: en-GB}
book:
  - part: letter
    headline: Foreword
    text:
      - chart: rivers
        kind: bars
        title: Rivers rose
        measures: Level, cm
        alt: Bars.
        data: DATA
"""


@pytest.fixture
def loaded(tmp_path):
    """Load a report whose chart takes its data from the files given, by name."""

    def load_it(data: str, **files: str) -> Loaded:
        for name, text in files.items():
            (tmp_path / name.replace("_", ".")).write_text(text, encoding="utf-8", newline="")
        manifest = tmp_path / "content.yaml"
        manifest.write_text(REPORT.replace("DATA", data), encoding="utf-8")
        return load(manifest)

    return load_it


def data_of(loaded: Loaded):
    """The chart's data; nothing may be wrong."""
    assert not as_text(loaded.problems, loaded.sources)
    assert loaded.report is not None
    return loaded.report.book[0].text[0].data


def told(loaded: Loaded) -> list[str]:
    """Each problem as file:line:column message."""
    return [f"{p.span.file.rpartition('/')[2]}:{p.span.line}:{p.span.column} {p.message}" for p in loaded.problems]


def pairs(data):
    """Labels and plain numbers."""
    return [(d.label.plain, d.value.number if isinstance(d.value, Amount) else d.value) for d in data]


def test_a_csv_gives_labels_and_values(loaded):
    """The first column heads the rows, the next one holds the values, decimals as written."""
    data = data_of(loaded("a.csv", a_csv="River,Level\nTill,74.60\nWear,30\n"))
    assert pairs(data) == [("Till", Decimal("74.60")), ("Wear", Decimal(30))]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_whatever_parts_cells_and_lines(loaded, sign, end):
    """Commas, semicolons and tabs are read alike, and so are the line ends of three systems."""
    rows = ["River~Level", "Till~3", "", '"Wear~Tees"~4']
    data = data_of(loaded("a.csv", a_csv=end.join(rows).replace("~", sign)))
    assert [d.value.number for d in data] == [3, 4]


def test_quotes_hold_separators_and_doubled_quotes(loaded):
    """RFC 4180: a quoted cell may hold commas, line ends and, doubled, quotation marks."""
    data = data_of(loaded("a.csv", a_csv='River,Level\n"The ""Till"", north,\nupper",3\n'))
    assert data[0].label.plain == 'The "Till", north, upper'


def test_nothing_in_a_cell_is_mark_up(loaded):
    """Asterisks and braces in a label are characters."""
    assert data_of(loaded("a.csv", a_csv="River,Level\n*Till* {x} [y],3\n"))[0].label.plain == "*Till* {x} [y]"


@pytest.mark.parametrize("sign", ["", "-", "–", "n/a", ".."])
def test_a_missing_cell_is_a_missing_datum(loaded, sign):
    """The usual signs for “no number” make the datum missing; its note says why."""
    data = data_of(loaded("a.csv", a_csv=f"River,value,note\nTill,3,\nWear,{sign},gauge lost\n"))
    assert (data[1].missing, data[1].note.plain) == (True, "gauge lost")
    assert not data[0].missing


def test_columns_are_taken_as_asked(loaded):
    """A form names file, columns and the data that matter; what is not asked for is left alone."""
    data = data_of(
        loaded(
            "{file: a.csv, label: Name, value: y2016, group: Area, emphasis: Wear}",
            a_csv="Area,Name,y2015,y2016\nNorth,Till,1,2\nSouth,Wear,3,4\n",
        )
    )
    assert pairs(data) == [("Till", 2), ("Wear", 4)]
    assert [(d.group, d.emphasis) for d in data] == [("North", False), ("South", True)]


def test_ranges_and_changes_take_two_columns(loaded):
    """`low` and `high` make a range, `from` and `to` a change."""
    ranges = data_of(loaded("{file: a.csv, low: lo, high: hi}", a_csv="River,lo,hi\nTill,50,80\nWear,,\n"))
    assert (ranges[0].value, ranges[1].missing) == (Range(Decimal(50), Decimal(80)), True)
    changes = data_of(loaded("a.csv", a_csv="River,from,to\nTill,50,80\n"))
    assert (changes[0].from_.value, changes[0].to.value) == (Amount(Decimal(50)), Amount(Decimal(80)))


def test_json_gives_the_same(loaded):
    """A list of objects reads as the table of the same rows would; null is missing, numbers keep their decimals."""
    rows = '[\n\t{"River": "Till", "Level": 74.60},\n\t{"River": "Wear \\u2013 low", "Level": null}]'
    data = data_of(loaded("a.json", a_json=rows))
    assert pairs(data) == [("Till", Decimal("74.60")), ("Wear – low", None)]
    assert data[1].missing


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('River,Level\nTill,"1,234"\n', "a.csv:2:7 `1,234` is not a number"),
        ("River;Level\nTill;74,6\n", "a.csv:2:6 `74,6` is not a number"),
        ("River,Level\nTill,high\nWear,4%\n", "a.csv:2:6 `high` is not a number"),
        ("River,Level\nTill,1\nWear,4%\n", "a.csv:3:6 `4%` is not a number"),
        ("River,Level\nTill,1,2\n", "a.csv:2:1 this row has 3 of 2 cells"),
        ("River,Level\nTill\n", "a.csv:2:1 this row has 1 of 2 cells"),
        ("River,Level\n,3\n", "a.csv:2:1 this row has no label"),
        ("River,River\nTill,3\n", "a.csv:1:7 two columns are called `River`"),
        ('River,Level\n"Till,3\n', "a.csv:2:1 this quotation mark is never closed"),
        ('River,Level\n"Till" x,3\n', "a.csv:2:8 text stands behind the closing quotation mark"),
        ("River,Level\n", "a.csv:1:1 no data stand in this file"),
        ("", "a.csv:1:1 this file is empty"),
        ("River,Level\nTill,3\x00\n", "a.csv:2:7 a NUL character (U+0000) stands in the text, where nobody can see it"),
        ("River\nTill\n", "content.yaml:11:15 `a.csv` has no column of values"),
        ("River,low\nTill,3\n", "content.yaml:11:15 `low` and `high` go together, and `a.csv` gives only one of them"),
        ("River,from,to\nTill,3,\n", "a.csv:2:6 `Till` has only one of its two ends"),
        ("River,low,high\nTill,8,3\n", "a.csv:2:6 this range runs backwards, from 8 to 3"),
    ],
)  # fmt: skip
def test_mistakes_in_a_csv_are_told_where_they_stand(loaded, rows, expected):
    """Each mistake is one located problem, in the data file itself wherever it is one of the file's."""
    assert expected in told(loaded("a.csv", a_csv=rows))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"River": "Till", "Level": "high"}]', "a.json:1:29 `high` is not a number"),
        ('[{"River": "Till",\n  "Level": true}]', "a.json:2:12 `true` is not a number"),
        ('[{"River": "Till",\n  "Level": 3]', "a.json:2:13 this is not JSON: expecting ',' delimiter"),
        ('{"River": 3}', "a.json:1:1 this JSON is not a list of objects"),
        ('[{"River": "Till", "Level": [3]}]', "a.json:1:20 `Level` holds a list, not a number or text"),
        ("[" * 100_000, "a.json:1:1 too many levels stand in each other here"),
        ("[]", "a.json:1:1 no data stand in this file"),
    ],
)
def test_mistakes_in_json_are_told_where_they_stand(loaded, text, expected):
    """The same for JSON."""
    assert expected in told(loaded("a.json", a_json=text))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("b.csv", "content.yaml:11:15 there is no file `b.csv`"),
        ("../a.csv", "content.yaml:11:15 `../a.csv` leads out of its folder with `..`"),
        ("content.yaml", "content.yaml:11:15 `content.yaml` is neither a CSV nor a JSON file"),
        ("{file: a.csv, value: Levle}", "content.yaml:11:36 `a.csv` has no column `Levle`"),
        ("{file: a.csv, emphasis: Tees}", "content.yaml:11:39 no datum of `a.csv` is called `Tees`"),
        ("{file: a.csv, total: All}", "content.yaml:11:36 no row of `a.csv` is called `All`"),
        ("{fiel: a.csv}", "content.yaml:11:16 a data file has no key `fiel`"),
        ("{file: [a.csv]}", "content.yaml:11:22 a list stands where text should"),
    ],
)
def test_mistakes_in_the_manifest_are_told_there(loaded, data, expected):
    """What is asked of the file is judged where it is asked."""
    assert expected in told(loaded(data, a_csv="River,Level\nTill,3\n"))


def test_a_total_is_checked_and_not_drawn(loaded):
    """The row of totals must be the sum of the others; right or wrong, it is no datum."""
    asked = "{file: a.csv, total: All}"
    assert len(data_of(loaded(asked, a_csv="River,Level\nTill,3\nWear,4\nAll,7\n"))) == 2
    wrong = loaded(asked, a_csv="River,Level\nTill,3\nWear,4\nAll,8\n")
    assert told(wrong) == ["a.csv:4:1 the values add up to 7, not to 8"]


def test_rounded_shares_may_miss_their_sum_a_little(loaded):
    """Half a unit of the last decimal for each value is rounding; more is an error. Whole numbers must agree."""
    asked = "{file: a.csv, adds-to: 100}"
    assert data_of(loaded(asked, a_csv="River,Share\nTill,33.3\nWear,33.3\nTees,33.3\n"))
    assert told(loaded(asked, a_csv="River,Share\nTill,33.3\nWear,33.3\nTees,33.0\n"))
    assert told(loaded(asked, a_csv="River,Share\nTill,33\nWear,33\nTees,33\n"))


def test_sums_are_held_group_by_group(loaded):
    """With groups, each has its own sum."""
    rows = "Area,River,Share\nN,Till,60\nN,Wear,40\nS,Till,50\nS,Wear,40\n"
    wrong = loaded("{file: a.csv, label: River, value: Share, group: Area, adds-to: 100}", a_csv=rows)
    assert told(wrong) == ["a.csv:4:3 the values of `S` add up to 90, not to 100"]


def test_more_data_than_a_chart_can_hold_are_refused(loaded):
    """The five hundred and first row is told, by its line."""
    rows = "River,Level\n" + "".join(f"R{n},{n}\n" for n in range(501))
    assert told(loaded("a.csv", a_csv=rows)) == ["a.csv:502:1 too many data: 501 of at most 500"]


def test_a_file_that_is_no_chart_data_is_given_up_in_good_time(loaded):
    """A table of a hundred thousand rows is told and left, in either form."""
    rows = "River,Level\n" + "Till,3\n" * 100_000
    assert told(loaded("a.csv", a_csv=rows)) == ["a.csv:20002:1 this file has more than 20,000 rows"]
    rows = json.dumps([{"River": "Till", "Level": 3}] * 20_001)
    assert "a.json:1:1 this file has more than 20,000 rows" in told(loaded("a.json", a_json=rows))


def test_the_file_goes_with_the_report(loaded):
    """A data file is one of the report's sources, so the digital edition carries it."""
    done = loaded("a.csv", a_csv="River,Level\nTill,3\n")
    assert any(name.endswith("a.csv") for name in done.sources)


def test_a_link_out_of_the_folder_is_not_followed(loaded, tmp_path):
    """A data file that is a link to somewhere else is refused like any other asset."""
    outside = tmp_path.parent / "secret.csv"
    outside.write_text("River,Level\nTill,3\n", encoding="utf-8")
    (tmp_path / "a.csv").symlink_to(outside)
    assert told(loaded("a.csv")) == ["content.yaml:11:15 `a.csv` leads out of the report's folder"]


def test_deep_json_of_no_rows_is_no_bomb(loaded):
    """A large file of nested objects is told and given up in good time."""
    text = json.dumps([{"a": {"b": [1] * 1000}}] * 200)
    assert told(loaded("a.json", a_json=text))
