"""Callings that only tell who the one before them is: "Ông Thoong, Chủ tịch xã Nậm Kheo, cho biết"."""

from itertools import pairwise

from ingest.statements.cues import QUOTED, phrase_at
from ingest.statements.noun_words import NounWords
from ingest.statements.people import Mention

LONGEST_APPOSITION = 30  # tokens of who somebody is, between commas
FEW_MENTIONS = 16  # mentions inside one apposition
LONGEST_GAP = 9  # tokens of ", 54 tuổi, hiện là" before a calling


def appose(noun: NounWords, found: list[Mention]) -> None:
    """Mark the callings between commas, and whatever is named among them, as no subjects."""
    tokens, words = noun.tokens, noun.words
    for number, (before, after) in enumerate(pairwise(found)):
        works_for = after.kind == "name" and after.offices and not after.address
        works_for = works_for and not words.has("family_names", tokens[after.head])  # ", giám đốc Valdor Ferries,"
        if before.kind != "name" or before.is_body or not (after.kind == "person" or works_for):
            continue
        if before.last == after.first:
            if words.has("ranks", tokens[after.first]):
                after.apposed, after.governed = before, True  # "GS Nghị nguyên Viện trưởng Viện Sử học"
            continue
        gap = tokens[before.last : after.first]
        if gap[:1] not in ([","], ["-"], ["–"], ["—"], ["("]) or len(gap) > LONGEST_GAP:
            continue
        if gap.count(gap[0]) > 1 and "tuổi" not in gap:
            continue
        ends = _apposition_end(noun, after.last, gap[0])
        marked = ends >= len(tokens) or tokens[ends] in {gap[0], ")", ",", "."}
        if before.governed and not marked:
            continue  # "Sau khi gặp bà Nga, chủ tịch xã cho biết"
        if gap[0] == "(" or len(gap) == 1 or words.has("relating", gap[1]) or gap[1].isdecimal():
            if works_for and not marked:
                continue
            after.apposed = None if works_for else before
            for mention in found[number + 1 : number + 1 + FEW_MENTIONS]:
                mention.governed = mention.governed or mention.first < ends


def _apposition_end(noun: NounWords, first: int, mark: str) -> int:
    """Where what describes somebody ends: at its mark, or at a saying word if no mark closes it."""
    tokens, words = noun.tokens, noun.words
    cue = 0
    reach = min(len(tokens), first + LONGEST_APPOSITION)
    for at in range(first, reach):
        token = tokens[at]
        if token in {mark, ")", ",", ".", ";", ":"}:
            after = tokens[at + 1] if at + 1 < len(tokens) else "."
            closes = token == mark and (after in words.cues or words.has("adverb_words", after))
            return at if closes or not cue else cue
        if token[0] == QUOTED:
            return cue or at
        if not cue and token in words.cues and phrase_at(words.cues, tokens, at):
            cue = at
    return cue or reach
