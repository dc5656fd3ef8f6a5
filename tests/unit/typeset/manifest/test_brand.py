"""The brand file: read into points and ink amounts, and refused when it cannot be printed or read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

import layout
from layout.geometry import mm
from layout.type.scripts import Companion
from typeset.manifest.brand import load_brand
from typeset.paint.fonts import why_not_embed

SHIPPED = Path(layout.__file__).parent / "brand.yaml"


BRAND = """\
inks:
  ink: {cmyk: [0, 0, 0, 100], srgb: "#1f1d1e"}
  deep: {cmyk: [100, 62, 38, 36], srgb: "#0f3f57"}
  signal: {cmyk: [0, 72, 70, 0], srgb: "#e9643f"}
  air: {cmyk: [62, 8, 30, 0], srgb: "#5bb3b6"}
  paper: {cmyk: [3, 5, 12, 0], srgb: "#f7f1e3", spot: PANTONE 7499 C}
  white: {cmyk: [0, 0, 0, 0], srgb: "#ffffff"}
faces: {text: SourceSerif4-Regular.ttf}
scale: [7.5, 9.5, 13, 19.5, 29, 44, 66]
giant: 330
page:
  trim: [210, 297]
  bleed: 3
  margins: {inner: 22, outer: 18, head: 22, foot: 26}
  columns: 6
  gutter: 5
  grid: 13
"""


def faults(tmp_path, old: str, new: str) -> list[tuple[str, str]]:
    """Codes and places of what is wrong once *old* is *new* in the brand above."""
    assert old in BRAND
    changed = BRAND.replace(old, new, 1)
    (tmp_path / "brand.yaml").write_text(changed, encoding="utf-8")
    lines = changed.splitlines()
    loaded = load_brand(tmp_path / "brand.yaml")
    assert (loaded.brand is None) == bool(loaded.problems)
    return [(p.code, lines[p.span.line - 1].split(":")[0].strip()) for p in loaded.problems]


def test_the_shipped_brand_is_sound():
    """The brand that comes with the program has no fault, and its lengths are points."""
    loaded = load_brand(SHIPPED)
    assert not loaded.problems
    brand = loaded.brand
    assert brand is not None
    assert brand.page.width == pytest.approx(mm(210))
    assert brand.page.bleed == pytest.approx(mm(3))
    assert brand.inks["ink"].cmyk.k == 1
    assert brand.inks["white"].srgb.luminance == pytest.approx(1)
    assert list(brand.scale) == sorted(brand.scale)


def test_a_spot_colour_is_kept(tmp_path):
    """An ink with a spot name keeps it beside its process recipe."""
    (tmp_path / "brand.yaml").write_text(BRAND, encoding="utf-8")
    brand = load_brand(tmp_path / "brand.yaml").brand
    assert brand is not None
    assert brand.inks["paper"].spot == "PANTONE 7499 C"
    assert brand.inks["ink"].spot is None


def test_text_too_light_is_refused(tmp_path):
    """A text ink without enough contrast is told for each ground and each tint that it is used in."""
    assert faults(tmp_path, '"#1f1d1e"', '"#8a8a8a"') == [("contrast", "ink")] * 6


def test_a_tint_too_light_is_refused(tmp_path):
    """An ink that is dark enough for text, and not at the 74 % of captions, is told for the grounds where it fails."""
    assert faults(tmp_path, '"#1f1d1e"', '"#4f4d4e"') == [("contrast", "ink")] * 3


def test_large_figures_need_less(tmp_path):
    """The signal's figures on the deep ground want 3:1 and no more: at 3.4 they pass, at 2 they do not."""
    assert faults(tmp_path, '"#e9643f"', '"#e9643f"') == []
    assert faults(tmp_path, '"#e9643f"', '"#9c4530"') == [("contrast", "signal")]


def test_every_text_on_the_pages_is_one_of_the_pairs_that_are_checked(small):
    """No page sets text in a tint, or on a ground, that the brand is not judged by."""
    from layout.design.styles import TEXT_ON_GROUNDS
    from layout.ink import Tint
    from layout.pages.book import PlacedLine

    used = {
        (run.tint, Tint(item.ground, item.ground_amount), run.size >= 18)
        for page in small.book.pages
        for item in page.items
        if isinstance(item, PlacedLine)
        for run in item.runs
    }
    for text, ground, large in used:
        assert any((text, ground) == pair[:2] and (large or pair[2] > 3) for pair in TEXT_ON_GROUNDS), (text, ground)


