"""The reader's recipe: what is read of a question at once, and what it learns from it."""

import math
import random

import pytest

from training.examples import Example, OtherPassage
from training.nearest import passages_of, with_nearest
from training.windows import Windows
from vectorstore.encoder import open_encoder
from vectorstore.encoders.bundled import open_tokenizer
from vectorstore.encoders.prepare import prepared_folder

torch = pytest.importorskip("torch")

FERRY = "The ferry stayed in port. " * 60 + "The harbour master blamed a cracked shaft. " + "Nobody was hurt. " * 60
ANSWER = FERRY.index("a cracked shaft"), FERRY.index("a cracked shaft") + len("a cracked shaft")


@pytest.fixture(scope="module")
def windows():
    from platformdirs import user_cache_path

    return Windows(open_tokenizer(prepared_folder(user_cache_path("newsbot"), tell=print)))


def asked(**more):
    return Example("1", "news_own.", "Why did the ferry stay?", "Ferry", FERRY, (ANSWER,), "en", "en", **more)


def test_an_answer_is_read_beside_another_place_of_its_article_and_another_article(windows):
    elsewhere = (OtherPassage("Port", "The port was dredged in May."),)
    for seed in range(20):
        first, beside, other = windows.draw(asked(elsewhere=elsewhere), random.Random(seed))
        words = [FERRY[first.offsets[a - first.first][0] : first.offsets[b - first.first][1]] for a, b in first.spans]

        assert [one.strip() for one in words] == ["a cracked shaft"]
        assert (beside.spans, other.spans) == ((), ())


def test_a_passage_of_another_story_is_found_and_none_that_holds_the_answer():
    port = "A new quay is built in the port for the ferry. " * 20
    shaft = "Another ferry had a cracked shaft last year, its owners said. " * 20
    others = [Example(str(n), "news_own.", "?", "", text, (), "en", "en") for n, text in enumerate((port, shaft))]

    found, *_ = with_nearest([asked(), *others], open_encoder())

    assert found.elsewhere
    assert all(one.text in port for one in found.elsewhere)


def test_passages_are_all_of_a_text():
    assert "".join("".join(passages_of(FERRY)).split()) == "".join(FERRY.split())
    assert max(map(len, passages_of(FERRY))) <= 900


def test_windows_of_one_question_are_normalised_together():
    from training.model import SHARED, loss_of

    even = torch.zeros(2, 4)  # two windows of three tokens each, all alike; the second token of the first is right
    allowed = torch.ones(2, 4, dtype=torch.bool)
    right = torch.zeros(2, 4, dtype=torch.bool)
    right[0, 2] = right[1, 0] = True

    together = loss_of(even, even, torch.zeros(2), allowed, right, right, torch.tensor([0, 0]))
    apart = loss_of(even, even, torch.zeros(2), allowed, right, right, torch.tensor([0, 1]))

    assert together.item() == pytest.approx(math.log(4) + SHARED * math.log(6) + 0.5 * math.log(2))
    assert apart.item() == pytest.approx(math.log(4) + SHARED * math.log(3) + 0.5 * math.log(2))
