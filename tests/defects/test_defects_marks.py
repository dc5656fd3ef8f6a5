"""Seeded defects of what is painted: colour, transparency, ink, text, fonts, lines, images."""

from __future__ import annotations

import zlib

from defect import NOTE, WARNING, Defect, assert_found, each
from makers import ALL, SPOT, TEXT, Sheet, Stream, box, draw, font, image, line, press_file, words, x1a_file

OTHER = SPOT.replace("[0 .9 .8 0]", "[0 1 .6 0]")
GROUND = box(20, 100, 100, 50, "0.6 0.4 0.3 0.2 k")
LIGHT = box(20, 100, 100, 50, "0.3 0.1 0 0 k")


def with_state(content: str, state: str) -> bytes:
    """A press file whose first page uses the graphics state /x."""
    return press_file([Sheet(TEXT + content, resources={"ExtGState": f"/x <<{state}>>"})])


def with_space(content: str, space: str, **changes) -> bytes:
    """A press file whose first page has the colour space /Sp."""
    return press_file([Sheet(TEXT + content, resources={"ColorSpace": f"/Sp {space}"})], **changes)


def with_image(picture: Stream, x: float, y: float, width: float, height: float, **changes) -> bytes:
    """A press file with one image on its first page."""
    sheet = Sheet(TEXT + draw("Im", x, y, width, height), resources={"XObject": "/Im {im}"})
    return press_file([sheet], objects={"im": picture, **changes})


def with_form(content: str, entries: str = "", **resources: str) -> bytes:
    """A press file whose first page draws *content* from a form."""
    inner = " ".join(f"/{key} <<{value}>>" for key, value in resources.items())
    form = Stream(
        f"/Type /XObject /Subtype /Form /BBox [0 0 900 1200] /Resources <</Font <</F1 {{font}}>> {inner}>> {entries}",
        content.encode(),
    )
    return press_file([Sheet(TEXT + "/Fm Do\n", resources={"XObject": "/Fm {form}"})], objects={"form": form})


PLACE = (50, 100, 40, 30)


