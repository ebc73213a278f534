"""Runs of capitals cut into names where words decline: "Заозёрска Инга Пиккарайнен" is a place and a person."""

from dataclasses import dataclass

from ingest.statements.declined import (
    ADJECTIVES,
    calling,
    declension_of,
    is_acronym,
    is_initial,
    is_marked,
    nominatives,
    opens,
)
from ingest.statements.frames import Copy
from ingest.statements.people import Person

LONGEST = 6  # words of a name


class NameCases:
    """Tells first names and patronymics of one language, whatever case they stand in."""

    def __init__(self, language: str) -> None:
        self.language, self.table = language, declension_of(language)
        lists = self.table.lists
        self.patronymic_ends = tuple(lists["patronymics_masculine"] | lists["patronymics_feminine"])

    def is_first_name(self, word: str) -> bool:
        lists = self.table.lists
        return word in lists["first_masculine"] or word in lists["first_feminine"]

    def first_names(self, word: str) -> list[tuple[str, str]]:
        """The listed first names that a word is an oblique case of."""
        lists = self.table.lists
        return [
            (name, "m" if name in lists["first_masculine"] else "f")  # Илья bends as a woman's name does
            for name, gender in nominatives(self.language, word)
            if name in lists["first_feminine" if gender == "f" else "first_masculine"]
            or (name in lists["first_masculine"] and name[-1] in "ая")
        ]

    def patronymic(self, word: str) -> bool | None:
        """Whether a patronymic is oblique; None if a word is none."""
        if len(word) < 6:
            return None
        if word.endswith(self.patronymic_ends):
            return False
        bent = nominatives(self.language, word)
        return True if any(name.endswith(self.patronymic_ends) for name, _ in bent) else None


@dataclass(slots=True)
class Name:
    """A name where it stands: the tokens of its words, places before it left out."""

    first: int
    last: int
    words: tuple[str, ...]
    is_oblique: bool | None = None  # None where the words do not tell
    person: Person | None = None
    is_ambiguous: bool = False  # "Рогова" where the article has a Рогов and a Рогова
    other: Person | None = None  # of an ambiguous name, who it is in the other case


