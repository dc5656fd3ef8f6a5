"""The rules, one module for each family. Importing this package fills the register in reading order."""

from typeset.preflight.rules import (  # noqa: I001  # the order is that of the report
    document,
    pageboxes,
    colour,
    transparency,
    ink,
    bleed,
    text,
    fonts,
    lines,
    images,
    annotations,
    sheets,
    reading,
    pagination,
)

__all__ = [
    "annotations",
    "bleed",
    "colour",
    "document",
    "fonts",
    "images",
    "ink",
    "lines",
    "pageboxes",
    "pagination",
    "reading",
    "sheets",
    "text",
    "transparency",
]
