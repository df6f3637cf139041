"""Ten thousand networks are explained, and every sentence is judged: no counterexample."""

import pytest
from networks_to_explain import explained
from sentence_oracle import falsehoods

import actdemo as ad

pytestmark = pytest.mark.full


@pytest.mark.parametrize("part", range(10))
def test_no_sentence_is_false(part):
    judged = 0
    for network, X, y, loss, told in explained(1020, seed=100 + part):
        found = falsehoods(told, network, X, y, loss)
        assert not found, (network, found)
        assert len(told.sentences) <= 25 or len(X) <= 12
        correct = [entry.correct for entry in told.ledger]
        assert ad.classify(network, X, y, loss).correct.tolist() == correct
        judged += found is not None
    assert judged >= 980
