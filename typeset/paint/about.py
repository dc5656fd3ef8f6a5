"""What a file says of itself, whichever edition it is, and what it carries along."""

from __future__ import annotations

from layout.values import Struct


class Document(Struct, frozen=True, kw_only=True):
    """The report as libraries, printers and screen readers know it."""

    title: str
    language: str = "en-GB"
    """BCP 47."""
    date: str
    """ISO 8601, with or without a time; from the manifest, never the clock."""
    author: str = ""
    publisher: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    job: str = ""
    """Name on the slug line; the title when empty."""
    plates: str = ""
    """Plates as the slug line names them, such as ``C M Y K``."""
    creator: str = "typeset"
    """The tool that made it, with its version."""


class Attachment(Struct, frozen=True, kw_only=True):
    """A file inside the file (ISO 19005-3, 6.8)."""

    name: str
    """As it is to be saved, with slashes between folders."""
    data: bytes
    mime: str
    """Such as ``text/csv``."""
    relationship: str = "Source"
    """Source, Data, Alternative, Supplement or Unspecified."""
    description: str = ""
