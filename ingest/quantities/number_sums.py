"""The sum that number words tell: what is added, what multiplies it, and where it ends."""

from ingest.quantities.number_tokens import Tokens
from ingest.quantities.number_words import NumberWords, german_compound

LONGEST_NUMBER = 32  # words: nine digits of French take 23
NO_LIMIT = float("inf")


class Sum:
    """What has been read of a number: the values that will be added, and what may still come."""

    __slots__ = ("room", "scale", "terms")

    def __init__(self) -> None:
        self.terms: list[float] = []
        self.room = NO_LIMIT
        self.scale = 1.0

    def add(self, value: float, room: float) -> None:
        self.terms.append(value)
        self.room = room

    def takes(self, scale: float) -> bool:
        """Whether a multiplier may follow: "two hundred" yes, "hundred hundred" and "million million" no."""
        small = sum(term for term in self.terms if term < scale)
        return small > 0 and (scale > 100 or small < 100) and (scale > 10 or small < 10)

    def multiply(self, scale: float) -> None:
        small = sum(term for term in self.terms if term < scale)
        self.terms = [*(term for term in self.terms if term >= scale), round_value(small * scale)]
        self.room = self.scale = scale


def read_on(
    tokens: Tokens, at: int, words: NumberWords, value: float | None, digits: float | None
) -> tuple[Sum, int, bool]:
    """Add and multiply from a token on, `value` having been read: the sum, where it ends, is it an ordinal."""
    total, place, is_ordinal = Sum(), at, False
    if value is not None:
        total.add(value, 0)
    while place < min(len(tokens), at + LONGEST_NUMBER) and not is_ordinal:
        if place > 0 and total.terms and not tokens.is_joined(place - 1):
            break
        word = tokens.words[place]
        if (scale := words.times.get(word)) is not None and _multiplies(tokens, place, words, total, digits):
            if total.terms[-1:] == [4] and word in ("vingt", "vingts"):
                total.terms[-1] = 80
                total.room = 20
            elif total.takes(scale):
                total.multiply(scale)
            else:
                total.add(scale, scale)
                total.scale = scale
        elif _one_more(tokens, place, words, total.room, is_spelled=digits is None):
            total.add(1, 1)
        elif (more := _added(words, word)) is not None and more < total.room and digits is None:
            if place > at and not _is_told_five(tokens, place, words):
                break
            total.add(more, words.room(more))
        elif (nth := _nth(words, word, total)) is not None:
            total.add(nth, 0)
            is_ordinal = True
        elif _is_and(tokens, place, words, total):
            pass
        elif tokens.is_digits(place) and _is_smaller_group(tokens, place, words, total):
            total.add(int(tokens.words[place]), 0)
        else:
            break
        place += 1
    return total, place, is_ordinal


def _is_told_five(tokens: Tokens, place: int, words: NumberWords) -> bool:
    """Whether "năm" inside a number is five: in "hai mươi năm" it is the unit, years."""
    word = tokens.words[place]
    if word not in words.before or tokens.words[place - 1] in words.ands:
        return True
    return tokens.is_joined(place) and tokens.words[place + 1] in words.before[word] & words.times.keys()


def _added(words: NumberWords, word: str) -> float | None:
    return words.add[word] if word in words.add else german_compound_of(words, word)


def _one_more(tokens: Tokens, place: int, words: NumberWords, room: float, *, is_spelled: bool) -> bool:
    """Whether "one" is a number's last part: in "thirty-one" it is, in "ba triệu một tháng" it is "a month"."""
    if tokens.words[place] not in words.lists["one"] or words.lists["one_word"]:
        return False
    if tokens.is_joined(place) and 100 <= words.times.get(tokens.words[place + 1], 0) < room:
        return True  # "sixty-six thousand one hundred"
    if tokens.words[place - 1] in words.ands:
        return room > 1  # "a thousand and one"
    if words.lists["not_first"]:
        return 1 < room <= 20
    has_and = 1000 in words.and_rooms  # "a million and one", but "mille un"
    return 1 < room <= (10**6 if is_spelled and not has_and else 100)


def _multiplies(tokens: Tokens, place: int, words: NumberWords, total: Sum, digits: float | None) -> bool:
    word = tokens.words[place]
    scale = words.times[word]
    if word in ("vingt", "vingts"):
        return total.terms[-1:] == [4] and total.room == 1
    if not total.terms:
        return word in words.lists["alone"]
    if digits is not None and (scale < 1000 and word != "trăm"):  # "50 cent" are coins
        return False
    if word in ("k", "tn", "md", "mn") and digits is None:
        return False
    return total.takes(scale) or (word in words.lists["alone"] and scale < total.room)


def _nth(words: NumberWords, word: str, total: Sum) -> float | None:
    """The ordinal that ends a number: "twenty-first", "vingt et unième"."""
    if not total.terms or total.room < 2:
        return None
    value = words.ordinals.get(word, words.last_ordinals.get(word))
    return value if value is not None and value < total.room else None


def _is_and(tokens: Tokens, place: int, words: NumberWords, total: Sum) -> bool:
    """Whether "and" joins what follows to the number: "vingt et un", "one hundred and five", "trăm linh hai"."""
    if tokens.words[place] not in words.ands or not (
        total.room in words.and_rooms or (total.room > 1000 and 1000 in words.and_rooms)
    ):
        return False
    if place + 1 >= len(tokens) or not tokens.is_joined(place):
        return False
    following = tokens.words[place + 1]
    value = words.last_ordinals.get(following, 1 if following in words.lists["one"] else _added(words, following))
    if value is None or value >= min(total.room, 100) or (words.and_values and value not in words.and_values):
        return False
    then = tokens.words[place + 2] if place + 2 < len(tokens) else ""
    return words.times.get(then, 0) != 100  # "between one hundred and two hundred"


def _is_smaller_group(tokens: Tokens, place: int, words: NumberWords, total: Sum) -> bool:
    """Whether digits go on after a scale: "2 tỷ 500 triệu", "1 million 200 thousand"."""
    written = tokens.words[place]
    then = tokens.words[place + 1] if place + 1 < len(tokens) and tokens.is_joined(place) else ""
    return (
        total.room > 1000 and len(written) < 4 and written.isdecimal() and 100 < words.times.get(then, 0) < total.room
    )


def german_compound_of(words: NumberWords, word: str) -> float | None:
    return german_compound(word, words.add) if "zwanzig" in words.add else None


def round_value(value: float) -> float:
    """2.3 million is 2300000, not 2299999.9999999995."""
    near = round(value)
    return near if abs(value - near) < 4e-15 * max(1.0, abs(value)) else round(value, 6)
