"""Colour spaces and functions: from operands to ink on plates (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Callable

from layout.values import Struct
from typeset.preflight.cos import Cos, as_name, as_number, as_numbers, deref, elements, entry, is_stream, stream_bytes
from typeset.preflight.facts import PROCESS, Colour, Space

Plates = tuple[tuple[str, float], ...]

_DEVICE = {
    "DeviceGray": "DeviceGray",
    "G": "DeviceGray",
    "CalGray": "CalGray",
    "DeviceRGB": "DeviceRGB",
    "RGB": "DeviceRGB",
    "CalRGB": "CalRGB",
    "DeviceCMYK": "DeviceCMYK",
    "CMYK": "DeviceCMYK",
    "Lab": "Lab",
}
_DEPTH = 8
"""Spaces may stand on spaces; a file that goes deeper is circular."""


class Inking(Struct, frozen=True):
    """A colour space with the way its numbers become plates."""

    space: Space
    to_plates: Callable[[tuple[float, ...]], Plates]
    initial: tuple[float, ...]

    def colour(self, values: tuple[float, ...]) -> Colour:
        """The colour of *values*, brought to the right count and range."""
        wanted = self.space.components
        if len(values) != wanted:
            values = (values + self.initial)[:wanted] if len(values) < wanted else values[:wanted]
        return Colour(self.space, values, self.to_plates(values))


def _gray(v: tuple[float, ...]) -> Plates:
    return (("Black", 1 - _unit(v[0])),)


def _cmyk(v: tuple[float, ...]) -> Plates:
    return tuple(zip(PROCESS, map(_unit, v), strict=False))


def _none(_: tuple[float, ...]) -> Plates:
    return ()


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))


GRAY = Inking(Space("DeviceGray", 1, base="gray"), _gray, (0.0,))
RGB = Inking(Space("DeviceRGB", 3, base="rgb"), _none, (0.0, 0.0, 0.0))
CMYK = Inking(Space("DeviceCMYK", 4, base="cmyk"), _cmyk, (0.0, 0.0, 0.0, 1.0))
PATTERN = Inking(Space("Pattern", 0), _none, ())
UNKNOWN = Inking(Space("unknown", 1), _none, (0.0,))


def read_space(value: Cos, resources: Cos = None, depth: int = 0) -> Inking:
    """Read a colour space, whether a name, an array or a name from *resources*."""
    value = deref(value)
    if depth > _DEPTH or value is None:
        return UNKNOWN
    if isinstance(value, str):
        return _named(as_name(value) or str(value), resources, depth)
    parts = elements(value)
    if not parts:
        return UNKNOWN
    family = as_name(parts[0])
    if len(parts) == 1:
        return _named(family, resources, depth)
    if family == "ICCBased":
        return _icc(parts[1], resources, depth)
    if family == "CalRGB":
        return Inking(Space("CalRGB", 3, base="rgb"), _none, (0.0, 0.0, 0.0))
    if family == "CalGray":
        return Inking(Space("CalGray", 1, base="gray"), _gray, (0.0,))
    if family == "Lab":
        return Inking(Space("Lab", 3, base="lab"), _none, (0.0, 0.0, 0.0))
    if family in {"Indexed", "I"} and len(parts) >= 4:
        return _indexed(parts, resources, depth)
    if family == "Separation" and len(parts) >= 4:
        return _spots("Separation", (as_name(parts[1]),), parts, resources, depth)
    if family == "DeviceN" and len(parts) >= 4:
        return _spots("DeviceN", tuple(map(as_name, elements(parts[1]))), parts, resources, depth)
    if family == "Pattern":
        under = read_space(parts[1], resources, depth + 1)
        return Inking(Space("Pattern", under.space.components, base=under.space.base), under.to_plates, under.initial)
    return UNKNOWN


def _named(name: str, resources: Cos, depth: int) -> Inking:
    device = _DEVICE.get(name, name)
    # A Default space takes the place of its device space (8.6.5.6).
    default = entry(resources, "ColorSpace", "Default" + device.removeprefix("Device"))
    if device.startswith("Device") and default is not None and as_name(default) != device:
        return read_space(default, None, depth + 1)
    ready = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN}.get(device)
    if ready is not None:
        return ready
    found = entry(resources, "ColorSpace", name)
    return UNKNOWN if found is None else read_space(found, resources, depth + 1)


def _icc(stream: Cos, resources: Cos, depth: int) -> Inking:
    count = int(as_number(entry(stream, "N")))
    if count in {1, 3, 4}:
        model = {1: GRAY, 3: RGB, 4: CMYK}[count]
        base = model.space.base
        if count == 3 and icc_header(stream_bytes(stream))[1] == "Lab":
            base = "lab"
        return Inking(Space("ICCBased", count, base=base), model.to_plates, model.initial)
    return read_space(entry(stream, "Alternate"), resources, depth + 1)


def _indexed(parts: list[Cos], resources: Cos, depth: int) -> Inking:
    under = read_space(parts[1], resources, depth + 1)
    table = stream_bytes(parts[3]) if is_stream(parts[3]) else _string_bytes(parts[3])
    n = max(1, under.space.components)

    def to_plates(v: tuple[float, ...]) -> Plates:
        at = int(v[0]) * n
        return under.to_plates(tuple(b / 255 for b in table[at : at + n].ljust(n, b"\0")))

    space = Space("Indexed", 1, under.space.colorants, under.space.base, under.space.recipe, under.space.alternate)
    return Inking(space, to_plates, (0.0,))


def _string_bytes(value: Cos) -> bytes:
    """The bytes of a string that the reader may have taken for text."""
    original = getattr(value, "original_bytes", None)
    if isinstance(original, bytes):
        return original
    return value if isinstance(value, bytes) else str(value).encode("latin-1", "replace")


def _spots(family: str, names: tuple[str, ...], parts: list[Cos], resources: Cos, depth: int) -> Inking:
    under = read_space(parts[2], resources, depth + 1)
    solid = evaluate(parts[3], (1.0,) * len(names))
    recipe = ""
    if family == "Separation":
        recipe = under.space.family + " " + " ".join(f"{v:.3f}" for v in solid)

    def to_plates(v: tuple[float, ...]) -> Plates:
        if names == ("All",):
            return (*((name, _unit(v[0])) for name in PROCESS), ("All", _unit(v[0])))
        return tuple((name, _unit(amount)) for name, amount in zip(names, v, strict=False) if name != "None")

    space = Space(family, len(names), names, "spot", recipe, under.space.base)
    return Inking(space, to_plates, (1.0,) * len(names))


def evaluate(function: Cos, inputs: tuple[float, ...], depth: int = 0) -> tuple[float, ...]:
    """The value of a sampled, exponential or stitching function (7.10); nothing for other kinds."""
    function = deref(function)
    if depth > _DEPTH or not inputs or function is None:
        return ()
    if isinstance(function, list):  # one function for each component
        return tuple(v for f in elements(function) for v in evaluate(f, inputs, depth + 1)[:1])
    domain = as_numbers(entry(function, "Domain")) or (0.0, 1.0)
    x = min(max(inputs[0], domain[0]), domain[1]) if len(domain) > 1 else inputs[0]
    kind = int(as_number(entry(function, "FunctionType"), -1))
    if kind == 2:
        start = as_numbers(entry(function, "C0")) or (0.0,)
        stop = as_numbers(entry(function, "C1")) or (1.0,)
        part = x ** (as_number(entry(function, "N"), 1.0) or 1.0) if x > 0 else 0.0
        return tuple(a + part * (b - a) for a, b in zip(start, stop, strict=False))
    if kind == 3:
        return _stitched(function, x, domain, depth)
    if kind == 0 and len(inputs) == 1:
        return _sampled(function, x, domain)
    return ()


def _stitched(function: Cos, x: float, domain: tuple[float, ...], depth: int) -> tuple[float, ...]:
    parts = elements(entry(function, "Functions"))
    bounds = as_numbers(entry(function, "Bounds"))
    encode = as_numbers(entry(function, "Encode"))
    at = sum(1 for b in bounds if x >= b)
    if at >= len(parts) or len(encode) < 2 * at + 2:
        return ()
    edges = (domain[0], *bounds, domain[1])
    low, high = edges[at], edges[at + 1]
    part = (x - low) / (high - low) if high > low else 0.0
    return evaluate(parts[at], (encode[2 * at] + part * (encode[2 * at + 1] - encode[2 * at]),), depth + 1)


def _sampled(function: Cos, x: float, domain: tuple[float, ...]) -> tuple[float, ...]:
    count = int((as_numbers(entry(function, "Size")) or (0,))[0])
    reach = as_numbers(entry(function, "Decode")) or as_numbers(entry(function, "Range"))
    bits = int(as_number(entry(function, "BitsPerSample")))
    data, width = stream_bytes(function), len(reach) // 2
    if bits != 8 or count < 1 or len(data) < count * width or domain[1] <= domain[0]:
        return ()
    at = round((x - domain[0]) / (domain[1] - domain[0]) * (count - 1)) * width
    return tuple(reach[2 * i] + data[at + i] / 255 * (reach[2 * i + 1] - reach[2 * i]) for i in range(width))


def shading_colour(shading: Cos, resources: Cos) -> Colour:
    """The heaviest colour in a shading, taken at eleven places along it.

    Mesh shadings keep their colours in their own stream and come without plates.
    """
    inking = read_space(entry(shading, "ColorSpace"), resources)
    domain = as_numbers(entry(shading, "Domain")) or (0.0, 1.0)
    function = entry(shading, "Function")
    heaviest = inking.colour(inking.initial)
    plates: Plates = ()
    if function is not None and int(as_number(entry(shading, "ShadingType"))) in {2, 3}:
        steps = (domain[0] + (domain[1] - domain[0]) * i / 10 for i in range(11))
        values = [v for v in (evaluate(function, (x,)) for x in steps) if v]
        colours = [inking.colour(v) for v in values]
        if colours:
            heaviest = max(colours, key=lambda c: c.coverage)
            plates = heaviest.plates
    return Colour(inking.space, heaviest.values, plates, "shading")


def icc_header(profile: bytes) -> tuple[str, str, str]:
    """Class, colour space and description of an ICC profile (ICC.1, 7.2); empty strings when damaged."""
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return "", "", ""
    return (
        profile[12:16].decode("latin-1").strip(),
        profile[16:20].decode("latin-1").strip(),
        _icc_description(profile),
    )


def _icc_description(profile: bytes) -> str:
    for at in range(132, min(len(profile), 132 + 12 * int.from_bytes(profile[128:132], "big")), 12):
        if profile[at : at + 4] != b"desc":
            continue
        start = int.from_bytes(profile[at + 4 : at + 8], "big")
        if profile[start : start + 4] == b"desc":
            size = int.from_bytes(profile[start + 8 : start + 12], "big")
            return profile[start + 12 : start + 12 + size].rstrip(b"\0").decode("latin-1")
        if profile[start : start + 4] == b"mluc":
            size = int.from_bytes(profile[start + 20 : start + 24], "big")
            offset = int.from_bytes(profile[start + 24 : start + 28], "big")
            return profile[start + offset : start + offset + size].decode("utf-16-be", "replace")
    return ""
