"""Where a text names somebody or tells of somebody by a calling: "Mme Faure", "the harbour master"."""

from ingest.statements.capitals import real_names
from ingest.statements.cues import QUOTED, first_names, languages_of, outlets
from ingest.statements.frames import MARKS, Copy
from ingest.statements.people import Mention, MentionKind
from ingest.statements.titled import find_titled
from ingest.text.names import find_names, fold, name_words

COUNTRY_WORDS = frozenset({"us", "uk", "eu", "north", "south"})


def find_mentions(copy: Copy) -> list[Mention]:
    """Every name and every calling in the reporter's words, in order."""
    if copy.words.grammar.titles_first:
        return find_titled(copy)
    names = dict(real_names(copy, find_names(copy.text)))
    found: list[Mention] = []
    at = 0
    while at < len(copy.tokens):
        if (last := names.get(at)) is not None:
            mention = _name(copy, at, last)
        elif told := copy.words.speaker_at(copy.tokens, at):
            mention = _described(copy, at, at + told[0], told[1])
        else:
            at += 1
            continue
        called = copy.words.grammar.drops_subject and found and found[-1].kind != "name" and mention.kind == "person"
        if called and found[-1].last == mention.head and found[-1].first != found[-1].head:
            at = mention.last  # "el grupo ecologista", "la ministra portavoz": the second only tells which
            continue
        if found and mention.kind != "name":
            before = found[-1]
            touches = before.kind == "name" and before.last >= mention.first - (mention.first == mention.head)
            if touches and (before.last == mention.head or before.first >= mention.first):
                # "Lakers coach", "Catalan authorities": the name only tells which.
                mention.first = min(before.first, mention.first)
                mention.governed = mention.governed or before.governed
                before.governed = True
            while found and found[-1].kind != "name" and found[-1].last > mention.first:
                mention.first = min(mention.first, found.pop().first)
        if found and mention.first < found[-1].first:
            mention.first = found[-1].first
        found.append(mention)
        at = max(at + 1, mention.last)
    return found


def _name(copy: Copy, first: int, last: int) -> Mention:
    """A name, the offices before it taken off: "Defense Secretary Lloyd Austin" is Lloyd Austin."""
    titled_to = _after_offices(copy, first, last)
    head = _after_body(copy, first, titled_to, last)
    if head == last or fold(copy.tokens[head]) in name_words().bodies:
        called = copy.words.speaker_at(copy.tokens, first)
        if head == last and called:
            return _described(copy, first, last, called[1])
        head = titled_to = first
    if last - head == 1 and first == head and (kind := _only_called(copy, first)):
        return _described(copy, first, last, kind)
    titled = tuple(copy.tokens[first:titled_to])
    numbered = first and copy.tokens[first - 1].isdecimal()
    if numbered and copy.text[copy.starts[first - 1] : copy.ends[last - 1]] in outlets()[0]:
        first = head = first - 1  # "20 Minutes"
    begins = _with_honorific(copy, first)
    gender = copy.words.genders.get(copy.tokens[begins]) if begins < first else None
    if gender is None and copy.words.grammar.capital_nouns:  # "die Mutter Ida Ahlers", "Ministerin Ahlers"
        gender = next((tells for word in titled if (tells := copy.words.gender(word))), None)
    if copy.tokens[last : last + 1] == ["'s"] and not _owns(copy, last):
        last += 1
    genitive = begins > 0 and copy.tokens[begins - 1] == "des"  # "Sprecher des Forums"
    governed = (begins > 0 and _is_governed(copy, begins)) or _owns(copy, last)
    return Mention(
        "name",
        begins,
        head,
        last,
        governed=governed and (head == first or genitive),
        gender=gender,
        offices=titled,
        languages=next((told for word in titled if (told := languages_of(word))), ()),
    )


def _after_offices(copy: Copy, first: int, last: int) -> int:
    """Where a name begins behind the offices before it: "North Korean Foreign Minister"."""
    offices, head = name_words().offices, first
    while head < last - 1 and (languages_of(copy.tokens[head]) or copy.tokens[head] in COUNTRY_WORDS):
        head += 1
    if fold(copy.tokens[head]) not in offices:
        head = first
    while head < last and fold(copy.tokens[head]) in offices:
        head += 1
    return _after_callings(copy, head, last) if copy.words.grammar.capital_nouns else head


def _after_body(copy: Copy, first: int, head: int, last: int) -> int:
    """Where a name begins behind what somebody is in charge of, writes for or comes from."""
    names, _, platforms = outlets()
    if head == first and first and copy.words.has("definite", copy.tokens[first - 1]):
        while head < last - 1 and fold(copy.tokens[head]) in name_words().portfolios:
            head += 1
    while head < last - 1 and copy.text[copy.starts[head] : copy.ends[head]] in names | platforms:
        head += 1
    if last - head > 2 and fold(copy.tokens[head]) not in first_names() and _is_governed(copy, first):
        # "l'archevêque de Libreville Jean-Patrick Iba-Ba": the place ends where a first name begins.
        places = range(head + 1, last - 1)
        head = next((at for at in places if fold(copy.tokens[at]).split("-")[0] in first_names()), head)
    while first < head < last - 1 and copy.words.has("contracted", copy.tokens[head]):
        head += 1  # "des Transports du Carrow" is no Monsieur du Carrow
    return head


