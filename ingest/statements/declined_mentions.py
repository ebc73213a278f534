"""Who is told of in a language that declines: callings with what hangs on them, names, and which is a subject."""

from bisect import bisect_left
from itertools import pairwise

from ingest.statements.chains import LONGEST_CHAIN, Chains
from ingest.statements.cues import Gender
from ingest.statements.declined import ADJECTIVES, Calling, calling, declension_of, is_marked, opens, written
from ingest.statements.declined_names import Names
from ingest.statements.frames import MARKS, Copy
from ingest.statements.name_runs import Name
from ingest.statements.people import Mention, MentionKind, Person, gender_fits

FAR_BACK = 120  # mentions looked through for whom a calling means
NOMINATIVE_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")


class Bearers:
    """Tells whom the callings of one article mean."""

    def __init__(self, copy: Copy, found: list[Mention], callings: dict[int, Calling], ends: dict[int, int]) -> None:
        self.copy, self.words, self.found = copy, copy.words, found
        self.callings, self.ends = callings, ends
        self.table = declension_of(copy.words.language)

    def resolve(self, mention: Mention, verb: str = "") -> Person:
        """Whom a calling means: whoever bears it, or nobody but the words themselves."""
        if mention.person:
            return mention.person
        called = self.callings[mention.head]
        end = self.ends.get(mention.head, mention.last)
        told = {word for word in self.copy.tokens[mention.head + 1 : end] if len(word) > 2}
        here = bisect_left(self.found, mention.first, key=lambda m: m.first)
        earlier = self.found[max(0, here - FAR_BACK) : here][::-1]
        gender: Gender | None = mention.gender or ("f" if verb == "f" else "m" if verb == "m" else None)
        known = self._bearer(called, told, gender, earlier) if called.kind != "group" else None
        if not known and called.kind == "body" and not told and called.nominative in self.table.lists["any_body"]:
            known = self._body_told_of(called, earlier)
        if not known and called.kind == "person":
            if called.nominative in self.table.lists["anyone"] and not self._is_stranger(mention, called, end):
                known = self._somebody(called, gender, earlier)
            if not known and called.nominative in self.table.lists["offices"]:
                known = self._in_office(mention, called, end, gender, earlier)
            if not known and self.copy.starts[mention.head] < 120:
                known = self._named_later(called, self.found[here + 1 : here + FAR_BACK])
        if not known and called.is_oblique and (same := self._nominative_of(mention, called, end)):
            known = mention.person = self.resolve(same)
        return known or self._unnamed(mention, called, end)

    def _bearer(self, called: Calling, told: set[str], gender: Gender | None, earlier: list[Mention]) -> Person | None:
        """Who bore a calling last and can be meant by what hangs on it."""
        for person in (m.person for m in earlier):
            if not person or person.is_body != (called.kind == "body") or not gender_fits(person, gender):
                continue
            theirs = {word for word in person.role_words if len(word) > 2}
            apart = told and theirs and not told & theirs
            if not apart and any(_same_role(called.nominative, role) for role in person.roles):
                return person
        return None

    def _body_told_of(self, called: Calling, earlier: list[Mention]) -> Person | None:
        """The body that a word for any body means: "ведомство", "компания"."""
        office = called.nominative in self.table.lists["authorities"]
        for mention in [*(m for m in earlier if office == (m.kind == "body")), *earlier]:
            own = mention.kind == "body"
            own = own and self.callings[mention.head].nominative not in self.table.lists["any_body"]
            body = mention.person or (self.resolve(mention) if own and not mention.governed else None)
            if not body or (mention.governed and mention.kind == "body"):
                continue
            if body.is_body and mention.kind in {"name", "body"} and (own or body.name[:1].isupper()):
                return body
        return None

    def _is_stranger(self, mention: Mention, called: Calling, end: int) -> bool:
        """Whether a word for anyone means somebody new: "собеседник в правительстве"."""
        tokens = self.copy.tokens
        if mention.head > 0 and self.table.has("strangers", tokens[mention.head - 1]):
            return True
        placed = end < len(tokens) and self.words.has("prepositions", tokens[end])
        return placed and called.nominative.startswith("собеседни")

    def _somebody(self, called: Calling, gender: Gender | None, earlier: list[Mention]) -> Person | None:
        """Who was told of last, by a name or a calling: "мужчина"; of a "собеседник", who spoke last."""
        if called.nominative.startswith("собеседни"):
            earlier = sorted(earlier, key=lambda m: not (m.kind == "person" and m.person and m.person.has_spoken))
        for mention in earlier:
            if mention.governed or mention.kind not in {"name", "person"}:
                continue
            person = mention.person or self.resolve(mention)
            if (person.is_human or person.has_spoken) and gender_fits(person, gender):
                return person
        return None

    def _in_office(
        self, mention: Mention, called: Calling, end: int, gender: Gender | None, earlier: list[Mention]
    ) -> Person | None:
        """Who must hold an office that was given to nobody: who spoke last, or the only one named."""
        named = [m.person for m in earlier if m.kind == "name" and m.person]
        person = next((one for one in named if one.has_spoken and not one.roles), None)
        people = {id(one): one for one in named if one.is_human}
        if person is None and len(people) == 1:
            person = next((one for one in people.values() if not one.roles), None)
        if not person or person.is_body or not gender_fits(person, gender):
            return None
        person.roles.add(called.nominative)
        person.role_words.update(self.copy.tokens[mention.head : end])
        return person

    def _named_later(self, called: Calling, later: list[Mention]) -> Person | None:
        """Whom a lead calls by an office and the text behind it by name."""
        named = (m.person for m in later if m.kind == "name" and m.person)
        return next((person for person in named if called.nominative in person.roles), None)

    def _nominative_of(self, mention: Mention, called: Calling, end: int) -> Mention | None:
        """The same words in the nominative elsewhere: "по версии следствия", "следствие просило"."""
        rest = self.copy.tokens[mention.head + 1 : end]
        here = bisect_left(self.found, mention.first, key=lambda m: m.first)
        for other in self.found[max(0, here - FAR_BACK) : here + FAR_BACK]:
            own = self.callings.get(other.head)
            alike = own and own.nominative == called.nominative and not own.is_oblique and other.kind == mention.kind
            if alike and self.copy.tokens[other.head + 1 : self.ends.get(other.head, other.last)] == rest:
                return other
        return None

    def _unnamed(self, mention: Mention, called: Calling, end: int) -> Person:
        """Nobody but the words themselves."""
        shown = written(self.copy, mention.first, end)
        is_proper = called.kind == "body" and called.nominative.startswith(tuple(self.table.lists["proper"]))
        if opens(self.copy, mention.head) and not is_proper and not shown[1:2].isupper():
            shown = shown[0].lower() + shown[1:]
        roles, role_words = {called.nominative}, set(self.copy.tokens[mention.head : end])
        is_body = called.kind != "person"
        mention.person = Person(shown, is_body=is_body, gender=mention.gender, roles=roles, role_words=role_words)
        return mention.person


