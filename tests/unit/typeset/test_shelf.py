"""The shelf: parts that were set before come back as they were, and nothing else does."""

import pickle

import pytest

from layout.design import parts
from layout.design.book import bind, set_book, set_parts
from layout.design.rich import PageOf
from layout.values import replace
from tests.stories import Writer, brand, fonts
from typeset import shelf as shelves
from typeset.shelf import DiskShelf

FACES = {"one": b"the bytes of a face", "two": b"those of another"}


def story(*sections: parts.Section) -> parts.Story:
    """A story of these parts."""
    return parts.Story(title="A story", language="en-GB", running_head="A story", sections=sections)


def three_parts() -> parts.Story:
    """Parts of which the second cites the page of the third."""
    w = Writer()
    first, second, third = w.insight(w.paragraph(60)), w.insight(w.paragraph(80)), w.insight(w.paragraph(30))
    cited = replace(w.paragraph(12), text=(*w.rich(5), PageOf(anchor="third", lead=" on page ")))
    return story(
        replace(first, key="first", number=1),
        replace(second, key="second", number=2, text=(*second.text, cited)),
        replace(third, key="third", number=3),
    )


class Counting(DiskShelf):
    """Counts the parts that had to be set."""

    def __init__(self, folder, faces=FACES):
        super().__init__(folder, faces)
        self.made = []

    def keep(self, key, part):
        self.made.append(key)
        super().keep(key, part)


def lay(told, folder):
    """The book of *told*, and how many parts were set for it."""
    shelf = Counting(folder)
    book = set_book(told, brand(), fonts(), shelf=shelf)
    shelf.close()
    return book, len(shelf.made)


def test_what_was_set_before_is_not_set_again(tmp_path):
    """A second run takes every part from the shelf, and the book is the same as without one."""
    told = three_parts()
    first, made = lay(told, tmp_path)
    again, more = lay(told, tmp_path)
    assert made == 4, "three parts, and the one that cites a page once more when the page is known"
    assert more == 0
    assert first == again == set_book(told, brand(), fonts())


def test_an_edit_sets_one_part_anew(tmp_path):
    """When a paragraph changes, the other parts stay on the shelf; the book is as if all had been set."""
    told = three_parts()
    lay(told, tmp_path)
    w = Writer(count=4000)
    edited = replace(told.sections[0], text=(w.paragraph(61),))
    told = replace(told, sections=(edited, *told.sections[1:]))
    book, made = lay(told, tmp_path)
    assert made == 1
    assert book == set_book(told, brand(), fonts())


def test_an_edit_that_moves_pages_reaches_who_cites_them(tmp_path):
    """A part that grows by a spread shifts those behind it: whoever cites their pages is set anew, nobody else."""
    told = three_parts()
    lay(told, tmp_path)
    w = Writer(count=4000)
    edited = replace(told.sections[0], text=(w.paragraph(900), w.paragraph(900)))
    told = replace(told, sections=(edited, *told.sections[1:]))
    book, made = lay(told, tmp_path)
    assert book == set_book(told, brand(), fonts())
    assert made == 2


def test_complaints_come_back_without_the_pages(tmp_path):
    """Judging a report needs the shelf's heads only: complaints are there, and no body has been opened."""
    w = Writer()
    told = story(replace(w.insight(w.paragraph(40)), key="one", headline=w.rich(1)))
    told = replace(told, sections=(replace(told.sections[0], text=(w.paragraph(10, 5), w.box(900))),))
    shelf = DiskShelf(tmp_path, FACES)
    wanted = set_parts(told, brand(), fonts(), shelf=shelf).complaints
    shelf.close()
    found = set_parts(told, brand(), fonts(), shelf=DiskShelf(tmp_path, FACES))
    assert found.complaints == wanted
    assert all(one.part.read.__self__._body is None for one in found.placed)
    assert bind(found) == set_book(told, brand(), fonts())


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: b"nothing of the kind",
    ],
)
def test_damage_costs_time_only(tmp_path, harm):
    """Entries that were cut short or changed are set anew, and the book is the same."""
    told = three_parts()
    book, made = lay(told, tmp_path)
    for file in (tmp_path / "parts").rglob("*"):
        if file.is_file():
            file.write_bytes(harm(file.read_bytes()))
    again, more = lay(told, tmp_path)
    assert (again, more) == (book, made)


class Trap:
    """What a hostile file would like us to make."""

    def __reduce__(self):
        return (pytest.fail, ("the shelf ran what a file said",))


def test_nothing_strange_is_made_of_a_file(tmp_path):
    """A file that names anything but our own values is no entry, however sound its checksum."""
    told = three_parts()
    book, _ = lay(told, tmp_path)
    for file in (tmp_path / "parts").rglob("*"):
        if file.is_file():
            payload = pickle.dumps([Trap()], 5)
            digest = shelves.hashlib.blake2b(payload, digest_size=shelves.DIGEST).digest()
            file.write_bytes(digest + payload)
    assert lay(told, tmp_path)[0] == book


def test_other_faces_have_a_shelf_of_their_own(tmp_path):
    """Nothing that was set in one face is taken for another."""
    told = three_parts()
    lay(told, tmp_path)
    shelf = Counting(tmp_path, {**FACES, "two": b"a newer version"})
    set_book(told, brand(), fonts(), shelf=shelf)
    assert len(shelf.made) == 4


def test_another_brand_is_another_part(tmp_path):
    """A changed ink is seen in what was set, so it is set anew."""
    told = three_parts()
    lay(told, tmp_path)
    other = replace(brand(), giant=brand().giant + 1)
    shelf = Counting(tmp_path)
    set_book(told, other, fonts(), shelf=shelf)
    assert len(shelf.made) == 4


def test_the_shelf_does_not_grow_without_end(tmp_path, monkeypatch):
    """What has lain longest is thrown away."""
    monkeypatch.setattr(shelves, "MOST_ENTRIES", 3)
    monkeypatch.setattr(shelves, "MOST_FOLDERS", 1)
    for number in range(3):
        told = replace(three_parts(), running_head=f"Edition {number}")
        lay(told, tmp_path)
    shelf = Counting(tmp_path, {"one": b"other faces"})
    set_book(three_parts(), brand(), fonts(), shelf=shelf)
    shelf.close()
    (folder,) = (tmp_path / "parts").iterdir()
    assert len(list(folder.iterdir())) == 3


def test_a_full_disk_is_no_reason_to_stop(tmp_path):
    """Where nothing can be written the book is made all the same."""
    (tmp_path / "parts").write_text("a file where the folder should be")
    book, _ = lay(three_parts(), tmp_path)
    assert book.pages
