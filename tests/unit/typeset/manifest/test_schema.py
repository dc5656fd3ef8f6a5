"""The JSON Schema and the page of reference: made from the declarations, current, and true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from typeset.manifest.handbook import handbook
from typeset.manifest.loading import load
from typeset.manifest.model import Report
from typeset.manifest.nodes import Mapping, Node, Scalar, Sequence
from typeset.manifest.reading import Reading, _Builder, read_tree
from typeset.manifest.schema import schema, schema_text
from typeset.manifest.walk import forms_of
from typeset.problem import as_text

MANIFEST = (Path(__file__).parent / "every-kind.yaml").read_text(encoding="utf-8")
DOCS = Path(__file__).parents[4] / "docs"


def test_the_files_in_docs_are_current():
    """What stands in docs/ is what the declarations make today; `typeset schema` and `handbook()` renew it."""
    assert (DOCS / "manifest.schema.json").read_text(encoding="utf-8") == schema_text()
    assert (DOCS / "manifest.md").read_text(encoding="utf-8") == handbook()


def test_every_form_and_key_is_described():
    """Each form has a sentence, each key says what it is for, and both reach the page and the schema."""
    page = handbook()
    for form in forms_of(Report):
        assert (form.__doc__ or "").strip().endswith(".")
        assert (form.__doc__ or "").strip() in page
        made = schema()["$defs"].get(form.__name__, schema())
        for name, one in made["properties"].items():
            assert name in ("part", "id", "title", "headline") or one["description"].endswith(".")


def json_of(node: Node) -> Any:
    """What an editor makes of *node*: YAML 1.2's core schema."""
    match node:
        case Mapping():
            return {name.value: json_of(value) for name, value in node.entries}
        case Sequence():
            return [json_of(item) for item in node.items]
        case Scalar() if node.style:
            return node.value
        case Scalar() if node.is_empty:
            return None
        case Scalar(value="true" | "false"):
            return node.value == "true"
        case Scalar() if re.fullmatch(r"-?\d+", node.value):
            return int(node.value)
        case Scalar() if re.fullmatch(r"-?\d+\.\d+", node.value):
            return float(node.value)
        case Scalar():
            return node.value


TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
}  # fmt: skip


def is_a(value: Any, kind: str) -> bool:
    """Tell whether *value* has the JSON type *kind*."""
    if kind in ("number", "integer"):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and (kind == "number" or float(value).is_integer())
    return isinstance(value, TYPES[kind])


def faults(value: Any, demand: dict[str, Any], root: dict[str, Any], path: str = "") -> list[str]:
    """A validator for the words of JSON Schema that ours uses; an unknown word is an error."""
    found: list[str] = []

    def must(holds: bool, word: str) -> None:
        if not holds:
            found.append(f"{path}: {word}")

    for word, said in demand.items():
        match word:
            case "$ref":
                found += faults(value, root["$defs"][said.rpartition("/")[2]], root, path)
            case "type":
                must(any(is_a(value, kind) for kind in ([said] if isinstance(said, str) else said)), word)
            case "enum":
                must(value in said, word)
            case "const":
                must(value == said, word)
            case "anyOf":
                must(any(not faults(value, one, root, path) for one in said), f"{word} of {value!r}")
            case "allOf":
                found += [f for one in said for f in faults(value, one, root, path)]
            case "if":
                if not faults(value, said, root, path):
                    found += faults(value, demand["then"], root, path)
            case "required" if isinstance(value, dict):
                must(set(said) <= set(value), f"required {said}")
            case "properties" if isinstance(value, dict):
                found += [
                    f
                    for key, one in said.items()
                    if key in value
                    for f in faults(value[key], one, root, f"{path}.{key}")
                ]
            case "additionalProperties" if isinstance(value, dict):
                others = {key: v for key, v in value.items() if key not in demand.get("properties", {})}
                must(said is not False or not others, f"unknown {list(others)}")
                if isinstance(said, dict):
                    found += [f for key, v in others.items() for f in faults(v, said, root, f"{path}.{key}")]
            case "propertyNames" if isinstance(value, dict):
                found += [f for key in value for f in faults(key, said, root, f"{path}.{key}")]
            case "items" if isinstance(value, list):
                found += [f for at, item in enumerate(value) for f in faults(item, said, root, f"{path}[{at}]")]
            case "minItems" | "maxItems" if isinstance(value, list):
                must(len(value) >= said if word == "minItems" else len(value) <= said, word)
            case "pattern" if isinstance(value, str):
                must(bool(re.search(said, value)), word)
            case "maxLength" if isinstance(value, str):
                must(len(value) <= said, word)
            case "minimum" if is_a(value, "number"):
                must(value >= said, word)
            case "maximum" if is_a(value, "number"):
                must(value <= said, word)
            case "exclusiveMinimum" if is_a(value, "number"):
                must(value > said, word)
            case _:
                assert word in (
                    "$schema", "$defs", "title", "description", "examples", "format", "then", "required", "properties",
                    "additionalProperties", "propertyNames", "items", "minItems", "maxItems", "pattern", "maxLength",
                    "minimum", "maximum", "exclusiveMinimum",
                ), word  # fmt: skip
    return found


def judged(tmp_path, text: str) -> list[str]:
    """What the schema says about a manifest."""
    (tmp_path / "content.yaml").write_text(text, encoding="utf-8")
    tree = read_tree(tmp_path / "content.yaml", "content.yaml", Reading(tmp_path))
    assert tree is not None
    return faults(json_of(tree), schema(), schema())


def test_the_schema_takes_what_the_reader_takes(tmp_path):
    """A manifest with every block and part in it is without fault by the schema as well."""
    assert judged(tmp_path, MANIFEST) == []


@pytest.mark.parametrize("name", ["content.yaml", "typeset/starter/content.yaml", "docs/charts.yaml"])
def test_the_reports_of_this_project_are_sound(tmp_path, name):
    """The sample report, the gallery and the report that a new user gets are without fault, by the reader and by the schema."""
    file = DOCS.parent / name
    loaded = load(file)
    assert not as_text(loaded.problems, loaded.sources)
    assert judged(tmp_path, file.read_text(encoding="utf-8")) == []


def test_an_include_may_stand_anywhere(tmp_path, monkeypatch):
    """The schema lets `include:` stand for a part, a block, a register and a single value."""
    text = MANIFEST
    for written, name in {
        "{prefer: victim ID, avoid: [victim-ID]}": "a",
        "- part: back-cover": "b",
        "- note: Small print.": "c",
        "caption: One dot is one in a thousand": "d",
    }.items():
        assert written in text
        before = written.partition(" ")[0] + " " if written[0] != "{" else ""
        text = text.replace(written, f"{before}{{include: {name}.yaml}}")
    assert judged(tmp_path, text)  # the files are not there, so nothing stands in their places
    monkeypatch.setattr(_Builder, "_included", lambda _self, node, _key="": node)
    assert judged(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("year: 2016", "year: soon"),
        ("kind: bars", "knid: bars"),
        ("part: cover", "part: covre"),
        ("emphasis: true", "emphasis: yes"),
        ("as: paraphrase", "as: quotation"),
        ("publisher: No\n  ", ""),
    ],
)
def test_the_schema_sees_the_commonest_mistakes(tmp_path, old, new):
    """Types, misspelt keys and words, and missing keys are faults by the schema too."""
    assert old in MANIFEST
    assert judged(tmp_path, MANIFEST.replace(old, new, 1))
