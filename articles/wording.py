"""What differs between two texts, word by word, for people to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from articles.body import tree as blocks
from articles.body.tree import Element, Node
from articles.merging import fates, shared_words

# A word, a space or a mark; Chinese, Japanese and Thai, which are written without spaces, character by character.
WORD = re.compile(r"[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+|\s+|.", re.DOTALL)

# Texts with a smaller share of words in common are not versions of each other: a word here and there tells nothing.
NOTHING_LEFT = 0.3
# Unless this share of the shorter one stands in the longer in one piece: that one only grew, or shrank.
A_PART = 0.7


@dataclass(frozen=True)
class Span:
    """A piece of text: `kind` is "same", "removed" or "added"."""

    kind: str
    text: str


@dataclass(frozen=True)
class BlockChange:
    """
    One block of a body in both versions. `tag` is its element; `kind` is "same", "changed", "removed" or "added"; `was`
    and `now` are its HTML, empty where there is none.
    """

    tag: str
    kind: str
    spans: list[Span]
    was: str = field(default="", compare=False)
    now: str = field(default="", compare=False)


def compare_words(before: str, after: str) -> list[Span]:
    """`before` is what is same or removed, `after` what is same or added, joined."""
    old, new = WORD.findall(before), WORD.findall(after)
    if shared_words(before, after) < NOTHING_LEFT and not _one_is_a_part(old, new):
        return _changed(before, after)
    spans: list[Span] = []
    for kind, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            spans.append(Span("same", "".join(old[start:stop])))
            continue
        if stop > start:
            spans.append(Span("removed", "".join(old[start:stop])))
        if new_stop > new_start:
            spans.append(Span("added", "".join(new[new_start:new_stop])))
    return _without_islands(spans)


def _one_is_a_part(old: list[str], new: list[str]) -> bool:
    piece = SequenceMatcher(None, old, new, False).find_longest_match().size
    return piece > 1 and piece >= A_PART * min(len(old), len(new))


def _without_islands(spans: list[Span]) -> list[Span]:
    """A lone space between two changes reads better as part of them: “red car” for “blue bus”, not word by word."""
    result: list[Span] = []
    removed, added = "", ""
    for index, span in enumerate(spans):
        if span.kind == "removed":
            removed += span.text
        elif span.kind == "added":
            added += span.text
        elif (removed or added) and not span.text.strip() and index + 1 < len(spans):
            removed, added = removed + span.text, added + span.text
        else:
            result += _changed(removed, added)
            result.append(span)
            removed = added = ""
    return result + _changed(removed, added)


def _changed(removed: str, added: str) -> list[Span]:
    return [Span(kind, text) for kind, text in (("removed", removed), ("added", added)) if text]


def compare_bodies(before: str, after: str) -> list[BlockChange]:
    """Two bodies block by block, in the order in which they read, what was taken out at its old place."""
    old, new = blocks(before), blocks(after)
    texts = {str(block): readable(block) for block in (*old, *new)}
    tags = {str(block): block.tag for block in (*old, *new)}

    def likeness(one: str, other: str) -> float:
        return shared_words(texts[one], texts[other])

    was = [str(block) for block in old]
    became = fates(was, [str(block) for block in new], likeness)
    changes = []
    for index in range(len(was) + 1):
        changes += [
            BlockChange(tags[html], "added", [Span("added", texts[html])], now=html)
            for html in became.added[index]
        ]
        if index == len(was):
            break
        html, now = was[index], became.items[index]
        if now is None:
            changes.append(BlockChange(tags[html], "removed", [Span("removed", texts[html])], was=html))
        elif now == html:
            changes.append(BlockChange(tags[html], "same", [Span("same", texts[html])], html, html))
        else:
            changes.append(
                BlockChange(tags[now], "changed", compare_words(texts[html], texts[now]), html, now)
            )
    return changes


@dataclass(frozen=True)
class CellChange:
    """What changed in a table; `label` names the row and the column, and is empty where it is about a whole row."""

    label: str
    spans: list[Span]


def compare_tables(before: str, after: str) -> list[CellChange]:
    """Two versions of a table, given as HTML: only what differs, row by row."""
    old, new = _grid(before), _grid(after)
    was = [_row(cells) for cells in old]
    became = fates(was, [_row(cells) for cells in new], shared_words)
    now = {_row(cells): cells for cells in new}
    heads = [_words(cell) for cell in new[0]] if new and all(cell.tag == "th" for cell in new[0]) else []
    changes = []
    for index in range(len(was) + 1):
        changes += [CellChange("", [Span("added", row)]) for row in became.added[index]]
        if index == len(was) or (row := became.items[index]) == was[index]:
            continue
        if row is None:
            changes.append(CellChange("", [Span("removed", was[index])]))
        elif len(old[index]) == len(now[row]):
            is_head = bool(heads) and now[row] is new[0]
            changes += _cells(old[index], now[row], [] if is_head else heads)
        else:
            changes.append(CellChange("", compare_words(was[index], row)))
    return changes


def _cells(old: list[Element], new: list[Element], heads: list[str]) -> Iterator[CellChange]:
    """What differs between two versions of a row; one cell that reaches over several columns counts once."""
    name = _words(new[0])
    for column, (one, other) in enumerate(zip(old, new, strict=True)):
        before, after = _words(one), _words(other)
        if before == after or (column and new[column - 1] is other):
            continue
        label = [name if column else "", heads[column] if column < len(heads) else ""]
        yield CellChange(", ".join(filter(None, label)), compare_words(before, after))


def _row(cells: list[Element]) -> str:
    return " | ".join(_words(cell) for cell in dict.fromkeys(cells))


def _words(cell: Element) -> str:
    return "".join(_readable(child) for child in cell.children).strip()


def _grid(table: str) -> list[list[Element]]:
    """The cells of a table by row and column; one that reaches over several is in each of them."""
    rows = [row for block in blocks(table) for row in block.walk() if row.tag == "tr"]
    cells: list[dict[int, Element]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.children:
            if not isinstance(cell, Element):
                continue
            while column in cells[number]:
                column += 1
            wide, high = (_reach(cell.attributes.get(name)) for name in ("colspan", "rowspan"))
            for each in cells[number : number + high]:
                each.update(dict.fromkeys(range(column, column + wide), cell))
    return [[row[column] for column in sorted(row)] for row in cells]


MOST = 1000  # columns, as browsers allow them


def _reach(attribute: str | None) -> int:
    """How many columns or rows a cell reaches over."""
    return min(max(int(attribute[:9]), 1), MOST) if attribute and attribute.isdecimal() else 1


def readable(block: Element) -> str:
    """A block as words, with what a reader would miss said in brackets."""
    return _readable(block).strip()


def _readable(node: Node) -> str:
    if isinstance(node, str):
        return node
    inner = "".join(_readable(child) for child in node.children)
    match node.tag:
        case "figure":
            return f"[picture {node.attributes.get('data-image', '')}] {inner}"
        case "section":
            return "\n".join(["[gallery]", *(_readable(child) for child in node.children)])
        case "div":
            return f"[{node.attributes.get('data-embed', '')}]"
        case "hr":
            return "[line]"
        case "br":
            return "\n"
        case "a":
            return f"{inner} [{node.attributes.get('href', '')}]"
        case "li":
            return f"• {inner}\n"
        case "td" | "th":
            return f"{inner.strip()} | "
        case "tr":
            return f"{inner.removesuffix(' | ')}\n"
        case "p":
            return f"{inner}\n"
    return inner
