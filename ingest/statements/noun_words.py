"""What a token is where titles stand before names: an honorific, a calling, a place, a name in a run of capitals."""

import re

from ingest.statements.cues import Gender, first_names, outlets, phrase_at
from ingest.statements.frames import Copy
from ingest.text.names import fold, name_words

# A syllable as Vietnamese spells it, folded; "Trump", "Ford" and "Zelensky" are none.
SYLLABLE = re.compile(
    r"(?:ngh?|nh|[gk]h|ph|th|tr|ch|gi|qu|[bcdghklmnprstvx])?"
    r"(?:a[iouy]?|e[ou]?|i(?:a|eu?|u)?|o(?:a[iouy]?|eo?|i|o)?|u(?:a[uy]?|eu?|i|o[iu]?|u|y(?:a|eu?|u)?)?|y(?:eu?|u)?)"
    r"(?:ch|n[gh]|[cmnpt])?",
    re.ASCII,
)
PHRASES = ("fields", "places", "countries", "honorifics")
LONGEST_RUN = 14  # capitals; more are a headline
LONGEST_NAME = 4  # syllables of a name; a longer run of capitals has a place before it


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
        return self.tokens[at][0].isalpha() and self.copy.is_capital(at)

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
                shown = self.copy.is_capital(at) and not self.opens(at)
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
        own = self.copy.is_capital(at) and not self.opens(at)
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


class Runs:
    """Reads the runs of capitals of one article."""

    def __init__(self, noun: NounWords) -> None:
        self.noun, self.copy, self.words, self.tokens = noun, noun.copy, noun.words, noun.tokens
        self.full = self.known()

    def run(self, first: int) -> int:
        """The token after a run of capitals, small words like "van" and "bin" between them kept."""
        at = first
        while at < len(self.tokens) and self.noun.upper(at):
            if at > first and (not self.noun.joined(at) or at - first == LONGEST_RUN):
                break
            at += 1
            while (
                at - first < LONGEST_RUN
                and self.noun.is_initial(at - 1)
                and at + 1 < len(self.tokens)
                and self.tokens[at] == "."
            ):
                after = at + 1
                glued = self.copy.starts[after] == self.copy.ends[at]
                if glued and self.noun.is_initial(after):
                    at += 2
                    continue
                at += at - first > 1 and (glued or not self.noun.upper(after))
                break
            if (
                at + 1 < len(self.tokens)
                and self.tokens[at] in name_words().joiners
                and not self.noun.upper(at)
                and self.noun.upper(at + 1)
                and not self.noun.is_syllable(at - 1)
                and not self.noun.stops(at)
                and self.noun.joined(at)
            ):
                at += 1
        return at

    def known(self) -> set[str]:
        """The syllables of full names: "Khoa" alone is Nguyễn Đăng Khoa."""
        known: set[str] = set()
        at = 0
        while at < len(self.tokens):
            if not self.noun.upper(at):
                at += 1
                continue
            last = self.run(at)
            named = self.words.has("family_names", self.tokens[at]) or (at and self.noun.honorific(at - 1))
            if last - at > 1 and (named or not all(self.noun.is_syllable(place) for place in range(at, last))):
                known |= {self.tokens[at], self.tokens[last - 1]}
            at = max(at + 1, last)
        return known

    def is_name(self, first: int, last: int) -> bool:
        """Whether a run of capitals without a calling is a name."""
        if self.copy.slice(first, last) in outlets()[2]:
            return False
        if self.noun.listed("countries", first) >= last - first or self.words.has("not_names", self.tokens[first]):
            return False
        bare = self.bare(first, last)
        if bare != first:
            return bare < last and (self.is_name(bare, last) or last - bare > 1)
        if last - first > 1:
            return not any(self.words.has("not_names", token) for token in self.tokens[first:last])
        token, text = self.tokens[first], self.copy.slice(first, last)
        if not self.noun.is_syllable(first) or (len(text) > 1 and text.isupper()) or text in outlets()[0]:
            return len(text) > 1
        return token in self.full

    def bare(self, first: int, last: int) -> int:
        """A run without "Theo", "Trong" and "Sáng" before a name."""
        words = self.words
        while first < last - 1 and (
            (words.has("before_names", self.tokens[first]) and not self.is_family(first, last))
            or words.has("cue_words", self.tokens[first])
            or (self.noun.opens(first) and any(words.has(kind, self.tokens[first]) for kind in ("stops", "ands")))
        ):
            first += 1
        country = self.noun.listed("countries", first)
        if 0 < country < last - first - 1 and not self.noun.is_syllable(first + country):
            first += country
        return first

    def is_family(self, first: int, last: int) -> bool:
        """Whether a run that may open with a small word begins with a family name: "Đoàn Nhật Minh"."""
        token, words = self.tokens[first], self.words
        small = words.has("prepositions", token) or words.has("stops", token) or words.has("ands", token)
        return words.has("family_names", token) and not small and 1 < last - first <= LONGEST_NAME

    def after_place(self, at: int) -> int:
        """The token after "xã Nậm Kheo"; the same token when no place stands there."""
        length = self.noun.place(at)
        return self.run(at + length) if length and at + length < len(self.tokens) else at

    def person_in(self, first: int, last: int, *, after_place: bool) -> int | None:
        """Where a person's name begins in a run of capitals behind a calling; None when all of it is a place."""
        while first < last and (length := self.noun.listed("countries", first)):
            if first + length == last - 1 and self.noun.is_syllable(last - 1) and not after_place:
                break  # "ca sĩ Mỹ Duyên"
            first += length
            after_place = False
        while last - first > 1 and len(self.tokens[first]) > 1 and self.copy.slice(first, first + 1).isupper():
            first += 1  # "FPT Trương Gia Bình"
            after_place = False
        count = last - first
        if count <= 0 or (count == 1 and self.copy.slice(first, last).isupper()):
            return None
        family = [
            at for at in range(first + 1, last - 1)
            if self.words.has("family_names", self.tokens[at]) and last - at <= LONGEST_NAME
        ]  # fmt: skip
        foreign = not any(self.noun.is_syllable(at) for at in range(first, last))
        if foreign and count == 2 and fold(self.tokens[first]) in first_names():
            return first
        if foreign and count > 2:
            called = next((at for at in range(first, last - 1) if fold(self.tokens[at]) in first_names()), None)
            return called if called is not None else last - 2  # "Ngoại trưởng Ardena Loyd Harstin"
        if after_place:
            return family[0] if family else None
        if self.words.has("family_names", self.tokens[first]) and count <= LONGEST_NAME:
            return first
        if family and count >= LONGEST_NAME:
            return family[0]
        return first

    def speaks(self, at: int) -> bool:
        """Whether a country stands for its government: "Trung Quốc tuyên bố"."""
        last = at + self.noun.listed("countries", at)
        while at < last < len(self.tokens) - 1 and self.words.has("adverb_words", self.tokens[last]):
            last += 1
        if last == at or not self.noun.upper(at) or last >= len(self.tokens) or self.noun.governed(at):
            return False
        return self.tokens[last] in self.words.cues and phrase_at(self.words.cues, self.tokens, last) is not None

    def is_bodys(self, head: int, last: int) -> bool:
        text = self.copy.slice(head, last)
        parts = [fold(token) for token in self.tokens[head:last]]
        return text in outlets()[0] or text.isupper() or any(part in name_words().bodies for part in parts)
