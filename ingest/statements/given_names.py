"""Who is meant where people go by their given names: "ông Hùng" is Nguyễn Văn Hùng, "cụ" whoever was called so."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise

from ingest.statements.cues import QUOTED, first_names
from ingest.statements.descriptions import ArticleCast, description, languages_among
from ingest.statements.frames import Copy
from ingest.statements.people import Mention, Person, gender_fits

NAMESAKES = 20  # people of one given name that are told apart
FAR_BACK = 120  # mentions looked through for the one a calling means


def introduce_titled(copy: Copy, mentions: list[Mention]) -> None:
    """Give every name its person: full names first, so that a given name alone finds them."""
    by_last: defaultdict[str, list[Person]] = defaultdict(list)
    by_first: defaultdict[str, list[Person]] = defaultdict(list)
    named = [mention for mention in mentions if mention.kind == "name"]
    for full in (True, False):
        for mention in named:
            if (mention.last - mention.head > 1) == full:
                mention.person = _person(copy, mention, by_last, by_first)
    _abbreviate(copy, mentions)
    for mention in named:
        _describe(copy, mention)
    for before, after in pairwise(mentions):
        _appose(copy, before, after)


def _abbreviate(copy: Copy, mentions: list[Mention]) -> None:
    """Give "VFF" the federation behind whose name it stands in brackets."""
    short: dict[str, Person] = {}
    for before, after in pairwise(mentions):
        bracketed = before.last == after.first - 1 and copy.tokens[before.last] == "("
        if bracketed and before.person and before.person.is_body and copy.slice(after.head, after.last).isupper():
            short[copy.slice(after.head, after.last)] = before.person
    for mention in mentions:
        if mention.kind == "name" and short:
            mention.person = short.get(copy.slice(mention.head, mention.last), mention.person)


def _person(
    copy: Copy, mention: Mention, by_last: dict[str, list[Person]], by_first: dict[str, list[Person]]
) -> Person:
    """The person of a name, new if nobody's name ends with it."""
    parts = copy.tokens[mention.head : mention.last]
    parts = parts[:-1] if parts[-1] == "'s" else parts
    name = copy.slice(mention.head, mention.head + len(parts))
    known = [
        person
        for person in by_last[parts[-1]][-NAMESAKES:]
        if gender_fits(person, mention.gender) and _is_short_for(parts, person.name.lower().split())
    ]
    if not known and len(parts) == 1:
        known = [person for person in by_first[parts[0]][-NAMESAKES:] if gender_fits(person, mention.gender)]
        known = known if len(known) == 1 else []
    if known:
        person = next((one for one in known if mention.address and mention.address in one.addresses), known[0])
        if len(name) > len(person.name) and not person.is_body:
            person.name = name
    else:
        first = copy.text[copy.starts[mention.head] : copy.ends[mention.head]]
        foreign = not copy.words.has("family_names", parts[0])
        gender = mention.gender or (first_names().get(first.lower()) if foreign and len(parts) > 1 else None)
        person = Person(name, is_body=mention.is_body, gender=gender)
        by_last[parts[-1]].append(person)
        if len(parts) > 1 and not mention.is_body:
            by_first[parts[0]].append(person)
    person.gender = person.gender or mention.gender
    person.times += 1
    return person


def _is_short_for(one: list[str], other: list[str]) -> bool:
    """Whether the shorter of two names ends the longer, or is its first and its last word."""
    shorter, longer = sorted((one, other), key=len)
    return longer[-len(shorter) :] == shorter or (len(shorter) == 2 and [longer[0], longer[-1]] == shorter)


def _describe(copy: Copy, mention: Mention) -> None:
    """Tell a person's callings from what stands before the name."""
    person = mention.person
    if person is None:
        return
    person.roles.update(mention.offices)
    if mention.offices or mention.address:
        person.is_body = False
    if mention.address:
        person.addresses.add(mention.address)
        person.roles.add(mention.address)
    if mention.calling and person.is_body:
        person.roles.add(mention.calling)
    if mention.offices:
        person.role_words.update(copy.tokens[mention.first : mention.head])
    person.languages = person.languages or mention.languages


def _appose(copy: Copy, before: Mention, after: Mention) -> None:
    """Give a calling the person whose name stands beside it between commas."""
    role, name = (after, after.apposed) if after.apposed else (before, after)
    if name.person is None or role.kind == "name" or role.kind == "group":
        return
    if not after.apposed:
        gap = copy.tokens[before.last : after.first]
        end = copy.tokens[after.last] if after.last < len(copy.tokens) else "."
        ends = end in {",", "-", "–", "—"} or end in copy.words.cues
        if gap not in ([","], ["-"], ["–"]) or not ends or before.kind != "person" or after.kind != "name":
            return
    role.person = name.person
    name.person.is_body = False
    name.person.roles.add(role.calling)
    name.person.role_words.update(copy.tokens[role.first : max(role.last, role.described_to)])
    name.person.gender = name.person.gender or role.gender
    name.person.languages = name.person.languages or languages_among(copy, role.first, description(copy, role)[1])