def _same_role(one: str, other: str) -> bool:
    return one == other or (len(one) > 4 and (other.endswith(one) or one.endswith(other)) and len(other) > 4)


class DeclinedMentions:
    """The mentions of one article in order; of each calling, its nominative, its number and what hangs on it."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.words = copy, copy.words
        self.table = declension_of(copy.words.language)
        self.names = Names(copy)
        self.chains = Chains(copy, self.names)
        self.callings: dict[int, Calling] = {}  # by a mention's head
        self.ends: dict[int, int] = {}  # where the words end that hang on it
        self.shapes: dict[int, str] = {}  # by a mention's first token: m, f, n, one, many
        self.others: dict[int, Person] = {}  # by an ambiguous name's first token, who it is in another case
        self.found = self._find()
        self.bearers = Bearers(copy, self.found, self.callings, self.ends)

    def _find(self) -> list[Mention]:
        found: list[Mention] = []
        at, tokens = 0, self.copy.tokens
        while at < len(tokens):
            name = self.names.at.get(at)
            called = None if name else self.chains.calling(at)
            if tokens[at] in self.table.lists["one_of"] and at + 2 < len(tokens) and tokens[at + 1] == "из":
                of = self.chains.calling(at + 2)
                loose = tokens[at + 2].endswith(("шихся", "вших", "щих", "щихся", "нных", "ов", "ев", "ниц"))
                if (of and of.kind == "group") or (loose and not of):
                    end = self.chains.chain(at + 2, of)[0] if of else at + 3
                    found.append(Mention("person", at, at, at + 1))
                    self.callings[at], self.ends[at] = Calling(tokens[at], "person", False), end
                    self.shapes[at] = "f" if tokens[at].endswith("а") else "m"
                    at = end
                    continue
            if called:
                at = self._called(at, called, found)
            elif name:
                found.append(self._name(name))
                at = name.last
            else:
                at += 1
        self._apposed(found)
        return found

    def _name(self, name: Name) -> Mention:
        """A name that no calling stands before."""
        copy, first = self.copy, name.first
        before = copy.tokens[first - 1] if first else ""
        governed = bool(name.is_oblique) or self.words.has("prepositions", before)
        body = name.person.is_body if name.person else False
        honorific = self.words.has("honorifics", before)
        if not governed and first and not opens(copy, first) and not honorific:
            one = len(name.words) == 1
            noun = before[:1].isalpha() and self._is_noun(first - 1)
            bare = body or name.person is None or not name.person.gender or " " not in name.person.name
            asked = any(self.words.has("cue_words", token) for token in copy.tokens[max(0, first - 3) : first])
            governed = noun and one and bare and not asked and self._hangs(first - 1)
        mention = Mention("name", first, first, name.last, governed=governed, person=name.person)
        if name.person and name.person.gender:
            mention.gender = name.person.gender
        if honorific and name.person:
            name.person.gender = name.person.gender or self.words.genders.get(before)
            name.person.is_body = False
        if name.other:
            self.others[first] = name.other
        self.shapes[first] = "one" if body else ""
        return mention

    def _is_noun(self, at: int) -> bool:
        """Whether a word may be a noun that a genitive hangs on: no verb, no small word."""
        words, token = self.words, self.copy.tokens[at]
        small = any(
            words.has(kind, token)
            for kind in ("stops", "ands", "adverb_words", "cue_words", "that", "pronoun_words", "not_told")
        )
        return not small and self.copy.text[self.copy.starts[at]].islower()

    def _hangs(self, at: int) -> bool:
        """Whether a word before a name is no verb: "жители Лесногорска", not "приехал Рогов"."""
        token = self.copy.tokens[at]
        return not token.endswith(("л", "ла", "ло", "ли", "ет", "ит", "ут", "ют", "ат", "ят", "ся", "сь", "но", "ть"))

    def _called(self, head: int, called: Calling, found: list[Mention]) -> int:
        """Add a calling, with the name that follows what hangs on it; the token after it all."""
        tokens = self.copy.tokens
        end, name = self.chains.chain(head, called)
        acting = tokens[head - 1] == "врио" or tokens[max(0, head - 4) : head] == ["и", ".", "о", "."]
        if acting and called.is_oblique and head:
            called = Calling(called.nominative, called.kind, False)  # "врио губернатора Иван Рогов"
            end, name = self.chains.chain(head, called)
        governed = self._is_governed(head, called)
        first = self._begin(head, called)
        self.callings[head], self.shapes[first] = called, self._shape(called)
        if marked := self._marked(head, called, governed=governed):
            found.append(marked)
            return marked.last
        if name and name.person:
            self._introduce(name.person, head, called)
        else:
            name = self._behind(head, end, called, governed=governed)
        if name and (person := name.person):
            person.roles.add(called.nominative)
            person.role_words.update(tokens[head:end])
            self.shapes[first] = "one" if person.is_body else ""
            gender = person.gender
            found.append(Mention("name", first, name.first, name.last, governed=governed, gender=gender, person=person))
            return name.last
        kind: MentionKind = "group" if called.kind == "group" else "body" if called.kind == "body" else "person"
        mention = Mention(kind, first, head, head + 1, governed=governed, definite=True)
        mention.gender = self.words.genders.get(called.nominative) if kind == "person" else None
        self.ends[head] = end
        found.append(mention)
        return max(head + 1, end)

    def _begin(self, head: int, called: Calling) -> int:
        """Where a body is told of, a capital adjective before it: "Национальная метеорологическая служба"."""
        if called.kind != "body":
            return head
        return next((at for at in range(max(0, head - 2), head) if self.names.runs.is_adjective(at)), head)

    def _is_governed(self, head: int, called: Calling) -> bool:
        """Whether a calling is no subject: its case or a preposition before its adjectives shows it."""
        tokens, described = self.copy.tokens, head
        alike = ADJECTIVES if called.is_oblique else NOMINATIVE_ADJECTIVES
        while (
            described > max(0, head - 2)
            and tokens[described - 1].endswith(alike)
            and tokens[described - 1][0].isalpha()
        ):
            described -= 1
        before = tokens[described - 1] if described else ""
        return called.is_oblique or any(self.words.has("prepositions", token) for token in (before, tokens[head - 1]))

    def _marked(self, head: int, called: Calling, *, governed: bool) -> Mention | None:
        """A body with its name in quotation marks; it stays in the nominative: "в авиакомпании «Бризавиа»"."""
        name = self.names.at.get(head + 1)
        if called.kind != "body" or not name or not name.person or not is_marked(self.copy.tokens[head + 1]):
            return None
        name.person.is_body = True
        name.person.roles.add(called.nominative)
        return Mention("name", head, head + 1, head + 2, governed=governed, person=name.person)

    def _introduce(self, person: Person, head: int, called: Calling) -> None:
        """Tell of somebody what a calling right before the name tells."""
        if called.kind == "person":
            person.is_body = False
            person.gender = person.gender or self.words.genders.get(called.nominative)
        if called.nominative == "глава" and self.copy.tokens[head + 1].startswith("ми"):
            person.roles.add("министр")  # "глава МИД", "глава Минфина"

    def _behind(self, head: int, end: int, called: Calling, *, governed: bool) -> Name | None:
        """The full name between commas that tells who bears a calling: "директор школы, Иван Рогов,"."""
        tokens = self.copy.tokens
        name = self.names.at.get(end + 1) if end < len(tokens) and tokens[end] == "," else None
        if governed or called.kind != "person" or not name or len(name.words) < 2 or name.is_oblique:
            return None
        closes = name.last >= len(tokens) or tokens[name.last][0] in MARKS
        return name if closes and name.person and not name.person.is_body and not self._stands_with(head) else None

    def _stands_with(self, head: int) -> bool:
        """Whether another calling in the nominative stands just before one: a list of people, not an apposition."""
        called = calling(self.words.language, self.copy.tokens[head - 1]) if head else None
        return called is not None and not called.is_oblique

    def _shape(self, called: Calling) -> str:
        """The number and, of bodies, the gender that a verb shows: министерство is n."""
        if called.kind == "group":
            return "many"
        if called.kind == "person":
            return self.words.genders.get(called.nominative) or ""
        last = called.nominative[-1:]
        return (
            "n" if last in "ое" else "f" if last in "ая" else "many" if last in "ыи" else "one" if last == "ь" else "m"
        )

    def _apposed(self, found: list[Mention]) -> None:
        """Give a calling between commas to the name before it: "Рогов, директор школы, …"."""
        tokens = self.copy.tokens
        for before, after in pairwise(found):
            if before.kind != "name" or after.kind != "person" or not before.person or before.person.is_body:
                continue
            end = self.ends.get(after.head, after.last)
            called = self.callings[after.head]
            while end < len(tokens) and end - after.head < LONGEST_CHAIN and tokens[end][0] not in MARKS:
                end += 1  # "директор по спорту Университета штата Луизиана"
            closed = end < len(tokens) and tokens[end] in {",", ".", ")"}
            if (
                before.last == after.first - 1
                and tokens[before.last] in {",", "("}
                and closed
                and not called.is_oblique
            ) and (not before.governed or before.person.gender):
                before.person.roles.add(called.nominative)
                before.person.role_words.update(tokens[after.first : end])
                after.person = before.person

    def agrees(self, mention: Mention, verb: str) -> bool:
        """Whether a verb's number and gender can be those of a subject."""
        if not verb:
            return True
        shape = self.shapes.get(mention.first, "")
        if shape == "many":
            return verb == "many"
        if verb in {"many", "n"}:
            return shape == "n" and verb == "n"
        if verb == "one":
            return True
        if shape in {"m", "f", "n"} and mention.kind != "name":
            return shape == verb
        if mention.person and not mention.person.is_body and mention.person.gender:
            return mention.person.gender == verb
        if shape in {"m", "f", "n"}:
            return shape == verb
        return True
