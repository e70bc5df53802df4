"""What an item says of its copyright and use is kept as it says it."""

from __future__ import annotations

import json

import pytest

from verbale.model.text import Article
from verbale.reading.files import articles_in

WORDS = "The gates of the upper lake stay shut, the envoy of Norland said on Monday after the meeting at the weir."
TERMS = "© 2020 Lake Wire. No archive."
NINJS = {
    "uri": "urn:a", "headlines": [{"value": "Gates shut"}], "bodies": [{"value": WORDS, "contenttype": "text/plain"}],
    "copyrightnotice": "© 2020 Lake Wire.", "usageterms": "No archive.",
}  # fmt: skip
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Post</title>{{feed}}<entry><title>Gates</title>
<id>tag:1</id><updated>2020-05-04T10:00:00Z</updated><content type="text">{WORDS}</content>{{entry}}</entry></feed>"""
RSS = f"""<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lake Post</title>
<copyright>{TERMS}</copyright><item><title>Gates</title><description>{WORDS}</description></item></channel></rss>"""
NEXIS = f"""1 of 1 DOCUMENTS

Lake Wire

May 4, 2020 Monday

Gates shut

LENGTH: 20 words

{WORDS}

LOAD-DATE: May 4, 2020

Copyright 2020 Lake Wire
All Rights Reserved
"""
FACTIVA = f"""HD Gates shut
WC 20 words
PD 4 May 2020
SN Lake Wire
CY {TERMS}
LP {WORDS}
AN Document LAKE000020200504eg5400001
"""


@pytest.mark.parametrize(
    ("raw", "terms"),
    [
        (json.dumps(NINJS), TERMS),
        (ATOM.format(feed=f"<rights>{TERMS}</rights>", entry=""), TERMS),
        (ATOM.format(feed="<rights>All rights reserved</rights>", entry=f"<rights>{TERMS}</rights>"), TERMS),
        (RSS, TERMS),
        (f'title;text;"Usage terms"\nGates shut;{WORDS};{TERMS}\n', TERMS),
        (f'<html><head><meta content="{TERMS}" name="copyright"></head><body><p>{WORDS}</p></body></html>', TERMS),
        (NEXIS, "Copyright 2020 Lake Wire All Rights Reserved"),
        (FACTIVA, TERMS),
        (f"Gates shut\n\n{WORDS}\n", None),
    ],
)
def test_the_terms_of_use_that_an_item_states_are_kept(raw: str, terms: str | None) -> None:
    (article,) = articles_in("a", raw.encode())
    assert isinstance(article, Article)
    assert (article.terms, WORDS in article.text) == (terms, True)
