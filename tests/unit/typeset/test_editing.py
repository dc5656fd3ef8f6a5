"""Editing: what no author should have to repeat is written out, and places are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from layout.complaint import Complaint, Gravity
from layout.design import parts
from layout.design.rich import PageOf, Words, plain
from layout.pages.piece import Stands
from typeset.editing import edit
from typeset.manifest.loading import load
from typeset.problem import Severity

MANIFEST = """
report: {title: Water, year: 2026, publisher: River Watch, language: en-GB}
sources:
  survey: {title: Survey of volunteers, year: 2025}
abbreviations: {NGO: non-governmental organisation}
figures:
  all: {value: 200, unit: volunteers, measures: volunteers, question: not applicable, source: survey}
  share: {value: 64.5, unit: per cent, measures: volunteers who agreed, question: single, source: survey}
  range: {value: 1-3, unit: terabytes, measures: size of a case, question: open, source: survey}
  whole: {value: 100, unit: terabytes, measures: largest case, question: open, source: survey}
people:
  hart: {name: Ada M. Hart, role: Ecologist, organisation: County Museum}
  museum: {name: County Museum, kind: organisation, role: Archive, organisation: County Museum}
  reed: {name: Jo Reed, web: "https://reed.example"}
  moss: {name: Ida Moss}
book:
  - part: cover
    field: {count: 200, figure: all}
  - part: insight
    number: 1
    headline: One
    field: {lit: share, caption: Dots}
    text: |
      An NGO and another NGO agreed with {share} in {see:insight-2}, and {page:insight-2} again.
    commentaries:
      - {id: from-hart, who: hart, headline: Two, text: Words.}
      - {who: museum, headline: Three, text: Words.}
  - part: insight
    number: 2
    headline: Two
    field: {lit: range, each: 0.1, of: whole, caption: Dots}
    text: Words, as {see:from-hart} says.
  - part: about
    headline: Method
    text: "{@hart} asked, and {@hart} counted with {@reed}, {@museum} and {@moss}."
    experts: {headline: Those who comment, people: [hart, museum]}
  - part: letter
    headline: A letter
    text: Words.
    signed: {name: Jo Reed, role: Chair}
  - part: thanks
    headline: Thanks
    text: Thank you.
"""


@pytest.fixture
def story(tmp_path: Path):
    """The story of the manifest above, with its origins."""
    (tmp_path / "content.yaml").write_text(MANIFEST, encoding="utf-8")
    loaded = load(tmp_path / "content.yaml")
    assert not loaded.problems
    assert loaded.report is not None
    return edit(loaded.report, (), {})


def insight(story: parts.Story, number: int) -> parts.Insight:
    """The insight of that number."""
    return next(one for one in story.sections if isinstance(one, parts.Insight) and one.number == number)


def test_a_share_lights_its_part_of_a_thousand_dots(story):
    """64.5 per cent is 645 of 1,000 dots, whatever the number of those who answered."""
    field = insight(story[0], 1).field
    assert (field.total, field.lit, field.half) == (1000, 645, 0)


def test_a_range_lights_its_low_end_and_half_lights_the_rest(story):
    """1–3 terabytes at a tenth each, of 100: ten dots lit, twenty more in the middle tone."""
    field = insight(story[0], 2).field
    assert (field.total, field.lit, field.half) == (1000, 10, 20)


def test_a_field_says_what_it_counts(story):
    """Each field of dots has words for those who cannot see it, with its figure and unit."""
    assert "645 of 1,000 dots" in insight(story[0], 1).field.alt
    assert "terabytes" in insight(story[0], 2).field.alt


def test_references_name_the_place_and_leave_the_page_open(story):
    """A reference (insight 2, page …) and a bare page number wait for the layout; the names are the editor's."""
    references = [node for node in insight(story[0], 1).text[0].text if isinstance(node, PageOf)]
    assert [(one.anchor, one.lead) for one in references] == [("insight-2", "insight 2, page\u00a0"), ("insight-2", "")]
    (other,) = [node for node in insight(story[0], 2).text[0].text if isinstance(node, PageOf)]
    assert other.lead == "the commentary by Ada M. Hart, page\u00a0"


def test_an_abbreviation_is_spelt_out_once_in_a_part(story):
    """Listeners hear what NGO stands for at its first use in a part, and are spared it at the second."""
    nodes = [node for node in insight(story[0], 1).text[0].text if isinstance(node, Words)]
    assert [node.text for node in nodes if node.expansion] == ["NGO"]
    assert plain(tuple(nodes)).count("NGO") == 2


def test_neighbours_in_one_manner_are_one_stretch(story):
    """A figure in plain text joins the words around it, so that spacing rules see the whole sentence."""
    first, *_ = (node for node in insight(story[0], 1).text[0].text if isinstance(node, Words) and "64.5" in node.text)
    assert first.text == " and another NGO agreed with 64.5\u00a0per cent in "


def test_initials_leave_middle_names_out(story):
    """A monogram has the first and the last initial; an organisation only its first letter."""
    who = [comment.who for comment in insight(story[0], 1).commentaries]
    assert [one.initials for one in who] == ["AH", "C"]