class NameRuns:
    """The runs of capitals of one article, and the names in them."""

    def __init__(self, copy: Copy) -> None:
        self.copy, self.words = copy, copy.words
        self.language = copy.words.language
        self.table = declension_of(self.language)
        self.cases = NameCases(self.language)
        self.places: set[str] = set()
        runs = self._runs()
        firsts = {copy.tokens[run[0]] for run in runs if len(run) > 1}
        self.tails = {copy.tokens[run[-1]] for run in runs if len(run) > 1 and not opens(copy, run[0])}
        self.firsts = {
            word
            for word in firsts
            if self.cases.is_first_name(word)
            or not (word in self.tails or any(base in self.tails for base, _ in nominatives(self.language, word)))
        }
        self.runs = runs
        self.names = sorted((name for run in runs for name in self._names(run)), key=lambda name: name.first)

    def _runs(self) -> list[list[int]]:
        """Capitals that stand side by side; acronyms, names in marks and callings stand alone."""
        copy, tokens = self.copy, self.copy.tokens
        runs: list[list[int]] = []
        run: list[int] = []
        for at, token in enumerate(tokens):
            if token == "." and run and is_initial(copy, run[-1]):
                continue
            named = is_marked(token)
            capital = named or (copy.is_capital(at) and token[0].isalpha())
            particle = (
                token in self.table.lists["particles"] and run and at + 1 < len(tokens) and copy.is_capital(at + 1)
            )
            if run and (
                not (capital or particle)
                or len(run) == LONGEST
                or copy.text[copy.ends[at - 1] : copy.starts[at]] not in {" ", "\u00a0", ""}
                or named
                or is_marked(tokens[run[-1]])
                or token[0].isascii() != tokens[run[-1]][0].isascii()
                or (is_acronym(copy, at) or is_acronym(copy, run[-1]))
            ):
                runs.append(run)
                run = []
            if particle and run:
                run.append(at)
            elif self.words.has("honorifics", token):
                continue
            elif capital and not (not run and not named and self._is_no_name(at)):
                run.append(at)
        return [*runs, run] if run else runs

    def _is_no_name(self, at: int) -> bool:
        """Whether a capital begins no name: a calling, or a word that opens its sentence."""
        token, words = self.copy.tokens[at], self.words
        if is_acronym(self.copy, at):
            return False
        if calling(self.language, token) and not self.cases.is_first_name(token):
            return True
        if not opens(self.copy, at):
            return False
        small = any(
            words.has(kind, token) for kind in ("prepositions", "stops", "opening", "adverb_words", "cue_words")
        )
        return small or token in self.words.pronouns

    def is_adjective(self, at: int) -> bool:
        """Whether a capital only begins a body's name: "Национальная метеорологическая служба"."""
        tokens = self.copy.tokens
        if not tokens[at].endswith(ADJECTIVES) or not self.copy.is_capital(at):
            return False
        for place in range(at + 1, min(at + 3, len(tokens))):
            if not tokens[place][0].isalpha() or self.copy.is_capital(place):
                return False
            called = calling(self.language, tokens[place])
            if called:
                return called.kind == "body"
            if not tokens[place].endswith(ADJECTIVES):
                return False
        return False

    def _names(self, run: list[int]) -> list[Name]:
        """The names in a run: "Заозёрска Инга Пиккарайнен" is a place and a person."""
        tokens = self.copy.tokens
        words = [tokens[at] for at in run]

        def name(first: int, last: int) -> Name:
            shortened = last - first > 1 and is_initial(self.copy, run[last - 1])  # "Рамиль Ш."
            return Name(run[first], run[last - 1] + 1 + shortened, tuple(words[first:last]))

        count = len(run)
        if count == 1:
            return [name(0, 1)]
        if count < 4 and not self.cases.is_first_name(words[0]) and not self.cases.first_names(words[0]):
            # "Слова Рогова", "слова Осокиной Гельман": a family name that the article has beside another first name.
            tail = self._is_tail(words[1], run)
            if (opens(self.copy, run[0]) and tail) or self._is_tail(words[0], run):
                rest = self._names(run[1:])
                return rest if opens(self.copy, run[0]) and not self._is_tail(words[0], run) else [name(0, 1), *rest]
        begin, end = self._person_in(words, run)
        found = []
        if begin:
            found.append(name(0, begin))
            self.places.update(words[:begin])
        if end - begin == 2 and begin == 0 and words[0] in self.places:
            return [name(0, 1), name(1, 2)]
        found.append(name(begin, end))
        if end < count:
            found.append(name(end, count))
        return found

    def _person_in(self, words: list[str], run: list[int]) -> tuple[int, int]:
        """Which words of a run are a person's name, told by a patronymic, initials or a first name."""
        count, first_name = len(words), self.cases.is_first_name
        middle = next((at for at in range(1, count) if self.cases.patronymic(words[at]) is not None), None)
        if middle is not None:
            surname_first = middle == count - 1 == 2 and words[0] not in self.places and first_name(words[1])
            return 0 if surname_first else middle - 1, min(count, middle + 2)
        initials = next((at for at in range(count) if is_initial(self.copy, run[at])), None)
        if initials is not None:
            return 0 if count == 2 else initials, count
        listed = (at for at in range(count - 1) if first_name(words[at]) or self.cases.first_names(words[at]))
        begin = next(listed, None)
        if begin is None and count > 2 and not any(word in self.table.lists["particles"] for word in words):
            begin = count - 3 if all(len(word) < 5 for word in words[-3:]) else count - 2
        return begin or 0, count

    def _is_tail(self, word: str, run: list[int]) -> bool:
        """Whether a word is, in any case, the family name of somebody whom the article names in full elsewhere."""
        own = self.copy.tokens[run[-1]]
        tails = self.tails
        if word in tails and (word != own or (len(run) == 2 and self.copy.tokens[run[0]] not in self.firsts)):
            return word not in self.firsts
        return (
            any(base in tails and base != own for base, _ in nominatives(self.language, word))
            and word not in self.firsts
        )
