"""One quotation in several articles: other outlets, other languages, other wordings, set beside each other."""

from difflib import ndiff

from conftest import make_article
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.other_wordings import differing, elsewhere

POST = make_article(
    'Moor spoke on the quay. "She came in slowly, but she did not stop," he told reporters.',
    where="post.txt",
    said=[("Elias Moor", "She came in slowly, but she did not stop,")],
)
COURIER = make_article(
    'The harbour master was brief. "She came in slowly but she never stopped," he said.',
    where="courier.txt",
    outlet="Alden Courier",
    said=[("Elias Moor", "She came in slowly but she never stopped,")],
)
OTHER = make_article(
    'Of the fog he said little. "We had an ambulance on the quay within six minutes."',
    where="other.txt",
    outlet="Observer",
    said=[("Elias Moor", "We had an ambulance on the quay within six minutes.")],
)


def test_the_same_quotation_in_another_outlet_is_set_beside_it(archive):
    list(archive.add([POST, COURIER, OTHER]))
    shown = [one for one in archive.statements() if one.listing.article_id == POST.article_id]

    [[found]] = elsewhere(archive, shown)

    assert found.told.listing.outlet == "Alden Courier"


def test_the_words_that_differ_are_marked(archive):
    list(archive.add([POST, COURIER]))
    shown = [one for one in archive.statements() if one.listing.article_id == POST.article_id]

    [[found]] = elsewhere(archive, shown)

    assert [found.told.text[start:end] for start, end in found.differences] == ["never stopped"]


def test_what_somebody_said_of_something_else_is_not_the_same_quotation(archive):
    list(archive.add([POST, OTHER]))

    assert elsewhere(archive, archive.statements()) == [(), ()]


WORDS = st.lists(
    st.sampled_from(["we", "owe", "them", "an", "answer", "and", "they", "will", "have", "one", "soon"]), max_size=12
)


@given(WORDS, WORDS)
def test_what_is_not_marked_is_what_both_have(one, other):
    text, beside = " ".join(one), " ".join(other)
    spans = differing(text, beside)
    left = "".join(c for n, c in enumerate(beside) if not any(start <= n < end for start, end in spans)).split()

    kept = iter(one)
    assert all(word in kept for word in left)  # in the same order


def test_a_plain_comparison_of_words_marks_the_same():
    one, other = "We owe them an explanation today", "We owe you all an explanation"

    added = [line[2:] for line in ndiff(one.split(), other.split()) if line.startswith("+ ")]

    assert [other[slice(*span)] for span in differing(one, other)] == [" ".join(added)]
