"""From files to a tree of nodes, with every mistake of YAML told in plain words.

PyYAML's event stream is the door: its C scanner where libyaml is there, its Python one
where not. We build the tree ourselves, without recursion, so neither ten thousand
brackets nor an alias that names itself a million times can hurt.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path, PurePath, PurePosixPath
from typing import Any
from unicodedata import normalize

import yaml

from layout.values import Struct, field
from typeset.manifest.gaps import Gap, gap_at
from typeset.manifest.nearest import nearest
from typeset.manifest.nodes import Mapping, Node, Scalar, Sequence, name_of
from typeset.manifest.source import LARGEST_FILE, Source, decode
from typeset.manifest.yaml_words import in_plain_words
from typeset.problem import Problem, Span

_LINE_END = re.compile("[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML 1.1 (section 4.2)."""

DEEPEST = 100
"""Levels of lists and keys in each other; the sample report has nine."""

MOST_REPEATED = 10_000
"""Values that aliases may stand for, all together."""

MOST_FILES = 500
"""Files in one report."""

LARGEST_REPORT = 50_000_000
"""Bytes, all files together."""

MOST_PROBLEMS = 2_000
"""Problems that are kept."""

MOST_GAPS = 20
"""Mistakes of YAML in one file that are stepped over."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Reading(Struct):
    """What one run has read so far; it lives only while `load` runs."""

    folder: Path
    """The manifest's folder: nothing outside it is opened."""
    shown: str = ""
    """The folder as the author named it, put before the names of included files."""
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    repeated: int = 0
    files: int = 0
    size: int = 0
    gaps: list[Gap] = field(default_factory=list)
    """What was taken out because it could not be read."""
    named: set[Path] = field(default_factory=set)
    """Every file that was asked for, there or not."""

    def note(self, problem: Problem) -> None:
        """Note a problem; after `MOST_PROBLEMS` it is plain that this is no manifest."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def complain(self, code: str, message: str, span: Span, *, hint: str = "", found: str = "") -> None:
        """Note an error."""
        self.note(Problem(code=code, message=message, span=span, hint=hint, found=found))


def read_tree(path: Path, shown: str, reading: Reading) -> Node | None:
    """Read the file at *path*, includes and all; None when it holds nothing that can be read."""
    return _read_file(path, shown, reading, open_files=())


def _read_file(path: Path, shown: str, reading: Reading, open_files: tuple[Path, ...]) -> Node | None:
    before = len(reading.problems)
    data = _read_bytes(path, shown, reading)
    if data is None:
        return None
    source, problems = decode(shown, data)
    reading.sources[shown] = source
    reading.problems.extend(problems)
    root = _build(source, reading, (*open_files, path)) if source.text.strip() else None
    if root is None and len(reading.problems) == before:
        hint = "a manifest begins with `report:`; `typeset new` makes one that builds"
        if open_files:
            hint = "write into it what should stand where it is included"
        what = "nothing but comments stands in this file" if source.text.strip() else "this file is empty"
        reading.complain("empty-file", what, source.top, hint=hint)
    return root


def _build(source: Source, reading: Reading, files: tuple[Path, ...]) -> Node | None:
    """Build the tree of *source*, stepping over entries that are not YAML, so that one run finds all mistakes."""
    root: Node | None = None
    for _ in range(MOST_GAPS):
        builder = _Builder(source, reading, files)
        root = builder.build()
        if builder.fault is None:
            break
        reading.note(builder.fault)
        gap = gap_at(source, builder.fault.span)
        if gap is None:
            break
        reading.gaps.append(gap)
        source = gap.rest
    return root


def _read_bytes(path: Path, shown: str, reading: Reading) -> bytes | None:
    nowhere = Source.of(shown, "")
    reading.sources.setdefault(shown, nowhere)
    reading.named.add(path)
    try:
        with open(path, "rb", opener=_without_waiting) as file:  # noqa: PTH123  # Path.open takes no opener
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise IsADirectoryError
            data = file.read(LARGEST_FILE + 1)
            reading.size += len(data)
            if reading.size <= LARGEST_REPORT:
                return data
            reading.complain(
                "too-large", f"with `{shown}` the files of this report are too large", nowhere.top, hint="leave it out"
            )
    except FileNotFoundError:
        reading.complain("no-file", f"there is no file `{shown}`", nowhere.top, hint="is the name spelt as on disk?")
    except IsADirectoryError:
        hint = "name the manifest itself, such as `content.yaml`"
        reading.complain("no-file", f"`{shown}` is a folder or a device, not a file", nowhere.top, hint=hint)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        reading.complain("no-file", f"`{shown}` cannot be read: {reason}", nowhere.top)
    return None


def _without_waiting(name: str, flags: int) -> int:
    """Open a file so that a named pipe is seen for what it is instead of keeping us waiting."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


class _Open(Struct):
    """A list or mapping whose end is still to come."""

    event: Any
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    size: int = 1


