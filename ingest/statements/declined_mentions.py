"""Who is told of in a language that declines: callings with what hangs on them, names, and which is a subject."""

from bisect import bisect_left
from itertools import pairwise

from ingest.statements.chains import LONGEST_CHAIN, Chains
from ingest.statements.declined import ADJECTIVES, Calling, calling, declension_of, is_marked, opens, written
from ingest.statements.declined_names import Names
from ingest.statements.frames import MARKS, Copy
from ingest.statements.name_runs import Name
from ingest.statements.people import Mention, Person

FAR_BACK = 120  # mentions looked through for whom a calling means
NOMINATIVE_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")


class Bearers:
    """Tells whom the callings of one article mean."""

    def __init__(self, copy: Copy, found: list[Mention], callings: dict[int, Calling], ends: dict[int, int]) -> None:
        self.copy, self.words, self.found = copy, copy.words, found
        self.callings, self.ends = callings, ends
        self.table = declension_of(copy.words.language)

    def resolve(self, mention: Mention, last: Person | None, verb: str = "") -> Person:
        """Whom a calling means: whoever bears it, or nobody but the words themselves."""
        if mention.person:
            return mention.person
        called = self.callings[mention.head]
        end = self.ends.get(mention.head, mention.last)
        told = {word for word in self.copy.tokens[mention.head + 1 : end] if len(word) > 2}
        generic = called.nominative in self.table.lists["any_body"] and not told
        here = bisect_left(self.found, mention.first, key=lambda m: m.first)
        gender = mention.gender or ("f" if verb == "f" else "m" if verb == "m" else None)
        order = [*reversed(self.found[max(0, here - FAR_BACK) : here])]
        if called.kind != "group":
            for earlier in order:
                person = earlier.person
                if not person or person.is_body != (called.kind == "body"):
                    continue
                if not any(_same_role(called.nominative, role) for role in person.roles):
                    continue
                theirs = {word for word in person.role_words if len(word) > 2}
                if (told and theirs and not told & theirs) or (person.gender and gender and person.gender != gender):
                    continue
                return person
        if generic and called.kind == "body":
            office = called.nominative in self.table.lists["authorities"]
            for earlier in [*(m for m in order if office == (m.kind == "body")), *order]:
                own = (
                    earlier.kind == "body"
                    and self.callings[earlier.head].nominative not in self.table.lists["any_body"]
                )
                body = earlier.person or (self.resolve(earlier, last) if own and not earlier.governed else None)
                if not body or (earlier.governed and earlier.kind == "body"):
                    continue
                if body.is_body and earlier.kind in {"name", "body"} and (own or body.name[:1].isupper()):
                    return body
        elsewhere = called.nominative.startswith("собеседни") and end < len(self.copy.tokens)
        stranger = mention.head > 0 and self.table.has("strangers", self.copy.tokens[mention.head - 1])
        elsewhere = stranger or (elsewhere and self.words.has("prepositions", self.copy.tokens[end]))
        if called.kind == "person" and called.nominative in self.table.lists["anyone"] and not elsewhere:
            if called.nominative.startswith("собеседни"):
                order.sort(key=lambda m: not (m.kind == "person" and m.person and m.person.has_spoken))
            for earlier in order:
                if earlier.governed or earlier.kind not in {"name", "person"}:
                    continue
                person = earlier.person or self.resolve(earlier, last)
                known = person.is_human or person.has_spoken
                if known and not (person.gender and gender and person.gender != gender):
                    return person
        if called.kind == "person" and called.nominative in self.table.lists["offices"]:
            named = next(
                (
                    m.person
                    for m in order
                    if m.kind == "name" and m.person and m.person.has_spoken and not m.person.roles
                ),
                None,
            )
            people = {id(m.person): m.person for m in order if m.kind == "name" and m.person and m.person.is_human}
            if named is None and len(people) == 1:
                named = next((one for one in people.values() if not one.roles), None)
            if named and not named.is_body and not (named.gender and gender and named.gender != gender):
                named.roles.add(called.nominative)
                named.role_words.update(self.copy.tokens[mention.head : end])
                return named
        if called.kind == "person" and self.copy.starts[mention.head] < 120:
            later = [
                m.person
                for m in self.found[here + 1 : here + FAR_BACK]
                if m.kind == "name" and m.person and called.nominative in m.person.roles
            ]
            if later and later[0]:
                return later[0]
        shown = written(self.copy, mention.first, end)
        is_proper = called.kind == "body" and called.nominative.startswith(tuple(self.table.lists["proper"]))
        capital = opens(self.copy, mention.head) and not is_proper
        if capital and not shown[1:2].isupper():
            shown = shown[0].lower() + shown[1:]
        mention.person = Person(
            shown, is_body=called.kind != "person", gender=mention.gender, roles={called.nominative}
        )
        mention.person.role_words = set(self.copy.tokens[mention.head : end])
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

    def resolve(self, mention: Mention, last: Person | None, verb: str = "") -> Person:
        """Whom a mention means, its verb's gender known or not."""
        return self.bearers.resolve(mention, last, verb)

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
        kind = called.kind
        oblique = called.is_oblique
        described = head
        alike = ADJECTIVES if called.is_oblique else NOMINATIVE_ADJECTIVES
        while (
            described > max(0, head - 2)
            and tokens[described - 1].endswith(alike)
            and tokens[described - 1][0].isalpha()
        ):
            described -= 1
        before = tokens[described - 1] if described else ""
        oblique = oblique or self.words.has("prepositions", before) or self.words.has("prepositions", tokens[head - 1])
        if kind == "body" and head + 1 < len(tokens) and is_marked(tokens[head + 1]) and head + 1 in self.names.at:
            person = self.names.at[head + 1].person
            if person:
                person.is_body = True
                person.roles.add(called.nominative)
                # The name after its calling stays in the nominative: "в авиакомпании «Бризавиа»".
                found.append(Mention("name", head, head + 1, head + 2, governed=oblique, person=person))
                self.shapes[head] = self._shape(called)
                self.callings[head] = called
                return head + 2
        if name and name.person:
            person = name.person
            if kind == "person":
                person.is_body = False
            person.roles.add(called.nominative)
            person.role_words.update(tokens[head:end])
            if called.nominative == "глава" and tokens[head + 1].startswith("ми"):
                person.roles.add("министр")  # "глава МИД", "глава Минфина"
            if not person.gender and called.kind == "person":
                person.gender = self.words.genders.get(called.nominative)
            found.append(
                Mention("name", head, name.first, name.last, governed=oblique, gender=person.gender, person=person)
            )
            self.shapes[head] = "one" if person.is_body else ""
            self.callings[head] = called
            return name.last
        behind = self.names.at.get(end + 1) if end < len(tokens) and tokens[end] == "," else None
        if (
            behind
            and kind == "person"
            and len(behind.words) > 1
            and not (oblique or behind.is_oblique)
            and behind.person
        ):
            closes = behind.last >= len(tokens) or tokens[behind.last][0] in MARKS
            if closes and not behind.person.is_body and not self._stands_with(head):
                behind.person.roles.add(called.nominative)
                behind.person.role_words.update(tokens[head:end])
                found.append(
                    Mention("name", head, behind.first, behind.last, gender=behind.person.gender, person=behind.person)
                )
                self.shapes[head] = ""
                self.callings[head] = called
                return behind.last
        mention = Mention("group" if kind == "group" else "body" if kind == "body" else "person", head, head, head + 1)
        mention.governed = oblique
        mention.definite = True
        mention.gender = self.words.genders.get(called.nominative) if kind == "person" else None
        self.callings[head], self.ends[head] = called, end
        self.shapes[head] = self._shape(called)
        found.append(mention)
        return max(head + 1, end)

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
