"""What sets one edition apart from another, as a value.

`paint` reads an `Edition` and nowhere asks "is this the print one?". Whoever wants a
further edition (a proof, another printer's house rules) makes a further value.
"""

from __future__ import annotations

from enum import Enum

from layout.geometry import mm
from layout.values import Struct


class Colour(Enum):
    """In which device space tints are written."""

    CMYK = "DeviceCMYK"
    SRGB = "DeviceRGB"

    @property
    def channels(self) -> int:
        return 4 if self is Colour.CMYK else 3


class Standard(Struct, frozen=True, kw_only=True):
    """The published standards a file claims to keep, and how it says so."""

    name: str
    version: tuple[int, int]
    """Of PDF, in the header."""
    intent: str
    """Subtype of the output intent (ISO 32000-1, 14.11.5)."""
    claims: tuple[tuple[str, str], ...]
    """XMP properties, each with its customary prefix."""
    info: tuple[tuple[str, str], ...] = ()
    """Entries of the Info dictionary."""
    tells_trapping: bool = False
    """Says in Info and XMP that no trapping has been done yet; the printer's software will."""


PDF_X_4 = Standard(
    name="PDF/X-4:2010",
    version=(1, 6),
    intent="GTS_PDFX",
    claims=(("pdfxid:GTS_PDFXVersion", "PDF/X-4"),),
    info=(("GTS_PDFXVersion", "PDF/X-4"),),
    tells_trapping=True,
)
"""ISO 15930-7:2010."""

PDF_X_1A = Standard(
    name="PDF/X-1a:2003",
    version=(1, 4),
    intent="GTS_PDFX",
    claims=(("pdfx:GTS_PDFXVersion", "PDF/X-1a:2003"),),
    info=(("GTS_PDFXVersion", "PDF/X-1a:2003"),),
    tells_trapping=True,
)
"""ISO 15930-4:2003. We paint no transparency and no device-independent colour anywhere, so only the claim differs."""

PDF_UA_1_A_3A = Standard(
    name="PDF/UA-1, PDF/A-3a",
    version=(1, 7),
    intent="GTS_PDFA1",
    claims=(("pdfaid:part", "3"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")),
)
"""ISO 14289-1:2014 and ISO 19005-3:2012, level A, in one file."""


PLAIN = Standard(name="PDF 1.7", version=(1, 7), intent="GTS_PDFA1", claims=())
"""ISO 32000-1 and nothing more: for files to look at, which promise nothing."""


class OutputIntent(Struct, frozen=True, kw_only=True):
    """The printing (or viewing) condition that device colours mean."""

    identifier: str
    """Name in the registry, such as ``FOGRA39``."""
    info: str
    profile: bytes
    """The ICC profile; what it is, its own header says."""
    registry: str = "http://www.color.org"
    condition: str = ""


class Marks(Struct, frozen=True, kw_only=True):
    """What a printer needs beyond the bleed. Lengths in points."""

    room: float = mm(11)
    """From the bleed to the edge of the medium."""
    gap: float = mm(1)
    """Bare paper between the bleed and the first mark."""
    length: float = mm(5)
    """Of a crop mark."""
    weight: float = 0.25
    """Of their lines; thinner ones are lost on some plate setters."""


class Edition(Struct, frozen=True, kw_only=True):
    """One way to paint a Book."""

    name: str
    standard: Standard
    colour: Colour
    intent: OutputIntent
    bleeds: bool
    """The page reaches to the book's bleed; otherwise it ends at the trim."""
    bleeds_at_spine: bool = False
    """So it does at the spine, where nobody cuts; otherwise it stops at the fold."""
    marks: Marks | None = None
    tagged: bool = False
    """With structure tree, languages and artifacts."""
    linked: bool = False
    """With links, outline and named destinations."""
    spots: bool = False
    """Inks that have a separation of their own keep it; otherwise they print in process."""
    overprints: bool = False
    """Text in solid black prints over its ground."""
    attaches: bool = False
    """Carries the attachments given to `paint`."""


FOGRA39_CONDITION = (
    "Offset printing, according to ISO 12647-2:2004/Amd 1, OFCOM, paper type 1 or 2 = coated art, 115 g/m2, "
    "tone value increase curves A (CMY) and B (K)"
)


def fogra39(profile: bytes) -> OutputIntent:
    """Sheet-fed or web offset on coated paper; *profile* is `FOGRA39L_coated.icc`."""
    return OutputIntent(
        identifier="FOGRA39",
        info="Coated FOGRA39L (ISO 12647-2:2004)",
        condition=FOGRA39_CONDITION,
        profile=profile,
    )


def own_condition(profile: bytes, identifier: str = "") -> OutputIntent:
    """A printer's own condition: *profile*, under the name that the printer gave it or that it bears itself.

    No registry vouches for such a name, so none is claimed.
    """
    described = profile_name(profile)
    return OutputIntent(identifier=identifier or described, info=described, profile=profile, registry="")


def profile_name(profile: bytes) -> str:
    """What an ICC profile calls itself (ICC.1:2010, 9.2.41; ICC.1:2001-04, 6.5.17)."""
    for row in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        if profile[row : row + 4] == b"desc":
            at, size = (int.from_bytes(profile[row + k : row + k + 4], "big") for k in (4, 8))
            return _description(profile[at : at + size]) or "Custom"
    return "Custom"


def _description(tag: bytes) -> str:
    if tag[:4] == b"mluc":
        length, at = (int.from_bytes(tag[k : k + 4], "big") for k in (20, 24))
        return tag[at : at + length].decode("utf-16-be", "replace")
    length = int.from_bytes(tag[8:12], "big")
    return tag[12 : 12 + length].rstrip(b"\0").decode("ascii", "replace")


def srgb(profile: bytes) -> OutputIntent:
    """The screens of the world; *profile* is `sRGB.icc`."""
    return OutputIntent(identifier="sRGB IEC61966-2.1", info="sRGB IEC61966-2.1", profile=profile)


def press_edition(
    intent: OutputIntent,
    *,
    standard: Standard = PDF_X_4,
    marks: Marks | None = Marks(),  # noqa: B008  # a frozen value, the same for every call
    spots: bool = True,
    bleeds_at_spine: bool = False,
) -> Edition:
    """What goes to the printer: CMYK and named spots, bleed and marks, nothing to click."""
    return Edition(
        name="print",
        standard=standard,
        colour=Colour.CMYK,
        intent=intent,
        bleeds=True,
        bleeds_at_spine=bleeds_at_spine,
        marks=marks,
        spots=spots,
        overprints=True,
    )


def screen_edition(intent: OutputIntent) -> Edition:
    """What goes to readers and archives: tagged, linked, in sRGB, at trim size."""
    return Edition(
        name="digital",
        standard=PDF_UA_1_A_3A,
        colour=Colour.SRGB,
        intent=intent,
        bleeds=False,
        tagged=True,
        linked=True,
        attaches=True,
    )


def look_edition(intent: OutputIntent, name: str = "look") -> Edition:
    """What is made to be looked at on the way: screen colours at trim size, an outline, no promises."""
    return Edition(name=name, standard=PLAIN, colour=Colour.SRGB, intent=intent, bleeds=False)


def proof_edition(intent: OutputIntent) -> Edition:
    """What editors mark up: screen colours, tagged and linked like the digital edition, no promises.

    Its tags let a proof be compared with a later one word by word: what stands in its
    margins is furniture, and left out.
    """
    return Edition(
        name="proof", standard=PLAIN, colour=Colour.SRGB, intent=intent, bleeds=False, tagged=True, linked=True
    )
