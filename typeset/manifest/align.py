"""From a place in a value to its place in the file.

YAML folds lines, strips indentation and reads escapes; a value's tenth character may be
the fortieth of its source. `align` walks both side by side. It is called only when
something must be pointed at, so it may take its time.
"""

from __future__ import annotations

_WIDE_ESCAPES = {"x": 2, "u": 4, "U": 8}


def align(raw: str, value: str, style: str) -> list[int]:
    """Give, for each character of *value* and for its end, the offset in *raw* it came from.

    *raw* is the scalar's source with its quotes or its block header; *style* is YAML's
    sign for it: ``"``, ``'``, ``|``, ``>`` or nothing for plain text.
    """
    at = _content_start(raw, style)
    places: list[int] = []
    for position, character in enumerate(value):
        at = _skip_to(raw, at, character, style, opening=not position)
        places.append(min(at, len(raw)))
        at = _step_over(raw, at, character, style)
    places.append(min(at, len(raw)))
    return places


def _content_start(raw: str, style: str) -> int:
    if style in ("|", ">"):
        return raw.find("\n") + 1
    return 1 if style in ("'", '"') else 0


def _skip_to(raw: str, at: int, character: str, style: str, *, opening: bool) -> int:
    """Move past what the scanner dropped before *character*: indentation, folded line ends, continued lines."""
    while at < len(raw):
        if style == '"' and raw[at] == "\\" and raw[at + 1 : at + 2] in ("\n", "\r"):
            at += 2
        elif raw[at] == character or (style == '"' and raw[at] == "\\"):
            # In a block, a space at the start of a line may be indentation; it is the author's own only
            # if the value has one there as well, and then being a column early does no harm.
            return at
        elif raw[at] in " \t" or (raw[at] in "\r\n" and (opening or not character.isspace())):
            at += 1
        else:
            return at
    return at


def _step_over(raw: str, at: int, character: str, style: str) -> int:
    if style == '"' and raw[at : at + 1] == "\\":
        return at + 2 + _WIDE_ESCAPES.get(raw[at + 1 : at + 2], 0)
    if style == "'" and character == "'":
        return at + 2
    if character.isspace() and raw[at : at + 2] == "\r\n":
        return at + 2
    return at + 1
