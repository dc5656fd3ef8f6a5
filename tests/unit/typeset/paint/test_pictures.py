"""Image files in both editions."""

import io

import books
import pytest
from PIL import Image

from typeset.paint.pictures import UnfitPicture, prepare, why_not_show


def coded(image: Image.Image, kind: str, **options) -> bytes:
    """An image as a file."""
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


RED = Image.new("RGB", (6, 4), (200, 30, 60))


def pixels(data: bytes, press: bytes | None) -> Image.Image:
    """The samples that go into the file, as an image again."""
    picture = prepare(data, press)
    mode = {b"/DeviceGray": "L", b"/DeviceRGB": "RGB", b"/DeviceCMYK": "CMYK"}[picture.space]
    if picture.jpeg:
        return Image.open(io.BytesIO(picture.data))
    return Image.frombytes(mode, (picture.width, picture.height), picture.data)


def test_press_pictures_are_separated_by_the_profile(press):
    """RGB becomes CMYK through ICC: red has next to no cyan, and black is the press's own, within its ink limit."""
    c, m, y, _ = pixels(coded(RED, "PNG"), press.intent.profile).getpixel((0, 0))
    assert (c < 60, m > 200, y > 100) == (True, True, True)
    black = pixels(coded(Image.new("RGB", (2, 2)), "PNG"), press.intent.profile).getpixel((0, 0))
    assert black[3] > 200
    assert sum(black) <= 3 * 255


def test_shadows_keep_their_drawing_on_press(press):
    """Black-point compensation tells a very dark grey from black, which the press alone could not."""
    dark = Image.new("RGB", (2, 1))
    dark.putpixel((1, 0), (15, 15, 15))
    black, grey = (pixels(coded(dark, "PNG"), press.intent.profile).getpixel((x, 0)) for x in (0, 1))
    assert sum(grey) < sum(black) - 20


def test_screen_pictures_keep_their_colours():
    """An sRGB picture comes through the screen edition unchanged."""
    assert pixels(coded(RED, "PNG"), None).getpixel((0, 0)) == (200, 30, 60)


@pytest.mark.parametrize("mode", ["L", "LA", "1", "I;16"])
def test_grey_stays_grey(mode, press):
    """Grey pictures print with the black plate alone."""
    image = Image.new("I;16", (4, 4), 40_000) if mode == "I;16" else RED.convert(mode)
    assert prepare(coded(image, "PNG"), press.intent.profile).space == b"/DeviceGray"


def test_deep_greys_are_scaled_not_clipped():
    """Of 65,535 levels the 40,000th is the 155th of 255."""
    assert pixels(coded(Image.new("I;16", (4, 4), 40_000), "PNG"), None).getpixel((0, 0)) == 155


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_lies_on_white(mode):
    """What was transparent is white paper, in all forms that PNG has for it."""
    image = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    image = image.quantize() if mode == "P" else image.convert(mode)
    assert set(pixels(coded(image, "PNG"), None).convert("L").tobytes()) == {255}


def test_a_fitting_jpeg_is_taken_over_byte_for_byte(press):
    """A photograph that needs no change loses nothing to a second coding."""
    colour, grey = coded(RED, "JPEG"), coded(RED.convert("L"), "JPEG")
    assert prepare(colour, None).data == colour
    assert prepare(grey, press.intent.profile).data == grey


def test_photographs_stand_upright():
    """A picture that its camera marked as turned is turned."""
    turned = Image.Exif()
    turned[0x0112] = 6
    picture = prepare(coded(RED, "JPEG", exif=turned), None)
    assert (picture.width, picture.height) == (4, 6)


def test_a_cmyk_jpeg_shows_its_own_colours(opened, press):
    """The inks of a separated JPEG arrive as they were, whichever way its maker counts."""
    cyan = coded(Image.new("CMYK", (8, 8), (255, 0, 0, 0)), "JPEG")
    picture = prepare(cyan, press.intent.profile)
    assert picture.inverted
    reader = opened(books.one_of_each(picture=True), press, pictures={"dot": cyan})
    image = reader.pages[-1]["/Resources"]["/XObject"]["/P1"]
    assert image["/Decode"] == [1, 0, 1, 0, 1, 0, 1, 0]
    raw = Image.open(io.BytesIO(picture.data))
    assert raw.getpixel((4, 4))[0] > 250


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no PNG or JPEG"),
        (b"GIF89a", "no PNG or JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "no PNG or JPEG"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(data, reason):
    """Other files, empty files and broken heads get a reason, not a traceback of Pillow's."""
    assert reason in why_not_show(data)


def test_a_damaged_picture_is_refused_in_words(painted, screen):
    """A file cut off in the middle is named together with what is wrong."""
    whole = coded(Image.effect_noise((200, 200), 90), "PNG")
    with pytest.raises(UnfitPicture, match="dot: the image file is damaged"):
        painted(books.one_of_each(picture=True), screen, pictures={"dot": whole[: len(whole) // 2]})


def test_a_picture_too_large_for_memory_is_refused_by_its_head(monkeypatch):
    """The size is judged before a pixel is read."""
    monkeypatch.setattr("typeset.paint.pictures.MAX_PIXELS", 20)
    assert "more than any page can use" in why_not_show(coded(RED, "PNG"))


def test_a_picture_that_was_not_given_is_named(painted, screen):
    """The error says which picture the book shows."""
    with pytest.raises(UnfitPicture, match="'dot'"):
        painted(books.one_of_each(picture=True), screen)
