"""Ten languages, each with sentences of its own: divided and spaced by its rules, and no word of them changed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from layout.type.hyphens import break_points
from layout.type.paragraph import set_paragraph
from layout.type.shaping import shape
from layout.type.spacing import refine
from layout.type.style import Align, ParagraphStyle, Part
from layout.values import replace

SENTENCES = {
    "en-GB": (
        (
            "“The investigators’ representatives,” writes Dr Jones on page 12, “recognised 74.6 per cent of the material "
            "– some 10 000 files – on 3 May.”"
        ),
        ["Dr~Jones", "page~12,", "74.6~per~cent", "material~–", "10_000", "3~May.”"],
    ),
    "en-US": (
        "“The organization’s 12 international representatives emphasized analysis,” said Mr. Smith in no. 4.",
        ["Mr.~Smith", "no.~4."],
    ),
    "sv": (
        (
            "”Undersökningen omfattar 40 procent av polismyndigheterna och 1 200 internetleverantörer”, säger professor "
            "Lind på sidan 4, den 3 maj."
        ),
        ["40~procent", "1_200", "professor~Lind", "sidan~4,", "3~maj."],
    ),
    "de": (
        (
            "„Die Strafverfolgungsbehörden arbeiten grenzüberschreitend zusammen“, heißt es auf S. 5, d. h. z. B. seit dem "
            "12. Mai in 20 Prozent der Ermittlungsverfahren, wie Dr. Weiß schreibt."
        ),
        ["S.~5,", "d._h.", "z._B.", "12.~Mai", "20~Prozent", "Dr.~Weiß"],
    ),
    "fr": (
        (
            "« Les enquêteurs spécialisés disposent-ils des moyens nécessaires ? » demande M. Dupont : 50 % répondent non ; "
            "l’organisation internationale compte 12 millions de signalements, p. 8 !"
        ),
        ["«~Les", "nécessaires_?~»", "M.~Dupont~:", "50~%", "non_;", "12~millions", "p.~8_!"],
    ),
    "es": (
        (
            "«¿Disponen los investigadores especializados de los recursos necesarios?», pregunta el Sr. Ruiz: el 20 por "
            "ciento responde negativamente, p. ej. en EE. UU., página 4."
        ),
        ["Sr.~Ruiz:", "20~por~ciento", "p._ej.", "EE._UU.,", "página~4."],
    ),
    "nb": (
        (
            "«Etterforskningen av overgrepsmateriale krever samarbeid mellom politidistriktene», sier 40 prosent på side 4, "
            "den 12. mai."
        ),
        ["40~prosent", "side~4,", "12.~mai."],
    ),
    "fi": (
        (
            "”Tutkimusmenetelmien kehittäminen edellyttää kansainvälistä yhteistyötä”, sanoo keskusrikospoliisi; "
            "20 prosenttia vastasi kieltävästi, sivu 4, ja 3 miljoonaa kuvaa odottaa."
        ),
        ["20~prosenttia", "sivu~4,", "3~miljoonaa"],
    ),
    "nl": (
        (
            "‘De opsporingsdiensten werken grensoverschrijdend samen’, zegt prof. Jansen op pagina 4; 20 procent van de "
            "onderzoekers antwoordde op 12 mei ontkennend."
        ),
        ["prof.~Jansen", "pagina~4;", "20~procent", "12~mei"],
    ),
    "pl": (
        (
            "„Współpraca międzynarodowa jest niezbędna”, mówi prokurator; w ubiegłym roku aż 20 procent odpowiedzi i 10 tys. "
            "zgłoszeń dotyczyło przestępstw z użyciem Internetu, s. 4."
        ),
        ["w~ubiegłym", "20~procent", "i~10~tys.", "z~użyciem", "s.~4."],
    ),
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_language_keeps_together_what_belongs_together(language):
    """Its quantities, dates, titles, references, abbreviations and marks have the spaces that it asks for."""
    text, joined = SENTENCES[language]
    shown = refine(text, language).replace("\u00a0", "~").replace("\u202f", "_")
    for expected in joined:
        assert f" {expected} " in f" {shown} "
    assert shown.replace("~", " ").replace("_", " ") == text


@pytest.mark.parametrize("language", SENTENCES)
def test_a_language_divides_its_words_as_its_patterns_say(language, fonts, roman):
    """In a narrow column words are divided, only where the patterns allow, and the words are those typed."""
    text, _ = SENTENCES[language]
    style = replace(roman, language=language)
    hyphens = 0
    for measure in range(90, 180, 10):
        lines = set_paragraph([Part(text, style)], ParagraphStyle(leading=13, align=Align.JUSTIFY), measure, fonts)
        said = ["".join(run.text for run in line.runs).replace("\u00a0", " ") for line in lines]
        assert "".join(said).replace("\u00ad", "") == text
        for line, (above, below) in zip(lines, pairwise(said), strict=False):
            if line.hyphenated:
                hyphens += 1
                head, tail = above.removesuffix("\u00ad").split(" ")[-1], below.split(" ")[0].removesuffix("\u00ad")
                word = next(word for word in text.split(" ") if head + tail in word)
                assert word.index(head + tail) + len(head) in break_points(word, language)
    assert hyphens > 3


@pytest.mark.parametrize("language", SENTENCES)
def test_what_a_language_joins_never_ends_a_line(language, fonts, roman):
    """At no measure does a line end between the parts of a quantity, or before a mark that stands apart."""
    text, joined = SENTENCES[language]
    joints = [
        f"{before[-2:]} {after[:2]}"
        for expected in joined
        for before, after in pairwise(expected.replace("_", "~").split("~"))
    ]
    style = replace(roman, language=language)
    for measure in range(90, 260, 6):
        lines = set_paragraph([Part(text, style)], ParagraphStyle(leading=13, align=Align.JUSTIFY), measure, fonts)
        said = ["".join(run.text for run in line.runs).replace("\u00a0", " ") for line in lines]
        assert [joint for joint in joints if not any(joint in line.rstrip() for line in said)] == []


def test_a_passage_in_italics_within_another_language_keeps_both(fonts, roman, italic):
    """Emphasis nested in a French passage changes the face and not the rules."""
    french, slanted = replace(roman, language="fr"), replace(italic, language="fr")
    parts = [Part("She said « Oui, ", french), Part("vraiment", slanted), Part(" ! » and left", french)]
    (line,) = set_paragraph(parts, ParagraphStyle(leading=13), 400.0, fonts)
    assert "".join(run.text for run in line.runs) == "She said «\u00a0Oui, vraiment !\u00a0» and left"
    assert [run.font for run in line.runs] == ["roman", "italic", "roman"]


@pytest.mark.parametrize(
    ("language", "word"),
    [("pl", "biało-czerwony"), ("pt", "guarda-chuvas"), ("cs", "česko-polský"), ("es", "teórico-práctico")],
)
def test_some_languages_repeat_the_hyphen_of_a_compound(language, word, fonts, roman):
    """It stands at the end of a line and at the start of the next; whoever copies the word gets one of them."""
    style = replace(roman, language=language)
    ragged = ParagraphStyle(leading=13, hyphenate=False, protrude=False)
    first, second = set_paragraph([Part(word, style)], ragged, 50.0, fonts)
    hyphen = shape("-", style, fonts).gids[0]
    assert first.runs[-1].pieces[-1].gids[-1] == second.runs[0].pieces[0].gids[0] == hyphen
    said = "".join(run.text for line in (first, second) for run in line.runs)
    assert said.replace("\u00ad", "") == word
    assert second.width == pytest.approx(second.runs[0].width)


def test_a_repeated_hyphen_is_reckoned_with(fonts, roman):
    """Justified lines that begin with one are as long as all others."""
    style = replace(roman, language="pl")
    text = "flaga biało-czerwona i barwy czarno-żółto-niebieskie oraz polsko-niemiecko-czeska współpraca " * 3
    flush = ParagraphStyle(leading=13, align=Align.JUSTIFY, protrude=False)
    repeated = 0
    for measure in range(70, 200, 3):
        *lines, _ = set_paragraph([Part(text, style)], flush, float(measure), fonts)
        for line in lines:
            if line.runs[0].pieces[0].texts == ("\u00ad",):
                repeated += 1
                assert line.width == pytest.approx(measure, abs=0.01) or line.spaces == 0
    assert repeated > 5


@pytest.mark.parametrize(("language", "word"), [("en-GB", "self-generated"), ("es", "Sánchez-Cano")])
def test_others_repeat_no_hyphen(language, word, fonts, roman):
    """In English "self-" and "generated" are one word with one hyphen, and so is a Spanish double name."""
    ragged = ParagraphStyle(leading=13, hyphenate=False)
    _, second = set_paragraph([Part(word, replace(roman, language=language))], ragged, 50.0, fonts)
    assert second.runs[0].text == word.partition("-")[2]
