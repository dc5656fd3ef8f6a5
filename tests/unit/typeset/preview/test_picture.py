"""Pages as pictures: in the screen's colours or the press's, with their bleed, whatever stands on them."""

import base64
import io
import re
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from layout.art import Fill, rectangle
from layout.geometry import Rect
from layout.ink import Tint
from layout.pages.book import Page, PlacedMark, PlacedPicture
from layout.values import replace
from typeset.editions import PROFILES
from typeset.fontfiles import FONTS_FOLDER
from typeset.laying import BRAND_FILE
from typeset.manifest.brand import load_brand
from typeset.preview.picture import FINEST, Painter
from typeset.preview.proofing import on_paper

BRAND = load_brand(BRAND_FILE).brand
FACES = {role: (FONTS_FOLDER / name).read_bytes() for role, name in BRAND.faces.items()}
PROFILE = (PROFILES / "FOGRA39L_coated.icc").read_bytes()
SVG = "{http://www.w3.org/2000/svg}"


def paint(*items, look="screen", pictures=None):
    """A page of 200 × 100 points with 9 points of bleed."""
    page = Page(index=0, label="1", width=200, height=100, items=items)
    painted = Painter(BRAND, FACES, PROFILE).paint(page, 9, pictures or {}, look)
    return ET.fromstring(painted)  # noqa: S314  # ours


def channels(colour):
    """Red, green and blue, 0..255."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def picture_file(kind, mode="RGB", size=(40, 20)):
    """An image file of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else (200, 60, 40) if mode == "RGB" else (0, 200, 200, 0)).save(out, kind)
    return out.getvalue()


def shown(root):
    """The pixels of the one picture on the page."""
    address = root.find(f"{SVG}image").get("href")
    kind, data = re.fullmatch(r"data:image/(png|jpeg);base64,(.*)", address).groups()
    return kind, Image.open(io.BytesIO(base64.b64decode(data)))


def test_the_bleed_is_part_of_the_picture():
    """The picture reaches as far beyond the trim as the paper is printed, so that the page can show it."""
    assert paint().get("viewBox") == "-9 -9 218 118"


def test_paper_leaves_white_white_and_dulls_the_rest():
    """Through the press's profile bare paper stays white, black is dark, and no ink is as loud as on screen."""
    colour = on_paper(BRAND.inks, PROFILE)
    assert colour(Tint("white")) == "#ffffff"
    assert max(channels(colour(Tint("ink")))) < 70
    assert channels(colour(Tint("signal", 0.5))) > channels(colour(Tint("signal")))


def test_the_look_decides_the_colours():
    """One page, two colours of the same ink."""
    mark = PlacedMark(mark=Fill(path=rectangle(0, 0, 9, 9), tint=Tint("deep")))
    screen, paper = (paint(mark, look=look).find(f"{SVG}path").get("fill") for look in ("screen", "paper"))
    assert screen == "#0b3f59"
    assert paper != screen


BOX = PlacedPicture(box=Rect(10, 10, 36, 18), data="a", slot=None)


@pytest.mark.parametrize("look", ["screen", "paper"])
@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK")]
)
def test_pictures_of_every_kind_are_shown_in_colours_a_browser_knows(kind, mode, look):
    """Whatever the file's colours, what is sent is grey or RGB, and lies in the page itself."""
    sent, image = shown(paint(BOX, look=look, pictures={"a": picture_file(kind, mode)}))
    assert sent == kind.lower()
    assert image.mode in {"L", "RGB"}


def test_a_large_photograph_is_sent_no_finer_than_it_is_seen():
    """Half an inch wide needs no four thousand pixels."""
    _, image = shown(paint(BOX, pictures={"a": picture_file("JPEG", size=(4000, 2000))}))
    assert image.size == (FINEST // 2, FINEST // 4)


def test_a_damaged_picture_is_a_grey_box_that_says_why():
    """The page is shown all the same."""
    box = paint(replace(BOX, data="b"), pictures={"b": b"no picture"}).findall(f"{SVG}rect")[1]
    assert box.find(f"{SVG}title").text == "this is no PNG or JPEG image"
