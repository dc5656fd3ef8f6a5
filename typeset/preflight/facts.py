"""What a PDF is, as frozen values: the document, its pages, and every object it paints.

`read` makes these and nothing else knows pypdf. Lengths are points; places on a page
count from the trim's top-left corner, y downwards, as everywhere in this project.
Ink amounts are 0..1 by plate name.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cached_property

from layout.geometry import Rect
from layout.values import Struct, field

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
"""The four process plates, in the order of DeviceCMYK."""

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""PDF's six numbers: (x, y) becomes (a·x + c·y + e, b·x + d·y + f)."""


class Kind(Enum):
    """What sort of mark an object makes."""

    TEXT = "text"
    FILL = "fill"
    STROKE = "line"
    IMAGE = "image"
    SHADING = "shading"


class Space(Struct, frozen=True):
    """A colour space, seen through to what reaches a plate."""

    family: str
    """``DeviceCMYK``, ``ICCBased``, ``Separation`` … as the file names it."""
    components: int
    colorants: tuple[str, ...] = ()
    """Plate names of a Separation or DeviceN space."""
    base: str = ""
    """The kind of numbers behind it: ``gray``, ``rgb``, ``cmyk``, ``lab``, ``spot``; empty when unknown."""
    recipe: str = ""
    """A spot's alternate, space and colour of the solid, as words: two unlike recipes for one name are a fault."""
    alternate: str = ""
    """The kind of numbers that a spot is shown in where its plate is missing."""


class Colour(Struct, frozen=True):
    """A colour in force. *plates* is what it puts on each plate that it touches."""

    space: Space
    values: tuple[float, ...]
    plates: tuple[tuple[str, float], ...]
    """Empty for RGB and Lab, which know no plates before they are converted."""
    pattern: str = ""
    """``tiling`` or ``shading`` when the colour is a pattern; *plates* are then the heaviest in it."""

    @property
    def coverage(self) -> float:
        """Total area coverage, 0..4 and more with spots."""
        return sum(amount for _, amount in self.plates)

    @property
    def inks(self) -> tuple[str, ...]:
        """The plates it really prints on."""
        return tuple(name for name, amount in self.plates if amount > 0.001)

    @property
    def is_paper(self) -> bool:
        """White: no ink at all, so it shows the sheet."""
        if self.pattern:
            return False
        if self.space.base == "rgb":
            return bool(self.values) and min(self.values) > 0.999
        return bool(self.plates) and not self.inks

    @property
    def is_black_plate_only(self) -> bool:
        """Solid black and nothing else."""
        return self.inks == ("Black",) and self.coverage > 0.999


class Manner(Struct, frozen=True):
    """How a colour is laid down: overprint and transparency in force."""

    colour: Colour
    overprint: bool = False
    overprint_mode: int = 0
    alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False


class FontFacts(Struct, frozen=True):
    """A font as the file carries it."""

    name: str
    """Without the subset tag."""
    kind: str
    """``Type1``, ``TrueType``, ``Type3``, ``CIDFontType0``, ``CIDFontType2`` …"""
    embedded: bool
    subset: bool
    unicode: bool
    """Whether its text can be read back: by ToUnicode, or by an encoding everyone knows."""
    damaged: bool = False
    """The embedded program is of no known format."""
    embedding_rights: int | None = None
    """OS/2 fsType of the embedded program; None where the program carries none."""


class TextFacts(Struct, frozen=True):
    """A string as shown."""

    font: FontFacts
    size: float
    """Height of the em on the page, in points."""
    text: str
    """As it would be copied out; empty when the font cannot say."""
    visible: bool = True
    missing: int = 0
    """Characters shown with glyph 0, the empty box."""


class Planes(Struct, frozen=True):
    """Pixels of an image as ink: one 8-bit plane for each plate, row by row."""

    width: int
    height: int
    plates: tuple[tuple[str, bytes], ...]


class ImageFacts(Struct, frozen=True):
    """An image as placed."""

    name: str
    width: int
    height: int
    bits: int
    space: Space | None
    ppi: float
    """Effective resolution on the page, the lower of the two directions."""
    matrix: Matrix
    """From the unit square (image space) to the page."""
    filters: tuple[str, ...] = ()
    stencil: bool = False
    alternates: bool = False
    opi: bool = False
    masked: bool = False
    read_planes: Callable[[], Planes | None] = field(default=lambda: None)


