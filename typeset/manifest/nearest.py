"""Did you mean …? One guess, and only a good one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(written: str, known: Iterable[str]) -> str:
    """The one of *known* that *written* most likely means; empty when none is near."""
    from difflib import SequenceMatcher, get_close_matches  # 6 ms that a report without mistakes never needs

    if len(written) > 80:
        return ""
    names = list(known)
    for name in names:
        if name.lower().replace("_", "-") == written.lower().replace("_", "-").replace(" ", "-"):
            return name
    close = get_close_matches(written, names, n=1, cutoff=0.7)
    if close:
        return close[0]
    # A short word with one wrong letter scores under 0.7; a long one that begins alike is what was meant.
    loose = get_close_matches(written, names, n=1, cutoff=0.5)
    if loose and SequenceMatcher(None, written[:3], loose[0][:3]).ratio() >= 0.6:
        return loose[0]
    return ""


def did_you_mean(written: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """A hint that names the nearest of *known*, or *otherwise*."""
    near = nearest(written, known)
    return f"did you mean `{near}`?" if near else otherwise


def one_of(names: Iterable[str], most: int = 12) -> str:
    """List *names* for a sentence, at most so many."""
    listed = list(names)
    if len(listed) > most:
        return ", ".join(listed[:most]) + f" and {len(listed) - most} more"
    return ", ".join(listed)
