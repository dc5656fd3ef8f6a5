"""Ways through the digital edition: people's names, and the order in which the tab key meets what can be followed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from reading import Node, Tagged
from saying import fold

from typeset.manifest import model


@pytest.fixture(scope="module")
def reader(whole) -> PdfReader:
    """The digital edition of each report."""
    return PdfReader(whole.paths["digital"])


@pytest.fixture(scope="module")
def experts(whole) -> list[model.Person]:
    """Those whom the list of the report names."""
    return [
        person
        for part in whole.report.book
        if isinstance(part, model.About) and part.experts is not None
        for person in part.experts.people
    ]


def links_in(node: Node) -> Iterator[tuple[Node, Any]]:
    """Each link below *node* with its annotation, in the order of the structure."""
    for one in node.walk():
        for annotation in one.links:
            yield one, annotation


def place_of(reader: PdfReader, annotation: Any) -> tuple[int, float]:
    """Page (from 0) and height above its foot that a link leads to."""
    page, _, _, top, _ = annotation["/Dest"]
    return reader.get_page_number(page.get_object()), float(top)


def entries_of(tagged: Tagged, people: list[model.Person]) -> dict[str, Node]:
    """The entry of each person in the list of those who comment, by name."""
    names = {fold(person.name.plain) for person in people}
    found = {}
    for node in tagged.root.walk():
        if node.role == "LI" and (body := next((kid for kid in node.kids if isinstance(kid, Node)), None)):
            first = body.kids[0]
            if isinstance(first, Node) and fold(first.text) in names:
                found[fold(first.text)] = node
    return found


def test_every_name_in_the_list_leads_to_what_the_person_says_and_back(reader, tagged, experts):
    """From each entry a link leads to a page where the name stands; a link of that name there leads back to the entry."""
    entries = entries_of(tagged, experts)
    assert len(entries) == len(experts) > 2
    there_and_back = 0
    for name, entry in entries.items():
        links = [link for node, link in links_in(entry) if fold(node.text) == name]
        if not links:
            continue
        page, _ = place_of(reader, links[0])
        backs = [
            place_of(reader, link)
            for node, link in links_in(tagged.root)
            if fold(node.text) == name and "/Dest" in link and reader.get_page_number(link["/P"].get_object()) == page
        ]
        listed = reader.get_page_number(links[0]["/P"].get_object())
        assert any(back == listed for back, _ in backs), name
        # It leads to the line of the name, not merely to the head of the list.
        assert any(0 <= top - float(links[0]["/Rect"][3]) < 12 for back, top in backs if back == listed), name
        there_and_back += 1
    assert there_and_back > len(experts) / 2


def test_an_address_in_the_manifest_is_printed_and_followed(reader, tagged, experts):
    """Who has a web address in the manifest shows it in the list, and it leads there."""
    entries = entries_of(tagged, experts)
    for person in experts:
        uris = [link["/A"]["/URI"] for _, link in links_in(entries[fold(person.name.plain)]) if "/A" in link]
        assert uris == ([person.web] if person.web else [])
        if person.web:
            assert (
                person.web.removeprefix("https://").removeprefix("www.").rstrip("/")
                in entries[fold(person.name.plain)].text
            )


def test_links_say_who_and_where(tagged, experts):
    """The spoken description of a person's link holds the name, and the page or the address that it leads to."""
    names = {fold(person.name.plain) for person in experts}
    told = [str(link["/Contents"]) for node, link in links_in(tagged.root) if fold(node.text) in names]
    assert told
    for words in told:
        assert any(name in fold(words) for name in names)
        assert "(page " in words or "(http" in words


def test_the_tab_key_meets_links_in_reading_order(reader, tagged):
    """The annotations of each page stand in the order of the structure, and the page tells viewers to follow it."""
    order = {link.indirect_reference.idnum: number for number, (_, link) in enumerate(links_in(tagged.root))}
    counted = 0
    for page in reader.pages:
        assert page["/Tabs"] == "/S"
        met = [order[entry.idnum] for entry in page.get("/Annots", [])]
        assert met == sorted(met)
        counted += len(met)
    assert counted == len(order) > 10


def test_the_print_edition_has_no_links(whole):
    """No name is a link on paper."""
    assert not any("/Annots" in page for page in PdfReader(whole.paths["print"]).pages)


def test_the_numbers_in_the_contents_are_called_by_their_part(tagged):
    """Whoever tabs through the contents hears at each numeral and range of pages what it leads to."""
    counted = 0
    for entry in (node for node in tagged.root.walk() if node.role == "TOCI"):
        links = [(fold(node.text), fold(str(link["/Contents"]))) for node, link in links_in(entry)]
        title = max((words for words, _ in links), key=len)
        for _, contents in links:
            counted += 1
            assert title in contents
            assert contents.endswith(")")
    assert counted > 10
