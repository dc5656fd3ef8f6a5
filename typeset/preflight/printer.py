"""A printer's demands as data: one YAML file each, read into a frozen `Printer`.

    printer = load_printer("coated")            # shipped with us
    printer = load_printer(Path("acme.yaml"))   # the customer's own

Field, meaning, unit and range are declared once, with the field; the reader and the
JSON Schema both come from there. Every mistake in a file is told at its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from layout.geometry import mm
from layout.values import Told, fields, replace, said_of, told
from typeset.manifest.nodes import Mapping, Node, Scalar, Sequence
from typeset.manifest.reading import Reading, read_tree
from typeset.manifest.source import Source
from typeset.problem import Problem, Span

_HERE = Path(__file__).parent / "printers"
_SHIPPED = Path(__file__).parent.parent / "profiles"
STANDARDS = ("PDF/X-4", "PDF/X-1a:2003", "none")
MODELS = ("gray", "cmyk", "spot", "rgb", "lab")
_MOST_BYTES = 1_000_000


class PrinterError(Exception):
    """A printer profile that cannot be used; *problems* tell each mistake at its line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(p.message for p in problems))
        self.problems = problems


def _key(doc: str, default: Any, *, least: float = 0, most: float = 1e6, among: tuple[str, ...] = ()) -> Any:
    """Declare one key of a profile. Keys keep the unit in their name: what is written is what is kept."""
    return told(default, {"doc": doc, "least": least, "most": most, "among": among})


class Printer(Told, frozen=True, kw_only=True):
    """What one printer, or one kind of printing, asks of a file."""

    name: str = _key("Short name, as given to --printer.", "unnamed")
    title: str = _key("What the report calls it.", "")
    standard: str = _key("The standard a file must claim and keep.", "PDF/X-4", among=STANDARDS)
    condition: str = _key("OutputConditionIdentifier that is expected; empty accepts any.", "")
    profile: str = _key("ICC profile of the printing condition, a file of typeset/profiles or beside this one.", "")
    bleed_mm: float = _key("Bleed beyond the trim on each side.", 3.0, most=50)
    spine_bleed: bool = _key("Whether pages bleed at the spine, too, where they are folded and not cut.", False)
    safe_mm: float = _key("Distance from the trim that text keeps.", 5.0, most=100)
    marks: bool = _key("Whether crop and registration marks are wanted.", True)
    page_multiple: int = _key("The page count must be a multiple of this.", 4, least=1, most=256)
    colours: tuple[str, ...] = _key("Colour models that may reach the press.", ("gray", "cmyk", "spot"), among=MODELS)
    transparency: bool = _key("Whether live transparency is accepted.", False)
    spots: tuple[str, ...] = _key("Names of the spot colours ordered; `any` accepts all.", ("any",))
    max_spots: int = _key("Most spot plates the press can take.", 2, most=16)
    total_ink: float = _key("Limit of total area coverage, per cent.", 300.0, least=100, most=400)
    min_text_pt: float = _key("Smallest type.", 5.0, most=72)
    min_reversed_pt: float = _key("Smallest type reversed out of a ground.", 8.0, most=72)
    reversed_inks_below_pt: float = _key("Reversed type under this size stands in three inks at most.", 12.0, most=144)
    one_ink_below_pt: float = _key("Type under this size is printed in one ink.", 9.0, most=72)
    hairline_pt: float = _key("Thinnest stroke.", 0.25, most=10)
    fine_rule_pt: float = _key("Strokes up to this width are printed in one ink.", 0.5, most=10)
    image_ppi: float = _key("Resolution under which pictures are worth a warning.", 300.0, most=5000)
    image_ppi_min: float = _key("Resolution under which pictures are an error.", 200.0, most=5000)
    line_art_ppi: float = _key("The same warning for black-and-white line art.", 1200.0, most=10000)
    line_art_ppi_min: float = _key("The same error for line art.", 600.0, most=10000)
    stock: str = _key("Paper that is used unless the job says otherwise.", "")
    stock_gsm: float = _key("Its weight, g/m².", 0.0, most=2000)
    stock_bulk: float = _key("Its bulk, cm³/g: thickness of a leaf is weight × bulk.", 0.0, most=5)
    binding: str = _key("How the job is bound unless it says otherwise.", "")

    @property
    def bleed(self) -> float:
        """Bleed in points."""
        return mm(self.bleed_mm)

    @property
    def safe(self) -> float:
        """Safe distance from the trim in points."""
        return mm(self.safe_mm)

    @property
    def is_press(self) -> bool:
        """Tell whether the file goes to plates: a standard is asked, or a bleed."""
        return self.standard != "none" or self.bleed_mm > 0

    @property
    def profile_path(self) -> Path | None:
        """The ICC profile, beside the printer's own file or among those shipped; None when none is named."""
        return _SHIPPED / self.profile if self.profile else None  # a path from the root stays as it is

    def spine_mm(self, pages: int) -> float:
        """Thickness of a book block of *pages* pages in millimetres, from weight and bulk of its stock."""
        return pages / 2 * self.stock_gsm * self.stock_bulk / 1000


