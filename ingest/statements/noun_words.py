"""What a token is where titles stand before names: an honorific, a calling, a place, the end of a noun phrase."""

import re

from ingest.statements.cues import Gender, phrase_at
from ingest.statements.tokens import Copy
from ingest.text.names import fold

# A syllable as Vietnamese spells it, folded; "Trump", "Ford" and "Zelensky" are none.
SYLLABLE = re.compile(
    r"(?:ngh?|nh|[gk]h|ph|th|tr|ch|gi|qu|[bcdghklmnprstvx])?"
    r"(?:a[iouy]?|e[ou]?|i(?:a|eu?|u)?|o(?:a[iouy]?|eo?|i|o)?|u(?:a[uy]?|eu?|i|o[iu]?|u|y(?:a|eu?|u)?)?|y(?:eu?|u)?)"
    r"(?:ch|n[gh]|[cmnpt])?",
    re.ASCII,
)
PHRASES = ("fields", "places", "countries", "honorifics")


class NounWords:
    """Answers for one article's tokens what the lists of its language and the capitals tell."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.words, self.tokens = copy, copy.words, copy.tokens
        # The first words of the phrases of each list, so that most tokens cost one look.
        self.firsts = {kind: {phrase.split()[0] for phrase in self.words.sets[kind]} for kind in PHRASES}
        self.openers = self.firsts["honorifics"] | self.words.sets["ranks"] | set(self.words.speakers)

    def listed(self, kind: str, at: int) -> int:
        """How many tokens are a phrase of a list."""
        if at >= len(self.tokens) or self.tokens[at] not in self.firsts[kind]:
            return 0
        listed = self.words.sets[kind]
        for length in range(min(4, len(self.tokens) - at), 0, -1):
            if " ".join(self.tokens[at : at + length]) in listed:
                return length
        return 0

    def upper(self, at: int) -> bool:
        """Whether a token is a word with a capital."""
        return self.tokens[at][0].isalpha() and self.copy.text[self.copy.starts[at]].isupper()

    def joined(self, at: int) -> bool:
        return self.copy.text[self.copy.ends[at - 1] : self.copy.starts[at]] in {" ", "\u00a0"}

    def opens(self, at: int) -> bool:
        """Whether a token opens a sentence, a paragraph or a turn."""
        if at == 0 or "\n" in self.copy.text[self.copy.ends[at - 1] : self.copy.starts[at]]:
            return True
        return self.tokens[at - 1][0] in ".!?…:;–—-*(\ufffb"

    def is_syllable(self, at: int) -> bool:
        return SYLLABLE.fullmatch(fold(self.tokens[at])) is not None

    def is_initial(self, at: int) -> bool:
        return len(self.tokens[at]) == 1 and self.upper(at)

    def stops(self, at: int) -> bool:
        """Whether a noun phrase can't go on past a token."""
        token, words = self.tokens[at], self.words
        small = ("stops", "prepositions", "ands", "that", "adverb_words", "not_told", "verbs", "likewise", "pointing")
        return any(words.has(kind, token) for kind in small) or bool(
            token in words.cues and phrase_at(words.cues, self.tokens, at)
        )

    def honorific(self, at: int) -> int:
        """How many tokens are a word of address: none of "Thủ tướng Anh", whose capital is a country's."""
        if at >= len(self.tokens) or self.tokens[at] not in self.firsts["honorifics"]:
            return 0
        if (calling := self.calling(at)) and calling[0] > 1:
            return 0  # "bà con", "cô giáo", "bác sĩ"
        for length in (2, 1):
            if self.words.has("honorifics", " ".join(self.tokens[at : at + length])):
                shown = self.copy.text[self.copy.starts[at]].isupper() and not self.opens(at)
                return 0 if shown else length
        return 0

    def calling(self, at: int) -> tuple[int, str] | None:
        """How many tokens are a calling, "phó", "cựu" and "nữ" before it counted."""
        begins = at
        while at < len(self.tokens) - 1 and at - begins < 3 and self.words.has("ranks", self.tokens[at]):
            at += 1
        for place in dict.fromkeys((begins, at)):
            found = self.words.speaker_at(self.tokens, place) if place < len(self.tokens) else None
            if found and (found[1] not in {"body", "thing"} or place == begins):
                if found[1] == "body" and found[0] == 1 and not self.is_proper(place):
                    return None
                return place - begins + found[0], found[1]
        return None

    def is_proper(self, at: int) -> bool:
        """Whether "bộ" is a ministry and "đoàn" a delegation: a capital or a field of government shows it."""
        if self.words.has("honest", self.tokens[at]):
            return True
        own = self.copy.text[self.copy.starts[at]].isupper() and not self.opens(at)
        after = at + 1
        near = range(after, min(after + 1 + self.words.has("named_bodies", self.tokens[at]), len(self.tokens)))
        named = next((place for place in near if self.upper(place) or self.stops(place)), None)
        return own or (named is not None and self.upper(named)) or self.listed("fields", after) > 0

    def title(self, at: int) -> int:
        """How many tokens are another calling or a body behind a calling: "Chủ tịch Hội đồng thành viên"."""
        found = self.words.speaker_at(self.tokens, at)
        return found[0] if found and found[1] in {"person", "body"} else 0

    def place(self, at: int) -> int:
        """How many tokens are "xã" or "thành phố": none of the family name "Hồ", whose capital shows it."""
        length = self.listed("places", at)
        named = length == 1 and self.upper(at) and self.words.has("family_names", self.tokens[at])
        return 0 if named and not self.opens(at) else length

    def governed(self, first: int) -> bool:
        """Whether a preposition or a verb stands before a token: "của ông Hùng", "gặp bà Nga"."""
        before = first - 1
        while before > 0 and (
            self.words.has("indefinite", self.tokens[before]) or self.words.has("counters", self.tokens[before])
        ):
            before -= 1
        if before > 0 and (told := phrase_at(self.words.adverbs, self.tokens, before - 1)) and told[0] == 2:
            return False  # "cuối cùng ông Lộc nói"
        if self.words.has("ands", " ".join(self.tokens[max(0, before - 1) : before + 1])):
            return False  # "trong khi bà Hương tin rằng"
        if before < 0 or self.opens(first):
            return before >= 0 and self.tokens[before] == "("
        return self.words.has("prepositions", self.tokens[before]) or self.words.has("taking", self.tokens[before])

    def plain(self, first: int, last: int) -> str:
        """A calling as others write it: "ts" is "tiến sĩ"; "nữ", "vị" and "cựu" left out."""
        while first < last - 1 and self.words.has("ranks", self.tokens[first]) and self.tokens[first] != "phó":
            first += 1
        calling = " ".join(self.tokens[first:last])
        return self.words.short.get(calling, calling)

    def gender(self, first: int, last: int) -> Gender | None:
        for token in self.tokens[first:last]:
            if self.words.has("feminine", token) or self.words.has("masculine", token):
                return "f" if self.words.has("feminine", token) else "m"
        told = [self.words.genders.get(self.tokens[at]) for at in range(first, last)]
        return self.words.gender(" ".join(self.tokens[first:last])) or next((one for one in told if one), None)