class _Builder:
    """Builds one file's tree from its events."""

    def __init__(self, source: Source, reading: Reading, files: tuple[Path, ...]) -> None:
        self.source = source
        self.reading = reading
        self.files = files
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.documents = 0
        self.stopped = False
        self.fault: Problem | None = None
        self.last: Scalar | None = None

    def build(self) -> Node | None:
        """Run through the events; what stood before a mistake of YAML is kept."""
        loader = _Loader(self.source.text)
        handle: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            while not self.stopped and (event := loader.get_event()) is not None:
                act = handle.get(type(event))
                if act:
                    act(event)
        except yaml.YAMLError as error:
            self.fault = in_plain_words(error, self.source, self.last)
        except RecursionError:
            self._complain("too-deep", "this cannot be read: too many levels stand in each other", self.source.top)
        finally:
            loader.dispose()
        while self.stack:
            self._close(None)
        return self.root

    def _complain(self, code: str, message: str, span: Span, *, hint: str = "", found: str = "") -> None:
        self.reading.complain(code, message, span, hint=hint, found=found)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents == 2:  # one refusal says it
            at = event.start_mark.index
            hint = "delete the line `---`; other files are brought in with `include: name.yaml`"
            self._complain(
                "several-documents", "a second document begins here", self.source.span(at, at + 3), hint=hint
            )
            self.stopped = True

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        style = event.style or ""
        if style in ("|", ">"):  # the scanner ends a block where the next token begins
            words = start + len(self.source.text[start:end].rstrip())
            line_end = _LINE_END.search(self.source.text, words, end)
            end = line_end.start() if line_end else end  # spaces behind the last word are the author's, too
        node = Scalar(self.source, start, end, event.value, "" if style == ":" else style)
        self._check_tag(event, plain=event.implicit[0] or event.implicit[1])
        self.last = node
        # Length counts as well: ten thousand aliases of a long text are a bomb too.
        self._add(node, 1 + len(event.value) // 100, event.anchor)

    def _open(self, event: Any) -> None:
        self._check_tag(event, plain=event.implicit)
        if len(self.stack) >= DEEPEST:
            at = event.start_mark.index
            message = f"more than {DEEPEST} levels stand in each other here"
            self._complain("too-deep", message, self.source.span(at, at + 1), hint="is a bracket left open?")
            self.stopped = True
            return
        self.stack.append(_Open(event, event.anchor))

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        start = done.event.start_mark.index
        if event is None:
            end = done.items[-1].end if done.items else start + 1
        elif isinstance(done.event, yaml.MappingStartEvent) and not done.event.flow_style and done.items:
            end = done.items[-1].end
        else:
            end = event.end_mark.index
        if isinstance(done.event, yaml.SequenceStartEvent):
            self._add(Sequence(self.source, start, max(end, start), self._spliced(done.items)), done.size, done.anchor)
        else:
            self._add(self._mapping(start, max(end, start), done.items), done.size, done.anchor)

    def _add(self, node: Node, size: int, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = (node, size)
        if self.stack:
            self.stack[-1].items.append(node)
            self.stack[-1].size += size
        elif self.root is None:
            self.root = self._included(node)

    def _alias(self, event: Any) -> None:
        at, name = event.start_mark.index, event.anchor
        span = self.source.span(at, event.end_mark.index)
        known = self.anchors.get(name)
        if known is None:
            inside = any(o.anchor == name for o in self.stack)
            message = f"`*{name}` stands inside `&{name}` itself" if inside else f"nothing above is named `&{name}`"
            hint = 'text that begins with an asterisk stands in quotes: "*emphasis*"'
            self._complain("alias", message, span, hint="write the value out" if inside else hint, found=name)
            self._add(self._lost(Scalar(self.source, at, event.end_mark.index, "", "")), 1, None)
            return
        node, size = known
        self.reading.repeated += size
        if self.reading.repeated > MOST_REPEATED:
            message = f"the aliases of this report stand for more than {MOST_REPEATED:,} values"
            self._complain("too-many-aliases", message, span, hint="write the values out, or include a file")
            self.stopped = True
            return
        self._add(node, size, None)

    def _check_tag(self, event: Any, *, plain: bool) -> None:
        if event.tag is None or (plain and event.tag == "!"):
            return
        at = event.start_mark.index
        message = f"the tag `{_tag_name(event.tag)}` means nothing here"
        hint = "delete it; text that begins with an exclamation mark stands in quotes"
        written = re.match(r"[^\s,\[\]{}]*", self.source.text[at : at + 200])
        self._complain("tag", message, self.source.span(at, at + max(1, written.end() if written else 1)), hint=hint)

    def _mapping(self, start: int, end: int, items: list[Node]) -> Mapping:
        first: dict[str, Scalar] = {}
        entries: list[tuple[Scalar, Node]] = []
        for key, value in zip(items[::2], items[1::2], strict=False):
            if not isinstance(key, Scalar):
                hint = "text that begins with a bracket or a brace stands in quotes"
                self._complain("key", f"{name_of(key)} stands where a key should", key.span, hint=hint)
            elif key.value == "<<" and not key.style:
                hint = "write the keys out here, or move them to a file and include it"
                self._complain("merge-key", "merge keys (`<<`) are not used in a manifest", key.span, hint=hint)
            elif key.value in first:
                line = first[key.value].span.line
                hint = "keep one of them: the other would be lost without a word"
                message = f"`{key.value}` stands here a second time; the first is in line {line}"
                self._complain("duplicate-key", message, key.span, hint=hint)
            else:
                first[key.value] = key
                entries.append((key, self._included(value, key.value)))
        return Mapping(self.source, start, end, tuple(entries))

    def _spliced(self, items: list[Node]) -> tuple[Node, ...]:
        """The items of a list; an included file that is itself a list gives several."""
        spliced: list[Node] = []
        for item in items:
            node = self._included(item)
            if node is not item and isinstance(node, Sequence):
                spliced.extend(node.items)
            else:
                spliced.append(node)
        return tuple(spliced)

    def _included(self, node: Node, key: str = "") -> Node:
        """The node itself, or what the file holds that it includes."""
        if not isinstance(node, Mapping) or len(node.entries) != 1 or node.entries[0][0].value != "include":
            return node
        name = node.entries[0][1]
        if not isinstance(name, Scalar):
            self._complain("include", "`include` takes the name of one file", name.span, hint="include: insight-1.yaml")
            return node
        path = find_inside(name, self.reading)
        if path is None:
            return self._lost(name, key)
        if path in self.files:
            chain = " → ".join(p.name for p in (*self.files[self.files.index(path) :], path))
            self._complain("include", f"`{name.value}` includes itself: {chain}", name.span, hint="delete this line")
            return self._lost(name, key)
        self.reading.files += 1
        if self.reading.files > MOST_FILES:
            self._complain("include", f"a report may have {MOST_FILES} files", name.span)
            return self._lost(name, key)
        shown = str(PurePath(self.reading.shown, path.relative_to(self.reading.folder)))
        return _read_file(path, shown, self.reading, self.files) or self._lost(name, key)

    def _lost(self, name: Scalar, key: str = "") -> Scalar:
        """An empty value in place of what could not be included or repeated; what it lacks is nobody's fault."""
        line = name.span.line
        self.reading.gaps.append(Gap(self.source.name, line, line, None, self.source, key))
        return Scalar(name.source, name.start, name.end, "", "")


def _tag_name(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def find_inside(name: Scalar, reading: Reading) -> Path | None:
    """Find the file that *name* means, inside the manifest's folder; report it when it is not there or not inside.

    Names are relative to the manifest's folder, whichever file they stand in, and use forward slashes.
    """
    written = name.value.strip()
    fault = _fault_of_name(written)
    if fault:
        reading.complain("path", f"`{_printable(written)}` {fault}", name.span, hint="name a file beside the manifest")
        return None
    path = reading.folder / PurePosixPath(written)
    reading.named.add(path)
    try:
        apart = reading.folder / PurePosixPath(normalize("NFD", written))
        # The name of a file that comes from a Mac may have its letters and accents apart.
        real = (apart if apart != path and not path.exists() else path).resolve()
        inside = real.is_relative_to(reading.folder)
        regular = real.is_file()
    except (OSError, ValueError, RuntimeError):
        inside, regular = True, False
        real = path
    if not inside:
        message = f"`{written}` leads out of the report's folder"
        hint = "copy the file into the folder: a report must build on other machines too"
        reading.complain("path", message, name.span, hint=hint)
        return None
    if not regular:
        hint = _nearest_file(path, written) or "is it spelt as on disk, capitals included?"
        reading.complain("no-file", f"there is no file `{written}`", name.span, hint=hint)
        return None
    return real


def _fault_of_name(written: str) -> str:
    if not written:
        return "is empty where the name of a file should stand"
    if any(ord(c) < 32 for c in written):
        return "holds a character that no file name can have"
    if "://" in written or written.lower().startswith(("file:", "http:", "https:", "data:")):
        return "is an address; nothing is fetched from the network"
    if "\\" in written:
        return "has backslashes; write forward slashes, as in `pictures/portrait.jpg`"
    if written.startswith(("/", "~")) or written[1:2] == ":":
        return "begins at the root of the disk or of a home folder"
    if ".." in PurePosixPath(written).parts:
        return "leads out of its folder with `..`"
    return ""


_PICTURES = frozenset({".jpg", ".jpeg", ".png"})


def _nearest_file(path: Path, written: str) -> str:
    """A file of the same sort whose name is nearly that."""
    wanted = path.suffix.lower()
    suffixes = _PICTURES if wanted in _PICTURES else {wanted}
    try:
        files = {file.stem: file.name for file in sorted(path.parent.iterdir()) if file.suffix.lower() in suffixes}
    except (OSError, ValueError):
        return ""
    near = nearest(path.stem, files)
    return f"did you mean `{written[: len(written) - len(path.name)]}{files[near]}`?" if near else ""


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)
