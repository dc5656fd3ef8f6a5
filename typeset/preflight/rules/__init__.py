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
    furniture,
)

__all__ = [
    "annotations",
    "bleed",
    "colour",
    "document",
    "fonts",
    "furniture",
    "images",
    "ink",
    "lines",
    "pageboxes",
    "reading",
    "sheets",
    "text",
    "transparency",
]
