"""What editions printed, as it may be shown now: of each outlet no more than its rights allow by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verbale.model.brief import brief_from_toml
from verbale.model.edition import Edition
from verbale.model.published import Sentence
from verbale.store.base import Store
from verbale.views.digest import allowance
from verbale.views.rights import allowed, rights_of


def edition_now(store: Store, edition: Edition) -> Edition:
    """An edition without the words whose rights were narrowed since; what is kept stays as it was published."""
    there = store.sources(allowance.cited(edition.digest))
    outlets = {key: source.article.outlet for key, source in there.items()}
    return allowance.narrowed(edition, outlets, brief_from_toml(store.brief().text))


def sentences_now(store: Store, printed: Sequence[Sentence]) -> list[Sentence]:
    """Sentences that editions printed, cut to what the rights of their outlets allow now.

    They are "" where these allow none, and where the article was taken out.
    """
    there, brief = store.sources({one.article for one in printed}), brief_from_toml(store.brief().text)
    rights = {key: rights_of(source.article.outlet, brief) for key, source in there.items()}
    return [replace(one, words=allowed(rights.get(one.article, "link"), (one.words,))[0]) for one in printed]