def list_printers() -> tuple[str, ...]:
    """Names of the profiles shipped with us."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.yaml")))


def load_printer(which: str | Path) -> Printer:
    """Read a shipped profile by name, or a file by path."""
    path = Path(which)
    if isinstance(which, str) and path.suffix not in {".yaml", ".yml"}:
        names = list_printers()
        if which not in names:
            close = get_close_matches(which, names, 1)
            hint = f"did you mean `{close[0]}`?" if close else "give one of these, or the path of a .yaml file"
            raise PrinterError(
                (
                    Problem(
                        code="unknown-printer",
                        message=f"there is no printer profile `{which}`",
                        span=Span("", 0, 0, 0, 0),
                        found=which,
                        expected="one of: " + ", ".join(names),
                        hint=hint,
                    ),
                )
            )
        path = _HERE / f"{which}.yaml"
    return _read(path)


def printer_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a printer profile, for editors."""
    properties = {}
    said = said_of(Printer)
    for each in fields(Printer):
        meta = said[each.name]
        kind: dict[str, Any]
        if isinstance(each.default, bool):
            kind = {"type": "boolean"}
        elif isinstance(each.default, int | float):
            whole = isinstance(each.default, int)
            kind = {"type": "integer" if whole else "number", "minimum": meta["least"], "maximum": meta["most"]}
        elif isinstance(each.default, tuple):
            item = {"enum": list(meta["among"])} if meta["among"] else {"type": "string"}
            kind = {"type": "array", "items": item, "uniqueItems": True}
        else:
            kind = {"enum": list(meta["among"])} if meta["among"] else {"type": "string"}
        default = list(each.default) if isinstance(each.default, tuple) else each.default
        properties[each.name] = {**kind, "description": meta["doc"], "default": default}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Printer profile",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": ["name", "standard"],
    }


# ---- reading


class _UnfitError(Exception):
    """A value that does not fit; its words complete the sentence “`key` …”."""


def _read(path: Path) -> Printer:
    if path.is_file() and path.stat().st_size > _MOST_BYTES:
        raise PrinterError((_fault("this file is too large for a printer profile", Source.of(str(path), "").top),))
    reading = Reading(path.parent.resolve())
    tree = read_tree(reading.folder / path.name, str(path), reading)
    problems = [problem for problem in reading.problems if problem.code != "empty-file"]
    if not problems and not isinstance(tree, Mapping):
        span = tree.span if tree is not None else reading.sources[str(path)].top
        problems.append(_fault("a printer profile is a list of keys with values, such as `name: coated`", span))
    if not problems and isinstance(tree, Mapping):
        values = dict(_values(tree, problems))
        printer = _with_profile(path, replace(Printer(), **values)) if not problems else Printer()
        problems += _contradictions(tree, printer) if not problems else []
        if not problems:
            return printer
    raise PrinterError(tuple(problems))


