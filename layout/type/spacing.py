"""Spaces that must not break or must be narrow: the manners of each language.

Every rule looks at the words on either side of a space and may put another space in
its place, one character for one, so that a position in the refined text is a position
in the manifest. Words and marks are never touched, and a space that the author did not
type is never added.

Sources: New Hart's Rules (English), Duden (German), Lexique des règles typographiques
en usage à l'Imprimerie nationale (French), Svenska skrivregler, Ortografía de la lengua
española, Språkrådet (Norwegian), Kielitoimiston ohjepankki (Finnish), Taaladvies
(Dutch), PWN (Polish).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from layout.type.style import Part
from layout.values import Struct, replace

NO_BREAK, NARROW = "\u00a0", "\u202f"

_OPENING = "([{“‘„‚«‹\"'¿¡"
_CLOSING = ")]}”’“‘»›\"'.,;:!?…"
_DASHES = ("–", "—")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SIGNS = _words("§ §§ € £ $ ¥ US$ EUR GBP USD SEK NOK CHF PLN № ± ≈")
_UNITS = _words(
    "% ‰ ° °C °F € £ $ EUR GBP USD SEK NOK CHF PLN kr g kg t mg m km cm mm m² km² l ml h s min ms kB MB GB TB PB"
    " Hz kHz MHz GHz W kW MW GW kWh MWh GWh pt px dpi"
)


class Manners(Struct, frozen=True, kw_only=True):
    """What one language joins. All words in lower case unless case tells."""

    units: frozenset[str] = frozenset()
    """After a number, beside the symbols that all languages share."""
    per_cent: tuple[str, str] | None = None
    """Two words that make one unit."""
    months: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    """Before a number: page 16."""
    titles: frozenset[str] = frozenset()
    """Before a name; as written."""
    abbreviations: frozenset[tuple[str, str]] = frozenset()
    """Points inside which a thin space stands: z. B."""
    clinging: frozenset[str] = frozenset()
    """One-letter words that must not end a line."""
    spaced_marks: bool = False
    """Marks that stand apart from their word, as in French."""
    small: frozenset[str] = frozenset()
    """Articles, conjunctions and short prepositions: no heading's line should end in one."""


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    chains = [chain.split() for chain in text.split(",")]
    return frozenset((one, two) for chain in chains for one, two in pairwise(chain))