class Painted(Struct, frozen=True):
    """One object that leaves a mark on a page, in painting order."""

    kind: Kind
    box: Rect
    """Where it shows, clipped."""
    manner: Manner
    outline: tuple[tuple[Point, ...], ...] = ()
    """Polygons that it covers, curves flattened; strokes are given as their centre lines."""
    even_odd: bool = False
    width: float = 0.0
    """Of a stroke on the page, in points; 0 is the thinnest line a device can draw."""
    cap: int = 0
    """How a stroke ends: 0 butt, 1 round, 2 square. A line of no length with a round cap is a dot."""
    text: TextFacts | None = None
    image: ImageFacts | None = None
    within: str = ""
    """``form``, ``pattern`` or ``annotation`` when it is not page content proper."""
    tagged: bool = False
    """Stands in marked content that is in the structure tree or is an artifact."""
    furniture: str = ""
    """Of a text: ``Header`` or ``Footer``, if the file says that it is what its pages carry there."""


class Annotation(Struct, frozen=True):
    """A thing on top of the page that readers may click."""

    subtype: str
    box: Rect
    contents: str
    hidden: bool
    action: str = ""
    tagged: bool = False
    missed: str = ""
    """Where it should lead, if that is nowhere in the file."""
    leads_to: int | None = None
    """Index of the page it leads to; None where it leads elsewhere."""


class State(Struct, frozen=True):
    """One entry of a graphics state that matters to a press: transparency and device tricks."""

    what: str
    """``transfer function``, ``halftone``, ``PostScript``, ``missing resource``, ``unknown operator`` …"""
    value: str


class PageFacts(Struct, frozen=True, kw_only=True):
    """A page before its content is read. Boxes are (left, bottom, right, top) in PDF points."""

    index: int
    label: str
    media: tuple[float, float, float, float]
    crop: tuple[float, float, float, float] | None
    bleed: tuple[float, float, float, float] | None
    trim: tuple[float, float, float, float] | None
    art: tuple[float, float, float, float] | None
    rotate: int = 0
    user_unit: float = 1.0
    group: str = ""
    """Colour space of a transparency group on the page; ``-`` for a group without one."""
    actions: bool = False
    tab_order: str = ""
    annotations: tuple[Annotation, ...] = ()

    @property
    def finished(self) -> tuple[float, float, float, float]:
        """The page as the reader holds it: the trim, or what stands in for one."""
        return self.trim or self.art or self.crop or self.media

    @property
    def width(self) -> float:
        """Trimmed width in points."""
        return (self.finished[2] - self.finished[0]) * self.user_unit

    @property
    def height(self) -> float:
        """Trimmed height in points."""
        return (self.finished[3] - self.finished[1]) * self.user_unit

    def seen_from_trim(self, box: tuple[float, float, float, float]) -> Rect:
        """A box of this page with the trim's top-left corner as its origin."""
        left, _, _, top = self.finished
        u = self.user_unit
        return Rect((box[0] - left) * u, (top - box[3]) * u, (box[2] - box[0]) * u, (box[3] - box[1]) * u)

    @property
    def bleed_rect(self) -> Rect:
        """The bleed from the trim's corner; the trim itself where no BleedBox is given."""
        return self.seen_from_trim(self.bleed or self.finished)


class Page(Struct, frozen=True, dict=True):
    """A page with all that it paints. Without slots, so that `inside` is worked out once."""

    facts: PageFacts
    objects: tuple[Painted, ...]
    fonts: tuple[FontFacts, ...] = ()
    states: tuple[State, ...] = ()
    spaces: tuple[Space, ...] = ()
    """Colour spaces that were really used to paint, in order of first use."""
    broken: str = ""
    """What could not be understood, if reading stopped early."""

    @property
    def trim(self) -> Rect:
        return Rect(0, 0, self.facts.width, self.facts.height)

    @cached_property
    def inside(self) -> tuple[Painted, ...]:
        """Objects that reach into the bleed; marks and slug lines beyond it are left out."""
        bleed = self.facts.bleed_rect
        return tuple(o for o in self.objects if touches(bleed, o.box))


