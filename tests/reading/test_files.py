from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.files import articles_at, articles_in, files_under, input_kind, jsonl_articles, text_of

PAGE = "Norland delays the lake talks\n\nNorland put off the lake talks on Monday, its ministry said.\n"


def only(raw: bytes, **options: bool) -> Article | InputError:
    (found,) = articles_in("page.txt", raw, **options)
    return found


def refusal(raw: bytes) -> str:
    found = only(raw)
    assert isinstance(found, InputError)
    assert "\n" not in str(found)
    assert str(found).startswith("page.txt")
    return str(found)


def test_a_byte_order_mark_and_windows_newlines_stay_in_the_text() -> None:
    raw = b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode()
    found = only(raw)
    assert isinstance(found, Article)
    assert found.text == raw.decode("utf-8")
    assert found.title == "Norland delays the lake talks"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_told_by_content(encoding: str) -> None:
    page = PAGE.replace("its ministry said", "“for good reasons” – its ministry’s words")
    found = only(page.encode(encoding))
    assert isinstance(found, Article)
    assert found.text.lstrip("\ufeff") == page


def test_a_page_in_shift_jis_is_read() -> None:
    text = "湖の交渉は来月に延期されたと外務省が発表した。両国は橋の通行料についても協議する予定である。" * 4
    assert text_of("page.txt", text.encode("cp932")) == text


def test_an_empty_file_is_refused() -> None:
    assert "is empty" in refusal(b"")
    assert "is empty" in refusal(b" \r\n\t\n")
    assert "is empty" in refusal("\ufeff \u2028".encode())


def test_a_binary_file_is_refused() -> None:
    assert "is a binary file" in refusal(bytes(range(256)) * 20)


def test_a_text_over_a_million_characters_is_refused() -> None:
    assert "1,000,001 characters" in refusal(b"a" * 1_000_001)


def test_a_brief_that_lies_among_the_articles_is_no_article() -> None:
    assert "is a brief" in refusal(b'title = "Lake talks"\n\n[[parties]]\ncode = "NOR"\nname = "Norland"\n')


def test_damaged_utf8_is_refused_rather_than_misread() -> None:
    raw = ("Norland’s “lake” talks go on. " * 20).encode()
    assert "damaged UTF-8 at byte" in refusal(raw + b"\xe2\x80 said the minister.")


def test_bytes_beside_a_utf16_mark_that_are_not_utf16_are_refused() -> None:
    assert "not valid UTF-16-LE" in refusal(b"\xff\xfe" + "lake talks".encode("utf-16-le") + b"\x00\xd8a")


@pytest.mark.parametrize(
    "page",
    [
        "body { color: red; }\n.lake > p { margin: 0 auto; font-size: 12px }\n@media print { p { display: none; } }\n",
        "/* the lake desk's\n * own style */\n",
        "<!-- nothing to see -->\n<!-- and nothing here -->",
        "print PRINT\n\n  • Ambassador\n  • Ferries\n",
        "* * *\n----\n",
    ],
)
def test_a_page_without_running_text_is_refused(page: str) -> None:
    assert "no running text" in refusal(page.encode())


def test_an_unreadable_file_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page.txt"

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = articles_at(path)
    assert isinstance(found, InputError)
    assert str(found) == f"{path} cannot be read: Permission denied; check the path and its permissions"


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    (found,) = articles_at(tmp_path / "none.txt")
    assert isinstance(found, InputError)
    assert "No such file" in str(found)


def test_an_unreadable_folder_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(InputError, match=r"cannot be read: Permission denied"):
        files_under(tmp_path)