_MANNERS = {
    "en": Manners(
        units=_words(
            "percent million billion trillion thousand hundred dozen points point times a.m. p.m. am pm"
            " years year months month weeks week days day hours hour minutes minute"
        ),
        per_cent=("per", "cent"),
        months=_words(
            "january february march april may june july august september october november december"
            " jan feb mar apr jun jul aug sept sep oct nov dec"
        ),
        references=_words(
            "page pages p. pp. no. nos. insight insights chapter chapters section sections figure figures fig. table"
            " tables note notes part box annex appendix step volume vol. article question trend year phase grade"
        ),
        titles=_words("Dr Dr. Mr Mr. Mrs Mrs. Ms Ms. Prof. Prof St St. Sir"),
        small=_words(
            "a an the of in on at to by for from with as is and or but nor so if that than into over per via its it"
            " no not who how what our their we be are"
        ),
    ),
    "sv": Manners(
        units=_words("procent miljoner miljarder tusen kronor gånger år månader veckor dagar timmar"),
        months=_words("januari februari mars april maj juni juli augusti september oktober november december"),
        references=_words("sida sidan sidorna s. nr kapitel kap. avsnitt figur tabell bilaga del insikt not"),
        titles=_words("Dr Prof. professor"),
        abbreviations=_pairs("t. ex.,bl. a.,d. v. s.,m. m.,o. s. v.,s. k."),
        small=_words("en ett den det de av i på till för med om och eller men som att är än vid ur"),
    ),
    "de": Manners(
        units=_words(
            "Prozent Millionen Milliarden Mio. Mrd. Tsd. Euro Mal Jahre Jahren Monate Wochen Tage Stunden Uhr"
        ),
        months=_words("januar februar märz april mai juni juli august september oktober november dezember"),
        references=_words(
            "seite seiten s. nr. kapitel kap. abschnitt abbildung abb. tabelle tab. anhang teil band bd. art."
        ),
        titles=_words("Dr. Prof. Herr Frau"),
        abbreviations=_pairs(
            "z. B.,d. h.,u. a.,i. d. R.,o. ä.,s. o.,s. u.,v. a.,u. U.,z. T.,a. a. O.,i. A.,n. Chr.,v. Chr."
        ),
        small=_words(
            "der die das den dem des ein eine einen einem einer in im an am auf zu zum zur von vom für mit und oder"
            " als bei aus um ist"
        ),
    ),
    "fr": Manners(
        units=_words("millions million milliards milliard mille euros fois ans mois semaines jours heures"),
        per_cent=("pour", "cent"),
        months=_words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        references=_words(
            "page pages p. no n° nº numéro chapitre chap. section figure fig. tableau annexe partie tome art."
        ),
        titles=_words("M. MM. Mme Mmes Mlle Dr Pr"),
        spaced_marks=True,
        small=_words("le la les un une des de du d' à au aux en et ou par pour sur dans avec que qui sans se ne est"),
    ),
    "es": Manners(
        units=_words("millones millón mil euros veces años meses semanas días horas"),
        per_cent=("por", "ciento"),
        months=_words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        references=_words(
            "página páginas p. pág. págs. n.º núm. capítulo cap. sección figura fig. tabla cuadro anexo parte art."
        ),
        titles=_words("Sr. Sra. Dr. Dra. D. Dña. Prof."),
        abbreviations=_pairs("EE. UU.,p. ej.,a. C.,d. C.,s. f."),
        small=_words("el la los las un una de del a al en y o e u por para con que se su sin lo es"),
    ),
    "nb": Manners(
        units=_words("prosent millioner milliarder tusen kroner ganger år måneder uker dager timer"),
        months=_words("januar februar mars april mai juni juli august september oktober november desember"),
        references=_words("side sidene s. nr. kapittel kap. avsnitt figur tabell vedlegg del"),
        titles=_words("Dr. Prof. professor"),
        abbreviations=_pairs("f. eks.,bl. a.,d. v. s.,m. m.,o. s. v.,s. k."),
        small=_words("en ei et den det de av i på til for med om og eller men som at er enn ved"),
    ),
    "fi": Manners(
        units=_words(
            "prosenttia prosentti miljoonaa miljardia tuhatta euroa kertaa vuotta kuukautta viikkoa päivää tuntia"
        ),
        months=_words(
            "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
            " marraskuuta joulukuuta"
        ),
        references=_words("sivu sivut sivulla s. nro luku kuva kuvio taulukko liite osa"),
        titles=_words("tri prof."),
        small=_words("ja tai on ei se että kun jos vai sekä"),
    ),
    "nl": Manners(
        units=_words("procent miljoen miljard duizend euro keer jaar maanden weken dagen uur"),
        months=_words("januari februari maart april mei juni juli augustus september oktober november december"),
        references=_words("pagina bladzijde blz. p. nr. hoofdstuk paragraaf figuur tabel bijlage deel art."),
        titles=_words("dr. Dr. prof. Prof. dhr. mevr. mr."),
        abbreviations=_pairs("d. w. z.,o. a.,m. a. w.,a. u. b."),
        small=_words("de het een van in op aan te tot voor met en of maar als bij om uit is dat die per"),
    ),
    "pl": Manners(
        units=_words(
            "procent procenta mln mld tys. tysięcy milionów miliardów złotych zł razy lat lata miesięcy tygodni dni"
        ),
        months=_words(
            "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
        ),
        references=_words("strona strony s. str. nr rozdział rozdz. rysunek rys. tabela tab. załącznik część art."),
        titles=_words("dr prof. pan pani"),
        abbreviations=_pairs("m. in.,t. j.,p. n. e.,n. e."),
        clinging=_words("a i o u w z"),
        small=_words("na do od za po we ze ku nad pod bez dla i a o u w z lub czy że się jest"),
    ),
}
_MANNERS["no"] = _MANNERS["nb"]
_PLAIN = Manners()


