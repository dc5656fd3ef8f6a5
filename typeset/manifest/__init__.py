"""The manifest: YAML with positions in, a frozen `Report` out, and every mistake told.

1. `source` turns bytes into characters and knows their lines.
2. `reading` turns YAML into a tree of `nodes`, includes and all; every scalar is text and keeps its place.
3. `declare` and `kinds` say what a form is; `registers`, `blocks`, `parts` and `model` declare the forms.
4. `markup` and `prose` read running text into `inline` nodes.
5. `derive` works out formulas; `loading` does all of it in order.

From the same declarations `schema` makes the JSON Schema and `handbook` the page of reference.
"""
