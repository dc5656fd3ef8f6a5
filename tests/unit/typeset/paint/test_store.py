"""The object store and its serialiser."""

import io

import pytest
from pypdf import PdfReader

from typeset.paint.store import Store


def test_objects_reserved_early_may_be_filled_late():
    """A reference can be given out before its object is written."""
    store = Store((1, 7))
    late, reference = store.reserve()
    early = store.put_dict({"Late": reference})
    late.body = b"<</Found true>>"
    reader = PdfReader(io.BytesIO(store.finish({"Title": b"(x)"})))
    number = int(early.split()[0])
    from pypdf.generic import IndirectObject

    assert reader.get_object(IndirectObject(number, 0, reader))["/Late"]["/Found"].value is True


def test_cross_references_point_at_their_objects():
    """Each offset of the table is where its object begins."""
    store = Store((1, 7))
    store.put_stream(b"x" * 500)
    data = store.finish({})
    at = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    rows = data[at:].split(b"trailer")[0].splitlines()[3:]
    for number, row in enumerate(rows, start=1):
        assert data[int(row[:10]) :].startswith(b"%d 0 obj\n" % number)


def test_the_header_says_its_version_and_that_it_is_binary():
    """The second line has four bytes above 127, so that no transfer takes the file for text."""
    lines = Store((1, 4)).finish({}).split(b"\n")
    assert lines[0] == b"%PDF-1.4"
    assert sum(byte > 127 for byte in lines[1]) >= 4


@pytest.mark.parametrize("packed", [True, False])
def test_streams_come_back_as_they_were(packed):
    """Deflated or not, a stream's bytes and length are right."""
    store = Store((1, 7))
    reference = store.put_stream(b"\r\nbytes\r\n", packed=packed)
    reader = PdfReader(io.BytesIO(store.finish({})))
    from pypdf.generic import IndirectObject

    assert reader.get_object(IndirectObject(int(reference.split()[0]), 0, reader)).get_data() == b"\r\nbytes\r\n"