def _with_profile(path: Path, printer: Printer) -> Printer:
    """Take the ICC profile that lies beside the printer's file, if there is one of that name."""
    beside = path.parent / printer.profile
    return replace(printer, profile=str(beside.resolve())) if printer.profile and beside.is_file() else printer


def _values(root: Mapping, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    known, said = {each.name: each for each in fields(Printer)}, said_of(Printer)
    for key, node in root.entries:
        name = key.value
        if name not in known:
            close = get_close_matches(name, known, 1)
            hint = f"did you mean `{close[0]}`?" if close else "see `typeset schema` for the keys there are"
            problems.append(_fault(f"unknown key `{name}`", key.span, hint=hint, found=name))
            continue
        try:
            yield name, _value(node, known[name].default, said[name])
        except _UnfitError as error:
            found = node.value if isinstance(node, Scalar) else ""
            problems.append(_fault(f"`{name}` {error}", node.span, found=found))
    for name in ("name", "standard"):
        if root.key(name) is None:
            problems.append(_fault(f"`{name}` is missing", root.span, hint=str(said[name]["doc"])))


def _value(node: Node, default: Any, meta: Any) -> Any:
    """The value of *node* in the type of *default*; an _UnfitError completes the sentence “`key` …”."""
    if isinstance(default, tuple):
        items = node.items if isinstance(node, Sequence) else ()
        scalars = [item for item in items if isinstance(item, Scalar)]
        if not isinstance(node, Sequence) or len(scalars) < len(items):
            raise _UnfitError("is a list, such as [gray, cmyk]")
        return tuple(_chosen(item.value, meta["among"]) for item in scalars)
    if not isinstance(node, Scalar):
        raise _UnfitError("is a single value")
    if isinstance(default, bool):
        if node.value not in {"true", "false"}:
            raise _UnfitError("is true or false")
        return node.value == "true"
    if isinstance(default, int | float):
        return _amount(node.value, default, meta)
    return _chosen(node.value, meta["among"])


def _amount(text: str, default: float, meta: Any) -> float:
    try:
        number = int(text) if isinstance(default, int) else float(text)
    except ValueError as error:
        raise _UnfitError(
            "is a whole number" if isinstance(default, int) else "is a number without its unit"
        ) from error
    if not meta["least"] <= number <= meta["most"]:  # also false for NaN
        raise _UnfitError(f"lies between {meta['least']:g} and {meta['most']:g}")
    return number


def _chosen(text: str, among: tuple[str, ...]) -> str:
    if among and text not in among:
        raise _UnfitError("is one of: " + ", ".join(among))
    return text


def _contradictions(root: Mapping, printer: Printer) -> list[Problem]:
    found = []
    if printer.profile_path is not None and not printer.profile_path.is_file():
        found.append(f"there is no ICC profile `{printer.profile}` beside this file or among those shipped")
    if printer.image_ppi_min > printer.image_ppi:
        found.append("`image_ppi_min` is above `image_ppi`: every warning would be an error already")
    if printer.line_art_ppi_min > printer.line_art_ppi:
        found.append("`line_art_ppi_min` is above `line_art_ppi`: every warning would be an error already")
    if printer.standard == "PDF/X-1a:2003" and ("rgb" in printer.colours or "lab" in printer.colours):
        found.append("PDF/X-1a has no place for RGB or Lab; `colours` allows them")
    if printer.standard == "PDF/X-1a:2003" and printer.transparency:
        found.append("PDF/X-1a has no place for transparency; `transparency` allows it")
    return [_fault(message, root.span) for message in found]


def _fault(message: str, span: Span, *, hint: str = "", found: str = "") -> Problem:
    return Problem(code="printer-profile", message=message, span=span, hint=hint, found=found)
