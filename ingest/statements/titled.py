"""Names, bodies and callings where a title stands before the name: "Chủ tịch xã Nậm Kheo Vi Văn Thoong"."""

from dataclasses import dataclass
from itertools import pairwise

from ingest.statements.cues import QUOTED, first_names, languages_of, phrase_at
from ingest.statements.frames import MARKS, Copy
from ingest.statements.noun_words import NounWords, Runs
from ingest.statements.people import Mention, MentionKind
from ingest.text.names import fold

LONGEST_APPOSITION = 30  # tokens of who somebody is, between commas
FEW_MENTIONS = 16  # mentions inside one apposition
LONGEST_GAP = 9  # tokens of ", 54 tuổi, hiện là" before a calling
LONGEST_BODY = 16  # tokens of a body's name after its calling
LOOKED_AHEAD = 3  # tokens looked ahead for the capital that a lower-case syllable leads to
LONGEST_OFFICE = 16  # tokens between a calling and the name it belongs to
LOOSE = 4  # lower-case syllables that may tell what kind of expert somebody is


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


@dataclass(frozen=True, slots=True)
class Body:
    """A body's tokens, `first` to `last`; its calling ends at `calling_last`."""

    first: int
    calling_last: int
    last: int
    is_named: bool
    person: int | None = None  # where somebody's name begins: "Cảnh sát điều tra Brian O'Hagan"


def find_body(noun: NounWords, runs: Runs, first: int, length: int) -> Body:
    """The body whose calling starts at a token, with the words that name it."""
    tokens, words = noun.tokens, noun.words
    begins = end = last = first + length
    named = False
    field = -1 if words.has("named_bodies", noun.plain(first, begins)) else noun.listed("fields", begins)
    while end < min(len(tokens), first + LONGEST_BODY):
        token = tokens[end]
        if step := noun.listed("fields", end) or noun.listed("places", end) or noun.listed("countries", end):
            named = named or noun.upper(end)
            last = end = end + step
        elif (run := runs.run(end)) > end:
            if run - end > 1 and fold(tokens[end]) in first_names() and end == begins + field:
                return Body(first, begins, run, is_named=True, person=end)
            last = end = run
            named = True
        elif token in {"và", "-", "–", "&"} and end + 1 < len(tokens) and noun.upper(end + 1) and named:
            if noun.calling(end + 1) or noun.honorific(end + 1):
                break
            end += 1
        elif token.isalpha() and noun.upper(end - 1) and not noun.stops(end) and _continues(noun, end):
            end += 1
        elif token.isalpha() and _is_half(noun, begins, end):
            last = end = end + 1
        elif not named and _leads_to_name(noun, end):
            end += 1
        elif (found := words.speaker_at(tokens, end)) and found[1] == "body":
            last = end = end + found[0]
        else:
            break
    return Body(first, begins, last, is_named=named)


def _is_half(noun: NounWords, begins: int, at: int) -> bool:
    """Whether a lower-case syllable is a compound's second half, its first with a capital: "Hội Tiêu dùng"."""
    alone = at - begins == 1 or not noun.upper(at - 2)
    if not (alone and noun.upper(at - 1) and noun.is_syllable(at - 1) and noun.is_syllable(at)):
        return False
    return not noun.stops(at) and not noun.words.has("taking", noun.tokens[at])


def _leads_to_name(noun: NounWords, at: int) -> bool:
    """Whether a lower-case syllable tells what a body is for, before its name: "Ban quản lý di tích Cổ Lũy"."""
    for place in range(at, min(at + LOOKED_AHEAD, len(noun.tokens))):
        token = noun.tokens[place]
        if noun.upper(place):
            return place > at
        if not token.isalpha() or noun.stops(place) or noun.words.has("taking", token):
            return False
    return False


def _continues(noun: NounWords, at: int) -> bool:
    """Whether a lower-case syllable stands inside a name: a capital comes behind it."""
    return any(noun.upper(place) for place in range(at + 1, min(at + LOOKED_AHEAD, len(noun.tokens))))


