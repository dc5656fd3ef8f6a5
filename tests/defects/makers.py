"""Small PDFs, written byte by byte, so that a test can break exactly one thing.

`press_file()` is right in everything that `coated` asks: four A4 pages, trim and bleed,
output intent, metadata, one embedded font, black overprinting text. A defect is the
same call with one argument changed. Content uses millimetres from the trim's top-left
corner through the small functions below, so a test can say where the fault stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MM = 72 / 25.4
TRIM = (210.0, 297.0)
MARGIN = 10.0
"""From the MediaBox to the trim, in mm: room for bleed and marks."""

INFO = {
    "Title": "(A small report)",
    "Creator": "(makers)",
    "Producer": "(makers)",
    "CreationDate": "(D:20161103120000Z)",
    "ModDate": "(D:20161103120000Z)",
    "Trapped": "/False",
    "GTS_PDFXVersion": "(PDF/X-4)",
}
XMP = {
    "dc:title": "A small report",
    "xmp:CreatorTool": "makers",
    "pdf:Producer": "makers",
    "xmp:CreateDate": "2016-11-03T12:00:00Z",
    "xmp:ModifyDate": "2016-11-03T12:00:00Z",
    "pdf:Trapped": "False",
    "pdfxid:GTS_PDFXVersion": "PDF/X-4",
    "xmpMM:DocumentID": "uuid:1",
    "xmpMM:VersionID": "1",
    "xmpMM:RenditionClass": "default",
}
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


# ---- content, in millimetres from the trim's top-left corner


def _x(x: float) -> float:
    return (MARGIN + x) * MM


def _y(y: float) -> float:
    return (MARGIN + TRIM[1] - y) * MM


def box(x: float, y: float, width: float, height: float, paint: str = "0 0.5 0 0 k", how: str = "f") -> str:
    """A filled rectangle by its top-left corner."""
    return f"q {paint} {_x(x):.3f} {_y(y + height):.3f} {width * MM:.3f} {height * MM:.3f} re {how} Q\n"


def line(x1: float, y1: float, x2: float, y2: float, width: float = 1.0, paint: str = "0 0 0 1 K") -> str:
    """A stroke *width* points wide."""
    return f"q {paint} {width} w {_x(x1):.3f} {_y(y1):.3f} m {_x(x2):.3f} {_y(y2):.3f} l S Q\n"


def words(
    x: float,
    y: float,
    text: str = "Almost half agree",
    *,
    size: float = 10,
    paint: str = "/over gs 0 0 0 1 k",
    font: str = "F1",
) -> str:
    """A line of text whose baseline starts at the place given."""
    return f"q {paint} BT /{font} {size} Tf {_x(x):.3f} {_y(y):.3f} Td ({text}) Tj ET Q\n"


def draw(name: str, x: float, y: float, width: float, height: float) -> str:
    """An image by its top-left corner."""
    return f"q {width * MM:.3f} 0 0 {height * MM:.3f} {_x(x):.3f} {_y(y + height):.3f} cm /{name} Do Q\n"


def rect(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as PDF writes it: left bottom right top."""
    return f"[{_x(x):.3f} {_y(y + height):.3f} {_x(x + width):.3f} {_y(y):.3f}]"


TEXT = words(30, 40) + words(30, 50, "Every fifth does not know")


# ---- objects


@dataclass
class Stream:
    """A stream object; *entries* is its dictionary without Length."""

    entries: str
    data: bytes


@dataclass
class Sheet:
    """One page: content and whatever differs from a plain one."""

    content: str | bytes = TEXT
    boxes: Mapping[str, str | None] = field(default_factory=dict)
    """Boxes by name as arrays; None leaves one out."""
    entries: str = ""
    annotations: Sequence[str] = ()
    resources: Mapping[str, str] = field(default_factory=dict)
    """More resources by category: ``{"ExtGState": "/x <</ca 0.5>>"}``."""


