"""Runs of capitals where titles stand before names: which is a name, which a place, and where a name begins."""

from ingest.statements.cues import first_names, outlets, phrase_at
from ingest.statements.noun_words import NounWords
from ingest.text.names import fold, name_words

LONGEST_RUN = 14  # capitals; more are a headline
LONGEST_NAME = 4  # syllables of a name; a longer run of capitals has a place before it


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
