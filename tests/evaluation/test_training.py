"""Fitting learned parts: the same weights each time, and judged without the negotiation at hand."""

from evaluation.training import choosing
from evaluation.training.choosing import Choosing
from evaluation.training.fitting import Example, fitted, left_out
from evaluation.training.parts import PARTS

from verbale.understanding.contradictions.rivals import PARTS as RIVAL_PARTS
from verbale.understanding.contradictions.rivals import weights


def _ferries() -> list[Example]:
    """Five harbours where ferries sail in calm and stay in fog."""
    return [
        Example(
            f"harbour {i % 5}", frozenset({"calm" if i % 2 else "fog", "bell"}), "sail" if i % 2 else "stay", "sail"
        )
        for i in range(40)
    ]


def test_a_fit_finds_what_decides_and_is_the_same_each_time() -> None:
    one, other = fitted(_ferries()), fitted(_ferries())
    assert one.weights == other.weights
    assert one.chances({"fog", "bell"})["stay"] > 0.5
    assert one.chances({"calm"})["sail"] > 0.5


def test_what_only_one_negotiation_has_does_not_help_it() -> None:
    examples = [*_ferries(), *[Example("island", frozenset({"whale"}), "whales", "sail")] * 5]
    assert "whales" not in left_out(examples)[-1]


def test_a_rare_feature_is_left_out() -> None:
    assert "whale" not in fitted([*_ferries(), Example("island", frozenset({"whale"}), "stay", "sail")]).weights


def _ports(groups: int = 5) -> list[Choosing]:
    """Two berths, of which a captain takes the deep one, and none where neither is."""
    deep, shallow = {"deep": 1.0, "red": 1.0}, {"deep": 0.0, "red": 1.0}
    both = [Choosing(f"harbour {i % groups}", (shallow, deep), frozenset({1}), 0) for i in range(20)]
    return [*both, *[Choosing(f"harbour {i % groups}", (shallow, shallow), frozenset(), 0) for i in range(20)]]


def test_a_choice_among_candidates_is_learned_and_so_is_to_take_none() -> None:
    weights = choosing.fitted(_ports())
    assert weights == choosing.fitted(_ports())
    deep, shallow = {"deep": 1.0, "red": 1.0}, {"deep": 0.0, "red": 1.0}
    assert choosing.taken(Choosing("pier", (shallow, deep, shallow), frozenset(), None), weights, 1.0) == 1
    assert choosing.taken(Choosing("pier", (shallow, shallow), frozenset(), None), weights, 1.0) is None


def test_a_choice_is_judged_on_negotiations_left_out_beside_the_rules() -> None:
    tried = choosing.tried(_ports(), penalty=0.1, least=1.0)
    assert (len(tried), all(one.learned for one in tried), any(one.rules for one in tried)) == (40, True, False)


def test_the_weights_that_ship_and_those_that_are_fitted_name_each_part_of_a_score() -> None:
    parts = dict.fromkeys(RIVAL_PARTS, 0.0)
    fitted_anew = PARTS["contradictions"].rows([Choosing("pier", (parts,), frozenset(), None)])
    assert [name for name, *_ in fitted_anew] == ["feature", *weights()]