def manners_of(language: str) -> Manners:
    """The manners of a BCP 47 tag's language; of an unknown one, those that all share."""
    return _MANNERS.get(language.partition("-")[0].lower(), _PLAIN)


def small_words(language: str) -> frozenset[str]:
    """Articles and short prepositions, which lead on to the next word."""
    return manners_of(language).small


@lru_cache(maxsize=8192)
def refine(text: str, language: str) -> str:
    """Put in the spaces that *language* asks for; the length stays the same."""
    manners = manners_of(language)
    words = text.split(" ")
    refined = [words[0]]
    for earlier, word, following, later in zip(["", *words], words, words[1:], [*words[2:], ""], strict=False):
        joint = _joint(earlier, word, following, later, manners) if word and following else " "
        refined += joint, following
    return "".join(refined)


def _joint(earlier: str, word: str, following: str, later: str, manners: Manners) -> str:
    """The space between *word* and *following*, with what stands on either side of them."""
    first = following[0]
    if first in _DASHES or first == "…":
        return NO_BREAK
    if manners.spaced_marks and (mark := _mark_space(word, following)):
        return mark
    last = word[-1]
    if last.isdigit() or (last == "." and word[:-1].isdigit()):
        return _after_number(word, following, later, manners)
    core = word.lstrip(_OPENING)
    if (core in _SIGNS or core.lower() in manners.references) and (first.isdigit() or _ROMAN.match(following)):
        return NO_BREAK
    if last == "." and (core, following.rstrip(",;:!?)")) in manners.abbreviations:
        return NARROW
    is_initial = len(core) == 2 and last == "." and core[0].isupper()
    if first.isupper() and (is_initial or core in manners.titles):
        return NO_BREAK
    if len(core) == 1 and core.lower() in manners.clinging:
        return NO_BREAK
    if manners.per_cent and core == manners.per_cent[0] and earlier[-1:].isdigit():
        return NO_BREAK if following.rstrip(_CLOSING) == manners.per_cent[1] else " "
    if (not earlier and word in _DASHES) or (core == "…" and (core != word or not earlier)):
        return NO_BREAK
    return " "


def _mark_space(word: str, following: str) -> str:
    """French: a thin space before ; ! ? and a whole one before : » and after «."""
    if following[0] in ";!?":
        return NARROW
    if following[0] in ":»" or word[-1] == "«":
        return NO_BREAK
    return ""


def _after_number(word: str, following: str, later: str, manners: Manners) -> str:
    """Digits in groups of three are one number; a number and its unit are one quantity."""
    digits = word.lstrip(_OPENING + "+-−€£$~")
    if digits.isdigit() and len(digits) <= 3 and _GROUP.match(following):
        return NARROW
    core = following.rstrip(_CLOSING)
    if core in _UNITS or core in manners.units or following in manners.units:
        return NO_BREAK
    if len(digits) <= 3 and core.lower() in manners.months:
        return NO_BREAK
    if manners.per_cent == (core, later.rstrip(_CLOSING)):
        return NO_BREAK
    return " "


_ROMAN = re.compile(r"[IVXLC]+(?!\w)")
_GROUP = re.compile(r"\d{3}(?!\d)")


def refine_parts(parts: Sequence[Part]) -> Sequence[Part]:
    """Refine a paragraph as one text, so that rules hold across a change of style.

    Each stretch of one language follows that language's rules.
    """
    if len(parts) == 1:
        part = parts[0]
        text = refine(part.text, part.style.language)
        return parts if text == part.text else (replace(part, text=text),)
    refined: list[Part] = []
    start = 0
    while start < len(parts):
        language = parts[start].style.language
        end = start
        while end < len(parts) and parts[end].style.language == language:
            end += 1
        text = refine("".join(part.text for part in parts[start:end]), language)
        at = 0
        for part in parts[start:end]:
            refined.append(replace(part, text=text[at : at + len(part.text)]))
            at += len(part.text)
        start = end
    return refined
