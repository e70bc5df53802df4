"""Bytes as text, by what the bytes show. Newlines are not translated and a byte order mark stays a character."""

from __future__ import annotations

import codecs
import re

from verbale.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODINGS = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "iso8859_2", "iso8859_5",
    "iso8859_7", "iso8859_9", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949", "mac_roman",
]  # fmt: skip
_SNIFFED = 65_536
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_DECLARED = 4_096


def text_of(name: str, raw: bytes) -> str:
    """`raw` as text. Newlines are not translated and a byte order mark stays a character. Raises InputError."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _decoded(name, raw, encoding)
    bare = _bare_utf16(raw[:_SNIFFED])
    if bare:
        return _decoded(name, raw, bare)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _otherwise_encoded(name, raw, error)


def html_of(name: str, raw: bytes, charset: str | None = None) -> str:
    """`raw`, a page of HTML, as text: in UTF-8 where it is, else as its label or it itself says (WHATWG, Encoding).

    `charset` is the label it came with. Raises InputError.
    """
    said = _CHARSET.search(raw[:_DECLARED])
    for label in (charset, said[1].decode("ascii") if said else None):
        try:
            raw.decode("utf-8")
            break
        except UnicodeDecodeError:
            pass
        try:
            encoding = codecs.lookup(label or "").name
            # As browsers do, Latin 1 is read as its larger sister.
            return raw.decode("cp1252" if encoding in ("iso8859-1", "ascii") else encoding)
        except (LookupError, UnicodeError, ValueError):
            continue
    return text_of(name, raw)


def _decoded(name: str, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not valid {encoding.upper()} at byte {error.start:,}; save it as UTF-8") from error


def _otherwise_encoded(name: str, raw: bytes, error: UnicodeDecodeError) -> str:
    """`raw`, which is no UTF-8, in the encoding it seems to be in; damaged UTF-8 is refused rather than misread."""
    lenient = raw.decode("utf-8", "replace")
    broken, whole = lenient.count("\ufffd"), sum(ord(c) > 127 and c != "\ufffd" for c in lenient)
    if whole > broken:
        raise InputError(f"{name} is damaged UTF-8 at byte {error.start:,}; save it again as UTF-8") from error
    if _is_windows_latin(raw):
        return raw.decode("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=_ENCODINGS).best()
    if best is None:
        raise InputError(f"{name} is in no encoding that could be recognised; save it as UTF-8") from error
    return _decoded(name, raw, best.encoding)


def _is_windows_latin(raw: bytes) -> bool:
    """Whether the only bytes beyond ASCII are the quotes, dashes, blanks and accents of Western typography, and few."""
    high = [b for b in raw if b > 127]
    typography = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb")
    marks = sum(b in typography for b in high)
    letters = frozenset(
        b"\xc0\xc4\xc7\xc8\xc9\xd3\xd6\xdc\xe0\xe1\xe2\xe4\xe7\xe8\xe9\xea\xeb\xed\xef\xf1\xf3\xf4\xf6\xfa\xfb\xfc"
    )
    return all(b in typography or b in letters for b in high) and len(high) * 20 < len(raw) + 20 * marks


def is_wide(raw: bytes) -> bool:
    """Whether `raw` is UTF-16 or UTF-32, in which zero bytes are no sign of a binary file."""
    return raw.startswith(tuple(bom for bom, _ in _BOMS[1:])) or _bare_utf16(raw) is not None


def _bare_utf16(raw: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: in Latin text every other byte is zero."""
    pairs = raw[: len(raw) // 2 * 2]
    if len(pairs) < 8:
        return None
    for zeros, letters, encoding in ((pairs[1::2], pairs[::2], "utf-16-le"), (pairs[::2], pairs[1::2], "utf-16-be")):
        if zeros.count(0) * 10 > 7 * len(zeros) and letters.count(0) == 0:
            return encoding
    return None
