"""Files inside the file."""

import books
import pytest

from typeset.paint import Attachment

MANIFEST = Attachment(name="content.yaml", data=b"title: Small\n", mime="application/yaml", description="The manifest")
TABLE = Attachment(name="länder.csv", data=b"a,b\n", mime="text/csv", relationship="Data")


def test_attached_files_come_back_byte_for_byte(opened, screen):
    """Name, contents, kind, relationship and date of each file stand in the digital edition."""
    reader = opened(books.one_line("one"), screen, attachments=[MANIFEST, TABLE])
    assert reader.attachments["content.yaml"] == [MANIFEST.data]
    files = {file.get_object()["/UF"]: file.get_object() for file in reader.trailer["/Root"]["/AF"]}
    assert set(files) == {"content.yaml", "länder.csv"}
    table = files["länder.csv"]
    assert table["/AFRelationship"] == "/Data"
    stream = table["/EF"]["/F"]
    assert stream["/Subtype"] == "/text/csv"
    assert (stream["/Params"]["/Size"], stream["/Params"]["/ModDate"]) == (4, "D:20161123000000Z")


def test_print_carries_nothing_along(opened, press):
    """PDF/X allows no attachments; the press edition leaves them out."""
    root = opened(books.one_line("one"), press, attachments=[MANIFEST]).trailer["/Root"]
    assert "/AF" not in root
    assert "/Names" not in root


def test_two_files_of_one_name_are_refused(painted, screen):
    """One of them could not be saved."""
    with pytest.raises(ValueError, match="same name"):
        painted(books.one_line("one"), screen, attachments=[MANIFEST, MANIFEST])
