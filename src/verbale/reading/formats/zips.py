"""ZIP archives (APPNOTE 6.3): each file in them an input of its own, named `archive.zip: folder/a.html`.

Nothing is written anywhere. What the archive says of the sizes is not believed: bytes are counted while they are
unpacked. Office files and books are such archives too, and are told by what they hold.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

from verbale.errors import InputError
from verbale.reading.formats import binaries, docx, limits
from verbale.reading.formats.source import Found, Source, shown_name

_UTF8_NAME = 0x800
_MODE = 16
"""Bits before those in which Unix keeps what kind of file it is."""
_LOCKED = 0x1
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def zip_articles(source: Source) -> Found:
    """The articles of an archive in its order; an InputError for each file in it that cannot be read."""
    try:
        source.file.seek(0)
        archive = zipfile.ZipFile(source.file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise InputError(f"{source.name} is a damaged ZIP archive ({error}); pack it again") from error
    members = {info.filename for info in archive.infolist()}
    if docx.BODY in members:
        yield from docx.docx_articles(source, _content(source, archive, archive.getinfo(docx.BODY)))
    elif row := binaries.package(members):
        yield binaries.refusal(source.name, row)
    else:
        yield from _members(source, archive)


def _members(source: Source, archive: zipfile.ZipFile) -> Found:
    files = [info for info in archive.infolist() if not info.is_dir() and not _is_junk(info.filename)]
    if not files:
        yield InputError(f"{source.name} is an empty ZIP archive; give one that holds articles")
    for info, overlaps in zip(files, _overlaps(files), strict=True):
        name = _name(info)
        if overlaps:
            yield InputError(f"{source.name}: {name} lies over another file of the archive, as only bombs do")
            continue
        try:
            raw = _content(source, archive, info)
        except InputError as error:
            yield error
            if source.account.is_full:
                return
            continue
        yield from source.within(name, raw, given_date=source.given_date)
        if source.account.is_full:
            return


def _overlaps(files: list[zipfile.ZipInfo]) -> Iterator[bool]:
    """For each file whether its bytes are also those of one before it."""
    ends: dict[int, bool] = {}
    reached = -1
    for info in sorted(files, key=lambda info: info.header_offset):
        ends[id(info)] = info.header_offset < reached
        reached = max(reached, info.header_offset + 30 + info.compress_size)
    return (ends[id(info)] for info in files)


def _content(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    where = f"{source.name}: {_name(info)}"
    if stat.S_ISLNK(info.external_attr >> _MODE):
        raise InputError(f"{where} is a link, which is not followed; pack the file itself")
    if info.flag_bits & _LOCKED:
        raise InputError(f"{where} is locked by a password; pack it without one")
    info.file_size = limits.LIMITS.item_bytes + 2  # so that no more and no less is read than there is
    try:
        with archive.open(info) as file:
            return limits.unpacked(where, file, info.compress_size, source.account)
    except NotImplementedError as error:
        raise InputError(f"{where} is packed in a way that is not understood; pack it as ZIP (deflate)") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise InputError(f"{where} is damaged ({error}); pack it again") from error


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK) or name.rsplit("/", 1)[-1].startswith(("._", *_JUNK))


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 where the flag says so or the bytes are valid, else the old DOS code page."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return shown_name(name)