def test_a_ground_with_too_much_ink_is_refused(tmp_path):
    """More ink than a large ground takes is told at the ink's recipe."""
    assert faults(tmp_path, "[100, 62, 38, 36]", "[100, 80, 60, 60]") == [("ink-limit", "deep")]


def test_a_missing_ink_is_told(tmp_path):
    """An ink that pages ask for cannot be left out."""
    assert ("missing-key", "ink") in faults(tmp_path, "  air:", "  breeze:")


def test_margins_that_leave_no_page_are_told(tmp_path):
    """Margins wider than the page are told at the margins."""
    assert faults(tmp_path, "inner: 22", "inner: 190") == [("page", "margins")]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"#1f1d1e"', "black", "pattern"),
        ("[0, 72, 70, 0]", "[0, 72, 70]", "count"),
        ("[0, 72, 70, 0]", "[0, 720, 70, 0]", "bounds"),
        ("columns: 6", "columns: six", "number"),
        ("SourceSerif4-Regular.ttf", "../SourceSerif4-Regular.ttf", "pattern"),
        ("giant:", "gaint:", "unknown-key"),
    ],
)
def test_mistakes_are_told_like_those_of_a_manifest(tmp_path, old, new, code):
    """Types, bounds and spelling are checked by the same declarations as in a manifest."""
    assert code in [c for c, _ in faults(tmp_path, old, new)]


SCRIPTS = """\
scripts:
  Hebr:
    hebrew: {scale: 1.06, beside: [text]}
"""


def brand_with(tmp_path, scripts: str):
    """A brand with another face, and these scripts."""
    text = BRAND.replace("{text: SourceSerif4-Regular.ttf}", "{text: SourceSerif4-Regular.ttf, hebrew: FrankRuhl.ttf}")
    (tmp_path / "brand.yaml").write_text(text + scripts, encoding="utf-8")
    return load_brand(tmp_path / "brand.yaml")


def test_a_brand_names_the_faces_of_other_scripts(tmp_path):
    """What stands beside a face is a companion with its script and scale; the file is one of the brand's faces."""
    brand = brand_with(tmp_path, SCRIPTS).brand
    assert brand is not None
    assert brand.companions == {"hebrew": Companion(script="Hebr", beside=("text",), scale=1.06)}
    assert brand.faces["hebrew"] == "FrankRuhl.ttf"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("Hebr:", "Latn:", 2, "`Latn` is no script that runs right to left"),
        ("hebrew:", "hebrw:", 3, "the brand has no face `hebrw`"),
        ("[text]", "[tekst]", 3, "the brand has no face `tekst`"),
        ("[text]", "[]", 3, "too few faces: 0 of at least 1"),
        ("scale: 1.06", "scale: 9", 3, "9 is out of bounds"),
        ("[text]}", "[text]}\n    text: {scale: 1, beside: [text]}", 4, "beside `text` stand both `hebrew` and `text`"),
    ],
)
def test_mistakes_in_scripts_are_told_where_they_stand(tmp_path, old, new, line, message):
    """A script that needs no faces, a face that is not there, two faces in one place: each at its line."""
    loaded = brand_with(tmp_path, SCRIPTS.replace(old, new))
    assert loaded.brand is None
    assert [(p.span.line - BRAND.count("\n"), p.message) for p in loaded.problems] == [(line, message)]


def test_every_face_of_the_shipped_brand_may_be_embedded_and_has_its_companions():
    """The makers of all faces allow embedding, and every face of running text has one beside it for each script."""
    brand = load_brand(SHIPPED).brand
    assert brand is not None
    fonts = SHIPPED.parents[1] / "fonts"
    assert {role: why_not_embed((fonts / name).read_bytes()) for role, name in brand.faces.items()} == dict.fromkeys(
        brand.faces, ""
    )
    own = set(brand.faces) - set(brand.companions)
    for script in ("Hebr", "Arab"):
        beside = [face for one in brand.companions.values() if one.script == script for face in one.beside]
        assert sorted(beside) == sorted(own)


def test_the_shipped_fonts_are_those_that_were_checked():
    """Each font file has a checksum and a licence beside it."""
    fonts = SHIPPED.parents[1] / "fonts"
    recorded = dict(line.split("  ")[::-1] for line in (fonts / "SHA256SUMS").read_text(encoding="ascii").splitlines())
    assert recorded == {file.name: sha256(file.read_bytes()).hexdigest() for file in fonts.glob("*.ttf")}
    licences = " ".join(file.read_text(encoding="utf-8").partition("PREAMBLE")[0] for file in fonts.glob("OFL-*.md"))
    for name in ("Source", "Frank Ruhl Libre", "Assistant", "Amiri", "Vazirmatn"):
        assert name in licences