def test_files_under_a_folder_come_in_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE)
    assert [p.name for p in files_under(tmp_path)] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_folder_gives_no_pipes_and_no_folders_that_lead_back_up(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(PAGE)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe")
    assert [p.name for p in files_under(tmp_path)] == ["gone.txt", "a.txt"]


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (found,) = articles_at(tmp_path)
    assert str(found) == f"{tmp_path} is a folder; give one of its files"


def test_a_file_whose_name_is_no_utf8_is_read_under_a_name_that_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(PAGE)
    (found,) = articles_at(path)
    assert isinstance(found, Article)
    assert found.name == f"{tmp_path}/caf\N{REPLACEMENT CHARACTER}.txt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_jsonl_is_read_from_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writing = Thread(target=path.write_text, args=('{"id": "a", "text": "Talks go on."}\n',))
    writing.start()
    (found,) = articles_at(path)
    writing.join(600)
    assert isinstance(found, Article)
    assert found.name == "a"


def refused_line(**fields: object) -> str:
    (found,) = jsonl_articles([json.dumps({"id": "n", "text": PAGE} | fields)])
    assert isinstance(found, InputError)
    return str(found)


@pytest.mark.parametrize("field", ["id", "text", "html", "url"])
def test_half_a_surrogate_pair_in_a_line_is_refused(field: str) -> None:
    assert refused_line(**{field: "x\ud800"}) == (
        f"line, line 1: character 1 of its {field} is half a surrogate pair; write it whole"
    )


@pytest.mark.parametrize("published", ["2021-13-05", "2021-02-30", "2021-02-30T10:00:00Z", "5 May 2021"])
def test_a_publication_date_that_is_no_day_of_the_calendar_is_refused(published: str) -> None:
    assert "is no date such as 2022-03-23" in refused_line(published=published)


def test_an_id_of_zero_is_an_id() -> None:
    (found,) = jsonl_articles([json.dumps({"id": 0, "text": PAGE})])
    assert isinstance(found, Article)
    assert found.name == "0"


def test_jsonl_yields_an_article_a_line_and_an_error_for_a_bad_one(tmp_path: Path) -> None:
    lines = [
        {"id": "n1", "text": PAGE, "published": "2021-11-04"},
        {"id": "n2", "text": ""},
        {"id": "n3"},
        {"id": "n4", "text": PAGE, "published": "last week"},
        {"id": "n5", "text": "May 3, 2019\n\n" + PAGE, "published": "2019-05-04T08:00:00Z"},
        {
            "id": "n6",
            "html": f"<html><body><article><p>{PAGE}</p></article></body></html>",
            "url": "https://example.org/a",
        },
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n{not json\n\n")
    found = list(articles_at(path))
    names = [f.name if isinstance(f, Article) else "error" for f in found]
    assert names == ["n1", "error", "error", "error", "n5", "n6", "error"]
    first, fifth, sixth = (found[i] for i in (0, 4, 5))
    assert isinstance(first, Article) and isinstance(fifth, Article) and isinstance(sixth, Article)
    assert (first.published, first.published_basis, first.given_date) == ("2021-11-04", "stated", "2021-11-04")
    assert (fifth.published, fifth.given_date) == ("2019-05-03", "2019-05-04")
    assert sixth.extracted and sixth.url == "https://example.org/a"
    assert str(found[1]).startswith(f"{path}, line 2: n2 is empty")
    assert "line 7" in str(found[6])


def test_a_jsonl_line_that_is_no_utf8_is_refused_rather_than_guessed_at() -> None:
    (found,) = jsonl_articles([b'{"id": "a", "text": "\xff\xfe"}\n'])
    assert isinstance(found, InputError)
    assert "not valid UTF-8 at byte 21" in str(found)


def test_plain_text_has_no_furniture() -> None:
    found = only(b"WASHINGTON - A first line\n\nand a second one.", plain=True)
    assert isinstance(found, Article)
    assert found.title is None
    assert found.body == (0, len(found.text))


def test_a_text_with_angle_brackets_is_no_html() -> None:
    assert input_kind(b"Norland > Lakes\n\nShe wrote <sic> in the margin.") == "text"
    assert input_kind(b"<!DOCTYPE html>\n<html><body><p>x</p>") == "html"
    assert input_kind(b"<?xml version='1.0'?><rss version='2.0'>") == "feed"
