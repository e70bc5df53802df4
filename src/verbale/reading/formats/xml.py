"""XML from strangers: no entity is expanded, nothing outside the document is looked up (CWE-611, CWE-776)."""

from __future__ import annotations

import re
from typing import Any

from verbale.errors import InputError

_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)


def check_entities(name: str, raw: bytes) -> None:
    """Raise InputError where a document declares entities of its own: one can stand for a billion others."""
    plain = raw.replace(b"\0", b"")  # whatever encoding of two bytes it may be in
    if _ENTITY.search(plain):
        raise InputError(f"{name} declares XML entities, which may blow up or fetch files; save it without them")


def safe_tree(name: str, raw: bytes) -> Any:  # Any: lxml's element
    """The root of an XML document; raises InputError for entities and for what is not well formed."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    check_entities(name, raw)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(raw, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{name} is damaged XML ({error}); save it again") from error