def touches(area: Rect, box: Rect, slack: float = 0.05) -> bool:
    """Tell whether *box*, which may be a bare line, reaches into *area*."""
    return (
        box.x < area.right - slack
        and box.right > area.x + slack
        and box.y < area.bottom - slack
        and box.bottom > area.y + slack
    )


class Intent(Struct, frozen=True):
    """An output intent with its profile as read from its own header."""

    subtype: str
    condition: str
    profile_bytes: int = 0
    profile_class: str = ""
    """``prtr``, ``mntr`` …; empty without a profile or when it is damaged."""
    profile_space: str = ""
    profile_components: int = 0
    profile_name: str = ""


class Tag(Struct, frozen=True, kw_only=True):
    """One structure element, in reading order."""

    role: str
    """Mapped to a standard one, where the file says to which."""
    depth: int
    page: int | None
    """Index of the page on which its content begins."""
    last: int | None = None
    """Index of the last page on which its own content stands, leaving out that of elements inside it."""
    title: str = ""
    alt: str | None
    actual: str | None
    has_box: bool
    empty: bool
    headless: bool = False
    """A table without a head cell."""
    parent: str = ""
    """The role of the element that holds it; empty at the root."""
    written: str = ""
    """The role as the file has it."""
    key: str = ""
    """The name that others know it by (/ID)."""
    scoped: bool = False
    """It says what it heads, or a cell names it as its head."""
    widths: tuple[int, ...] = ()
    """Of a table: columns that each row fills."""


class Tree(Struct, frozen=True, kw_only=True):
    """The structure of a file."""

    tags: tuple[Tag, ...] = ()
    twice: tuple[tuple[int, int], ...] = ()
    """Page index and number of marked content that several elements claim."""
    leads_back: bool = True
    """It has a parent tree: from a place on a page to its element."""


class DocumentFacts(Struct, frozen=True, kw_only=True):
    """The document around the pages."""

    size: int
    sha256: str
    version: str
    """As the header has it, or the catalog where that overrides it."""
    info: dict[str, str]
    xmp: dict[str, str]
    """Simple properties by ``prefix:name`` with the usual prefixes; lists joined with ``; ``."""
    xmp_state: str
    """``read``, ``absent`` or ``broken``."""
    intents: tuple[Intent, ...] = ()
    ids: tuple[str, ...] = ()
    encrypted: bool = False
    javascript: bool = False
    open_action: str = ""
    actions: bool = False
    form: bool = False
    attachments: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    language: str = ""
    marked: bool = False
    title_shown: bool = False
    layout: str = ""
    """PageLayout: how pages are shown side by side."""
    outline: int = 0
    has_tree: bool = False
    tree: Tree = Tree()
    loose_files: tuple[str, ...] = ()
    """Attached files that do not say what they are to the document."""
    lost_bookmarks: tuple[str, ...] = ()
    """Titles of bookmarks that lead nowhere."""
    repaired: str = ""
    """What the reader had to mend to open the file at all."""

    @property
    def claims_x(self) -> str:
        """The PDF/X version it says it is, or nothing."""
        return (
            self.xmp.get("pdfxid:GTS_PDFXVersion", "")
            or self.xmp.get("pdfx:GTS_PDFXVersion", "")
            or self.info.get("GTS_PDFXVersion", "")
        )

    @property
    def claims_ua(self) -> str:
        return self.xmp.get("pdfuaid:part", "")

    @property
    def claims_a(self) -> str:
        part = self.xmp.get("pdfaid:part", "")
        return part + self.xmp.get("pdfaid:conformance", "").lower() if part else ""

    @property
    def claims(self) -> tuple[str, ...]:
        """All standards it claims, by name."""
        ua = f"PDF/UA-{self.claims_ua}" if self.claims_ua else ""
        archive = f"PDF/A-{self.claims_a}" if self.claims_a else ""
        return tuple(claim for claim in (self.claims_x, ua, archive) if claim)


class Document(Struct, frozen=True):
    """A whole PDF, read."""

    facts: DocumentFacts
    pages: tuple[Page, ...]
