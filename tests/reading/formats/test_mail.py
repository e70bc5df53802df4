from __future__ import annotations

from email.message import EmailMessage
from email.policy import default

import pytest

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.files import articles_in, input_kind

BODY = """Vienna, 3 November 2021

The envoy said on Wednesday that both sides now had the draft and that an answer could come by Friday.

“The next step is not ours,” he said.

--
To unsubscribe answer this message.
"""


def message(body: str = BODY, **fields: str) -> EmailMessage:
    made = EmailMessage(policy=default)
    head = {
        "From": "Lake Press Office <press@lake.example>",
        "To": "readers@list.example",
        "Subject": "Fwd: Lake accord: remarks by the envoy on the final draft of the northern pier",
        "Date": "Wed, 03 Nov 2021 23:40:00 +0200",
    }
    for name, value in (head | fields).items():
        made[name] = value
    made.set_content(body, cte="quoted-printable")
    return made


def read(made: EmailMessage) -> list[Article | InputError]:
    assert input_kind(made.as_bytes()) == "mail"
    return list(articles_in("post.eml", made.as_bytes()))


def test_a_message_is_read_with_its_subject_sender_and_day() -> None:
    (found,) = read(message())
    assert isinstance(found, Article)
    assert found.title == "Lake accord: remarks by the envoy on the final draft of the northern pier"
    assert (found.published, found.published_basis, found.outlet) == ("2021-11-03", "stated", "Lake Press Office")
    assert [found.text[s:e][:12] for s, e in found.paragraphs] == ["The envoy sa", "“The next st"]
    assert found.extracted


def test_the_sender_is_no_outlet_where_the_name_is_a_persons() -> None:
    (found,) = read(message(From="Mia Holt <mh@lake.example>"))
    assert isinstance(found, Article)
    assert found.outlet is None


def test_a_message_in_html_alone_is_a_page() -> None:
    made = message()
    page = "<html><body><p>Norland will come to the lake in June, its ministry said.</p></body></html>"
    made.set_content(page, subtype="html")
    (found,) = read(made)
    assert isinstance(found, Article)
    assert "Norland will come" in found.text


def test_an_attached_message_is_another_article() -> None:
    outer = message("See below, please.")
    outer.add_attachment(message(Subject="Pier shut"))
    _, inner = read(outer)
    assert isinstance(inner, Article)
    assert (inner.name, inner.title) == ("post.eml: attached message", "Pier shut")


def test_a_message_that_went_nowhere_is_no_saved_page() -> None:
    made = message()
    del made["To"]
    made.set_content("<html><body><p>Norland will come to the lake in June.</p></body></html>", subtype="html")
    (found,) = read(made)
    assert isinstance(found, Article)
    assert found.published == "2021-11-03"


def test_a_message_without_text_is_refused() -> None:
    made = message()
    made.set_content(b"\x89PNG", maintype="image", subtype="png")
    (found,) = read(made)
    assert isinstance(found, InputError)
    assert "without text" in str(found)


@pytest.mark.parametrize(
    "page",
    [
        "From: Lake Herald\nSubject: the talks\n\nNorland will come in June, its ministry said.",
        "Source: Lake Herald\nDetails: Norland will come in June, its ministry said.",
    ],
)
def test_a_page_with_labels_is_no_message(page: str) -> None:
    assert input_kind(page.encode()) == "text"