def icc(kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """The header of an ICC profile with no tags: all that preflight reads of it."""
    header = bytearray(132)
    header[0:4] = (132).to_bytes(4, "big")
    header[12:16], header[16:20], header[20:24] = kind, space, b"Lab "
    header[36:40] = b"acsp"
    return bytes(header)


def font_program(fs_type: int = 0) -> bytes:
    """A TrueType program with an OS/2 table and nothing else."""
    table = bytes(8) + fs_type.to_bytes(2, "big") + bytes(68)
    return (
        b"\0\1\0\0" + b"\0\1" + bytes(6) + b"OS/2" + bytes(4) + (28).to_bytes(4, "big") + bytes((0, 0, 0, 78)) + table
    )


def font(
    *, name: str = "ABCDEF+Sample", embedded: bool = True, fs_type: int = 0, extra: str = "/Encoding /WinAnsiEncoding"
) -> dict[str, Stream | str]:
    """Objects of a TrueType font; every character is half an em wide."""
    widths = " ".join(["500"] * 224)
    objects: dict[str, Stream | str] = {
        "font": f"<</Type /Font /Subtype /TrueType /BaseFont /{name} /FirstChar 32 /LastChar 255 "
        f"/Widths [{widths}] /FontDescriptor {{descriptor}} {extra}>>",
        "descriptor": f"<</Type /FontDescriptor /FontName /{name} /Flags 32 /ItalicAngle 0 /Ascent 750 /Descent -250 "
        f"/CapHeight 700 /StemV 80 /FontBBox [0 -250 1000 750]" + (" /FontFile2 {program}>>" if embedded else ">>"),
    }
    if embedded:
        objects["program"] = Stream("", font_program(fs_type))
    return objects


def xmp_packet(values: Mapping[str, str]) -> bytes:
    """An XMP packet; titles as language alternatives."""
    parts = []
    for key, value in values.items():
        inner = f'<rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt>' if key == "dc:title" else value
        parts.append(f"<{key}>{inner}</{key}>")
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{"".join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()


INTENT = "<</Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /DestOutputProfile {profile}>>"
# A spot with a red of its own; tests change its name or its recipe by replacing words.
SPOT = (
    "[/Separation /PANTONE#20485#20C /DeviceCMYK <</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 .9 .8 0] /N 1>>]"
)
ALL = SPOT.replace("PANTONE#20485#20C", "All").replace("[0 .9 .8 0]", "[1 1 1 1]")
OVERPRINT = "/over <</OP true /op true /OPM 1>>"


def press_file(
    pages: Sequence[Sheet] | int = (),
    *,
    version: str = "1.6",
    info: Mapping[str, str] = INFO,
    xmp: Mapping[str, str] | bytes | None = XMP,
    intents: Sequence[str] = (INTENT,),
    profile: bytes | None = None,
    profile_components: int = 4,
    catalog: str = "",
    trailer: str = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
    face: Mapping[str, Stream | str] | None = None,
    objects: Mapping[str, Stream | str] | None = None,
) -> bytes:
    """A press file of four pages. Give fewer pages and they are followed by plain ones; a number makes that many plain ones.

    ``{name}`` in any dictionary refers to the object of that name in *objects*.
    """
    given = () if isinstance(pages, int) else pages
    count = pages if isinstance(pages, int) else max(4, len(given))
    sheets = [*given, *(Sheet() for _ in range(count - len(given)))]
    named: dict[str, Stream | str] = {**(face if face is not None else font()), **(objects or {})}
    named["profile"] = Stream(f"/N {profile_components}", icc() if profile is None else profile)
    if xmp is not None:
        packet = xmp if isinstance(xmp, bytes) else xmp_packet(xmp)
        named["metadata"] = Stream("/Type /Metadata /Subtype /XML", packet)
    for at, sheet in enumerate(sheets):
        content = sheet.content if isinstance(sheet.content, bytes) else sheet.content.encode("latin-1")
        named[f"content{at}"] = Stream("", content)
        named[f"page{at}"] = _page(sheet, at)
    kids = " ".join(f"{{page{at}}}" for at in range(len(sheets)))
    named["pages"] = f"<</Type /Pages /Count {len(sheets)} /Kids [{kids}]>>"
    meta = "/Metadata {metadata}" if xmp is not None else ""
    intent = f"/OutputIntents [{' '.join(intents)}]" if intents else ""
    named["catalog"] = f"<</Type /Catalog /Pages {{pages}} {meta} {intent} {catalog}>>"
    named["info"] = "<<" + " ".join(f"/{key} {value}" for key, value in info.items()) + ">>"
    return _written(named, version, trailer)


def without(mapping: Mapping[str, str], *keys: str) -> dict[str, str]:
    """*mapping* less some of its keys."""
    return {key: value for key, value in mapping.items() if key not in keys}


def x1a_file(pages: Sequence[Sheet] = (), **changes: Any) -> bytes:
    """The same small report as PDF/X-1a, eight pages as that house wants them."""
    sheets = [*pages, *(Sheet() for _ in range(8 - len(pages)))]
    info = {**INFO, "GTS_PDFXVersion": "(PDF/X-1a:2003)"}
    return press_file(
        sheets, **{"version": "1.4", "info": info, "xmp": without(XMP, "pdfxid:GTS_PDFXVersion"), **changes}
    )


def _page(sheet: Sheet, at: int) -> str:
    boxes = {
        "MediaBox": rect(-MARGIN, -MARGIN, TRIM[0] + 2 * MARGIN, TRIM[1] + 2 * MARGIN),
        "TrimBox": rect(0, 0, *TRIM),
        "BleedBox": rect(-3, -3, TRIM[0] + 6, TRIM[1] + 6),
        **sheet.boxes,
    }
    resources = {"Font": "/F1 {font}", "ExtGState": OVERPRINT}
    for category, more in sheet.resources.items():
        resources[category] = resources.get(category, "") + " " + more
    return (
        f"<</Type /Page /Parent {{pages}} /Contents {{content{at}}} "
        + " ".join(f"/{name} {value}" for name, value in boxes.items() if value)
        + " /Resources <<"
        + " ".join(f"/{category} <<{entries}>>" for category, entries in resources.items())
        + ">> "
        + (f"/Annots [{' '.join(sheet.annotations)}] " if sheet.annotations else "")
        + sheet.entries
        + ">>"
    )


def _written(named: Mapping[str, Stream | str], version: str, trailer: str) -> bytes:
    """All objects with their references filled in, cross-reference table and trailer."""
    numbers = {name: at for at, name in enumerate(named, 1)}

    def filled(text: str) -> bytes:
        for name, number in numbers.items():
            text = text.replace("{" + name + "}", f"{number} 0 R")
        return text.encode("latin-1")

    out = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    places = []
    for name, number in numbers.items():
        thing = named[name]
        places.append(len(out))
        out += b"%d 0 obj\n" % number
        if isinstance(thing, Stream):
            out += (
                filled(f"<<{thing.entries} /Length {len(thing.data)}>>") + b"\nstream\n" + thing.data + b"\nendstream"
            )
        else:
            out += filled(thing)
        out += b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(numbers) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    root, info = numbers["catalog"], numbers["info"]
    out += f"trailer\n<</Size {len(numbers) + 1} /Root {root} 0 R /Info {info} 0 R {trailer}>>\n".encode()
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def image(
    width: int, height: int, *, space: str = "/DeviceCMYK", bits: int = 8, data: bytes | None = None, extra: str = ""
) -> Stream:
    """An image object; all its samples are 0x20 unless *data* says otherwise."""
    channels = {"/DeviceCMYK": 4, "/DeviceRGB": 3}.get(space, 1)
    samples = data if data is not None else b"\x20" * ((width * channels * bits + 7) // 8 * height)
    entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent {bits} "
    return Stream(entries + f"/ColorSpace {space} {extra}", samples)


def readable_file(
    *,
    catalog: str = "",
    xmp: Mapping[str, str] | None = None,
    content: str | None = None,
    tree: str = "<</S /Document /P {tree} /K [<</S /H1 /Pg {page0} /K 0>> <</S /P /Pg {page0} /K 1>>]>>",
    annotations: Sequence[str] = (),
    page: str = "/Tabs /S",
    marked: str = "/MarkInfo <</Marked true>>",
    language: str = "/Lang (en-GB)",
    pages: int = 1,
    objects: Mapping[str, Stream | str] | None = None,
    viewer: str = "/ViewerPreferences <</DisplayDocTitle true>>",
    info: Mapping[str, str] | None = None,
    back: str = "/ParentTree <</Nums []>>",
    face: Mapping[str, Stream | str] | None = None,
    intents: Sequence[str] = (
        "<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile {profile}>>",
    ),
) -> bytes:
    """A file of one tagged page that claims PDF/UA-1 and PDF/A-3a."""
    claims = {**XMP, "pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"}
    claims.pop("pdfxid:GTS_PDFXVersion")
    body = content or (
        "/H1 <</MCID 0>> BDC " + words(30, 40, "Heading", paint="0 g") + "EMC\n"
        "/P <</MCID 1>> BDC " + words(30, 50, paint="0 g") + "EMC\n"
        "/Artifact BMC " + words(30, 280, "1", paint="0 g") + "EMC\n"
    )
    info = {**without(INFO, "GTS_PDFXVersion"), **(info or {})}
    named: dict[str, Stream | str] = {
        **(face if face is not None else font()),
        **(objects or {}),
        "profile": Stream("/N 3", icc(b"mntr", b"RGB ")),
        "metadata": Stream("/Type /Metadata /Subtype /XML", xmp_packet(claims if xmp is None else xmp)),
        "tree": f"<</Type /StructTreeRoot /K {tree} {back}>>",
        "pages": f"<</Type /Pages /Count {pages} /Kids [{' '.join(f'{{page{at}}}' for at in range(pages))}]>>",
        "catalog": "<</Type /Catalog /Pages {pages} /Metadata {metadata} "
        + (f"/OutputIntents [{' '.join(intents)}] " if intents else "")
        + f"/StructTreeRoot {{tree}} {marked} {language} {viewer} {catalog}>>",
        "info": "<<" + " ".join(f"/{key} {value}" for key, value in info.items()) + ">>",
    }
    sheet = Sheet(body, entries=page, annotations=annotations, boxes={"TrimBox": None, "BleedBox": None})
    for at in range(pages):
        named[f"content{at}"] = Stream("", body.encode("latin-1"))
        named[f"page{at}"] = _page(sheet, at)
    return _written(named, "1.7", "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]")
