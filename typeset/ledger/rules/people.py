"""PER301–PER304: one form for each name and institution, and lists in the order they claim."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from typeset.ledger.passages import Passage, Role
from typeset.ledger.rule import Bench, Finding, at, rule
from typeset.ledger.tongues import Tongue
from typeset.manifest import model
from typeset.manifest.inline import Text


def folded(word: str) -> str:
    """*word* without capitals and accents, as a slip of the keyboard might give it."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def is_one_off(one: str, two: str) -> bool:
    """Tell whether two words differ by one letter: changed, left out, put in, or two swapped."""
    if one == two or abs(len(one) - len(two)) > 1:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    rest, other = one[start:], two[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


_NAME = re.compile(r"(?<![\w’-])(?:(?:[A-ZÀ-Þ]\.?|[A-ZÀ-Þ][\w’-]+) ){0,3}[A-ZÀ-Þ][\w’-]+")
_POSSESSIVE = re.compile(r"[’']s?$")
_TITLES = frozenset("mr mrs ms dr prof professor sir lady agent chief director head".split())  # noqa: SIM905  # a row of words reads better


@rule("PER301")
def find_names_in_two_forms(bench: Bench) -> Iterator[Finding]:
    """A person's name is written in a second form.

    With or without the middle initial, with or without its accents, a letter more or less:
    readers wonder whether it is somebody else. `{@key}` prints the one form that is declared.

    Wrong:
        people:
          bourke: {name: Michael L. Bourke, role: Chief}
        text: |
          The question was put to Michael Bourke.

    Right:
        people:
          bourke: {name: Michael L. Bourke, role: Chief}
        text: |
          The question was put to {@bourke}, and Bourke answered it.
    """
    people = [p for p in bench.report.people.values() if p.kind == "person" and len(p.name.plain.split()) > 1]
    names = [(person, person.name.plain.split()) for person in people]
    surnames = {folded(parts[-1]): (person, parts) for person, parts in names}
    known = {folded(word) for _, parts in names for word in parts}
    near: dict[str, bool] = {}
    for passage in bench.passages:
        if isinstance(passage.owner, model.Person) and passage.role is Role.NAME and passage.text is passage.owner.name:
            continue
        for match in _NAME.finditer(passage.typed):
            last = match.group().rpartition(" ")[2]
            if last not in near:
                near[last] = _may_be(last, surnames)
            if not near[last]:
                continue
            words = [_POSSESSIVE.sub("", word) for word in match.group().split()]
            fault = _other_form(words, surnames, known)
            if fault:
                person, first = fault
                start = match.start() + len(" ".join(match.group().split()[:first])) + bool(first)
                written = _POSSESSIVE.sub("", match.group()[start - match.start() :])
                yield at(
                    passage,
                    start,
                    start + len(written),
                    f"`{written}` is written `{person.name.plain}` elsewhere",
                    hint=f"write {{@{person.id}}}, or the surname alone",
                    why="a second form of a name looks like a second person",
                )
    yield from _initials(bench, surnames)


def _may_be(last: str, surnames: Collection[str]) -> bool:
    """Tell whether a word is one of *surnames*, or nearly."""
    word = folded(_POSSESSIVE.sub("", last))
    return word in surnames or any(is_one_off(word, name) for name in surnames)


def _other_form(
    words: Sequence[str], surnames: dict[str, tuple[model.Person, list[str]]], known: set[str]
) -> tuple[model.Person, int] | None:
    """The person whom *words* name in another form, and the first of the words that belongs to it."""
    last = words[-1]
    person, parts = surnames.get(folded(last), (None, []))
    if person is None:
        person, parts = _misspelt(words, surnames, known)
        if person is None:
            return None
        given = [at_ for at_, word in enumerate(words[:-1]) if folded(word) == folded(parts[0])]
        return person, given[0] if given else len(words) - 1
    given = [at_ for at_, word in enumerate(words[:-1]) if folded(word) == folded(parts[0])]
    if given:
        return None if list(words[given[0] :]) == parts else (person, given[0])
    before = [word for word in words[:-1] if folded(word).rstrip(".") not in _TITLES]
    if before and len(parts[0]) > 4 and is_one_off(folded(before[-1]), folded(parts[0])):
        # Catarina for Katarina; a relative with a name of her own is among those who are known.
        return (person, len(words) - 2) if folded(before[-1]) not in known else None
    if before and len(before[-1].rstrip(".")) == 1 and before[-1][0] == parts[0][0]:
        return person, len(words) - 2  # “M. Bourke”
    return (
        (person, len(words) - 1)
        if not before and last != parts[-1] and last.casefold() != parts[-1].casefold()
        else None
    )


def _misspelt(
    words: Sequence[str], surnames: dict[str, tuple[model.Person, list[str]]], known: set[str]
) -> tuple[model.Person | None, list[str]]:
    last = folded(words[-1])
    for name, (person, parts) in surnames.items():
        named = any(folded(word) == folded(parts[0]) for word in words[:-1])
        near = is_one_off(last, name) and last not in known and last != name + "s"
        if near and (named or (len(name) >= 7 and last[0] == name[0])):
            return person, parts
    return None, []


_WITH_INITIAL = re.compile(r"(?<![\w’-])([A-ZÀ-Þ][\w’-]+) ([A-ZÀ-Þ]\.?) ([A-ZÀ-Þ][a-zà-ÿ’-]+)")


def _initials(bench: Bench, surnames: Iterable[str]) -> Iterator[Finding]:
    """Names outside `people:` that have a middle initial in one place and not, or another, in another."""
    first: dict[tuple[str, str], str] = {}
    for passage in bench.passages:
        for match in _WITH_INITIAL.finditer(passage.typed):
            if folded(match[3]) in surnames:
                continue
            known = first.setdefault((match[1], match[3]), match[2])
            if known != match[2]:
                form = f"{match[1]} {known} {match[3]}"
                yield at(
                    passage,
                    match.start(),
                    match.end(),
                    f"`{match.group()}` is written `{form}` elsewhere",
                    hint=f"write `{form}`, or put the person under `people:`",
                )
    if not first:
        return
    bare = re.compile("|".join(rf"\b{re.escape(given)} {re.escape(last)}\b" for given, last in first))
    for passage in bench.passages:
        for match in bare.finditer(passage.typed):
            given, _, last = match.group().partition(" ")
            form = f"{given} {first[given, last]} {last}"
            yield at(
                passage,
                match.start(),
                match.end(),
                f"`{match.group()}` is written `{form}` elsewhere",
                hint=f"write `{form}`, or put the person under `people:`",
            )


_INSTITUTION = re.compile(
    r"(?<![\w’-])[A-Z][\w’-]+(?:(?: (?:of|for|and|the|against|de|&))? [A-Z][\w’-]+){2,7}"
    r"|(?<![\w’-])[A-Z][\w’-]+(?: (?:of|for|against|on|&))(?: [A-Z][\w’-]+)+"
)


@rule("PER302")
def find_institutions_in_two_forms(bench: Bench) -> Iterator[Finding]:
    """An institution or a role is written in two forms.

    “National Operative Department” here and “National Operational Department” there: two names
    of three words and more that differ in one of them, and hardly. Likewise a signature whose
    role is not that of `people:`.

    Wrong:
        text: |
          The case went to the National Operative Department. There the National Operational Department opened it.

    Right:
        text: |
          The case went to the National Operative Department. There the National Operative Department opened it.
    """
    yield from _declared_otherwise(bench)
    found: dict[str, list[tuple[Passage, int, int]]] = {}
    for passage in bench.passages:
        if passage.role in (Role.META, Role.HEADING, Role.TITLE) or "studies" in passage.place:
            continue
        for match in _INSTITUTION.finditer(passage.plain):
            start, end = _trimmed(match)
            found.setdefault(passage.plain[start:end], []).append((passage, start, end))
    declared = {one.name.plain for one in bench.report.organisations.values()}
    for form in (form for one in bench.report.organisations.values() for form in one.avoid):
        found.pop(form, None)  # told already
    by_length: dict[int, list[str]] = {}
    for name in found:
        by_length.setdefault(len(name.split()), []).append(name)
    for names in by_length.values():
        for one, two in combinations(names, 2):
            if _hardly_differ(one.split(), two.split()) and not {one, two} <= declared:
                first_is_kept = one in declared or (two not in declared and len(found[one]) >= len(found[two]))
                kept, other = (one, two) if first_is_kept else (two, one)
                for passage, start, end in found[other]:
                    yield at(
                        passage,
                        start,
                        end,
                        f"`{other}` is written `{kept}` elsewhere",
                        hint=f"write `{kept}`, or make it a term under `terms:`",
                        why="a second form of a name looks like a second institution",
                    )
    yield from _roles(bench)


def _declared_otherwise(bench: Bench) -> Iterator[Finding]:
    """Forms that `organisations:` rules out."""
    wrong = {form: one for one in bench.report.organisations.values() for form in one.avoid}
    if not wrong:
        return
    forms = "|".join(map(re.escape, sorted(wrong, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])")
    for passage in bench.passages:
        if passage.verbatim:
            continue
        for match in pattern.finditer(passage.own):
            one = wrong[match.group()]
            yield at(
                passage,
                match.start(),
                match.end(),
                f"`{match.group()}` is called `{one.name.plain}` in this report",
                hint=f"write {{@{one.id}}}, which prints the name",
                why="a second form of a name looks like a second institution",
            )


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """A match without the word that only begins its sentence: “There the …”, “At INTERPOL …”."""
    start, words = match.start(), match.group().split()
    if len(words) > 3 and words[1] == "the":  # “Later the National Institute …”
        start += len(words[0]) + len(" the ")
        words = words[2:]
    while len(words) > 2 and words[0] in (
        "The",
        "A",
        "At",
        "In",
        "There",
        "His",
        "Her",
        "For",
        "On",
        "When",
        "And",
        "But",
    ):
        start += len(words.pop(0)) + 1
        if words[0] in ("the", "of"):
            start += len(words.pop(0)) + 1
    return start, match.end() - (2 if match.group().endswith(("’s", "'s")) else 0)


_OFFICES = frozenset(
    "minister secretary director commissioner president governor ambassador chancellor inspector auditor registrar".split()  # noqa: SIM905  # a row of words reads better
)
_JOINTS = frozenset(("of", "for", "on", "in", "against"))


def _hardly_differ(one: list[str], two: list[str]) -> bool:
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    if len(pairs) != 1 or len(one) < 3:
        return False
    a, b = (folded(word) for word in pairs[0])
    if {a, b} <= _JOINTS:  # Ministry of, Ministry for
        return True
    if {a, b} & _OFFICES:  # the Minister of Justice leads the Ministry of Justice
        return False
    if not (a.isalpha() and b.isalpha()):
        return False
    if a == b:
        return True
    shared = next((at_ for at_, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= 4 and shared >= max(len(a), len(b)) - 5


def _roles(bench: Bench) -> Iterator[Finding]:
    people = {person.name.plain: person for person in bench.report.people.values()}
    for part in bench.report.book:
        signed = getattr(part, "signed", None)
        if not isinstance(signed, model.Signature):
            continue
        person = people.get(signed.name.plain)
        if person and person.role and signed.role and person.role.plain != signed.role.plain:
            yield Finding(
                message=f"`{signed.role.plain}` is the role here, `{person.role.plain}` under `people:`",
                span=signed.role.span,
                scalar=signed.role.scalar,
                found=signed.role.plain,
                hint="write it in one form",
            )


@rule("PER303")
def find_names_in_their_own_role(bench: Bench) -> Iterator[Finding]:
    """A name is repeated in its own role.

    The design sets the name above the role; with the name in both it stands there twice.

    Wrong:
        people:
          cole: {name: Jim Cole, role: "Jim Cole, Special Agent"}

    Right:
        people:
          cole: {name: Jim Cole, role: Special Agent}
    """
    for person in bench.report.people.values():
        role, name = person.role.plain, person.name.plain
        surname = name.split()[-1] if person.kind == "person" else name
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", role) or re.search(
            rf"(?<!\w){re.escape(surname)}(?!\w)(?! [A-Z&])", role
        )
        if match and (match.group() == name or person.kind == "person"):
            yield _in_role(person.role, match.group(), f"the role of {name} repeats the name")
            continue
        parts = [part.strip() for part in role.split(",")]
        twice = next((part for part, count in Counter(parts).items() if count > 1 and part), "")
        if twice:
            yield _in_role(person.role, twice, f"`{twice}` stands twice in the role of {name}")


def _in_role(role: Text, found: str, message: str) -> Finding:
    return Finding(
        message=message,
        span=role.spot(found=found),
        scalar=role.scalar,
        found=found,
        hint="take it out: the name stands above the role",
    )


_NOT = re.compile(r"(?i)\b(?:not|no|nor|never|without)\b[^.]{0,20}$")


@rule("PER304")
def find_lists_out_of_order(bench: Bench) -> Iterator[Finding]:
    """A list is not in the alphabetical order that it claims, or all but keeps.

    “In alphabetical order” is a promise about the next list. A long list in which a single
    entry is out of place makes one without words. Articles and accents do not count.

    Wrong:
        text: |
          The countries, in alphabetical order:

          - Austria
          - Croatia
          - Belgium

    Right:
        text: |
          The countries, in alphabetical order:

          - Austria
          - Belgium
          - Croatia
    """
    tongue = bench.tongue
    claimed_by = re.compile(tongue.alphabetical or "(?!)", re.IGNORECASE)
    lists: dict[int, tuple[Text, ...]] = {}
    for passage in bench.passages:
        claim = claimed_by.search(passage.plain)
        claimed = claim is not None and not _NOT.search(passage.plain[: claim.start()])
        for items in _lists_of(passage):
            if items and claimed:
                lists[id(items)] = items
            elif len(items) >= 8 and _is_all_but_sorted(_keys(items, tongue)):
                lists.setdefault(id(items), items)
    for items in lists.values():
        keys = _keys(items, tongue)
        wrong = _first_out_of_order(keys)
        if wrong is not None:
            before = next((item for item, key in zip(items, keys, strict=True) if key > keys[wrong]), items[0])
            yield Finding(
                message=f"`{items[wrong].plain}` is out of alphabetical order",
                span=items[wrong].span,
                scalar=items[wrong].scalar,
                found=items[wrong].plain,
                hint=f"put it before `{before.plain}`",
                why="who looks a name up where it should be will not find it",
            )


def _lists_of(passage: Passage) -> Iterator[tuple[Text, ...]]:
    """The lists that a claim in *passage* speaks of."""
    if isinstance(passage.after, model.ListOf):
        yield passage.after.items
    match passage.owner:
        case model.Respondents() if passage.role in (Role.HEADING, Role.BODY):
            yield passage.owner.countries
        case model.Callout() if passage.role is Role.CALLOUT:
            yield passage.owner.list_
        case model.Table() if passage.role in (Role.TITLE, Role.NOTE):
            rows = passage.owner.rows[:-1] if passage.owner.total else passage.owner.rows
            yield tuple(row[0] for row in rows if row)


def _keys(items: tuple[Text, ...], tongue: Tongue) -> list[str]:
    """What the entries are sorted by: their words, or the last name where all are names and in that order."""
    keys = [_key(item.plain, tongue) for item in items]
    if keys != sorted(keys) and all(_PERSON.match(item.plain) for item in items):
        last = [_key(item.plain.partition(",")[0].rpartition(" ")[2], tongue) for item in items]
        if _steps(last) <= _steps(keys):
            return last
    return keys


_PERSON = re.compile(r"(?:(?:[A-ZÀ-Þ]\.?|[A-ZÀ-Þ][\w’-]+|van|von|de|der|af) ){1,4}[A-ZÀ-Þ][\w’-]+(?:,|$)")


def _steps(keys: Sequence[str]) -> int:
    return sum(two < one for one, two in pairwise(keys))


def _key(name: str, tongue: Tongue) -> str:
    bare = re.sub(r"^(?:The|the|A|An) ", "", name).casefold().replace("-", " ")
    # Letters that a language counts after z stay behind it; of all others the accents do not count.
    kept = (chr(ord("{") + tongue.last_letters.index(c)) if c in tongue.last_letters else c for c in bare)
    return folded("".join(kept))


def _first_out_of_order(keys: list[str]) -> int | None:
    """The entry to move: the one without which the list would be in order, else the first that steps back."""
    steps = [place for place in range(1, len(keys)) if keys[place] < keys[place - 1]]
    if not steps:
        return None
    for place in (steps[0], steps[0] - 1):
        rest = keys[:place] + keys[place + 1 :]
        if rest == sorted(rest):
            return place
    return steps[0]


def _is_all_but_sorted(keys: list[str]) -> bool:
    if keys == sorted(keys):
        return False
    return any((rest := keys[:place] + keys[place + 1 :]) == sorted(rest) for place in range(len(keys)))
