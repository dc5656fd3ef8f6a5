"""Files inside the file: the report can be rebuilt from its own PDF (ISO 19005-3, 6.8)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from typeset.paint.about import Attachment
from typeset.paint.store import Store, array, dictionary
from typeset.paint.syntax import literal, name, pdf_date, text_string


def attach(store: Store, attachments: Sequence[Attachment], date: str) -> tuple[bytes, bytes]:
    """Add *attachments*; return the catalogue's associated files and its embedded-files name tree."""
    specifications = {text_string(file.name): _add(store, file, date) for file in attachments}
    if len(specifications) != len(attachments):
        raise ValueError("two attachments have the same name")
    names = array(part for key in sorted(specifications) for part in (key, specifications[key]))
    return array(specifications.values()), dictionary({"Names": names})


def _add(store: Store, file: Attachment, date: str) -> bytes:
    parameters = {
        "Size": b"%d" % len(file.data),
        "ModDate": literal(pdf_date(date).encode()),
        "CheckSum": b"<%b>" % hashlib.md5(file.data, usedforsecurity=False).hexdigest().encode(),
    }
    stream = store.put_stream(
        file.data,
        {"Type": b"/EmbeddedFile", "Subtype": name(file.mime), "Params": dictionary(parameters)},
    )
    entries = {
        "Type": b"/Filespec",
        "F": text_string(file.name),
        "UF": text_string(file.name),
        "AFRelationship": name(file.relationship),
        "EF": b"<</F %b /UF %b>>" % (stream, stream),
    }
    if file.description:
        entries["Desc"] = text_string(file.description)
    return store.put_dict(entries)
