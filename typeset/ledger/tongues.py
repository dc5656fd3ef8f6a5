"""How a language writes quantities: its signs, its words, and what a house may choose among.

    report.language ──tongue_of──▶ Tongue ──house style──▶ Tongue ──▶ `print_as`, the audit

A language that is not known here has its numbers written as ISO 80000-1 has them (groups of
three with narrow spaces); nothing is spelt out in it, and no words are read back.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from layout.values import Struct, replace
from typeset.ledger import numerals

NO_BREAK, NARROW = "\u00a0", "\u202f"

PER_CENT, PER_THOUSAND, POINTS = "per cent", "per thousand", "percentage points"
SIGNS = {PER_CENT: "%", PER_THOUSAND: "‰", POINTS: ""}
"""Units that are printed with their number, and the signs for them. The ledger knows them by these names."""


class Tongue(Struct, frozen=True, kw_only=True, eq=False):
    """One language, as far as its quantities go. Words are in small letters unless the language has them otherwise."""

    code: str
    """Its first subtag: ``en``, ``de``."""
    thousands: str = NARROW
    decimal: str = ","
    fewest: int = 4
    """Digits of the shortest number that is set in groups."""
    before_sign: str = NO_BREAK
    """What stands before % and ‰."""
    units: Mapping[str, str] = {}
    """The ledger's names of units → the words printed."""
    point: str = ""
    """One percentage point."""
    aliases: Mapping[str, str] = {}
    """Other spellings that authors use for those units."""
    symbols: bool = False
    """True where running text has the sign rather than the word."""
    joint: str = ", "
    """Between the last two of several."""
    upto: str = "–"
    """Between the ends of a range in words."""

    # --- read back by the audit
    scales: Mapping[str, int] = {}
    """thousand, million …"""
    articles: frozenset[str] = frozenset()
    """Words for one that are articles as well."""
    halves: tuple[str, ...] = ()
    """Half, with and without its article."""
    parts: Mapping[str, int] = {}
    """Third, quarter …, each with its plural."""
    among: tuple[str, ...] = ()
    """Between the two numbers of “three in four”."""
    times: Mapping[str, int] = {}
    """Doubled, threefold …"""
    inexact: frozenset[str] = frozenset()
    """Hundreds, thousands: no quantity at all."""
    majorities: tuple[str, ...] = ()
    """More than half or less, without a number."""
    of: tuple[str, ...] = ()
    """After a share: “half *of* the officers”."""
    months: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """Page, pages."""
    named: tuple[str, ...] = ()
    """What is numbered rather than counted: chapter, table, room."""
    hanging: tuple[str, ...] = ()
    """After a hanging hyphen: short- *and* long-term."""
    cut_off: frozenset[str] = frozenset()
    """Words that no sentence ends in."""
    shorts: tuple[str, ...] = ()
    """Abbreviations that end in a full stop, without it."""
    common: frozenset[str] = frozenset()
    """Words so common that in capitals they are a shout, not an abbreviation."""
    bounds: Mapping[str, tuple[str, ...]] = {}
    """How `bound: over`, `under`, `about`, `nearly` is said; the first is proposed."""
    alphabetical: str = ""
    """A pattern of the claim that a list is in order."""
    last_letters: str = ""
    """Letters that come after z, in their order."""
    between: tuple[str, str] | None = None
    """Between … and …"""

    @property
    def spell(self) -> numerals.Speller | None:
        """Writes a whole number in words; None in a language in which nobody here can count."""
        return numerals.SPELLERS.get(self.code)

    def unit(self, written: str) -> str:
        """The ledger's name of a unit, however it is *written*."""
        return self.aliases.get(written.lower(), written)


