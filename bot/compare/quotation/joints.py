"""Judge what an editor's mark of omission or insertion does to the sentence it stands in."""

import re

from bot.compare.quotation.facts import QuotationReason
from bot.compare.quotation.marks import Joint, MarkedWords
from bot.compare.quotation.slips import is_name
from bot.compare.quotation.words import numbers_in, turning
from ingest.text.names import same_name
from ingest.text.typography import HeardWords, key_of

CLAUSE = re.compile(r"[.!?…;:,。！？，；–—\n]")


def joint_change(
    said: MarkedWords, words: HeardWords, language: str, joint: Joint, first: int, last: int
) -> QuotationReason | None:
    """What an omission or an insertion hides, or None where it is an honest one."""
    is_edge = joint in (said.joints[0], said.joints[-1])
    negated = turning(language).negated
    if joint.kind == "omission" and not joint.words:
        if first >= last or first == 0:
            return None
        # Only the clauses that the omission cuts into: what it leaves out whole turns no kept word.
        left_out = words.text[words.ends[first - 1] : words.starts[last]]
        parts = CLAUSE.split(left_out)
        keys = {key_of(word) for part in (parts[0], parts[-1]) for word in re.findall(r"\w+", part)}
        return "omission" if negated(keys) else None
    put_in = [key_of(word) for word in re.findall(r"\w+", joint.words)]
    if joint is said.joints[0]:
        first = max(0, first - 4)
    elif joint is said.joints[-1]:
        last = min(len(words), last + 4)
    stood = words.run(first, last)
    if bool(negated(put_in)) != bool(negated(stood)) and (negated(put_in) or not is_edge):
        return "insertion"
    numbers, other_numbers = set(numbers_in(put_in)), set(numbers_in(stood))
    if numbers and other_numbers and not numbers & other_numbers and not is_edge:
        return "insertion"
    names = [word for word in re.findall(r"\w+", joint.words) if word[0].isupper()]
    other_names = [words.raw(m) for m in range(first, last) if is_name(words, m)]
    is_other = names and other_names and not any(same_name(a, b) for a in names for b in other_names)
    return "insertion" if is_other and not is_edge else None
