"""First names and patronymics in all their cases."""

from ingest.statements.declined import declension_of, nominatives


class NameCases:
    """Tells first names and patronymics of one language, whatever case they stand in."""

    def __init__(self, language: str) -> None:
        self.language, self.table = language, declension_of(language)

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
        lists = self.table.lists
        ends = tuple(lists["patronymics_masculine"] | lists["patronymics_feminine"])
        if len(word) < 6:
            return None
        if word.endswith(ends):
            return False
        return True if any(name.endswith(ends) for name, _ in nominatives(self.language, word)) else None