def test_an_organisation_is_named_once(story):
    """A role takes the organisation along unless the name or the role already says it."""
    who = [comment.who for comment in insight(story[0], 1).commentaries]
    assert [plain(one.role) for one in who] == ["Ecologist, County Museum", "Archive"]


def test_a_complaint_of_layout_points_at_the_words(story):
    """What layout finds wrong comes back with the line and column of the very words in the manifest."""
    paragraph = insight(story[0], 2).text[0]
    complaint = Complaint(code="x", message="m", origin=paragraph.origin, found="Words", gravity=Gravity.WARNING)
    problem = story[1].problem(complaint)
    line = next(number for number, text in enumerate(MANIFEST.splitlines(), 1) if "Words, as" in text)
    assert (problem.span.line, problem.span.column, problem.span.length) == (line, 11, 5)
    assert problem.severity is Severity.WARNING


def about(story: parts.Story) -> parts.About:
    """The part about the report."""
    return next(one for one in story.sections if isinstance(one, parts.About))


def test_a_name_in_the_list_leads_to_the_commentary_and_the_commentary_back(story):
    """Each entry links to what the person says, whether or not that has an id, and the name there to the entry."""
    for expert, comment in zip(about(story[0]).experts, insight(story[0], 1).commentaries, strict=True):
        [(listed, spoken)] = zip(expert.named, comment.who.named, strict=True)
        assert (listed.anchor, spoken.anchor) == (comment.key, expert.anchor)
        assert listed.contents == f"{expert.name}, commentary “{plain(comment.headline)}”"
        assert spoken.contents == f"{expert.name} among those who comment"
    assert len({comment.key for comment in insight(story[0], 1).commentaries}) == 2


def test_running_text_links_a_name_at_its_first_mention(story):
    """A part links each person once: to the list, else to what they say; of one who has neither only the name stands."""
    nodes = [node for node in about(story[0]).text[0].text if isinstance(node, Words)]
    assert [(node.text, node.anchor) for node in nodes if node.anchor] == [
        ("Ada M. Hart", "listed:hart"),
        ("Jo Reed", "letter"),
        ("County Museum", "listed:museum"),
    ]
    assert plain(tuple(nodes)) == "Ada M. Hart asked, and Ada M. Hart counted with Jo Reed, County Museum and Ida Moss."


def test_who_is_not_listed_leads_to_their_address_where_they_speak(story):
    """The signature does not link to itself; the person's page is what is left, and it is named."""
    letter = next(one for one in story[0].sections if isinstance(one, parts.Letter))
    assert [(node.text, node.uri, node.contents) for node in letter.name] == [
        ("Jo Reed", "https://reed.example", "Web page of Jo Reed")
    ]


BLOCKS = """
report: {title: Water, year: 2026, publisher: River Watch, language: en-GB, opens: recto}
people:
  hart: {name: Ada Hart}
book:
  - part: insight
    number: 1
    headline: One
    text: Words.
  - part: insight
    number: 2
    headline: Two
    opens: any
    text:
      - {box: Fact, text: A fact., stands: top, whole: true}
      - {boxes: [{box: One, text: First.}, {box: Two, text: Second.}], stands: bottom, whole: true}
      - {table: {title: Shares, columns: [Country], rows: [[Norway]], stands: here, whole: true}}
      - {trends: To come, items: [{text: More., view: Less.}], stands: bottom, whole: true}
      - {pull: Less is more., as: paraphrase, stands: top}
      - {aside: hart, text: She agrees., whole: true}
      - {views: [One agreed.], whole: true}
      - {box: Fact, text: A fact.}
"""


@pytest.fixture
def wishes(tmp_path: Path):
    """The two insights of the manifest above."""
    (tmp_path / "content.yaml").write_text(BLOCKS, encoding="utf-8")
    loaded = load(tmp_path / "content.yaml")
    assert not loaded.problems
    assert loaded.report is not None
    return edit(loaded.report, (), {})[0].sections


def test_insights_open_as_the_report_says_unless_they_say_it_themselves(wishes):
    """`opens:` under `report:` holds for every insight that has none."""
    assert [insight.opens for insight in wishes] == [parts.Side.RECTO, parts.Side.ANY]


def test_insights_open_on_a_verso_where_nothing_is_said(story):
    """Without any `opens:` insights begin on left-hand pages."""
    insights = [one for one in story[0].sections if isinstance(one, parts.Insight)]
    assert [insight.opens for insight in insights] == [parts.Side.VERSO] * 2


def test_blocks_stand_and_stay_whole_as_their_authors_wish(wishes):
    """`stands:` and `whole:` reach the design for every block that has them; by default it decides."""
    asked = [(getattr(one, "stands", None), getattr(one, "whole", None)) for one in wishes[1].text]
    assert asked == [
        (Stands.TOP, True),
        (Stands.BOTTOM, True),
        (Stands.HERE, True),
        (Stands.BOTTOM, True),
        (Stands.TOP, None),
        (None, True),
        (None, True),
        (Stands.FREE, False),
    ]