def _row(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _numbered(words: str, first: int = 2) -> dict[str, int]:
    """Words, some with variants after a slash, for the numbers from *first* on."""
    return {word: first + at for at, row in enumerate(words.split()) for word in row.split("/")}


_SIGN_ALIASES = {"%": PER_CENT, "‰": PER_THOUSAND, "percent": PER_CENT, "pct": PER_CENT}

ENGLISH = Tongue(
    code="en",
    thousands=",",
    decimal=".",
    before_sign="",
    units={PER_CENT: "per cent", PER_THOUSAND: "per thousand", POINTS: "percentage points"},
    point="percentage point",
    aliases=_SIGN_ALIASES | {"percentage": PER_CENT, "percentage point": POINTS},
    joint=" and ",
    upto=" to ",
    scales={"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "dozen": 12, "decades": 10,
            "decade": 10},
    articles=frozenset(("a", "an")),
    halves=("half", "a half", "one half", "the half"),
    parts={"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4}
    | {f"{word}{end}": number for word, number in _numbered("fifth sixth seventh eighth ninth tenth", 5).items()
       for end in ("", "s")}
    | {"twentieth": 20, "hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000},
    among=("in", "out of", "of", "of every", "in every"),
    times={"double": 2, "doubled": 2, "doubling": 2, "twice": 2, "twofold": 2, "triple": 3, "tripled": 3, "trebled": 3,
           "threefold": 3, "fourfold": 4, "quadrupled": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8,
           "ninefold": 9, "tenfold": 10, "twentyfold": 20, "hundredfold": 100},
    inexact=_set("hundreds thousands millions dozens"),
    majorities=("majority", "minority"),
    of=("of",),
    months=_row("January February March April May June July August September October November December"),
    pages=("page", "pages", "p.", "pp."),
    named=_row("article articles section sections chapter chapters part parts figure figures table tables box boxes "
               "chart charts insight insights version v no no. nos nos. number numbers volume vol. step steps level "
               "levels act category categories grade type phase room question questions appendix annex note notes "
               "day days week weeks paragraph paragraphs clause clauses class route line item items form issue "
               "windows android ios edition bus tram train flight gate platform ward channel terminal highway road "
               "house flat bay lot unit module stage tier zone band track lane rule regulation directive scope berth floor wing block "
               "pier junction exit circuit court hall gallery cabin stand seat row "
               "desk counter booth size resolution decree ordinance protocol bill treaty decision sector district ward precinct plot group cohort wave"),
    hanging=_row("and or to und nor but as"),
    cut_off=_set(
        "the a an and or but because whose into than its their our your every during whether although"
    ),
    shorts=_row("e.g i.e etc vs cf approx no nos vol ed eds fig figs dept est incl excl max min resp viz ibid prof assoc "
                "govt inc ltd corp al"),
    common=_set("all and any are be but can did do down every for free from get has have he here his how if in is it "
                "just made many more most must my never new no not now of off on one only or our out over own please she "
                "should some stop that the their them then there they this to too under up very was we what when "
                "where who why will with without you your"),
    bounds={
        "over": ("more than", "over", "above", "at least", "upwards", "beyond", "exceed", "or more", "in excess"),
        "under": ("less than", "fewer than", "under", "below", "short of", "at most", "not even"),
        "nearly": ("nearly", "almost", "close to", "just under", "approach", "some", "about"),
        "about": ("about", "around", "roughly", "approximately", "some", "close to", "near", "or so", "probably",
                  "estimate", "on average"),
    },
    alphabetical=r"\b(?:in (?:strict )?alphabetical order|alphabetically|in order of the alphabet|from A to Z)\b",
    between=("between", "and"),
)  # fmt: skip

GERMAN = Tongue(
    code="de",
    thousands=".",
    fewest=5,
    units={PER_CENT: "Prozent", PER_THOUSAND: "Promille", POINTS: "Prozentpunkte"},
    point="Prozentpunkt",
    aliases=_SIGN_ALIASES | {"prozent": PER_CENT, "promille": PER_THOUSAND, "prozentpunkte": POINTS,
                             "prozentpunkt": POINTS, "v. h.": PER_CENT},
    joint=" und ",
    upto=" bis ",
    scales={"hundert": 10**2, "tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarde": 10**9,
            "milliarden": 10**9, "dutzend": 12},
    articles=_set("ein eine einen einem einer"),
    halves=("die hälfte", "hälfte", "der hälfte"),
    parts={"drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "siebtel": 7, "achtel": 8, "neuntel": 9,
           "zehntel": 10, "zwanzigstel": 20, "hundertstel": 100, "tausendstel": 1000},
    among=("von", "aus", "unter"),
    times={"verdoppelt": 2, "doppelt": 2, "verdoppelte": 2, "verdoppelten": 2, "zweifach": 2, "verdreifacht": 3,
           "dreifach": 3, "vervierfacht": 4, "verfünffacht": 5, "verzehnfacht": 10, "zehnfach": 10},
    inexact=_set("hunderte tausende millionen dutzende"),
    majorities=("mehrheit", "minderheit"),
    of=("der", "aller", "von", "des", "dieser", "unserer", "ihrer"),
    months=_row("Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember"),
    pages=("seite", "seiten", "s."),
    named=_row("artikel art. abschnitt abschnitte kapitel teil abbildung abb. tabelle tab. kasten nr. nummer band bd. "
               "schritt stufe paragraf absatz abs. satz anlage anhang frage fragen zimmer raum station linie bus "
               "gleis halle version phase typ klasse ziffer heft ausgabe punkt bundesstraße haus wohnung §"),
    hanging=_row("und oder bis sowie bzw. noch"),
    cut_off=_set(
        "der die das ein eine einen und oder aber weil dass dem des den sowie"
    ),
    shorts=_row("z.b d.h usw bzw ca evtl ggf inkl exkl vgl abs art nr str std mio mrd sog etc max min dr prof jhd u.a "
                "bspw rd insg"),
    common=_set("und oder nicht nur alle kein keine immer nie der die das ist sind wir sie mehr jetzt hier neu ohne "
                "mit für auf aus bitte"),
    bounds={
        "over": ("mehr als", "über", "mindestens", "gut", "rund und mehr"),
        "under": ("weniger als", "unter", "höchstens", "knapp"),
        "nearly": ("knapp", "fast", "beinahe", "nahezu"),
        "about": ("rund", "etwa", "ungefähr", "circa", "ca.", "schätzungsweise", "durchschnittlich"),
    },
    alphabetical=r"\b(?:in alphabetischer (?:Reihenfolge|Ordnung)|alphabetisch|von A bis Z)\b",
    between=("zwischen", "und"),
)  # fmt: skip

SWEDISH = Tongue(
    code="sv",
    thousands=NO_BREAK,
    units={PER_CENT: "procent", PER_THOUSAND: "promille", POINTS: "procentenheter"},
    point="procentenhet",
    aliases=_SIGN_ALIASES | {"procent": PER_CENT, "promille": PER_THOUSAND, "procentenheter": POINTS,
                             "procentenhet": POINTS},
    joint=" och ",
    upto=" till ",
    scales={"hundra": 10**2, "tusen": 10**3, "miljon": 10**6, "miljoner": 10**6, "miljard": 10**9, "miljarder": 10**9,
            "dussin": 12},
    articles=_set("en ett"),
    halves=("hälften", "en halv", "halva"),
    parts={"tredjedel": 3, "tredjedelar": 3, "fjärdedel": 4, "fjärdedelar": 4, "kvarts": 4, "femtedel": 5,
           "femtedelar": 5, "sjättedel": 6, "sjundedel": 7, "åttondel": 8, "tiondel": 10, "tiondelar": 10,
           "hundradel": 100, "tusendel": 1000},
    among=("av", "utav", "på"),
    times={"fördubblats": 2, "fördubblat": 2, "fördubblades": 2, "dubbelt": 2, "dubblats": 2, "tredubblats": 3,
           "trefaldigats": 3, "fyrdubblats": 4, "femdubblats": 5, "tiodubblats": 10, "tiofaldigats": 10},
    inexact=_set("hundratals tusentals miljontals dussintals"),
    majorities=("majoritet", "majoriteten", "minoritet", "flertalet"),
    of=("av",),
    months=_row("januari februari mars april maj juni juli augusti september oktober november december"),
    pages=("sidan", "sida", "sidorna", "sid", "s."),
    named=_row("artikel avsnitt kapitel del figur tabell ruta nr nummer volym steg nivå paragraf bilaga fråga frågorna "
               "rum avdelning linje buss spår hus version fas typ klass punkt utgåva § mål insikt"),
    hanging=_row("och eller till samt respektive"),
    cut_off=_set(
        "en ett och eller men att som"
    ),
    shorts=_row("t.ex bl.a osv dvs resp inkl exkl ca kl s.k m.m m.fl f.d st nr tel max min jfr fr.o.m t.o.m ung"),
    common=_set("och eller inte bara alla aldrig alltid det den de är vi ni mer nu här ny utan med för på av"),
    bounds={
        "over": ("mer än", "fler än", "över", "minst", "drygt"),
        "under": ("mindre än", "färre än", "under", "högst", "knappt"),
        "nearly": ("nästan", "närmare", "knappt", "nära"),
        "about": ("omkring", "ungefär", "cirka", "ca", "runt", "uppskattningsvis", "i genomsnitt", "kring"),
    },
    alphabetical=r"\b(?:i (?:alfabetisk ordning|bokstavsordning)|alfabetiskt|från A till Ö)\b",
    last_letters="åäö",
    between=("mellan", "och"),
)  # fmt: skip

NORWEGIAN = Tongue(
    code="nb",
    thousands=NO_BREAK,
    units={PER_CENT: "prosent", PER_THOUSAND: "promille", POINTS: "prosentpoeng"},
    point="prosentpoeng",
    aliases=_SIGN_ALIASES | {"prosent": PER_CENT, "promille": PER_THOUSAND, "prosentpoeng": POINTS},
    joint=" og ",
    upto=" til ",
    scales={"hundre": 10**2, "tusen": 10**3, "million": 10**6, "millioner": 10**6, "milliard": 10**9,
            "milliarder": 10**9, "dusin": 12},
    articles=_set("en et ett ei én"),
    halves=("halvparten", "halvdelen", "en halv"),
    parts={"tredel": 3, "tredeler": 3, "tredjedel": 3, "tredjedeler": 3, "firedel": 4, "firedeler": 4, "fjerdedel": 4,
           "fjerdedeler": 4, "kvart": 4, "femdel": 5, "femdeler": 5, "femtedel": 5, "sjettedel": 6, "tidel": 10,
           "tideler": 10, "tiendedel": 10, "hundredel": 100, "tusendel": 1000},
    among=("av",),
    times={"doblet": 2, "fordoblet": 2, "dobbelt": 2, "tredoblet": 3, "firedoblet": 4, "femdoblet": 5, "tidoblet": 10},
    inexact=_set("hundrevis tusenvis millioner dusinvis"),
    majorities=("flertall", "flertallet", "mindretall"),
    of=("av",),
    months=_row("januar februar mars april mai juni juli august september oktober november desember"),
    pages=("side", "sidene", "s."),
    named=_row("artikkel avsnitt kapittel del figur tabell boks nr nr. nummer bind steg nivå paragraf vedlegg spørsmål "
               "rom avdeling linje buss spor hus versjon fase type klasse punkt utgave §"),
    hanging=_row("og eller til samt"),
    cut_off=_set(
        "en et ei og eller men at som"
    ),
    shorts=_row("f.eks bl.a osv dvs hhv inkl ekskl ca kl s.k m.m m.fl nr tlf maks min jf f.o.m t.o.m mill mrd"),
    common=_set("og eller ikke bare alle aldri alltid det den de er vi dere mer nå her ny uten med for på av"),
    bounds={
        "over": ("mer enn", "flere enn", "over", "minst", "drøyt", "godt over"),
        "under": ("mindre enn", "færre enn", "under", "høyst", "maksimalt"),
        "nearly": ("nesten", "nær", "knapt", "i underkant av"),
        "about": ("omtrent", "om lag", "rundt", "cirka", "ca.", "anslagsvis", "i gjennomsnitt"),
    },
    alphabetical=r"\b(?:i alfabetisk rekkefølge|alfabetisk|fra A til Å)\b",
    last_letters="æøå",
    between=("mellom", "og"),
)  # fmt: skip

DUTCH = Tongue(
    code="nl",
    thousands=".",
    before_sign="",
    units={PER_CENT: "procent", PER_THOUSAND: "promille", POINTS: "procentpunten"},
    point="procentpunt",
    aliases=_SIGN_ALIASES | {"procent": PER_CENT, "promille": PER_THOUSAND, "procentpunten": POINTS,
                             "procentpunt": POINTS},
    joint=" en ",
    upto=" tot ",
    scales={"honderd": 10**2, "duizend": 10**3, "miljoen": 10**6, "miljard": 10**9, "dozijn": 12},
    articles=_set("een één"),
    halves=("de helft", "helft"),
    parts={"derde": 3, "derden": 3, "kwart": 4, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
           "negende": 9, "tiende": 10, "honderdste": 100, "duizendste": 1000},
    among=("op de", "van de", "op", "van"),
    times={"verdubbeld": 2, "dubbel": 2, "verdrievoudigd": 3, "verviervoudigd": 4, "vervijfvoudigd": 5,
           "vertienvoudigd": 10},
    inexact=_set("honderden duizenden miljoenen tientallen"),
    majorities=("meerderheid", "minderheid"),
    of=("van",),
    months=_row("januari februari maart april mei juni juli augustus september oktober november december"),
    pages=("pagina", "pagina’s", "bladzijde", "p.", "blz."),
    named=_row("artikel paragraaf hoofdstuk deel figuur tabel kader nr. nummer band stap niveau bijlage vraag kamer "
               "afdeling lijn bus spoor huis versie fase type klasse punt uitgave lid"),
    hanging=_row("en of tot"),
    cut_off=_set(
        "de het een en of maar dat"
    ),
    shorts=_row("bijv enz ca incl excl nl nr m.n o.a d.w.z t.o.v resp max min mln mld jl vgl zgn"),
    common=_set("en of niet alleen alle nooit altijd het de is zijn we wij meer nu hier nieuw zonder met voor op van"),
    bounds={
        "over": ("meer dan", "ruim", "minstens", "boven de"),
        "under": ("minder dan", "hooguit", "onder de", "nog geen"),
        "nearly": ("bijna", "nagenoeg", "net geen", "tegen de"),
        "about": ("ongeveer", "circa", "rond de", "zo’n", "naar schatting", "gemiddeld"),
    },
    alphabetical=r"\b(?:in alfabetische volgorde|op alfabetische volgorde|alfabetisch|van A tot Z)\b",
    between=("tussen", "en"),
)  # fmt: skip

FRENCH = Tongue(
    code="fr",
    before_sign=NO_BREAK,
    units={PER_CENT: "pour cent", PER_THOUSAND: "pour mille", POINTS: "points de pourcentage"},
    point="point de pourcentage",
    aliases=_SIGN_ALIASES | {"pour cent": PER_CENT, "pourcent": PER_CENT, "pour mille": PER_THOUSAND,
                             "points de pourcentage": POINTS, "point de pourcentage": POINTS, "points": POINTS},
    symbols=True,
    joint=" et ",
    upto=" à ",
    scales={"cent": 10**2, "cents": 10**2, "mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9,
            "milliards": 10**9, "douzaine": 12},
    articles=_set("un une"),
    halves=("la moitié", "moitié", "une moitié"),
    parts={"tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "sixième": 6, "septième": 7,
           "huitième": 8, "neuvième": 9, "dixième": 10, "dixièmes": 10, "centième": 100, "millième": 1000},
    among=("sur",),
    times={"doublé": 2, "double": 2, "triplé": 3, "triple": 3, "quadruplé": 4, "quintuplé": 5, "décuplé": 10},
    inexact=_set("centaines milliers millions dizaines"),
    majorities=("majorité", "minorité"),
    of=("des", "de", "du", "d’entre"),
    months=_row("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    pages=("page", "pages", "p."),
    named=_row("article articles section chapitre chapitres partie figure tableau encadré n° no numéro volume vol. étape "
               "niveau paragraphe annexe question questions salle chambre ligne bus quai version phase type classe "
               "point édition bâtiment loi"),
    hanging=_row("et ou à"),
    cut_off=_set(
        "le la les un une des et ou mais que du dont"
    ),
    shorts=_row("etc env art av apr cf p.ex max min vol éd fig chap n.b m mm"),
    common=_set("et ou ne pas tous toutes jamais toujours le la les est sont nous vous plus ici sans avec pour"),
    bounds={
        "over": ("plus de", "plus d’", "au moins", "au-delà de"),
        "under": ("moins de", "moins d’", "au plus"),
        "nearly": ("près de", "presque", "quasiment"),
        "about": ("environ", "autour de", "à peu près", "quelque", "en moyenne", "une estimation de"),
    },
    alphabetical=r"\b(?:(?:par|dans l’)\s?ordre alphabétique|alphabétiquement|de A à Z)",
    between=("entre", "et"),
)  # fmt: skip

SPANISH = Tongue(
    code="es",
    thousands=NO_BREAK,
    fewest=5,
    before_sign=NO_BREAK,
    units={PER_CENT: "por ciento", PER_THOUSAND: "por mil", POINTS: "puntos porcentuales"},
    point="punto porcentual",
    aliases=_SIGN_ALIASES | {"por ciento": PER_CENT, "porciento": PER_CENT, "por mil": PER_THOUSAND,
                             "puntos porcentuales": POINTS, "punto porcentual": POINTS},
    symbols=True,
    joint=" y ",
    upto=" a ",
    scales={"cien": 10**2, "cientos": 10**2, "mil": 10**3, "millón": 10**6, "millones": 10**6, "docena": 12},
    articles=_set("un una uno"),
    halves=("la mitad", "mitad"),
    parts={"tercio": 3, "tercios": 3, "tercera": 3, "cuarto": 4, "cuartos": 4, "quinto": 5, "quintos": 5, "sexto": 6,
           "séptimo": 7, "octavo": 8, "noveno": 9, "décimo": 10, "décimos": 10, "centésima": 100, "milésima": 1000},
    among=("de cada", "sobre"),
    times={"duplicado": 2, "duplicó": 2, "doble": 2, "triplicado": 3, "triple": 3, "cuadruplicado": 4,
           "quintuplicado": 5, "decuplicado": 10},
    inexact=_set("cientos miles millones decenas"),
    majorities=("mayoría", "minoría"),
    of=("de", "del"),
    months=_row("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    pages=("página", "páginas", "pág.", "p."),
    named=_row("artículo artículos sección capítulo capítulos parte figura tabla cuadro n.º núm. número volumen vol. paso "
               "nivel párrafo anexo pregunta preguntas sala habitación línea autobús andén versión fase tipo clase "
               "punto edición ley edificio"),
    hanging=_row("y o a"),
    cut_off=_set(
        "el la los las un una y o pero que del cuyo"
    ),
    shorts=_row("etc aprox art núm pág cap fig vol ed máx mín p.ej sr sra dr dra"),
    common=_set("y o no todos todas nunca siempre el la los es son más aquí sin con para solo"),
    bounds={
        "over": ("más de", "al menos", "por encima de"),
        "under": ("menos de", "como máximo", "por debajo de"),
        "nearly": ("casi", "cerca de"),
        "about": ("alrededor de", "unos", "unas", "aproximadamente", "en torno a", "de media"),
    },
    alphabetical=r"\b(?:(?:por|en) orden alfabético|alfabéticamente|de la A a la Z)",
    between=("entre", "y"),
)  # fmt: skip

KNOWN = {one.code: one for one in (ENGLISH, GERMAN, SWEDISH, NORWEGIAN, DUTCH, FRENCH, SPANISH)} | {"no": NORWEGIAN}

# What a country has otherwise than the language at large.
_REGIONS: Mapping[str, Mapping[str, object]] = {
    "en-US": {"units": {PER_CENT: "percent", PER_THOUSAND: "per thousand", POINTS: "percentage points"}},
    "en-CA": {"units": {PER_CENT: "per cent", PER_THOUSAND: "per thousand", POINTS: "percentage points"}},
    "de-CH": {"thousands": "’", "decimal": "."},
    "de-AT": {"thousands": NO_BREAK},
    "es-MX": {"thousands": ",", "decimal": ".", "fewest": 4},
    "es-US": {"thousands": ",", "decimal": ".", "fewest": 4},
    "fr-CH": {"decimal": ","},
}


@cache
def tongue_of(language: str) -> Tongue:
    """What is known of *language* (BCP 47), its country included; at least how it writes digits."""
    first, _, rest = language.partition("-")
    known = KNOWN.get(first.lower())
    if known is None:
        return Tongue(code=first.lower(), aliases=_SIGN_ALIASES, symbols=True, joint=", ")
    region = next((tag.upper() for tag in rest.split("-") if len(tag) == 2), "")
    return replace(known, **_REGIONS.get(f"{known.code}-{region}", {}))
