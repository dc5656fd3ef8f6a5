"""Quantities in other languages: spelt out, printed, and read back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from typeset.ledger import numerals
from typeset.ledger.house import default_house, load_house
from typeset.ledger.quantity import Claim, fits, plain_number, read_claim
from typeset.ledger.tongues import KNOWN, Tongue, tongue_of
from typeset.ledger.values import Amount, CannotPrint, Range, Several, Value, print_as

LANGUAGES = ("en-GB", "en-US", "de-DE", "de-CH", "sv-SE", "nb-NO", "nl-NL", "fr-FR", "es-ES", "fi-FI")


def amount(written: str) -> Amount:
    """One number, exact."""
    return Amount(Decimal(written))


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [
        ("de", 1, "eins"),
        ("de", 21, "einundzwanzig"),
        ("de", 100, "hundert"),
        ("de", 1600, "eintausendsechshundert"),
        ("de", 21_000, "einundzwanzigtausend"),
        ("de", 2_000_001, "zwei Millionen eins"),
        ("sv", 21, "tjugoett"),
        ("sv", 1600, "ettusensexhundra"),
        ("sv", 3_000_000, "tre miljoner"),
        ("nb", 21, "tjueen"),
        ("nb", 105, "ett hundre og fem"),
        ("nb", 1001, "ett tusen og én"),
        ("nl", 22, "tweeëntwintig"),
        ("nl", 1600, "zestienhonderd"),
        ("nl", 2345, "tweeduizend driehonderdvijfenveertig"),
        ("fr", 71, "soixante et onze"),
        ("fr", 80, "quatre-vingts"),
        ("fr", 81, "quatre-vingt-un"),
        ("fr", 200, "deux cents"),
        ("fr", 80_000, "quatre-vingt mille"),
        ("fr", 1_000_000, "un million"),
        ("es", 22, "veintidós"),
        ("es", 100, "cien"),
        ("es", 101, "ciento uno"),
        ("es", 31_000, "treinta y un mil"),
        ("es", 3_000_000_000, "tres mil millones"),
    ],
)
def test_whole_numbers_are_spelt_as_each_language_spells_them(code, number, words):
    """Joints, plurals and the short forms of one follow the language."""
    assert numerals.SPELLERS[code](number) == words


@pytest.mark.parametrize("code", sorted(numerals.SPELLERS))
def test_no_two_numbers_are_spelt_alike(code):
    """What is spelt can be read back: the first five thousand numbers have five thousand spellings."""
    spell = numerals.SPELLERS[code]
    assert len({spell(number) for number in range(5000)}) == 5000


@pytest.mark.parametrize("code", sorted(numerals.SPELLERS))
@pytest.mark.parametrize("number", [0, 2, 7, 13, 21, 42, 81, 99, 101, 1600, 2016, 2_000_000])
def test_spelt_numbers_are_read_back(code, number):
    """The audit understands what the ledger prints."""
    claim = read_claim(numerals.SPELLERS[code](number), default_house(code))
    assert claim is not None
    assert (claim.kind, claim.low, claim.high) == ("number", number, number)


@pytest.mark.parametrize(
    ("language", "share", "long", "range_"),
    [
        ("en-GB", "74.6 per cent", "1,234,567.5", "50–80%"),
        ("en-US", "74.6 percent", "1,234,567.5", "50–80%"),
        ("de-DE", "74,6 Prozent", "1.234.567,5", "50–80 %"),
        ("de-CH", "74.6 Prozent", "1’234’567.5", "50–80 %"),
        ("sv-SE", "74,6 procent", "1 234 567,5", "50–80 %"),
        ("nb-NO", "74,6 prosent", "1 234 567,5", "50–80 %"),
        ("nl-NL", "74,6 procent", "1.234.567,5", "50–80%"),
        ("fr-FR", "74,6 %", "1 234 567,5", "50–80 %"),
        ("es-ES", "74,6 %", "1 234 567,5", "50–80 %"),
        ("fi-FI", "74,6 %", "1 234 567,5", "50–80 %"),
    ],
)
def test_figures_are_printed_in_the_manner_of_the_language(language, share, long, range_):
    """Decimal sign, thousands, the word or sign for per cent and the space before it."""
    tongue = tongue_of(language)

    def printed(value: Value, unit: str, form: str = "default") -> str:
        return print_as(value, unit, form, tongue).replace("\u00a0", " ").replace("\u202f", " ")

    assert printed(amount("74.6"), "per cent") == share
    assert printed(amount("1234567.5"), "tonnes") == long
    assert printed(Range(Decimal(50), Decimal(80)), "per cent", "symbol") == range_


def test_four_digits_stand_together_where_the_language_has_them_so():
    """1600 in German and Spanish, 1,600 in English, 1.600 in Dutch; a year is never grouped."""
    found = [print_as(amount("1600"), "x", "number", tongue_of(code)) for code in ("de", "es", "en", "nl", "sv")]
    assert found == ["1600", "1600", "1,600", "1.600", "1\u00a0600"]
    assert print_as(amount("2016"), "year", "number", tongue_of("sv")) == "2016"


def test_decimal_commas_are_not_taken_for_commas_between_numbers():
    """Several numbers with decimals are parted by semicolons where the decimal sign is a comma."""
    several = Several((Decimal("1.5"), Decimal(2), Decimal(3)))
    assert print_as(several, "x", tongue=tongue_of("de")) == "1,5; 2 und 3"
    assert print_as(several, "x", tongue=tongue_of("en")) == "1.5, 2 and 3"


def test_a_language_that_is_not_known_is_not_spelt_out():
    """The author is told, and offered words of their own."""
    with pytest.raises(CannotPrint, match="not spelt out in this language"):
        print_as(amount("12"), "x", "spelt", tongue_of("fi"))


@pytest.mark.parametrize("tongue", KNOWN.values(), ids=lambda tongue: tongue.code)
def test_units_are_known_by_their_own_words(tongue: Tongue):
    """The word that is printed for a unit is also understood where an author writes it."""
    assert {tongue.unit(printed): unit for unit, printed in tongue.units.items()} == {
        unit: unit for unit in tongue.units
    }
    assert tongue.unit("terabytes") == "terabytes"


@pytest.mark.parametrize(
    ("language", "words", "share", "right", "wrong"),
    [
        ("de", "fast die Hälfte", 50, "47.6", "4.7"),
        ("de", "zwei Drittel", None, "66.1", "52"),
        ("de", "drei von vier", 75, "74.6", "57"),
        ("de", "eine Mehrheit", None, "53", "48.9"),
        ("sv", "nästan hälften", 50, "47.6", "4.7"),
        ("sv", "två tredjedelar", None, "66.1", "52"),
        ("sv", "tre av fyra", 75, "74.6", "57"),
        ("nb", "drøyt halvparten", 50, "52", "61"),
        ("nb", "en tredel", None, "34", "23"),
        ("nl", "bijna de helft", 50, "47.6", "4.7"),
        ("nl", "een kwart", 25, "25.4", "31"),
        ("fr", "près de la moitié", 50, "47.6", "4.7"),
        ("fr", "deux tiers", None, "66.1", "52"),
        ("fr", "trois sur quatre", 75, "74.6", "57"),
        ("es", "casi la mitad", 50, "47.6", "4.7"),
        ("es", "un tercio", None, "33.1", "23"),
        ("es", "tres de cada cuatro", 75, "74.6", "57"),
    ],
)
def test_shares_in_words_are_held_against_their_figure(language, words, share, right, wrong):
    """Halves, parts, ratios, majorities and their hedges are understood."""
    house = default_house(language)
    claim = read_claim(words, house)
    assert isinstance(claim, Claim)
    assert share is None or claim.low == share
    assert fits(claim, amount(right), "per cent", "exact", house) is True
    assert fits(claim, amount(wrong), "per cent", "exact", house) is False


@pytest.mark.parametrize(
    ("language", "words", "number"),
    [
        ("en", "about 1.25 million", "1250000"),
        ("de", "rund 1,2 Millionen", "1200000"),
        ("sv", "cirka 1 600", "1600"),
        ("fr", "environ 12\u00a0400", "12400"),
        ("nl", "ruim 1.600", "1600"),
        ("de", "zwei Millionen", "2000000"),
    ],
)
def test_digits_are_read_in_the_manner_of_the_language(language, words, number):
    """Signs of thousands and decimals, and a scale in words behind them."""
    claim = read_claim(words, default_house(language))
    assert claim is not None
    assert claim.low == Decimal(number)


def test_digits_in_the_manner_of_a_language():
    """A point sets thousands off in German, and decimals in English."""
    assert plain_number("1.600,5", tongue_of("de")) == Decimal("1600.5")
    assert plain_number("1,600.5", tongue_of("en")) == Decimal("1600.5")
    assert plain_number("1\u202f600", tongue_of("fr")) == Decimal(1600)


def test_a_house_chooses_the_format_of_numbers(tmp_path):
    """`percent`, `thousands` and `decimal` in a `house.yaml` go before what the language has."""
    path = tmp_path / "house.yaml"
    path.write_text("percent: symbol\nthousands: narrow\ndecimal: comma\n", encoding="utf-8")
    loaded = load_house(path, "en-GB")
    assert loaded.problems == ()
    assert loaded.house.symbols
    assert print_as(amount("74.6"), "per cent", tongue=loaded.house.tongue) == "74,6%"
    assert print_as(amount("1600"), "x", tongue=loaded.house.tongue) == "1\u202f600"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_house(language):
    """Its house style has nothing wrong; that of a language that is not known makes no demands on words."""
    house = default_house(language)
    assert house.tongue is not None
    assert bool(house.shares) == (house.tongue.code in KNOWN)
