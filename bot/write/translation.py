"""Set a machine's translation beside a quotation in another language, where nothing in it says otherwise."""

from dataclasses import replace

from bot.answer import Answer, Claim
from bot.compare.sentence.compare import ComparedText, compare
from bot.verify.injection import gives_orders, links_out
from bot.verify.language import is_in
from ingest.quantities.numbers import find_numbers
from ingest.text.quotation_marks import find_quotations
from vectorstore.encoder import Encoder
from vectorstore.encoders.language_offsets import encode_passages

SHORTEST = 12  # characters; a word or two are seldom more than a name
LONGEST = 600
# Of the characters of what is translated: English is .7 to 1.4 times as long as Vietnamese, Russian, German and French.
SHORTER, LONGER = 0.4, 2.5
# The cosine from which a translation is taken for one. Of NTREX's parallel sentences 1 to 4 of 100 lie below between
# fr, de and en, 17 between vi and en, and 85 to 89 of 100 of the nearest other sentence of the article. It tells a
# translation from another sentence, not a good one from a bad one: of "schützt 79 von 100 Geimpften" it takes "protects
# 79 of 100 from the flu".
NEAR_ENOUGH = 0.55


def foreign_words(claim: Claim, answer: Answer) -> ComparedText | None:
    """What a claim quotes in another language than the answer's; None where it quotes nothing such."""
    cited = [one for one in answer.citations if one.number in claim.citations]
    foreign = next((one for one in cited if one.listing.language != answer.language), None)
    if foreign is None or gives_orders(foreign.quote):
        return None
    quoted = (
        [claim.text[one.start : one.end] for one in find_quotations(claim.text)] if claim.reason else [foreign.quote]
    )
    # Marks around a title or a word that is called so are no quotation to be translated.
    words = [one for one in quoted if SHORTEST <= len(one) <= LONGEST and one in foreign.quote]
    return ComparedText(words[0], foreign.listing.language, foreign.listing.published) if words else None


def with_translation(
    claim: Claim, words: str | None, foreign: ComparedText, language: str, *, encoder: Encoder
) -> Claim:
    """The claim with a translation of what it quotes, or as it was where that says anything otherwise."""
    if words is None or not _is_sound(words, foreign, language, encoder):
        return claim
    return replace(claim, translation=words)


def _is_sound(words: str, foreign: ComparedText, language: str, encoder: Encoder) -> bool:
    """Whether numbers, names and turns of a translation are the original's, in the reader's language and no orders."""
    lengths = len(words) / len(foreign.text)
    if not SHORTER <= lengths <= LONGER or links_out(words) or gives_orders(words) or find_quotations(words):
        return False
    if words.casefold() == foreign.text.casefold() or not is_in(language, words, beside=[foreign.language]):
        return False
    said = ComparedText(words, language, foreign.on)
    if sorted(one.value for one in find_numbers(words, language)) != sorted(
        one.value for one in find_numbers(foreign.text, foreign.language)
    ):
        return False
    ours, theirs = (
        encode_passages(encoder, [words], language),
        encode_passages(encoder, [foreign.text], foreign.language),
    )
    is_near = float(ours[0] @ theirs[0]) >= NEAR_ENOUGH
    return is_near and compare(said, [foreign], encoder=encoder).verdict == "matches"
