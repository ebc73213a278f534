"""Whom a calling means: whoever the article says bears it, or nobody but the words themselves."""

from bisect import bisect_left

from ingest.statements.declined import Calling, declension_of
from ingest.statements.letters import opens, written
from ingest.statements.people import Mention, Person
from ingest.statements.tokens import Copy

FAR_BACK = 120  # mentions looked through for whom a calling means


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