@each(
    Defect(
        code="colour-rgb",
        says="a red panel in device RGB is found",
        pdf=lambda: press_file([Sheet(TEXT + box(*PLACE, "1 0 0 rg"))]),
        page=0,
        place=PLACE,
        found="DeviceRGB",
    ),
    Defect(
        code="colour-rgb",
        says="RGB inside a form is found where it shows on the page",
        pdf=lambda: with_form(box(*PLACE, "1 0 0 rg")),
        page=0,
        place=PLACE,
    ),
    Defect(
        code="colour-rgb",
        says="a stroke in RGB is found",
        pdf=lambda: press_file([Sheet(), Sheet(TEXT + line(50, 100, 90, 100, 2, "0 0 1 RG"))]),
        page=1,
        place=(49.6, 99.6, 40.7, 0.7),
    ),
    Defect(
        code="colour-rgb",
        says="RGB tied to a profile is RGB all the same",
        pdf=lambda: with_space(
            box(*PLACE, "/Sp cs 1 0 0 sc"), "[/ICCBased {rgb}]", objects={"rgb": Stream("/N 3", b"")}
        ),
        page=0,
        place=PLACE,
        found="ICCBased (RGB)",
    ),
    Defect(
        code="colour-rgb",
        says="a calibrated RGB is RGB all the same",
        pdf=lambda: with_space(box(*PLACE, "/Sp cs 1 0 0 sc"), "[/CalRGB <</WhitePoint [0.95 1 1.08]>>]"),
        page=0,
        place=PLACE,
        found="CalRGB",
    ),
    Defect(
        code="colour-rgb",
        says="an RGB picture is found",
        pdf=lambda: with_image(image(500, 400, space="/DeviceRGB"), *PLACE),
        page=0,
        place=PLACE,
    ),
    Defect(
        code="colour-rgb",
        says="a palette of RGB colours is found behind its index",
        pdf=lambda: with_image(
            image(500, 400, space="[/Indexed /DeviceRGB 1 <FF0000 00FF00>]", data=bytes(200_000)), *PLACE
        ),
        page=0,
        place=PLACE,
        found="Indexed (RGB)",
    ),
    Defect(
        code="colour-rgb",
        says="RGB in the cell of a pattern is found",
        pdf=lambda: press_file(
            [Sheet(TEXT + box(*PLACE, "/Pattern cs /P1 scn"), resources={"Pattern": "/P1 {tile}"})],
            objects={
                "tile": Stream(
                    "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>>",
                    b"1 0 0 rg 0 0 5 5 re f",
                )
            },
        ),
        page=0,
        place=PLACE,
    ),
    Defect(
        code="colour-lab",
        says="Lab is found",
        pdf=lambda: with_space(box(*PLACE, "/Sp cs 50 20 10 sc"), "[/Lab <</WhitePoint [0.96 1 0.82]>>]"),
        page=0,
        place=PLACE,
    ),
    Defect(
        code="colour-icc",
        says="CMYK with a profile of its own breaks X-1a",
        pdf=lambda: x1a_file(
            [Sheet(TEXT + box(*PLACE, "/Sp cs 0 1 0 0 sc"), resources={"ColorSpace": "/Sp [/ICCBased {own}]"})],
            objects={"own": Stream("/N 4", b"")},
        ),
        page=0,
        place=PLACE,
        printer="x1a-house",
    ),
    Defect(
        code="colour-spot",
        says="a spot that was not ordered is found",
        pdf=lambda: with_space(box(*PLACE, "/Sp cs 1 scn"), SPOT),
        page=0,
        place=PLACE,
        found="PANTONE 485 C",
        change=(("spots", ("PANTONE 300 C",)),),
    ),
    Defect(
        code="colour-spot-count",
        says="two spots do not fit a press with one more unit",
        pdf=lambda: press_file(
            [
                Sheet(
                    TEXT + box(*PLACE, "/Sp cs 1 scn") + box(50, 150, 40, 30, "/Sq cs 1 scn"),
                    resources={"ColorSpace": f"/Sp {SPOT} /Sq {SPOT.replace('485', '300')}"},
                )
            ]
        ),
        found="PANTONE 485 C, PANTONE 300 C",
        change=(("max_spots", 1),),
    ),
    Defect(
        code="colour-spot-names",
        says="two spellings of one spot would make two plates",
        pdf=lambda: press_file(
            [
                Sheet(
                    TEXT + box(*PLACE, "/Sp cs 1 scn") + box(50, 150, 40, 30, "/Sq cs 1 scn"),
                    resources={"ColorSpace": f"/Sp {SPOT} /Sq {SPOT.replace('485#20C', '485C')}"},
                )
            ]
        ),
        page=0,
        place=(50, 150, 40, 30),
        found="PANTONE 485C",
    ),
    Defect(
        code="colour-spot-recipe",
        says="one name with two recipes is found",
        pdf=lambda: press_file(
            [
                Sheet(TEXT + box(*PLACE, "/Sp cs 1 scn"), resources={"ColorSpace": f"/Sp {SPOT}"}),
                Sheet(TEXT + box(*PLACE, "/Sp cs 1 scn"), resources={"ColorSpace": f"/Sp {OTHER}"}),
            ]
        ),
        page=1,
    ),
    Defect(
        code="colour-registration",
        says="registration colour on the page is found, though each plate alone is light",
        pdf=lambda: with_space(box(*PLACE, "/Sp cs 0.5 scn"), ALL),
        page=0,
        place=PLACE,
    ),
    Defect(
        code="colour-unknown",
        says="a colour space that is none is pointed out",
        pdf=lambda: with_space(box(*PLACE, "/Sp cs 0.5 sc"), "[/Mystery 1 2]"),
        page=0,
        place=PLACE,
        severity=WARNING,
    ),
    Defect(
        code="transparency-opacity",
        says="a half transparent panel is found",
        pdf=lambda: with_state(box(*PLACE, "/x gs 0 1 0 0 k"), "/ca 0.5"),
        page=0,
        place=PLACE,
        found="50 %",
    ),
    Defect(
        code="transparency-opacity",
        says="a half transparent stroke is found",
        pdf=lambda: with_state(line(50, 100, 90, 100, 2, "/x gs 0 1 0 0 K"), "/CA 0.25"),
        page=0,
        found="25 %",
    ),
    Defect(
        code="transparency-blend",
        says="a blend mode is found",
        pdf=lambda: with_state(box(*PLACE, "/x gs 0 1 0 0 k"), "/BM /Multiply"),
        page=0,
        place=PLACE,
        found="Multiply",
    ),
    Defect(
        code="transparency-mask",
        says="a soft mask in the graphics state is found",
        pdf=lambda: with_state(box(*PLACE, "/x gs 0 1 0 0 k"), "/SMask <</S /Luminosity>>"),
        page=0,
        place=PLACE,
    ),
    Defect(
        code="transparency-mask",
        says="a picture with a soft mask is found",
        pdf=lambda: with_image(
            image(500, 400, extra="/SMask {mask}"), *PLACE, mask=image(500, 400, space="/DeviceGray")
        ),
        page=0,
        place=PLACE,
    ),
    Defect(
        code="transparency-group",
        says="a transparency group on a form is found",
        pdf=lambda: with_form(box(*PLACE), "/Group <</S /Transparency /CS /DeviceCMYK>>"),
        page=0,
        found="DeviceCMYK",
    ),
    Defect(
        code="transparency-group",
        says="a transparency group on the page is found",
        pdf=lambda: press_file([Sheet(), Sheet(entries="/Group <</S /Transparency>>")]),
        page=1,
    ),
    Defect(
        code="state-transfer",
        says="a transfer function is found",
        pdf=lambda: with_state(box(*PLACE, "/x gs 0 1 0 0 k"), "/TR <</FunctionType 2 /Domain [0 1] /N 2>>"),
        page=0,
    ),
    Defect(
        code="state-halftone",
        says="a named halftone is found",
        pdf=lambda: with_state(box(*PLACE, "/x gs 0 1 0 0 k"), "/HT <</HalftoneType 1 /HalftoneName (house)>>"),
        page=0,
    ),
    Defect(
        code="state-postscript",
        says="a PostScript object is found",
        pdf=lambda: press_file(
            [Sheet(TEXT + "/Ps Do\n", resources={"XObject": "/Ps {ps}"})],
            objects={"ps": Stream("/Type /XObject /Subtype /PS", b"showpage")},
        ),
        page=0,
    ),
    Defect(
        code="ink-total",
        says="a panel of 340 per cent does not dry",
        pdf=lambda: press_file([Sheet(TEXT + box(*PLACE, "0.9 0.8 0.8 0.9 k"))]),
        page=0,
        place=PLACE,
        found="340 %",
    ),
    Defect(
        code="ink-total",
        says="two panels that overprint add up where they meet",
        pdf=lambda: press_file(
            [
                Sheet(
                    TEXT + box(50, 100, 40, 40, "1 1 0 0 k") + box(70, 120, 40, 40, "/over gs 0 0 1 0.5 k"),
                )
            ]
        ),
        page=0,
        place=(70, 120, 20, 20),
        found="350 %",
    ),
    Defect(
        code="ink-total",
        says="a picture is looked into",
        pdf=lambda: with_image(image(400, 400, data=bytes(320_000) + b"\xff" * 320_000), 50, 100, 30, 30),
        page=0,
        place=(50, 115, 30, 15),
        found="400 %",
    ),
    Defect(
        code="ink-total",
        says="newsprint takes less than coated paper",
        pdf=lambda: press_file([Sheet(TEXT + box(*PLACE, "0.7 0.7 0.7 0.5 k"))]),
        page=0,
        place=PLACE,
        change=(("total_ink", 240.0),),
    ),
    Defect(
        code="ink-total",
        says="black letters that overprint a heavy ground count with it",
        pdf=lambda: press_file([Sheet(box(20, 100, 100, 50, "1 0.9 0.7 0 k") + words(30, 120))]),
        page=0,
        place=(30, 117.4, 30, 3.3),
        found="360 %",
    ),
    Defect(
        code="text-small",
        says="text of four points is too small",
        pdf=lambda: press_file([Sheet(TEXT + words(30, 100, "Tiny", size=4))]),
        page=0,
        place=(30, 99, 2.8, 1.3),
        found="4 pt",
    ),
    Defect(
        code="text-small",
        says="size is measured on the page: ten points scaled to a third are too small",
        pdf=lambda: press_file([Sheet(TEXT + "q 0.333 0 0 0.333 0 600 cm " + words(90, 200, "Tiny") + "Q\n")]),
        page=0,
        found="3.33 pt",
    ),
    Defect(
        code="text-reversed-small",
        says="white text of seven points on a ground is too small",
        pdf=lambda: press_file(
            [Sheet(TEXT + box(20, 100, 100, 50, "0 0.9 0.8 0 k") + words(30, 120, size=7, paint="0 0 0 0 k"))]
        ),
        page=0,
        found="7 pt",
    ),
    Defect(
        code="text-reversed-inks",
        says="white text of nine points out of four inks will be tinted",
        pdf=lambda: press_file([Sheet(TEXT + GROUND + words(30, 120, size=9, paint="0 0 0 0 k"))]),
        page=0,
        severity=WARNING,
        found="Cyan, Magenta, Yellow, Black",
    ),
    Defect(
        code="text-rich-black",
        says="text in rich black is found",
        pdf=lambda: press_file([Sheet(TEXT + words(30, 100, paint="0.6 0.4 0.4 1 k"))]),
        page=0,
        found="Cyan 60 %",
    ),
    Defect(
        code="text-inks",
        says="a note of seven points in three inks is found",
        pdf=lambda: press_file([Sheet(TEXT + words(30, 100, size=7, paint="0.6 0.4 0.4 0 k"))]),
        page=0,
    ),
    Defect(
        code="text-inks",
        says="in two inks it is worth a warning",
        pdf=lambda: press_file([Sheet(TEXT + words(30, 100, size=7, paint="0 0.7 0.7 0 k"))]),
        page=0,
        severity=WARNING,
    ),
    Defect(
        code="text-black-knocks-out",
        says="black text that knocks a hole into a blue ground is found",
        pdf=lambda: press_file([Sheet(TEXT + LIGHT + words(30, 120, paint="0 0 0 1 k"))]),
        page=0,
        severity=WARNING,
        found="Cyan 30 %",
    ),
    Defect(
        code="text-black-knocks-out",
        says="overprint mode 0 does not help black in four components",
        pdf=lambda: press_file(
            [
                Sheet(
                    TEXT + LIGHT + words(30, 120, paint="/x gs 0 0 0 1 k"),
                    resources={"ExtGState": "/x <</op true /OPM 0>>"},
                )
            ]
        ),
        page=0,
        severity=WARNING,
    ),
    Defect(
        code="overprint-white",
        says="white that overprints vanishes on press",
        pdf=lambda: press_file([Sheet(TEXT + LIGHT + words(30, 120, paint="/over gs 0 0 0 0 k"))]),
        page=0,
        place=(30, 117.4, 30, 3.3),
    ),
    Defect(
        code="text-missing-glyph",
        says="glyph 0 prints as a box",
        pdf=lambda: press_file(
            [Sheet(TEXT + words(30, 100, "\\000\\000", font="F2"), resources={"Font": "/F2 {type0}"})],
            objects={
                "type0": "<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Wide /Encoding /Identity-H "
                "/DescendantFonts [<</Subtype /CIDFontType2 /FontDescriptor {descriptor}>>] /ToUnicode {cmap}>>",
                "cmap": Stream("", b"1 beginbfchar <0000> <0041> endbfchar"),
            },
        ),
        page=0,
        found="glyph 0",
    ),
    Defect(
        code="font-embedded",
        says="a font that is not in the file is found",
        pdf=lambda: press_file(
            [Sheet(), Sheet(TEXT + words(30, 100, font="F2"), resources={"Font": "/F2 {helv}"})],
            objects={"helv": "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"},
        ),
        page=1,
        found="Helvetica",
    ),
    Defect(
        code="font-type3",
        says="a Type 3 font is pointed out",
        pdf=lambda: press_file(
            [Sheet(TEXT + words(30, 100, "a", size=1000, font="F2"), resources={"Font": "/F2 {drawn}"})],
            objects={
                "drawn": "<</Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 "
                "/LastChar 97 /Widths [10] /Encoding <</Differences [97 /a]>> /CharProcs <<>>>>"
            },
        ),
        page=0,
        severity=WARNING,
    ),
    Defect(
        code="font-unicode",
        says="codes that mean nothing to a reader are found",
        pdf=lambda: press_file(face=font(extra="/Encoding <</Differences [32 /g1 /g2 /g3]>>")),
        page=0,
        severity=WARNING,
    ),
    Defect(
        code="font-whole",
        says="a font embedded whole is mentioned",
        pdf=lambda: press_file([Sheet() for _ in range(4)], face=font(name="Sample")),
        page=0,
        severity=NOTE,
    ),
    Defect(
        code="font-rights",
        says="a font whose licence bits forbid embedding is pointed out",
        pdf=lambda: press_file(face=font(fs_type=2)),
        page=0,
        severity=WARNING,
    ),
    Defect(
        code="line-hairline",
        says="a line of a tenth of a point is too thin",
        pdf=lambda: press_file([Sheet(TEXT + line(50, 100, 90, 100, 0.1))]),
        page=0,
        place=(50, 100, 40, 0),
        found="0.1 pt",
    ),
    Defect(
        code="line-hairline",
        says="width 0 is the thinnest line a device can draw",
        pdf=lambda: press_file([Sheet(TEXT + line(50, 100, 90, 100, 0))]),
        page=0,
        found="0 pt",
    ),
    Defect(
        code="line-hairline",
        says="a line is measured on the page, after scaling",
        pdf=lambda: press_file([Sheet(TEXT + "q 0.1 0 0 0.1 100 500 cm 1 w 0 0 m 900 0 l S Q\n")]),
        page=0,
        found="0.1 pt",
    ),
    Defect(
        code="line-sliver",
        says="a filled box as thin as a hair is pointed out",
        pdf=lambda: press_file([Sheet(TEXT + box(50, 100, 40, 0.03))]),
        page=0,
        severity=WARNING,
    ),
    Defect(
        code="line-inks",
        says="a fine line of three inks falls apart",
        pdf=lambda: press_file([Sheet(TEXT + line(50, 100, 90, 100, 0.4, "0.6 0.4 0.4 0 K"))]),
        page=0,
        severity=WARNING,
    ),
    Defect(
        code="image-resolution",
        says="a picture of 100 pixels to the inch is too coarse",
        pdf=lambda: with_image(image(158, 118), *PLACE),
        page=0,
        place=PLACE,
        found="100 ppi",
    ),
    Defect(
        code="image-resolution-fair",
        says="250 pixels to the inch will do, with a warning",
        pdf=lambda: with_image(image(394, 296), *PLACE),
        page=0,
        place=PLACE,
        severity=WARNING,
    ),
    Defect(
        code="image-resolution",
        says="line art needs more than a photograph",
        pdf=lambda: with_image(image(640, 480, space="/DeviceGray", bits=1), *PLACE),
        page=0,
        place=PLACE,
        found="406 ppi",
    ),
    Defect(
        code="image-resolution",
        says="a picture stretched in one direction is judged by its worse one",
        pdf=lambda: with_image(image(2000, 200), *PLACE),
        page=0,
        found="169 ppi",
    ),
    Defect(
        code="image-jpeg2000",
        says="JPEG 2000 is found",
        pdf=lambda: with_image(Stream("/Subtype /Image /Width 500 /Height 400 /Filter /JPXDecode", b"\0\0"), *PLACE),
        page=0,
        place=PLACE,
        severity=WARNING,
    ),
    Defect(
        code="image-lzw",
        says="LZW breaks X-1a",
        pdf=lambda: x1a_file(
            [Sheet(TEXT + draw("Im", *PLACE), resources={"XObject": "/Im {im}"})],
            objects={"im": image(500, 400, extra="/Filter /LZWDecode", data=b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")},
        ),
        page=0,
        printer="x1a-house",
    ),
    Defect(
        code="state-missing",
        says="a picture that is named and not there is found",
        pdf=lambda: press_file([Sheet(TEXT + "/Gone Do\n")]),
        page=0,
        found="XObject Gone",
    ),
    Defect(
        code="state-missing",
        says="a font that is named and not there is found",
        pdf=lambda: press_file([Sheet(TEXT + words(30, 90, font="F9"))]),
        page=0,
        found="font F9",
    ),
    Defect(
        code="state-missing",
        says="a graphics state that is named and not there is found",
        pdf=lambda: press_file([Sheet(TEXT + "q /gone gs Q\n")]),
        page=0,
        found="graphics state gone",
    ),
    Defect(
        code="state-outside",
        says="a form that stands for a page of another file is found",
        pdf=lambda: press_file(
            [Sheet(TEXT + "/Fm Do\n", resources={"XObject": "/Fm {form}"})],
            objects={"form": Stream("/Subtype /Form /BBox [0 0 9 9] /Ref <</F (other.pdf) /Page 0>>", b"")},
        ),
        page=0,
        found="a page of another file",
    ),
    Defect(
        code="state-outside",
        says="an image whose pixels lie in another file is found",
        pdf=lambda: with_image(image(500, 400, extra="/F (pixels.bin)"), *PLACE),
        page=0,
        found="the data of a stream",
    ),
    Defect(
        code="state-operator",
        says="a command that no reader knows is found",
        pdf=lambda: press_file([Sheet(TEXT + "1 2 shimmer\n")]),
        page=0,
        found="shimmer",
    ),
    Defect(
        code="state-unbalanced",
        says="a state that is saved and left open is found",
        pdf=lambda: press_file([Sheet("q q\n" + TEXT)]),
        page=0,
        severity=NOTE,
        found="2 × q",
    ),
    Defect(
        code="bleed-covered",
        says="white over the bleed of a ground undoes it",
        pdf=lambda: press_file([Sheet(box(-3, 50, 60, 40) + box(-3, 50, 3, 40, "0 0 0 0 k") + TEXT)]),
        page=0,
        place=(-3, 50, 3, 40),
    ),
    Defect(
        code="text-screened",
        says="small letters in a light tint fall apart into dots",
        pdf=lambda: press_file([Sheet(TEXT + words(30, 90, size=7, paint="0 0 0 0.4 k"))]),
        page=0,
        severity=WARNING,
        found="7 pt in Black 40 %",
    ),
    Defect(
        code="colour-spot-alternate",
        says="a spot that falls back on RGB is found",
        pdf=lambda: press_file(
            [
                Sheet(
                    TEXT + box(30, 100, 20, 20, "/Sp cs 1 scn"),
                    resources={"ColorSpace": "/Sp " + SPOT.replace("DeviceCMYK", "DeviceRGB")},
                )
            ]
        ),
        page=0,
        found="PANTONE 485 C with RGB",
    ),
    Defect(
        code="colour-spot-alternate",
        says="and so are two inks in one space",
        pdf=lambda: press_file(
            [
                Sheet(
                    TEXT + box(30, 100, 20, 20, "/Dn cs 1 1 scn"),
                    resources={"ColorSpace": "/Dn [/DeviceN [/Gold /Silver] /DeviceRGB {tint}]"},
                )
            ],
            objects={
                "tint": Stream("/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1]", b"{pop dup dup}"),
            },
        ),
        page=0,
        found="Gold, Silver with RGB",
    ),
    Defect(
        code="font-unicode",
        says="glyph numbers of a composite font are no text",
        pdf=lambda: press_file(
            face={
                **font(),
                "inner": "<</Subtype /CIDFontType2 /BaseFont /ABCDEF+A /FontDescriptor {descriptor} /DW 500>>",
                "font": "<</Subtype /Type0 /BaseFont /ABCDEF+A /Encoding /Identity-H /DescendantFonts [{inner}]>>",
            }
        ),
        page=0,
        severity=WARNING,
        found="A has no ToUnicode",
    ),
    Defect(
        code="font-damaged",
        says="a font program that is none is found",
        pdf=lambda: press_file(face={**font(), "program": Stream("", b"garbage")}),
        page=0,
    ),
    Defect(
        code="image-alternates",
        says="an image that may be swapped for another is found",
        pdf=lambda: with_image(image(500, 400, extra="/Alternates [<<>>]"), *PLACE),
        page=0,
    ),
    Defect(
        code="image-opi",
        says="an image that stands in for another file is found",
        pdf=lambda: with_image(image(500, 400, extra="/OPI <</1.3 <</F (high.tif)>>>>"), *PLACE),
        page=0,
    ),
    Defect(
        code="image-deep",
        says="sixteen bits are more than a press can show",
        pdf=lambda: with_image(
            image(500, 400, bits=16, data=zlib.compress(bytes(10)), extra="/Filter /FlateDecode"), *PLACE
        ),
        page=0,
        severity=WARNING,
    ),
)
def test_painted_defect(defect):
    """The fault is found, at its place, and nothing else is."""
    assert_found(defect)
