"""Words and numbers: what counts as one, and what changed between two lists of them."""

import pytest

from typeset.review import words
from typeset.review.words import Edit, differences, find_edits, in_order, numbers_of, tokens_of


def keys(text: str, **how: bool) -> list[str]:
    """The words of *text* as they are compared."""
    return [token.key for token in tokens_of(text, **how)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("74.6 per cent", ["74.6", "per", "cent"]),
        ("1,600 children", ["1,600", "children"]),
        ("1\u202f600 children", ["1\u202f600", "children"]),
        ("in 2016, 2017.", ["in", "2016", ",", "2017", "."]),
        ("the editor’s well-known note", ["the", "editor’s", "well-known", "note"]),
        ("P2P | 4 %", ["P2P", "4", "%"]),
        ("24–27", ["24", "–", "27"]),
        ("", []),
    ],
)
def test_a_number_is_one_token_with_its_groups_and_decimals(text, wanted):
    """Numbers and joined words are whole; signs stand alone; spaces and our own bars are nothing."""
    assert keys(text) == wanted


def test_hyphens_do_not_count_where_nobody_knows_whose_they_are():
    """Read loosely, a hyphen and its absence are the same; a dash is a sign of its author's."""
    assert keys("well-known – ad-hoc", loosely=True) == keys("wellknown – adhoc", loosely=True)
    assert keys("well-known") != keys("wellknown")


def test_tokens_and_keys_are_the_same_words():
    """The quick reading gives just the keys of the careful one."""
    text = "The 1,600 well-known\u00a0– or “new” – cases | of 2016"
    for loosely in (False, True):
        assert list(words.keys_of(text, loosely=loosely)) == keys(text, loosely=loosely)


def test_an_edit_reaches_from_the_first_to_the_last_word_that_changed():
    """Offsets are those of the texts, spaces around the words left out."""
    old, new = "the load was heavy", "the burden was very heavy"
    assert find_edits(tokens_of(old), tokens_of(new)) == [Edit((4, 8), (4, 10)), Edit((13, 13), (15, 19))]


def test_long_texts_are_divided_and_give_the_same_kind_of_answer(monkeypatch):
    """Beyond the limit, phrases that stand once on both sides divide the work; what changed is still found word by word."""
    a = [f"w{number}" for number in range(400)]
    b = [*a[:100], "new", *a[101:300], *a[310:]]
    whole = list(differences(a, b))
    monkeypatch.setattr(words, "MOST_PAIRS", 100)
    assert list(differences(a, b)) == whole == [(100, 101, 100, 101), (300, 310, 300, 300)]


def test_texts_without_a_common_phrase_are_one_difference(monkeypatch):
    """Where nothing can divide a long text it is told as replaced."""
    monkeypatch.setattr(words, "MOST_PAIRS", 4)
    assert list(differences(["a", "b", "c"], ["d", "e", "f"])) == [(0, 3, 0, 3)]


def test_what_stays_in_order_is_the_heaviest_choice():
    """A long paragraph stays and the short one before it has moved, though either could be said to have."""
    pairs = [(0, 1), (1, 0)]
    assert in_order(pairs, [2, 9]) == [(1, 0)]
    assert in_order(pairs, [9, 2]) == [(0, 1)]
    assert in_order([(0, 0), (1, 5), (2, 1), (3, 2)]) == [(0, 0), (2, 1), (3, 2)]
    assert in_order([]) == []


def test_numbers_are_known_by_value_in_digits_and_words():
    """Grouping is no difference; `one` and `no` are hardly ever meant as numbers; page numbers are no figures."""
    text = "one of 1,600, half of twelve, see page 16"
    found = numbers_of(tokens_of(text), [(text.index("16", 10), len(text))])
    assert [token.key for token in found] == ["1600", "half", "twelve"]
    assert [text[token.start : token.end] for token in found] == ["1,600", "half", "twelve"]
