"""The forme: written once, the same for every edition."""

import books

from typeset.paint import forme
from typeset.paint.forme import lock_up


def test_an_edition_is_the_same_whichever_was_painted_before(painted, press, screen, monkeypatch):
    """A forme that another edition has used gives the bytes that a fresh one gives."""
    book = books.one_of_each()
    fresh = {}
    for edition in (press, screen):
        monkeypatch.setattr(forme, "_latest", None)
        fresh[edition.name] = painted(book, edition)
    monkeypatch.setattr(forme, "_latest", None)
    assert painted(book, screen) == fresh["digital"]
    assert painted(book, press) == fresh["print"]
    assert painted(book, screen) == fresh["digital"]


def test_pages_are_written_once_for_all_editions():
    """The same Book in the same fonts is locked up once; an equal one made anew is written anew."""
    book, fonts = books.one_line("one"), books.font_files()
    first = lock_up(book, fonts)
    assert lock_up(book, dict(fonts)) is first
    assert lock_up(books.one_line("one"), fonts) is not first


def test_other_fonts_make_another_forme():
    """A face that was exchanged is not painted from codes of the old one."""
    book, fonts = books.one_line("one"), books.font_files()
    first = lock_up(book, fonts)
    assert lock_up(book, {**fonts, books.SERIF: fonts[books.ITALIC]}) is not first
