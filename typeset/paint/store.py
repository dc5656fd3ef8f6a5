"""ReportLab's object store, behind its door.

ReportLab numbers the objects, resolves references and formats dictionaries
(`reportlab.pdfbase.pdfdoc`). What it does not do for our standards is done here: an
end of line before every ``endstream`` (ISO 19005-3, 6.1.7.1), a file identifier that
follows from the contents, output intents and associated files in the catalogue, and
no clock anywhere.

Nothing else in `typeset` imports ReportLab.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

# A user's own ReportLab settings must not change our bytes.
rl_config.pdfComments = 0
rl_config.pdfMultiLine = 0

DEFLATE_LEVEL = 6
"""One level for every stream: the same input has to give the same bytes."""


class Raw(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab is untyped
    """An object whose syntax we wrote ourselves; may be reserved first and filled later."""

    __RefOnly__ = 1

    def __init__(self, body: bytes = b"") -> None:
        self.body = body

    def format(self, document: object) -> bytes:  # noqa: ARG002  # ReportLab hands it to every object
        return self.body


class Catalogue(pdfdoc.PDFCatalog):  # type: ignore[misc]
    """The document's root, with the entries that ReportLab leaves out."""

    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "AF"]  # noqa: RUF012
    __Refs__ = ("Outlines", "Pages", "StructTreeRoot", "Metadata")


class Store(pdfdoc.PDFDocument):  # type: ignore[misc]
    """The objects of one file, numbered as they come."""

    def __init__(self, version: tuple[int, int]) -> None:
        super().__init__(invariant=1, pdfVersion=version, dummyoutline=1)
        # ReportLab begins every file with a dictionary of the standard fonts; we embed all of ours.
        self.objectcounter = 0
        for table in (self.idToObjectNumberAndVersion, self.numberToId, self.idToObject):
            table.clear()
        self.root = Catalogue()
        self.root.Pages = self.Pages

    def reserve(self) -> tuple[Raw, bytes]:
        """Give out an object to be filled before `finish`, and the reference to it."""
        raw = Raw()
        return raw, self.refer(raw)

    def put(self, body: bytes) -> bytes:
        """Keep an object of ours; return the reference to it."""
        return self.refer(Raw(body))

    def put_dict(self, entries: Mapping[str, bytes]) -> bytes:
        """Keep a dictionary; keys are names without the slash."""
        return self.put(dictionary(entries))

    def put_stream(self, data: bytes, entries: Mapping[str, bytes] | None = None, *, packed: bool = True) -> bytes:
        """Keep a stream, deflated unless *packed* is False."""
        if packed:
            return self.put_deflated(deflate(data), entries)
        heads = {**(entries or {}), "Length": b"%d" % len(data)}
        return self.put(b"%b\nstream\n%b\nendstream" % (dictionary(heads), data))

    def put_deflated(self, data: bytes, entries: Mapping[str, bytes] | None = None) -> bytes:
        """Keep a stream of *data* that `deflate` has made."""
        return self.put_stream(data, {**(entries or {}), "Filter": b"/FlateDecode"}, packed=False)

    def refer(self, thing: pdfdoc.PDFObject) -> bytes:
        """Number *thing* if it has no number yet; return the reference to it."""
        reference: bytes = self.Reference(thing).format(self)
        return reference

    def add_page(self, entries: Mapping[str, bytes], slot: Raw) -> None:
        """Append a page whose object was reserved as *slot*."""
        slot.body = dictionary({"Type": b"/Page", "Parent": self.refer(self.Pages), **entries})
        self.Pages.addPage(slot)

    def finish(self, info: Mapping[str, bytes]) -> bytes:
        """Write the whole file. Nothing may be added afterwards."""
        info_ref = self.put_dict(info)
        root_ref = self.refer(self.root)
        head = b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % self._pdfVersion
        chunks, offsets, at = [head], [0], len(head)
        number = 1
        # Formatting an object may number further ones; they are met in their turn.
        while number in self.numberToId:
            thing = self.idToObject[self.numberToId[number]]
            body = pdfdoc.format(thing, self, toplevel=1)
            chunk = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            chunks.append(chunk)
            offsets.append(at)
            at += len(chunk)
            number += 1
        chunks.append(_cross_references(offsets))
        identifier = hashlib.sha256(b"".join(chunks)).hexdigest()[:32].encode()
        trailer = {
            "Size": b"%d" % number,
            "Root": root_ref,
            "Info": info_ref,
            "ID": b"[<%b><%b>]" % (identifier, identifier),
        }
        chunks.append(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (dictionary(trailer), at))
        return b"".join(chunks)


def deflate(data: bytes) -> bytes:
    """Pack *data* as every stream of ours is packed."""
    return zlib.compress(data, DEFLATE_LEVEL)


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """Write a dictionary, entries in the order given."""
    return b"<<" + b" ".join(b"/%b %b" % (key.encode(), value) for key, value in entries.items()) + b">>"


def array(values: Iterable[bytes]) -> bytes:
    """Write an array."""
    return b"[" + b" ".join(values) + b"]"


def _cross_references(offsets: list[int]) -> bytes:
    rows = [b"%010d 00000 n \n" % at for at in offsets[1:]]
    return b"xref\n0 %d\n0000000000 65535 f \n" % len(offsets) + b"".join(rows)
