"""What an input is that holds no article: pictures, films, programs, told by how their bytes begin.

The signatures stand in `tables/binaries.toml`.
"""

from __future__ import annotations

from typing import Any

from verbale.errors import InputError
from verbale.reading.formats.source import Found, Source
from verbale.reading.tables import toml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins (MS-CFB, 2.2)."""
_READ = "text, HTML, PDF, DOCX, RTF, mail, a feed, WARC, JSON, CSV or ZIP"


def is_known(start: bytes) -> bool:
    """Whether what begins with `start` is of a kind that holds no article."""
    return _row(start) is not None


def refused(source: Source) -> Found:
    """The line that says what an input is that cannot be read, and what to do."""
    row = _row(source.start)
    if row is None:
        yield InputError(f"{source.name} is a binary file of a kind that is not known; give {_READ}")
    else:
        yield refusal(source.name, row)


def refusal(name: str, row: dict[str, Any]) -> InputError:  # Any: TOML
    """The line of one row of the table."""
    return InputError(f"{name} is {row['what']}, which is not read; {row['do']}")


def package(members: set[str]) -> dict[str, Any] | None:  # Any: TOML
    """The row of an office file or book by the names of what its archive holds, None for an archive."""
    return next((row for row in toml("binaries")["package"] if row["member"] in members), None)


def stream(raw: bytes) -> dict[str, Any] | None:  # Any: TOML
    """The row of an older office file by the names of its streams."""
    return next((r for r in toml("binaries")["stream"] if _utf16(r["name"]) in raw), None)


def is_outlook(raw: bytes) -> bool:
    """Whether a compound file is a message of Outlook (MS-OXMSG, 2.2.2)."""
    return _utf16("__properties_version1.0") in raw


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"


def _row(start: bytes) -> dict[str, Any] | None:
    return next((row for row in toml("binaries")["binary"] if _fits(row, start)), None)


def _fits(row: dict[str, Any], start: bytes) -> bool:
    offset, zero, digit = row.get("offset", 0), row.get("zero"), row.get("digit")
    if not start.startswith(bytes.fromhex(row["magic"]), offset):
        return False
    if zero and any(start[zero[0] : zero[1]]):
        return False
    return digit is None or start[digit : digit + 1].isdigit()