def _only_called(copy: Copy, at: int) -> str | None:
    """What kind of calling a lone capital is: "Präsident"; None where it is a name: "respondió Rey"."""
    listed = copy.words.speaker_at(copy.tokens, at)
    bare = at > 0 and copy.tokens[at - 1][0].isalpha() and not copy.words.has("definite", copy.tokens[at - 1])
    if listed is None or (copy.words.grammar.drops_subject and bare and listed[1] == "person"):
        return None
    return listed[1] if listed[0] == 1 else None


def _with_honorific(copy: Copy, first: int) -> int:
    """Where a name begins if an honorific stands before it: "Mr. Reed"."""
    before = first - 1
    if before > 0 and copy.tokens[before] == "." and copy.words.has("honorifics", copy.tokens[before - 1]):
        before -= 1
    return before if before >= 0 and copy.words.has("honorifics", copy.tokens[before]) else first


def _after_callings(copy: Copy, head: int, last: int) -> int:
    """Where a German name begins: "Umweltminister Étienne Delorme", "der Hydrologe Samuel Okolind"."""
    if head >= last:
        return head
    begins = fold(copy.tokens[head]) in first_names()
    first, offices = head, name_words().offices
    for at in range(first, last - 1):
        told = copy.words.speaker_at(copy.tokens, at)
        if (told and told[1] == "person") or fold(copy.tokens[at]) in offices:
            head = at + 1
    if head == first and last - head > 2 and "-" in copy.tokens[head]:
        head += 1  # "Hafen-Expertin Ida Ahlers"
    elif head == first and last - head == 3 and not begins:
        article = first > 0 and copy.words.has("definite", copy.tokens[first - 1])
        head += bool(article or fold(copy.tokens[head + 1]) in first_names())
    return head


def _owns(copy: Copy, last: int) -> bool:
    """Whether a name only owns what follows: "Smith's lawyer", where "Sainsbury's said" is a name in itself."""
    if last >= len(copy.tokens) - 1 or copy.tokens[last] not in {"'s", "'"}:
        return False
    after = copy.tokens[last + 1]
    return after[0] not in MARKS and not copy.words.has("cue_words", after) and after not in copy.words.auxiliaries


def _described(copy: Copy, head: int, last: int, kind: str) -> Mention:
    """Somebody told by a calling: the article and the adjectives before it are part of it."""
    words = copy.words
    first = head
    far_governed = False
    for back in range(1, 4):
        if head - back < 0 or copy.tokens[head - back][0] in MARKS or copy.tokens[head - back][0] == QUOTED:
            break
        if words.has("definite", copy.tokens[head - back]) or words.has("indefinite", copy.tokens[head - back]):
            first = head - back
            break
        if copy.tokens[head - back] in {"'s", "'"}:
            first = head - back + 1
            break
        if words.grammar.drops_subject and words.speaker_at(copy.tokens, head - back):
            break  # "El museo tiene directora": the article is another's
        if words.has("others", copy.tokens[head - back]) and head - back > 0:
            # "d'autres spécialistes": no preposition, for all its looks
            return Mention("group" if kind == "group" else "person", head, head, last)
        if words.has("prepositions", copy.tokens[head - back]):
            far_governed = True
            break
        if words.has("stops", copy.tokens[head - back]):
            break
    article = copy.tokens[first]
    gender = words.gender(" ".join(copy.tokens[head:last])) or words.gender(copy.tokens[head])
    if first != head and words.has("feminine", article):
        gender = "f"
    elif first != head and words.has("masculine", article):
        gender = "m"
    if gender is None and words.grammar.capital_nouns and first != head and copy.tokens[head].endswith("e"):
        gender = "m" if article == "der" else "f" if article == "die" else None  # "der 52-Jährige"
    governed = words.has("prepositions", article) if first != head else False
    oblique = words.grammar.capital_nouns and article == "der" and gender == "f"  # "der Zeitung": no subject
    governed = governed or oblique or far_governed or _is_governed(copy, first) or _owns(copy, last)
    definite = first != head and words.has("definite", article) and not words.has("indefinite", article)
    mention_kind: MentionKind = (
        "group" if kind == "group" else "body" if kind == "body" else "thing" if kind == "thing" else "person"
    )
    return Mention(mention_kind, first, head, last, governed=governed, definite=definite, gender=gender)


def _is_governed(copy: Copy, first: int) -> bool:
    """Whether a preposition stands before a token, an article perhaps between."""
    before = first - 1
    while before > 0 and copy.tokens[before].isdecimal():
        before -= 1  # "dans le 20 Heures"
    if (
        before >= 0
        and copy.words.has("definite", copy.tokens[before])
        and not copy.words.has("prepositions", copy.tokens[before])
    ):
        before -= 1
    if before >= 0 and copy.tokens[before] == "(":
        return True
    if before < 0 or "\n" in copy.text[copy.ends[before] : copy.starts[first]]:
        return False
    return copy.words.has("prepositions", copy.tokens[before]) or _is_genitive(copy, first)


def _is_genitive(copy: Copy, first: int) -> bool:
    """Whether "der" before a token hangs on the noun before it: "die Direktorin der Agentur"."""
    if not copy.words.grammar.capital_nouns:
        return False
    article = next((at for at in (first, first - 1) if at > 0 and copy.tokens[at] == "der"), 0)
    return article > 1 and copy.is_capital(article - 1) and not _starts_sentence(copy, article - 1)


def _starts_sentence(copy: Copy, at: int) -> bool:
    """Whether a token owes its capital to its place."""
    return at == 0 or copy.tokens[at - 1] in {".", "!", "?", ":"} or copy.tokens[at - 1][0] == QUOTED
