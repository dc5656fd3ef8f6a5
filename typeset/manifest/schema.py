"""JSON Schema 2020-12 of the manifest, made from the declarations; editors complete and check by it.

The schema is a little more generous than the reader (it cannot see mark-up, references or
sums), and never less: what the reader takes, the schema takes. A property test says so.
"""

from __future__ import annotations

import json
from typing import Any

from typeset.manifest.blocks import forms_of_blocks
from typeset.manifest.declare import Entry, Key, keys_of
from typeset.manifest.kinds import Schema
from typeset.manifest.model import Report
from typeset.manifest.parts import PARTS
from typeset.manifest.walk import forms_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
INCLUDE: Schema = {
    "type": "object",
    "properties": {"include": {"type": "string"}},
    "required": ["include"],
    "additionalProperties": False,
}


def schema() -> Schema:
    """The whole schema, as plain dictionaries."""
    forms = {form.__name__: _object(form) for form in forms_of(Report)}
    root = forms.pop("Report")
    parts = [{"if": _says(name), "then": _ref(form.__name__)} for name, form in PARTS.items()]
    blocks = [{"required": [name], **_block(name, form)} for name, form in forms_of_blocks().items()]
    definitions: Schema = {
        "Include": INCLUDE,
        "Part": {
            "anyOf": [
                _ref("Include"),
                {"type": "object", "properties": {"part": {"enum": list(PARTS)}}, "required": ["part"], "allOf": parts},
            ]
        },
        "Body": {"anyOf": [{"type": "string"}, {"type": "array", "items": _ref("Block")}, _ref("Include")]},
        "Block": {"anyOf": [{"type": "string"}, *blocks, _ref("Include")]},
    }
    return {
        "$schema": DIALECT,
        "title": "The manifest of a report",
        **root,
        "$defs": definitions | dict(sorted(forms.items())),
    }


def schema_text() -> str:
    """The schema as it stands in ``docs/manifest.schema.json``."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _says(part: str) -> Schema:
    return {"properties": {"part": {"const": part}}, "required": ["part"]}


def _block(name: str, form: type[Entry]) -> Schema:
    if name == "table":
        return {"type": "object", "properties": {"table": _ref("Table")}, "additionalProperties": False}
    return _ref(form.__name__)


def _object(form: type[Entry]) -> Schema:
    """One form as an object: its keys, those that must be there, and no others."""
    keys = keys_of(form)
    properties: dict[str, Any] = {"part": {"type": "string"}} if form in PARTS.values() else {}
    properties |= {name: _property(this) for name, (_, this) in keys.items()}
    made: Schema = {"type": "object", "description": (form.__doc__ or "").strip(), "properties": properties}
    required = [name for name, (_, this) in keys.items() if this.required]
    if form.__name__ in ("Chart", "Box"):  # where they are the value of a key, other names of their title or id will do
        properties |= {"id": {"type": "string"}} if form.__name__ == "Chart" else {"title": {}, "headline": {}}
        required = [name for name in required if name not in ("chart", "box")]
    if required:
        made["required"] = required
    made["additionalProperties"] = False
    return made


def _property(this: Key) -> Schema:
    demand = _with_includes(this.kind.schema())
    if not this.required:
        demand["anyOf"].append({"type": "null"})  # `subtitle:` left open
    made: Schema = {"description": this.doc, **demand}
    if this.example:
        made["examples"] = [this.example.strip('"')]
    return made


def _with_includes(demand: Schema) -> Schema:
    """The demand, or an include; in lists and registers also for each item."""
    inner = {
        word: _with_includes(said) if word in ("items", "additionalProperties") and isinstance(said, dict) else said
        for word, said in demand.items()
    }
    choices = list(inner["anyOf"]) if set(inner) == {"anyOf"} else [inner]
    return {"anyOf": [*choices, _ref("Include")]}
