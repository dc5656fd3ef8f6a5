"""What a file says of itself twice: Info dictionary and XMP, word for word alike.

PDF/X-4 and PDF/A both compare the two (ISO 15930-7, 6.15; ISO 19005-3, 6.6.2).
"""

from __future__ import annotations

import re
import uuid
from xml.sax.saxutils import escape, quoteattr

from typeset.paint.about import Document
from typeset.paint.edition import Edition
from typeset.paint.syntax import literal, pdf_date, text_string, xmp_date

PRODUCER = "typeset, on ReportLab's PDF library"

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
}

# PDF/A knows no pdfuaid, so the file explains it (ISO 19005-3, 6.6.2.3; wording of ISO 14289-1, 5).
_PDFUA_SCHEMA = """\
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
"""


def info_entries(about: Document, edition: Edition) -> dict[str, bytes]:
    """The Info dictionary (ISO 32000-1, 14.3.3)."""
    date = literal(pdf_date(about.date).encode())
    entries = {
        "Title": about.title,
        "Author": _author(about),
        "Subject": about.subject,
        "Keywords": ", ".join(about.keywords),
        "Creator": about.creator,
        "Producer": PRODUCER,
    }
    return {
        **{key: text_string(_clean(words)) for key, words in entries.items() if words},
        "CreationDate": date,
        "ModDate": date,
        **({"Trapped": b"/False"} if edition.standard.tells_trapping else {}),
        **{key: text_string(words) for key, words in edition.standard.info},
    }


def xmp_packet(about: Document, edition: Edition, digest: bytes) -> bytes:
    """The XMP packet; *digest* is of the pages' content, from which the file's identity follows."""
    date = xmp_date(about.date)
    document = uuid.uuid5(uuid.NAMESPACE_OID, f"{about.job}\n{about.title}\n{edition.name}")
    instance = uuid.UUID(bytes=digest[:16], version=4)
    simple = {
        "xmp:CreateDate": date,
        "xmp:ModifyDate": date,
        "xmp:MetadataDate": date,
        "xmp:CreatorTool": about.creator,
        "pdf:Producer": PRODUCER,
        "pdf:Keywords": ", ".join(about.keywords),
        "pdf:Trapped": "False" if edition.standard.tells_trapping else "",
        "xmpMM:DocumentID": f"uuid:{document}",
        "xmpMM:InstanceID": f"uuid:{instance}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "dc:format": "application/pdf",
        **dict(edition.standard.claims),
    }
    lines = [f"   <{key}>{escape(_clean(words))}</{key}>\n" for key, words in simple.items() if words]
    lines.append(_lists(about))
    spaces = "".join(
        f"\n    xmlns:{prefix}={quoteattr(uri)}"
        for prefix, uri in _NAMESPACES.items()
        if any(f"<{prefix}:" in line for line in lines)
    )
    claims_ua = any(key.startswith("pdfuaid:") for key, _ in edition.standard.claims)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'  <rdf:Description rdf:about=""{spaces}>\n{"".join(lines)}  </rdf:Description>\n'
        f"{_PDFUA_SCHEMA if claims_ua else ''}"
        ' </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _lists(about: Document) -> str:
    """Dublin Core's properties that are lists or have one wording for each language."""
    parts = [_alternatives("dc:title", about.title), _alternatives("dc:description", about.subject)]
    parts += [
        f"   <{key}><rdf:{kind}><rdf:li>{escape(_clean(words))}</rdf:li></rdf:{kind}></{key}>\n"
        for key, kind, words in (
            ("dc:creator", "Seq", _author(about)),
            ("dc:publisher", "Bag", about.publisher),
            ("dc:language", "Bag", about.language),
        )
        if words
    ]
    return "".join(parts)


def _alternatives(key: str, words: str) -> str:
    if not words:
        return ""
    return f'   <{key}><rdf:Alt><rdf:li xml:lang="x-default">{escape(_clean(words))}</rdf:li></rdf:Alt></{key}>\n'


def _clean(words: str) -> str:
    """Leave out what XML cannot hold; Info then leaves it out too, so that both agree."""
    return _NOT_IN_XML.sub("", words)


def _author(about: Document) -> str:
    return about.author or about.publisher
