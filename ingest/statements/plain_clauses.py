"""What was said where verbs have one form and no mark parts them from the clause: "ông Hùng cho biết tháp vẫn đứng"."""

from ingest.statements.cues import QUOTED, outlets, phrase_at
from ingest.statements.frames import MARKS, Copy, Frame
from ingest.statements.given_names import is_aside
from ingest.statements.sayings import Cue

FARTHEST_THAT = 14  # tokens from a saying word to "rằng", to whom and where it was said between them
SHORT = 14  # tokens of a longer one are a clause though it opens with a noun like "vai trò"
FEWEST_BEFORE = 3  # tokens: fewer before the comma are "Trước đó" and no clause
LONGEST_AFTER = 10  # tokens of "ông nói tại cuộc họp báo hôm thứ Hai"
DASHES = frozenset(",–—-")
REACH = 14  # tokens among which a clause shows that it is one
LONGEST_NOUN = 3  # tokens of "tầm quan trọng"


def plain_clause(copy: Copy, cue: Cue, begin: int, stop: int) -> tuple[int, int] | None:
    """The tokens of the clause that a cue tells; None for "nói về cây cầu" and "bày tỏ sự hối tiếc"."""
    tokens, words = copy.tokens, copy.words
    stop = _before_quoting(copy, begin, stop)
    if begin >= stop:
        return None
    that = next((at for at in range(begin, min(stop, begin + FARTHEST_THAT)) if words.has("that", tokens[at])), None)
    if that is not None and any(tokens[at][0] in ".;:" for at in range(begin, that)):
        that = None
    said = " ".join(tokens[cue.first : cue.last])
    if words.has("that", tokens[cue.last - 1]):
        return begin, stop
    aside = words.has("prepositions", tokens[begin]) or words.has("placing", tokens[begin])
    if that is not None and (that == begin or aside or cue.kind == "weak"):
        return that + 1, stop
    if cue.kind != "strong":
        return None
    if tokens[begin] in {",", ":"} and begin + 1 < stop and tokens[begin + 1][0] not in MARKS:
        return None if tokens[begin + 1][0] == QUOTED else (begin + 1, stop)
    if tokens[begin][0] in MARKS or tokens[begin][0] == QUOTED:
        return None
    told = any(words.has("predicates", token) for token in tokens[begin : begin + REACH])
    if words.has("nominal", said) and not (told and cue.close):
        return None  # "phân tích dữ liệu", "các cáo buộc của bà Nga"
    if words.has("listening", tokens[begin]):
        comma = next((at for at in range(begin, min(stop, begin + 8)) if tokens[at] in {",", ":"}), None)
        return None if comma is None or tokens[comma + 1][0] == QUOTED else (comma + 1, stop)
    if (words.has("speeches", said) and aside) or words.has("about", tokens[begin]):
        return None
    loose = words.has("speeches", said) or words.has("nominal", said) or stop - begin <= FEWEST_BEFORE * 2
    told = any(words.has("predicates", token) for token in tokens[begin:stop])
    if loose and aside and stop - begin <= SHORT and not told:
        return None
    if not words.has("reporting", said) and (stop - begin <= SHORT or words.has("speeches", said)):
        noun = (" ".join(tokens[begin : begin + length]) for length in range(1, LONGEST_NOUN + 1))
        if not told and any(words.has("reported_nouns", one) for one in noun):
            return None
    return begin, stop


def _before_quoting(copy: Copy, begin: int, stop: int) -> int:
    """Where a clause ends that goes on with a quotation: before ", rồi hóm hỉnh: “…”"."""
    tokens = copy.tokens
    if stop >= len(tokens) or tokens[stop][0] != QUOTED or tokens[stop - 1] != ":":
        return stop
    commas = (at for at in range(stop - 1, max(begin, stop - SHORT // 2), -1) if tokens[at] == ",")
    return next((at for at in commas if copy.words.has("ands", tokens[at + 1])), stop)


def tells_too(copy: Copy, cue: Cue, quoted: list[int]) -> bool:
    """Whether a cue that claims a quotation tells a clause before it: "tiết lộ giá sẽ tăng, rồi hóm hỉnh: “…”"."""
    if copy.words.grammar.clause != "plain" or cue.follows:
        return False
    return any(at > cue.last and _before_quoting(copy, cue.last, at) < at for at in quoted)


def trails(copy: Copy, cue: Cue, frame: Frame) -> bool:
    """Whether "…, ông Hùng nói." ends what was said before it."""
    tokens, words = copy.tokens, copy.words
    before = cue.subject_first - 1
    while before > frame.first and (told := phrase_at(words.adverbs, tokens, before - 1)) and told[0] == 2:
        before -= 2  # "“…”, cuối cùng ông Lộc nói"
    if before > frame.first and words.has("adverb_words", tokens[before]):
        before -= 1
    if before <= frame.first and (before < frame.first or tokens[before][0] != QUOTED):
        return False
    mark = before
    while mark > frame.first and tokens[mark] in DASHES:
        mark -= 1
    if tokens[mark][0] == QUOTED and not is_aside(copy, mark):
        return not _has_words(copy, cue, frame)
    if tokens[before] not in DASHES:
        return False
    after = tokens[cue.last] if cue.last < frame.last else "."
    if after in {".", ";", "!", "?"}:
        return before - frame.first > FEWEST_BEFORE
    opener = tokens[frame.first]
    aside = words.has("prepositions", opener) or words.has("stops", opener) or words.has("ands", opener)
    if aside or before - frame.first <= FEWEST_BEFORE or frame.last - cue.last > LONGEST_AFTER:
        return False
    return words.has("placing", after) and not any(words.has("that", token) for token in tokens[cue.last : frame.last])


def words_relayed(copy: Copy, cue: Cue, frame: Frame) -> bool:
    """Whether an outlet only passes on whose words follow: "Theo TASS, ông Malkin nói"."""
    if copy.words.grammar.clause != "plain" or cue.person is None or cue.person.name not in outlets()[0]:
        return False
    return any(
        (found := phrase_at(copy.words.cues, copy.tokens, at)) and found[1] == "strong"
        for at in range(cue.subject_last, min(frame.last, cue.subject_last + REACH))
        if copy.tokens[at] in copy.words.cues
    )


def _has_words(copy: Copy, cue: Cue, frame: Frame) -> bool:
    """Whether a cue has words of its own behind it: a quotation, a colon or "rằng"."""
    return any(
        (copy.tokens[at][0] == QUOTED and copy.tokens[at - 1] != "," and not is_aside(copy, at))
        or copy.tokens[at] == ":"
        or copy.words.has("that", copy.tokens[at])
        for at in range(cue.last, frame.last)
    )
