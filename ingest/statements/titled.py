"""Names and callings where a title stands before the name: "Chủ tịch xã Nậm Kheo Vi Văn Thoong", "ông Thoong"."""

from ingest.statements.appositions import appose
from ingest.statements.capital_runs import Runs
from ingest.statements.cues import QUOTED, languages_of
from ingest.statements.noun_words import NounWords
from ingest.statements.people import Mention, MentionKind
from ingest.statements.titled_bodies import Body, find_body
from ingest.statements.tokens import MARKS, Copy

LONGEST_OFFICE = 16  # tokens between a calling and the name it belongs to
LOOSE = 4  # lower-case syllables that may tell what kind of expert somebody is


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
                run = self.runs.run(at + 1)
                named = self.runs.person_in(at + 1, run, after_place=True) if run > at + 1 else None
                if named is not None and named > at + 1:
                    return self._named(first, named, run, head)  # "Giám đốc của LSU Joe Alleva"
            if kind != "group" and (again := self.noun.title(at)):
                at = end = at + again
                run = self.runs.run(at)
                if run > at and self.words.has("named_bodies", self.noun.plain(at - again, at)):
                    named = self.runs.person_in(at, run, after_place=True)
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
                if after > at + length:
                    run = self.runs.run(at + length)
                    whole = self.words.has("family_names", self.tokens[at + length]) and run - at - length in {3, 4}
                    named = at + length if whole else self.runs.person_in(at + length, run, after_place=True)
                    if named is not None:
                        return self._named(first, named, self.runs.run(at + length), head)
                at = max(at + length, after)
                end = at if not loose else end
                continue
            run = self.runs.run(at)
            if run > at:
                seat = kind == "group"
                if at == last and self.noun.listed("places", at - 1) and self.words.has("heading", self.tokens[head]):
                    seat = run - at < 2 or (run - at == 2 and not self.words.has("family_names", token))
                named = None if seat else self.runs.person_in(at, run, after_place=False)
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
