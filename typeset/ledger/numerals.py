"""Whole numbers in words, in the languages that reports are written in.

Each function takes a whole number from 0 to below a million million. Sources: New Hart's
Rules (English), Duden (German), Svenska skrivregler, Språkrådet (Norwegian), Taaladvies
(Dutch), Le bon usage (French, spelling before 1990), Ortografía de la lengua española.
"""

from __future__ import annotations

from collections.abc import Callable

Speller = Callable[[int], str]

BILLION, MILLION, THOUSAND = 10**9, 10**6, 10**3


def _row(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_EN_SMALL = _row(
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_EN_TENS = _row("twenty thirty forty fifty sixty seventy eighty ninety")


def in_english(number: int) -> str:
    """``one thousand six hundred``, ``two hundred and five``."""
    if number < 20:
        return _EN_SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _EN_TENS[tens - 2] + (f"-{_EN_SMALL[ones]}" if ones else "")
    if number < THOUSAND:
        hundreds, rest = divmod(number, 100)
        return f"{_EN_SMALL[hundreds]} hundred" + (f" and {in_english(rest)}" if rest else "")
    size, name = next(
        pair for pair in ((BILLION, "billion"), (MILLION, "million"), (THOUSAND, "thousand")) if number >= pair[0]
    )
    count, rest = divmod(number, size)
    joint = " and " if 0 < rest < 100 else " "
    return f"{in_english(count)} {name}" + (joint + in_english(rest) if rest else "")


def _with_millions(
    number: int, below: Speller, million: tuple[str, str, str], billion: tuple[str, str, str], joint: str = " "
) -> str:
    """Millions and more: one of them, several of them, the word for one before it."""
    pieces = []
    for size, (one, single, plural) in ((BILLION, billion), (MILLION, million)):
        count, number = divmod(number, size)
        if count:
            pieces.append(f"{one} {single}" if count == 1 else f"{below(count)} {plural}")
    if number or not pieces:
        pieces.append(below(number))
    return joint.join(pieces)


_DE_SMALL = _row(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_DE_TENS = _row("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def in_german(number: int) -> str:
    """``tausend``, ``eintausendsechshundert``, ``zwei Millionen``."""
    return _with_millions(number, _german, ("eine", "Million", "Millionen"), ("eine", "Milliarde", "Milliarden"))


def _german(number: int) -> str:
    if number < 20:
        return _DE_SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_german_stem(ones)}und{_DE_TENS[tens - 2]}" if ones else _DE_TENS[tens - 2]
    size, name = (THOUSAND, "tausend") if number >= THOUSAND else (100, "hundert")
    count, rest = divmod(number, size)
    lead = "" if count == 1 and not rest else _german_stem(count)
    return f"{lead}{name}{_german(rest) if rest else ''}"


def _german_stem(number: int) -> str:
    word = _german(number)
    return word[:-1] if word.endswith("eins") else word


_SV_SMALL = _row(
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
)
_SV_TENS = _row("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio")


def in_swedish(number: int) -> str:
    """``hundra``, ``ettusensexhundra``, ``två miljoner``."""
    return _with_millions(number, _swedish, ("en", "miljon", "miljoner"), ("en", "miljard", "miljarder"))


def _swedish(number: int) -> str:
    if number < 20:
        return _SV_SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _SV_TENS[tens - 2] + (_SV_SMALL[ones] if ones else "")
    size, name = (THOUSAND, "tusen") if number >= THOUSAND else (100, "hundra")
    count, rest = divmod(number, size)
    lead = "" if count == 1 and not rest else _swedish(count)
    # Three like consonants are never written in a row: ett + tusen is ettusen.
    lead = lead[:-1] if lead.endswith("tt") and name == "tusen" else lead
    return f"{lead}{name}{_swedish(rest) if rest else ''}"


_NB_SMALL = _row(
    "null én to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten"
)
_NB_TENS = _row("tjue tretti førti femti seksti sytti åtti nitti")


def in_norwegian(number: int) -> str:
    """``hundre``, ``ett tusen seks hundre``, ``to millioner``."""
    return _with_millions(number, _norwegian, ("en", "million", "millioner"), ("en", "milliard", "milliarder"))


def _norwegian(number: int) -> str:
    if number < 20:
        return _NB_SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _NB_TENS[tens - 2] + (_NB_SMALL[ones].replace("én", "en") if ones else "")
    if number < THOUSAND:
        hundreds, rest = divmod(number, 100)
        lead = "" if hundreds == 1 and not rest else f"{'ett' if hundreds == 1 else _NB_SMALL[hundreds]} "
        return f"{lead}hundre" + (f" og {_norwegian(rest)}" if rest else "")
    count, rest = divmod(number, THOUSAND)
    lead = "" if count == 1 and not rest else f"{'ett' if count == 1 else _norwegian(count)} "
    joint = " og " if 0 < rest < 100 else " "
    return f"{lead}tusen" + (joint + _norwegian(rest) if rest else "")


_NL_SMALL = _row(
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
)
_NL_TENS = _row("twintig dertig veertig vijftig zestig zeventig tachtig negentig")


def in_dutch(number: int) -> str:
    """``honderd``, ``zestienhonderd``, ``twee miljoen``."""
    return _with_millions(number, _dutch, ("een", "miljoen", "miljoen"), ("een", "miljard", "miljard"))


def _dutch(number: int) -> str:
    if number < 20:
        return _NL_SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        if not ones:
            return _NL_TENS[tens - 2]
        joint = "ën" if _NL_SMALL[ones].endswith("e") else "en"
        return f"{_NL_SMALL[ones]}{joint}{_NL_TENS[tens - 2]}"
    if number < THOUSAND or (number < 10 * THOUSAND and number % THOUSAND and not number % 100):
        hundreds, rest = divmod(number, 100)
        return f"{_dutch(hundreds) if hundreds > 1 else ''}honderd{_dutch(rest) if rest else ''}"
    count, rest = divmod(number, THOUSAND)
    return f"{_dutch(count) if count > 1 else ''}duizend" + (f" {_dutch(rest)}" if rest else "")


_FR_SMALL = _row(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_FR_TENS = _row("vingt trente quarante cinquante soixante")


def in_french(number: int) -> str:
    """``quatre-vingts``, ``mille six cents``, ``deux millions``."""
    return _with_millions(number, _french, ("un", "million", "millions"), ("un", "milliard", "milliards"))


def _french(number: int) -> str:
    if number < 20:
        return _FR_SMALL[number]
    if number < 70:
        tens, ones = divmod(number, 10)
        joint = " et " if ones == 1 else "-"
        return _FR_TENS[tens - 2] + (f"{joint}{_FR_SMALL[ones]}" if ones else "")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{_FR_SMALL[number - 60]}"
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{_FR_SMALL[number - 80]}"
    if number < THOUSAND:
        hundreds, rest = divmod(number, 100)
        lead = "" if hundreds == 1 else f"{_FR_SMALL[hundreds]} "
        return f"{lead}cent{'s' if hundreds > 1 and not rest else ''}" + (f" {_french(rest)}" if rest else "")
    count, rest = divmod(number, THOUSAND)
    # Before mille, which is a number itself, cent and vingt take no s.
    lead = "" if count == 1 else f"{_without_s(_french(count))} "
    return f"{lead}mille" + (f" {_french(rest)}" if rest else "")


def _without_s(words: str) -> str:
    return words[:-1] if words.endswith(("cents", "vingts")) else words


_ES_SMALL = _row(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS = _row("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _row(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)


def in_spanish(number: int) -> str:
    """``cien``, ``mil seiscientos``, ``dos millones``, ``mil millones``."""
    millions, rest = divmod(number, MILLION)
    if not millions:
        return _spanish(rest)
    lead = "un millón" if millions == 1 else f"{_short_one(_spanish(millions))} millones"
    return lead + (f" {_spanish(rest)}" if rest else "")


def _spanish(number: int) -> str:
    if number < 30:
        return _ES_SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _ES_TENS[tens - 3] + (f" y {_ES_SMALL[ones]}" if ones else "")
    if number == 100:
        return "cien"
    if number < THOUSAND:
        hundreds, rest = divmod(number, 100)
        return _ES_HUNDREDS[hundreds - 1] + (f" {_spanish(rest)}" if rest else "")
    count, rest = divmod(number, THOUSAND)
    lead = "" if count == 1 else f"{_short_one(_spanish(count))} "
    return f"{lead}mil" + (f" {_spanish(rest)}" if rest else "")


def _short_one(words: str) -> str:
    """``veintiún mil``, ``treinta y un mil``: before a noun, one is shorter."""
    if words.endswith("veintiuno"):
        return words[: -len("veintiuno")] + "veintiún"
    return words[:-1] if words.endswith("uno") else words


SPELLERS = {
    "en": in_english,
    "de": in_german,
    "sv": in_swedish,
    "nb": in_norwegian,
    "nl": in_dutch,
    "fr": in_french,
    "es": in_spanish,
}
