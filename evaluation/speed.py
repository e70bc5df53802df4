"""Speed of reading, as a ratio to spaCy's own full pipeline on the same texts in the same run.

    python -m evaluation.speed

Texts are the examples. Both sides read one article after the other in this process; the best of some rounds counts, the
rounds of the two sides taking turns, so that a busy machine slows both.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

EXAMPLES = Path(__file__).parents[1] / "examples" / "japan-russia"
ROUNDS = 5


def main() -> int:
    """Print words per second of both, and their ratio."""
    import spacy

    from verbale import desk
    from verbale.model.brief import Brief
    from verbale.understanding.builtin import build
    from verbale.understanding.language import MODELS

    articles = [desk.one_article(path) for path in sorted(EXAMPLES.glob("*.txt"))]
    texts = [a.text[a.body[0] : a.body[1]] for a in articles if a.body]
    full = spacy.load(next(m for m in MODELS if spacy.util.is_package(m)))
    pipeline = build(Brief())
    words = sum(len(full.make_doc(text)) for text in texts)
    best = {"spaCy, full pipeline": float("inf"), "Verbale, whole reading": float("inf")}
    for _ in range(ROUNDS):
        start = perf_counter()
        for text in texts:
            full(text)
        middle = perf_counter()
        for article in articles:
            pipeline.read(article)
        end = perf_counter()
        for name, seconds in zip(best, (middle - start, end - middle), strict=True):
            best[name] = min(best[name], seconds)
    spacy_seconds, verbale_seconds = best.values()
    for name, seconds in best.items():
        print(f"{name:24}{words / seconds:10,.0f} words/s")
    print(f"{'ratio':24}{spacy_seconds / verbale_seconds:10.2f}   ({len(articles)} articles, {words:,} words)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
