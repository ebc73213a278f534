"""What hangs on a calling: "начальник управления образования", and the name that may follow it."""

from ingest.statements.cues import QUOTED
from ingest.statements.declined import Calling, calling, declension_of, is_acronym, is_marked
from ingest.statements.declined_names import Names
from ingest.statements.frames import MARKS, Copy
from ingest.statements.name_runs import Name

LONGEST_CHAIN = 8  # words that hang on a calling
GENITIVE_ENDS = ("а", "я", "ы", "и", "ов", "ев", "ёв", "ей", "ого", "его", "ой", "ых", "их", "у", "ю")
PAST = ("ла", "ли", "лась", "лись")


class Chains:
    """Follows the words of one article from a calling to where its description ends."""

    def __init__(self, copy: Copy, names: Names) -> None:
        self.copy, self.words, self.names = copy, copy.words, names
        self.table = declension_of(copy.words.language)

    def calling(self, at: int) -> Calling | None:
        token = self.copy.tokens[at]
        if not token[0].isalpha() or (is_acronym(self.copy, at) and token not in self.table.callings):
            return None
        called = calling(self.words.language, token)
        return None if called and called.is_oblique and token in self.words.sets["papers"] else called

    def chain(self, head: int, called: Calling) -> tuple[int, Name | None]:
        """Where the words end that hang on a calling, and the name that follows them."""
        copy = self.copy
        at, end = head + 1, head + 1
        placed = False  # a place of one capital stands before: "министр Норланда О'Шоннесси"
        loose = False  # past a preposition: only a full name is looked for
        while at < len(copy.tokens) and at - head <= LONGEST_CHAIN:
            if "\n" in copy.text[copy.ends[at - 1] : copy.starts[at]]:
                break
            if name := self.names.at.get(at):
                if self._bears(called, name, loose=loose, placed=placed):
                    return at, name
                placed = not is_marked(name.words[-1])
                at = name.last
            else:
                loosens = self._loosens(at)
                if not loosens and not self._hangs(at, loose=loose):
                    break
                loose = loose or loosens
                at += 1
            end = end if loose else at
        return end, None

    def _loosens(self, at: int) -> bool:
        """Whether a preposition stands here, or a dash between names in marks: "«Бриза» — «Волна»"."""
        tokens = self.copy.tokens
        if tokens[at][0] in MARKS or tokens[at][0] == QUOTED:
            behind = at + 1 < len(tokens) and at + 1 in self.names.at
            return tokens[at] in "—–" and behind and is_marked(tokens[at - 1])
        return self.words.has("prepositions", tokens[at]) and not self.words.has("not_told", tokens[at])

    def _hangs(self, at: int, *, loose: bool) -> bool:
        """Whether a word that is no name may hang on a calling: a number, a genitive, a capital of its own."""
        copy, words, token = self.copy, self.words, self.copy.tokens[at]
        if token in {"№", "n"} or token.isdecimal():
            return True
        if token[0] in MARKS or token[0] == QUOTED:
            return False
        if words.has("stops", token) or words.has("cue_words", token) or token in words.pronouns:
            return False
        inner = self.calling(at)
        if inner:
            return inner.is_oblique or is_acronym(copy, at)
        if copy.is_capital(at) and not is_acronym(copy, at) and not is_marked(token):
            return True  # a capital that is no name of its own: "Белый дом"
        return self._is_genitive(token) or (loose and token.endswith(("ю", "м", "х", "е", "ь")))

    def _bears(self, called: Calling, name: Name, *, loose: bool, placed: bool) -> bool:
        """Whether a name after a calling is whose it is, not a place or a firm that it hangs on."""
        if called.kind == "group" or is_marked(name.words[-1]) or is_acronym(self.copy, name.first):
            return False
        if not name.person or called.kind == "body":
            return False
        if called.is_oblique and name.is_oblique is False:
            return False
        if len(name.words) > 1:
            if not called.is_oblique and name.is_oblique:
                return False
            # "мэр Нижнего Новгорода" bears no name.
            return called.is_oblique or not name.words[0].endswith(("ого", "его", "ой"))
        if loose:
            return False
        if placed:
            return True
        if name.last < len(self.copy.tokens) and name.last in self.names.at:
            return False
        if name.is_oblique and not called.is_oblique and not name.is_ambiguous:
            return False
        if name.person.gender or name.person.is_human or name.person.roles:
            return True
        word = name.words[-1]
        if not called.is_oblique and word.endswith(("ая", "яя", "ый", "ий")):
            return True  # "депутат Тихая": of a place it would be "Тихой"
        return not called.is_oblique and word[-1] not in "аяыиь" and not self.copy.tokens[name.first - 1].endswith("…")

    def _is_genitive(self, token: str) -> bool:
        """Whether a word may hang on the noun before it, and is no verb of the past tense."""
        if not token[0].isalpha() or len(token) < 3:
            return False
        if token in self.table.lists["not_verbs"]:
            return True
        if token.endswith(PAST) or token.endswith(("ся", "сь", "ался", "ился", "аться", "иться")):
            return False
        return token.endswith(GENITIVE_ENDS) or "-" in token