def resolve_titled(cast: ArticleCast, mention: Mention) -> Person:
    """The person a calling stands for; the words themselves when the article names nobody who fits."""
    if mention.person:
        return mention.person
    copy, is_body = cast.copy, mention.kind != "person"
    near = bisect_left(cast.places, mention.first)
    if mention.kind == "thing" and (whose := _whose(cast, mention, near)):
        mention.person = whose
        return whose
    earlier = [m.person for m in reversed(cast.mentions[max(0, near - FAR_BACK) : near]) if m.person]
    own = {word for word in copy.tokens[mention.head : mention.described_to] if len(word) > 1}
    own -= set(mention.calling.split())
    if mention.definite and mention.kind != "group":
        for person in earlier:
            if person.is_body == is_body and mention.calling in person.roles and gender_fits(person, mention.gender):
                told = person.role_words - set(mention.calling.split())
                if not own or not told or own & told or mention.pointed:
                    mention.person = person
                    return person
        if mention.pointed:
            seen = [one for one in [*cast.topics(), *earlier] if one.is_body == is_body]
            fits = [one for one in seen if gender_fits(one, mention.gender)]
            by_age = mention.last > mention.described_to or copy.words.has("epithets", mention.calling)
            if fits and not by_age and fits[0].roles - fits[0].addresses:
                fits = []  # "vị luật sư" is not the player told of last
            if fits and (is_body or fits[0].is_human):
                mention.person = fits[0]
                fits[0].roles.add(mention.calling)
                return fits[0]
    mention.person = Person(_words(copy, mention), is_body=is_body, gender=mention.gender, roles={mention.calling})
    mention.person.is_mute = mention.kind == "thing"
    mention.person.role_words = set(copy.tokens[mention.head : mention.described_to])
    mention.person.languages = languages_among(copy, mention.first, mention.described_to)
    return mention.person


def _whose(cast: ArticleCast, mention: Mention, near: int) -> Person | None:
    """Whose paper speaks: the ministry's in "Thông cáo của Bộ Ngoại giao"."""
    after = next(iter(cast.mentions[near + 1 : near + 2]), None)
    if after is None or after.first > mention.last + 1 or after.kind == "thing":
        return None
    tokens, words = cast.copy.tokens, cast.copy.words
    joined = after.first == mention.last or words.has("describing", tokens[mention.last])
    return resolve_titled(cast, after) if joined else None


def _words(copy: Copy, mention: Mention) -> str:
    """The words that describe somebody: "trưởng phòng Lao động huyện"."""
    first = mention.head
    while first < mention.described_to - 1 and copy.words.has("counters", copy.tokens[first]):
        first += 1
    described = copy.slice(first, max(mention.described_to, first + 1))
    proper = mention.kind == "body" and any(word[0].isupper() for word in described.split()[1:])
    return described if proper or described[1:2].isupper() else described[0].lower() + described[1:]


def meant_by(cast: ArticleCast, kind: str, at: int) -> Person | None:
    """The person a word of kinship means: last who was called so, else last who may be."""
    word = cast.copy.tokens[at]
    near = bisect_left(cast.places, at)
    seen = [*cast.topics(), *(m.person for m in reversed(cast.mentions[max(0, near - FAR_BACK) : near]) if m.person)]
    if kind in {"they", "it"}:
        return next((one for one in seen if one.is_body), None)
    gender = {"he": "m", "she": "f"}.get(kind)
    people = [one for one in seen if one.is_human and (gender is None or one.gender in {None, gender})]
    called = next((one for one in people if word in one.addresses), None)
    if called is None and kind != "kin":
        called = next((one for one in people if not one.addresses), None)
    found = called or (people[0] if people else None)
    if found and gender in {"m", "f"} and found.gender is None:
        found.gender = "m" if gender == "m" else "f"
    return found


def is_aside(copy: Copy, at: int) -> bool:
    """Whether quoted words are a by-name inside a sentence: "Vỹ, biệt danh “Vỹ Lịch”, khai"."""
    return (
        copy.tokens[at][0] == QUOTED
        and at > 0
        and copy.words.has("nicknaming", copy.tokens[at - 1])
        and copy.ends[at] - copy.starts[at] < 40
    )
