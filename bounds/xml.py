"""XML of strangers: parsed without entities, without anything from outside, within bounds of depth and size."""

from __future__ import annotations

from lxml import etree

MAX_BYTES = 20 * 1024 * 1024
"""Of one part; elements take twenty times that in memory."""
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")


class Unsafe(ValueError):
    """XML declares what no office program writes: a document type with entities, or it is far too large."""

    def __init__(self) -> None:
        super().__init__("XML with a document type, or too large")


def parsed(data: bytes) -> etree._Element:
    """Return the root of an XML part of an office file.

    Raises Unsafe, or lxml.etree.XMLSyntaxError when it is no XML (also when it is nested deeper than 256 elements).
    """
    # Office Open XML forbids document types (ECMA-376-2, 9.1.2): nothing is lost with them, and every bomb needs one.
    if len(data) > MAX_BYTES or any(sign in data for sign in _DECLARES):
        raise Unsafe
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    # In another encoding (UTF-16) the sign above does not show.
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unsafe
    return root
