"""A letter's Markdown, parsed once into blocks; what letters do not use is an error that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from outputs.letters.blocks import Block, Heading, ItemList, Paragraph, Span, Spans, Table
from outputs.letters.errors import LetterError
from outputs.letters.holding import release, release_in_link

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_REMEDY = "Letters have headings (##), paragraphs, lists, tables, **strong**, *emphasis* and [links](https://…)"
_NAMES = {
    "blockquote": "a quotation (a line that begins with >)",
    "code_block": "a line that begins with four spaces",
    "fence": "a block of code (```)",
    "code_inline": "code between backticks",
    "hr": "a line across the page (---)",
    "image": "a picture",
}


def parse(markdown: str, letter: str) -> tuple[Block, ...]:
    """Return the blocks of `markdown`, held values released.

    Raises LetterError for what letters do not use.
    """
    return _blocks(SyntaxTreeNode(_parser().parse(markdown)), letter)


class _Markdown(MarkdownIt):
    """Markdown that leaves a link's address as it is: its own way would take a held value for a host name."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the name markdown-it gives it
        """Return the address unchanged; `_address` checks and encodes it."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # as above
        """Return the words of an address that is its own link, unchanged."""
        return link


@cache
def _parser() -> MarkdownIt:
    made = _Markdown("commonmark", {"html": False})
    return made.enable("table").disable(["html_block", "html_inline"])


def _blocks(parent: SyntaxTreeNode, letter: str) -> tuple[Block, ...]:
    return tuple(_block(node, letter) for node in parent.children)


def _block(node: SyntaxTreeNode, letter: str) -> Block:
    match node.type:
        case "paragraph":
            return Paragraph(_inline(node, letter))
        case "heading":
            # The letter's title is level 1: what stands below it begins at level 2.
            return Heading(max(2, int(node.tag[1:])), _inline(node, letter))
        case "bullet_list" | "ordered_list":
            items = tuple(_blocks(item, letter) for item in node.children)
            return ItemList(node.type == "ordered_list", items)
        case "table":
            head, *rows = _rows(node, letter)
            return Table(head, tuple(rows))
    raise _unused(node, letter)


def _rows(table: SyntaxTreeNode, letter: str) -> Iterator[tuple[Spans, ...]]:
    for part in table.children:
        for row in part.children:
            yield tuple(_inline(cell, letter) for cell in row.children)


def _inline(node: SyntaxTreeNode, letter: str) -> Spans:
    """Return the spans of a node, neighbours of one style put together."""
    joined: list[Span] = []
    for child in node.children:
        for span in _spans(child, Span(""), letter):
            if joined and replace(joined[-1], text=span.text) == span:
                joined[-1] = replace(span, text=joined[-1].text + span.text)
            else:
                joined.append(span)
    return tuple(span for span in joined if span.text)


def _spans(node: SyntaxTreeNode, style: Span, letter: str) -> Iterator[Span]:
    match node.type:
        case "text" | "text_special":
            yield replace(style, text=release(node.content))
        case "softbreak":
            yield replace(style, text=" ")
        case "hardbreak":
            yield replace(style, text="\n")
        case "inline" | "strong" | "em" | "link":
            inner = _styled(node, style, letter)
            for child in node.children:
                yield from _spans(child, inner, letter)
        case _:
            raise _unused(node, letter)


def _styled(node: SyntaxTreeNode, style: Span, letter: str) -> Span:
    if node.type == "strong":
        return replace(style, strong=True)
    if node.type == "em":
        return replace(style, emphasis=True)
    if node.type == "link":
        return replace(style, link=_address(node, letter))
    return style


def _address(node: SyntaxTreeNode, letter: str) -> str:
    address = release_in_link(str(node.attrs["href"]))
    if not address.startswith(_SCHEMES):
        raise LetterError(letter, "a link leads nowhere", "Links begin with https://, mailto: or tel:")
    return address


def _unused(node: SyntaxTreeNode, letter: str) -> LetterError:
    return LetterError(letter, f"it has {_NAMES.get(node.type, node.type)}, which letters do not use", _REMEDY)
