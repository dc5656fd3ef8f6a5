"""Look into PDF objects without knowing who parsed them.

The reader's dictionaries, arrays and names behave as Python's own; only references
and streams need asking. Every question here has an answer for the wrong type too:
a broken file is something to report, not to fall over.
"""

from __future__ import annotations

from typing import Any

from typeset.preflight.facts import Matrix

Cos = Any
"""A PDF object as the reader gives it."""

UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def deref(value: Cos) -> Cos:
    """Follow references; a reference to nothing is None."""
    for _ in range(16):  # a reference may point at a reference, and in a broken file at itself
        get_object = getattr(value, "get_object", None)
        if get_object is None or isinstance(value, dict | list | str):
            return value
        after = get_object()
        if after is value:
            return value
        value = after
    return None


def entry(holder: Cos, *keys: str) -> Cos:
    """Follow a path of keys (without their slash) through dictionaries; None where it ends early."""
    value = deref(holder)
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = deref(dict.get(value, "/" + key))
    return None if type(value).__name__ == "NullObject" else value


def raw(holder: Cos, key: str) -> Cos:
    """The entry as it stands, reference unresolved: its number tells objects apart."""
    return dict.get(holder, "/" + key) if isinstance(holder, dict) else None


def identity(value: Cos, resolved: Cos) -> object:
    """A key under which what was made of an object may be kept for the whole file."""
    number = getattr(value, "idnum", None)
    return ("object", number) if number is not None else id(resolved)


def items(holder: Cos) -> list[tuple[str, Cos]]:
    """Keys (without slash) and values of a dictionary, references unresolved."""
    holder = deref(holder)
    return [(str(k)[1:], v) for k, v in dict.items(holder)] if isinstance(holder, dict) else []


def elements(value: Cos) -> list[Cos]:
    """What stands in an array, resolved; a single object counts as an array of one."""
    value = deref(value)
    if isinstance(value, list):
        return [deref(v) for v in list.__iter__(value)]
    return [] if value is None else [value]


def as_name(value: Cos) -> str:
    """A name without its slash, or nothing."""
    value = deref(value)
    return str(value)[1:] if _is_name(value) else ""


def _is_name(value: Cos) -> bool:
    """Names and text are both strings here; a text may begin with a slash too."""
    return isinstance(value, str) and value.startswith("/") and type(value).__name__ in {"NameObject", "str"}


def as_number(value: Cos, default: float = 0.0) -> float:
    """A number that geometry can bear: neither infinite nor absurd."""
    try:
        number = float(deref(value))
    except (TypeError, ValueError, OverflowError):
        return default
    return number if -1e9 < number < 1e9 else default


def as_numbers(value: Cos) -> tuple[float, ...]:
    """All numbers of an array; what is no number counts as 0."""
    return tuple(as_number(v) for v in elements(value))


def as_flag(value: Cos) -> bool:
    """A boolean; anything else is False."""
    value = deref(value)
    return bool(getattr(value, "value", value)) if type(value).__name__ in {"BooleanObject", "bool"} else False


def as_text(value: Cos) -> str:
    """A text string, decoded; bytes that are not text come as Latin-1."""
    value = deref(value)
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value) if isinstance(value, str) and not _is_name(value) else ""


def as_matrix(value: Cos) -> Matrix:
    """Six numbers, or the matrix that changes nothing."""
    six = as_numbers(value)
    return (six[0], six[1], six[2], six[3], six[4], six[5]) if len(six) == 6 else UNIT


def is_stream(value: Cos) -> bool:
    """Tell whether it has bytes of its own."""
    return hasattr(deref(value), "get_data")


def stream_bytes(value: Cos) -> bytes:
    """The decoded bytes of a stream; nothing where it will not decode."""
    value = deref(value)
    try:
        data = value.get_data()
    except Exception:  # noqa: BLE001  # a filter may fail in as many ways as there are broken files
        return b""
    return bytes(data) if isinstance(data, bytes | bytearray) else str(data).encode("latin-1", "replace")


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies *inner* first, then *outer*."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer
    return (
        a * A + b * C,
        a * B + b * D,
        c * A + d * C,
        c * B + d * D,
        e * A + f * C + E,
        e * B + f * D + F,
    )


def box_of(value: Cos) -> tuple[float, float, float, float] | None:
    """A rectangle with its corners in order; None when it is missing or has no area."""
    four = as_numbers(value)
    if len(four) != 4:
        return None
    left, right = sorted((four[0], four[2]))
    bottom, top = sorted((four[1], four[3]))
    return (left, bottom, right, top) if right > left and top > bottom else None
