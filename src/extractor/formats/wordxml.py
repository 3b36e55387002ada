"""The markup of Word documents: names and attributes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What is shown by programs that do not know the other form of a thing, which is there as well."""

Parts = dict[str, ET.Element]
"""The parts of a document by their names in the archive."""


def child(element: ET.Element | None, name: str) -> ET.Element | None:
    """The first child of that name."""
    return None if element is None else element.find(f"{W}{name}")


def attribute(element: ET.Element | None, name: str) -> str | None:
    """The attribute of that name."""
    return None if element is None else element.get(f"{W}{name}")


def value(element: ET.Element | None, *path: str) -> str | None:
    """The `val` of the element that a path of names leads to."""
    for name in path:
        element = child(element, name)
    return attribute(element, "val")
