"""The words of a page as its content shows them, and a hash that two editions can share.

Only what stands on the trimmed page counts, so a press edition's slug line does not; white
space and soft hyphens are left out, since how they are written says nothing about what is read.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from typeset.preflight.facts import Page, touches

_SILENT = re.compile(r"[\s\u00ad\u200b\u200c\u200d\u2060\ufeff]+")


def words_of(page: Page) -> str:
    """Visible text in painting order, one line for each string shown."""
    return "\n".join(o.text.text for o in page.objects if o.text and o.text.visible and touches(page.trim, o.box))


def text_hash(page: Page) -> str:
    """SHA-256 of the page's words, without anything that only spaces them."""
    said = _SILENT.sub("", unicodedata.normalize("NFC", words_of(page)))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