def find_titled(copy: Copy) -> list[Mention]:
    """Every name and every calling in the reporter's words, in order."""
    return _Titled(copy).find()


class _Titled:
    """Reads the noun phrases of one article from left to right."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.words, self.tokens = copy, copy.words, copy.tokens
        self.noun = NounWords(copy)
        self.runs = Runs(self.noun)

    def find(self) -> list[Mention]:
        found: list[Mention] = []
        at = 0
        while at < len(self.tokens):
            mention = self._mention(at)
            if mention is None:
                at = max(at + 1, self.runs.after_place(at))
                continue
            found.append(mention)
            at = max(at + 1, mention.last)
        appose(self.noun, found)
        return found

    def _mention(self, at: int) -> Mention | None:
        token = self.tokens[at]
        if token[0] in MARKS or token[0] == QUOTED or not (token in self.noun.openers or self.noun.upper(at)):
            return None
        honorific = self.noun.honorific(at)
        begins = at + honorific
        if calling := self.noun.calling(begins):
            length, kind = calling
            if kind == "person" or kind == "group":
                return self._person(at, begins, begins + length, kind)
            if not honorific and (body := find_body(self.noun, self.runs, at, length)):
                return self._body(body, kind)
        last = self.runs.run(begins)
        if honorific and last > begins:
            return self._named(at, begins, last, at)
        if not honorific and self.runs.speaks(at):
            return Mention("name", at, at, at + self.noun.listed("countries", at), is_body=True)
        if not honorific and last > at and self.runs.is_name(at, last):
            first = self.runs.bare(at, last)
            # "Theo PGS.TS Lê Thị Thu": a calling may follow the small word, so what follows is read afresh.
            return self._named(first, first, last, first) if first == at else None
        return None

    def _person(self, first: int, head: int, last: int, kind: str) -> Mention:
        """Somebody told by a calling, with the name behind it if one stands there."""
        at, end, loose = last, last, 0
        while at < min(len(self.tokens), last + LONGEST_OFFICE):
            token = self.tokens[at]
            if honorific := self.noun.honorific(at):
                run = self.runs.run(at + honorific)
                if run > at + honorific and loose == 0:
                    return self._named(first, at + honorific, run, head, honorific=at)
                break
            if self.words.has("describing", token) and at + 1 < len(self.tokens) and not loose:
                named = self._person_in(at + 1)
                if named is not None and named > at + 1:
                    return self._named(first, named, self.runs.run(at + 1), head)  # "Giám đốc của LSU Joe Alleva"
            if kind != "group" and (again := self.noun.title(at)):
                at = end = at + again
                run = self.runs.run(at)
                if run > at and self.words.has("named_bodies", self.noun.plain(at - again, at)):
                    named = self._person_in(at)
                    if named is not None:
                        return self._named(first, named, run, head)
                    at = end = run
                continue
            joins = token in {"-", "–", "và", ","} and end == at and at + 1 < len(self.tokens)
            if joins and at > last and self.noun.upper(at + 1) and self.noun.listed("fields", at + 1):
                at += 1
                continue
            country = 0 if self.noun.upper(at) else self.noun.listed("countries", at)
            if length := self.noun.listed("fields", at) or country:
                at += length
                end = at if not loose else end
                continue
            if length := self.noun.place(at):
                after = self.runs.after_place(at)
                named = self._behind_place(at + length) if after > at + length else None
                if named is not None:
                    return self._named(first, named, self.runs.run(at + length), head)
                at = max(at + length, after)
                end = at if not loose else end
                continue
            run = self.runs.run(at)
            if run > at:
                named = (
                    None
                    if self._is_seat(head, last, at, run, kind)
                    else self.runs.person_in(at, run, after_place=False)
                )
                if named is not None:
                    return self._named(first, named, run, head)
                at = end = run
                continue
            if token == "tên" and self.runs.run(at + 1) > at + 1:
                return self._named(first, at + 1, self.runs.run(at + 1), head)  # "người bán vé số tên Lượm"
            if not token.isalpha() or self.noun.stops(at) or loose == LOOSE:
                break
            loose += 1
            at += 1
        return self._described(first, head, last, end, "group" if kind == "group" else "person")

    def _person_in(self, at: int) -> int | None:
        """Where somebody's name begins in the capitals at a token, a place before it passed over."""
        return self.runs.person_in(at, self.runs.run(at), after_place=True)

    def _behind_place(self, at: int) -> int | None:
        """Where somebody's name begins right behind a place: "Chủ tịch xã Nậm Kheo Vi Văn Thoong"."""
        whole = self.words.has("family_names", self.tokens[at]) and self.runs.run(at) - at in {3, 4}
        return at if whole else self._person_in(at)

    def _is_seat(self, head: int, last: int, at: int, run: int, kind: str) -> bool:
        """Whether capitals name where somebody is, or what an office heads: "Chủ tịch tỉnh Hà Nam"."""
        if at == last and self.noun.listed("places", at - 1) and self.words.has("heading", self.tokens[head]):
            return run - at < 2 or (run - at == 2 and not self.words.has("family_names", self.tokens[at]))
        return kind == "group"

    def _described(self, first: int, head: int, last: int, end: int, kind: MentionKind) -> Mention:
        """Somebody without a name."""
        begins = first
        while head < last - 1 and self.words.has("counters", self.tokens[head]):
            head += 1
        indefinite = False
        while begins and self.words.has("counters", self.tokens[begins - 1]):
            begins -= 1
        if begins and self.words.has("indefinite", self.tokens[begins - 1]):
            begins -= 1
            indefinite = True
        after = " ".join(self.tokens[end : end + 2])
        age = after[:1].isdecimal() and after.endswith(" tuổi")
        pointed = end < len(self.tokens) and self.words.has("pointing", self.tokens[end])
        shown = begins + indefinite
        pointing = any(self.words.has("counters", self.tokens[place]) for place in range(shown, head))
        calling = self.noun.plain(head, last)
        gender = self.noun.gender(first, last)
        return Mention(
            kind,
            begins,
            head,
            end + 2 * age + pointed,
            governed=self.noun.governed(begins),
            definite=not indefinite,
            gender=gender,
            calling=calling,
            described_to=end,
            pointed=(pointed or age or pointing or self.words.has("epithets", calling)) and not indefinite,
        )

    def _named(self, first: int, head: int, last: int, calling: int, *, honorific: int | None = None) -> Mention:
        """A name, what stands before it counted in."""
        gender = self.noun.gender(first, head) if head > first else None
        if self.words.has("family_names", self.tokens[head]) or last - head > 2:
            for token in self.tokens[head + 1 : last - 1]:
                if self.words.has("middles_feminine", token):
                    gender = gender or "f"
                elif self.words.has("middles_masculine", token):
                    gender = gender or "m"
        address = first if honorific is None else honorific
        called = " ".join(self.tokens[address : address + self.noun.honorific(address)])
        told = self.noun.calling(calling) if calling < head else None
        titles = (self.noun.plain(calling, calling + told[0]),) if told and told[1] == "person" else ()
        if last < len(self.tokens) and self.tokens[last] == "'s":
            last += 1
        return Mention(
            "name",
            first,
            head,
            last,
            governed=self.noun.governed(first),
            gender=gender,
            offices=titles,
            address=called,
            languages=next((spoken for at in range(first, head) if (spoken := languages_of(self.tokens[at]))), ()),
            is_body=not called and not titles and self.runs.is_bodys(head, last),
        )

    def _body(self, body: Body, kind: str) -> Mention:
        """A body, or somebody of it: "Cảnh sát điều tra Brian O'Hagan"."""
        if body.person is not None:
            return self._named(body.first, body.person, body.last, body.first)
        if body.is_named and kind == "body" and body.last < len(self.tokens):
            calling = self.noun.plain(body.first, body.calling_last)
            governed = self.noun.governed(body.first)
            return Mention("name", body.first, body.first, body.last, governed=governed, is_body=True, calling=calling)
        told: MentionKind = "thing" if kind == "thing" else "body"
        return self._described(body.first, body.first, body.calling_last, body.last, told)
