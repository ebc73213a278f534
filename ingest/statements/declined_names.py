"""Names in a language that declines: "Ивановым" is Иванов, where the article has him as Иванов too."""

from collections import Counter, defaultdict

from ingest.statements.declined import (
    AROUND,
    calling,
    declension_of,
    gender_of,
    is_acronym,
    is_marked,
    nominatives,
    opens,
    recased,
    written,
)
from ingest.statements.frames import Copy
from ingest.statements.name_runs import Name, NameRuns
from ingest.statements.people import Person

NAMESAKES = 20  # people of one family name that are told apart
VOWEL_ENDS = "аеёиоуыэюя"


class Names:
    """The names of one article and the people they mean."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.words = copy, copy.words
        self.language = copy.words.language
        self.table = declension_of(self.language)
        self.by_last: defaultdict[str, list[Person]] = defaultdict(list)
        self.by_first: defaultdict[str, list[Person]] = defaultdict(list)
        self.parts: dict[int, tuple[str, ...]] = {}  # of a person, the nominatives of the name's words
        self.unsure: set[int] = set()  # people whose names stand in no nominative
        self.bodies: dict[str, Person] = {}
        self.lower = {
            token for token, start in zip(copy.tokens, copy.starts, strict=True) if copy.text[start].islower()
        }
        self.marked = {token.strip(AROUND) for token in copy.tokens if is_marked(token)}
        self.runs = NameRuns(copy)
        self.cases = self.runs.cases
        runs = self.runs.runs
        self.often = Counter(copy.tokens[run[-1]] for run in runs)
        self.capitals = {copy.tokens[at] for run in runs for at in run}
        self.inner = {copy.tokens[at] for run in runs for at in run if not opens(copy, at)}
        self.found = self.runs.names
        for name in self.found:
            if len(name.words) > 1:
                name.is_oblique = self._case(name)
        for oblique in (False, True):
            for name in self.found:
                if len(name.words) > 1 and bool(name.is_oblique) == oblique:
                    self._meet(name)
        self.found = [name for name in self.found if name.person or self._meet_one(name)]
        self.at = {name.first: name for name in self.found}

    def _case(self, name: Name) -> bool | None:
        """Whether a name of several words is in another case than the nominative."""
        words = name.words
        for word in words[1:]:
            told = self.cases.patronymic(word)
            if told is not None:
                return told
        first, last = words[0], words[-1]
        sure = self.cases.is_first_name(first)
        oblique = self.cases.first_names(first)
        called = self._called(name.first)
        if called is not None and (not sure or oblique) and not (oblique and not sure):
            return called
        if sure and not oblique:
            return False
        if oblique and not sure:
            return True
        lists = self.table.lists
        if last.endswith(tuple(lists["surnames_masculine"])):
            return None if last.endswith("ой") else False
        bent = nominatives(self.language, last)
        masculine = [word for word, gender in bent if gender == "m" and word in self.inner]
        if masculine and last not in masculine:
            return True
        if not bent:
            return False
        surname_ends = tuple(lists["surnames_masculine"] | lists["surnames_feminine"])
        if not last.endswith(surname_ends) and any(word.endswith(surname_ends) for word, _ in bent):
            return True
        return None

    def _called(self, at: int) -> bool | None:
        """Whether the calling that stands before a name is in another case than the nominative."""
        told: bool | None = None
        for before in range(at - 1, max(-1, at - 7), -1):
            token = self.copy.tokens[before]
            small = self.words.has("stops", token) or self.words.has("cue_words", token)
            if small or "\n" in self.copy.text[self.copy.ends[before] : self.copy.starts[before + 1]]:
                break
            if not token[0].isalnum() and token not in {"№", "—", "–"} and not is_marked(token):
                break
            called = calling(self.language, token)
            if called and called.kind == "person":
                told = called.is_oblique
                if not told:
                    break
        return told

    def _nominative(self, name: Name) -> tuple[tuple[str, ...], bool]:
        """The words of an oblique name in the nominative, and whether the article bears out the family name."""
        words = list(name.words)
        gender = next((told for word in words[:1] for _, told in self.cases.first_names(word)), None)
        for at, word in enumerate(words):
            if at and self.cases.patronymic(word):
                ends = self.cases.patronymic_ends
                words[at], gender = next(pair for pair in nominatives(self.language, word) if pair[0].endswith(ends))
        firsts = [
            first for first, told in self.cases.first_names(words[0]) if gender in {None, told} or first[-1] in "ая"
        ]
        if firsts:
            words[0] = firsts[0]
        else:
            bent = [
                w for w, told in nominatives(self.language, words[0]) if w in self.capitals and gender in {None, told}
            ]
            words[0] = bent[0] if bent else words[0]
        last = words[-1]
        known = [
            word
            for word, told in nominatives(self.language, last)
            if gender in {None, told} and (word in self.by_last or word in self.capitals)
        ]
        indeclinable = (gender == "f" and not nominatives(self.language, last)) or last[-1:] in "оиэю"
        if gender == "f" and last[-1:] not in VOWEL_ENDS:
            indeclinable = True  # "Вероники Штейн"
        if known:
            told = next(pair[1] for pair in nominatives(self.language, last) if pair[0] == known[0])
            if not firsts and words[0] == name.words[0]:  # "Хансом Мюллером", where the article has Мюллер
                words[0] = next((w for w, g in nominatives(self.language, words[0]) if g == told), words[0])
            words[-1] = known[0]
            return tuple(words), True
        return tuple(words), indeclinable and (words[0] in self.capitals or self.often.get(last, 0) > 1)

    def _meet(self, name: Name) -> None:
        """Find or make the person of a name of several words."""
        copy = self.copy
        own = written(copy, name.first, name.last)
        words, sure = (name.words, True) if not name.is_oblique else self._nominative(name)
        shown = own
        if name.is_oblique and sure:
            shown = recased(own, name.words, words)
        gender = gender_of(self.language, words)
        keys = dict.fromkeys((words[-1], name.words[-1], *(w for w in words[1:] if self.cases.patronymic(w) is False)))
        for key in keys:
            for person in self.by_last[key][:NAMESAKES]:
                if self._is_same(words, self.parts[id(person)]) and (not gender or person.gender in {None, gender}):
                    name.person = person
                    person.times += 1
                    person.gender = person.gender or gender
                    for other in keys:
                        if not any(one is person for one in self.by_last[other][:NAMESAKES]):
                            self.by_last[other].append(person)
                    if (len(words) > len(self.parts[id(person)]) and sure and len(words[0]) > 1) or len(
                        self.parts[id(person)][0]
                    ) == 1 < len(words[0]):
                        person.name, self.parts[id(person)] = shown, words
                    return
        person = Person(shown, gender=gender, times=1)
        if name.is_oblique and not sure:
            self.unsure.add(id(person))
        body = any((called := calling(self.language, word)) and called.kind == "body" for word in words)
        person.is_body = body and not gender
        person.is_thing = not self.cases.is_first_name(words[0])  # until it speaks, or somebody's calling stands by it
        name.person = person
        self.parts[id(person)] = words
        for key in keys:
            self.by_last[key].append(person)
        self.by_first[words[0]].append(person)

    def _is_same(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two names of one family name are one person's."""
        return (
            one[0] == other[0]
            or (len(one[0]) == 1 and other[0][0] == one[0])
            or (len(other[0]) == 1 and one[0][0] == other[0])
        )

    def _meet_one(self, name: Name) -> bool:
        """Find or make whom one word names; False if it names nobody."""
        copy, word = self.copy, name.words[-1]
        if is_marked(word) or is_acronym(copy, name.first):
            name.person = self._body(name)
            return True
        if len(name.words) > 1:
            return False
        known = next(iter(self.by_last.get(word, [])), None)
        if known is None and len(self.by_first.get(word, [])) == 1:
            known = self.by_first[word][0]
        bent = self._bent(word, known)
        if known is not None and id(known) in self.unsure and known.gender == "m" and known.name.lower().endswith(word):
            bent, known = [known], None  # only ever in another case: "дело Петра Сычёва", "мать Сычёва"
        if known or bent:
            name.person = known or bent[0]
            name.is_oblique = known is None
            name.is_ambiguous = bool(known and bent)
            name.other = bent[0] if bent else None
            name.person.times += 1
            return True
        if self.runs.is_adjective(name.first):
            return False
        after = copy.tokens[name.last] if name.last < len(copy.tokens) else ""
        if opens(copy, name.first) and word not in self.inner:
            noun = word.endswith(tuple(self.table.lists["noun_ends"]))
            told = (self.words.has("cue_words", after) and not noun) or self.cases.is_first_name(word)
            if not told or word in self.lower:
                return False
        base = next((base for base, _ in nominatives(self.language, word) if base in self.capitals), word)
        for key in (word, base):
            if key in self.bodies:
                name.person = self.bodies[key]
                name.is_oblique = base != word
                name.person.times += 1
                return True
        self._meet_new(name, word, base)
        return True

    def _meet_new(self, name: Name, word: str, base: str) -> None:
        """Make whom one word names that names nobody yet: by its nominative, if the article has it somewhere."""
        gender = gender_of(self.language, (word,))
        name.person = Person(self.copy.slice(name.first, name.last), gender=gender, times=1)
        name.is_oblique = base != word or None
        if base == word and gender:
            self.by_last[word].append(name.person)
            self.parts[id(name.person)] = (word,)
        else:
            self.bodies[word] = self.bodies[base] = name.person

    def _bent(self, word: str, known: Person | None) -> list[Person]:
        """Whom a word names if it stands in another case, the likeliest first."""
        bent = [
            person
            for base, gender in nominatives(self.language, word)
            for person in [*self.by_last.get(base, [])[:NAMESAKES], *self.by_first.get(base, [])[:NAMESAKES]]
            if person.gender in {None, gender} and person is not known
        ]
        if len(bent) > 1 and known is None and word.endswith(("ву", "ну")):
            bent.sort(key=lambda person: person.gender != "f")  # "цитирует Рогову": who is quoted, not to whom
        return bent

    def _body(self, name: Name) -> Person:
        """The body that a name in marks or an acronym stands for."""
        word = name.words[-1].strip(AROUND)
        for key in (word, *(base for base, _ in nominatives(self.language, word))):
            if key in self.bodies:
                self.bodies[key].times += 1
                return self.bodies[key]
        # The nominative stands perhaps further on.
        base = next((base for base, _ in nominatives(self.language, word) if base in self.marked), word)
        shown = written(self.copy, name.first, name.last).strip('«»"“”„')
        person = Person(recased(shown, (word,), (base,)) if base != word else shown, is_body=True, times=1)
        self.bodies[word] = self.bodies[base] = person
        return person
