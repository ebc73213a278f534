"""The words by which news tells who says what; a language is added by a folder of `ingest/languages/`, not by code."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from ingest.languages import ANY, load
from ingest.text.names import fold

# What quoted words are hidden behind while the reporter's own are read: the first character, and the others.
QUOTED, INSIDE = "\ufffb", "\ufffc"
ELIDED = re.compile(
    r"\ufffb\ufffc*|aujourd['’]hui|(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)|[^\W_]+(?:[-‐‑][^\W_]+)*|[^\w\s]|_",
    re.I,
)
POSSESSED = re.compile(
    r"\ufffb\ufffc*|['’]s\b|[^\W_]+(?:[-‐‑][^\W_]+)*(?:['’](?!s\b)[^\W_]+)?|[^\w\s]|_", re.IGNORECASE
)
Gender = Literal["m", "f"]
CuePhrases = Mapping[str, list[tuple[tuple[str, ...], str]]]
PRONOUNS = ("he", "she", "they", "one", "who", "i", "it", "kin")
NEEDED_SMALL_SETS = ("definite", "feminine", "masculine", "indefinite", "prepositions", "stops")
NEEDED_CUE_SETS = ("that", "not_according", "announcing", "clitics", "ands", "not_told", "according_of")
# Lists that a language may leave out.
CUE_SETS = (
    "nicknaming",
    "speeches",
    "reported_nouns",
    "listening",
    "placing",
    "fronted",
    "reporting",
    "linking",
    "nouning",
    "nominal",
    "predicates",
    "about",
    "listeners",
    "infinitive_marks",
    "denials",
    "reflexive_clitics",
    "subjunctives",
    "relatives",
    "conditions",
    "relative_objects",
    "helpers",
    "passives",
    "likewise",
    "denying",
    "papers",
    "utterances",
    "naming",
    "continuing",
    "labelling",
    "presenting",
    "issued",
    "infinitive_ends",
    "nouns_too",
    "clefts",
    "verb_endings",
    "comparing",
    "neuter",
    "weighing",
    "urging",
    "verb_ends",
    "agents",
    "postposed",
    "further",
    "giving",
    "quoting",
)
SMALL_SETS = (
    "places",
    "fields",
    "countries",
    "ranks",
    "counters",
    "honest",
    "epithets",
    "heading",
    "named_bodies",
    "pointing",
    "verbs",
    "taking",
    "relating",
    "middles_feminine",
    "middles_masculine",
    "describing",
    "subordinators",
    "not_names",
    "before_names",
    "articles",
    "family_names",
    "cutting",
    "nobiliary",
    "others",
    "opening",
    "contracted",
    "oblique",
    "nobody",
    "objects",
    "stand_ins",
    "same",
    "name_joiners",
    "naming_joiners",
    "possessives",
    "unspecified",
    "speaking_from",
    "stand_in_bodies",
    "holders",
)
ENDINGS: tuple[tuple[str, str, Gender | None], ...] = (
    ("feminine", "person", "f"),
    ("masculine", "person", "m"),
    ("persons", "person", None),
    ("bodies_feminine", "body", "f"),
    ("bodies", "body", None),
    ("groups", "group", None),
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language builds the sentences that tell who says what."""

    clause: Literal["bare", "infinitive", "plain", "subjunctive", "that"] = "that"  # what may be told without "that"
    single_quotes: bool = True  # '…' is a quotation, not two apostrophes
    subject_follows: bool = False  # a subject may stand after its verb though nothing quoted stands before
    pronoun_follows: bool = False  # "sagte er", "dijo ella"
    drops_subject: bool = False  # "aseguró que": whoever spoke last
    strict_after: bool = False  # a subject after its verb ends at a comma or a full stop
    capital_nouns: bool = False  # a capital alone makes no name
    titles_first: bool = False  # a calling is written like a name and stands before it: "Bộ trưởng Colin Strand"
    names_later: bool = False  # "«…», tiró el técnico. Ramón Ferreyra se levantó": one man
    dash_dialogue: bool = False  # "—Vienen tres —dice sin mirar—": a dash opens what is said
    split_clauses: bool = False  # "El fuego, informó el cuerpo, se inició ayer": what follows is told
    for_whom: bool = False  # "Para Berrueco, la línea es un lujo": what he thinks
    shy_capitals: bool = False  # a capital that opens a sentence makes no name
    declines: bool = False  # no articles: its ending tells whether a noun is the subject
    dashes: bool = False  # «Лёд сошёл, — сказал он. — Причал стоит»: the reporter between dashes, inside the marks


@dataclass(frozen=True, slots=True)
class SayingWords:
    """One language's words. Phrases are found by their first word, the longest first."""

    language: str
    grammar: Grammar
    token: re.Pattern[str]
    cues: CuePhrases  # strong, weak, infinitive, gerund, according, according_quoted: what stands alone
    participles: CuePhrases  # strong, weak, reflexive: what needs an auxiliary
    auxiliaries: CuePhrases
    adverbs: CuePhrases
    pronouns: CuePhrases
    speakers: CuePhrases  # person, body, group
    via: CuePhrases
    genders: Mapping[str, Gender]  # of callings and honorifics
    spoken: Mapping[str, str]  # "anglais" is en
    months: Mapping[str, int]
    interpreter: tuple[str, ...]
    sets: Mapping[str, frozenset[str]]
    endings: tuple[tuple[str, str, Gender | None], ...]  # of callings: "-ministerin" is a person, f
    any_ending: tuple[str, ...]
    owners: Mapping[str, str]  # "his" is he
    particles: Mapping[str, tuple[str, ...]]  # "teilte" needs "mit"
    elsewhere: Mapping[str, tuple[str, ...]]  # "sieht" says nothing with "vor"
    short: Mapping[str, str]  # "ts" is "tiến sĩ"
    papers: tuple[str, ...]  # ends of words for what is written: "Pressemitteilung"

    def has(self, kind: str, word: str) -> bool:
        """Whether the language lists a word under a kind: `has("stops", "après")`."""
        return word in self.sets[kind]

    def speaker_at(self, tokens: list[str], at: int) -> tuple[int, str] | None:
        """How many tokens are a calling, and of what: one person's, a body's or a group's."""
        if found := phrase_at(self.speakers, tokens, at):
            return found
        word = tokens[at]
        if self.grammar.capital_nouns and word[-1:] == "s" and not word.endswith(self.any_ending):
            word = word[:-2] if word.endswith("es") else word[:-1]  # "eines Gerichtes", "des Ministeriums"
        if not word.endswith(self.any_ending):  # one look for most words, where the list would take a hundred
            return None
        return next(((1, kind) for ending, kind, _ in self.endings if word.endswith(ending)), None)

    def gender(self, calling: str) -> Gender | None:
        """Whether a calling is a man's or a woman's, if it tells."""
        told = self.genders.get(calling)
        return told or next((gender for ending, _, gender in self.endings if calling.endswith(ending)), None)


@cache
def words_of(language: str) -> SayingWords:
    """The words of a language; those of any where it brings none."""
    return _parsed(language, load(language, "saying") or load(ANY, "saying"))


@cache
def peoples() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Stems of demonyms and countries with their languages, the longest first."""
    read = load(ANY, "peoples")
    return tuple(
        sorted(((stem, tuple(spoken)) for stem, spoken in read["stems"].items()), key=lambda pair: -len(pair[0]))
    )


@cache
def languages_of(word: str) -> tuple[str, ...]:
    """The languages of the people or country a word names: "américain" is ("en",), "table" is ()."""
    folded = fold(word)
    return next((spoken for stem, spoken in peoples() if folded.startswith(stem)), ())


@cache
def outlets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Names of agencies and outlets, the words that mark a name as one, and the platforms of the self-published."""
    read = load(ANY, "outlets")
    return frozenset(read["names"]), frozenset(read["marks"]), frozenset(read["platforms"])


@cache
def first_names() -> Mapping[str, Gender]:
    """First names that tell whether he or she is meant, folded."""
    read = load(ANY, "first_names")
    told: dict[str, Gender] = {name: "f" for line in read["feminine"] for name in line.split()}
    return told | {name: "m" for line in read["masculine"] for name in line.split()}


def phrase_at(phrases: CuePhrases, words: list[str], at: int) -> tuple[int, str] | None:
    """How many words from `at` on are a phrase, and its kind; None if they are none."""
    for rest, kind in phrases.get(words[at], ()):
        if not rest or tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
            return 1 + len(rest), kind
    return None


def plain(word: str) -> str:
    """A word as the lists have it: lower case, one kind of apostrophe."""
    return word.lower().replace("’", "'")


def _parsed(language: str, read: dict[str, Any]) -> SayingWords:  # a door: TOML is typed here
    """The words of one file."""
    cues, pronouns, speakers = read["cues"], read["pronouns"], read["speakers"]
    token = ELIDED if "qu'" in " ".join(cues["that"]) else POSSESSED
    grammar = Grammar(**read["grammar"])
    if language in read.get("elided", []):
        grammar = replace(grammar, single_quotes=False)
    sets, endings = _sets(read), _endings(speakers.get("endings", {}))
    persons = [*speakers["masculine"], *speakers["feminine"], *speakers.get("either", [])]
    people = {"thing": speakers.get("things", []), "group": speakers["groups"], "body": speakers["bodies"]}
    return SayingWords(
        language=language,
        grammar=grammar,
        token=token,
        cues=_phrases(token, **_standing_alone(cues)),
        participles=_phrases(token, strong=cues["strong"], weak=cues["weak"], reflexive=cues["reflexive"]),
        auxiliaries=_phrases(token, has=cues["auxiliaries"], self=cues["reflexives"]),
        adverbs=_phrases(token, adverb=cues["adverbs"]),
        pronouns=_phrases(token, **{kind: pronouns.get(kind, []) for kind in PRONOUNS}),
        speakers=_phrases(token, **people, person=persons),
        via=_phrases(token, via=read["via"]["before"]),
        genders=_genders(speakers),
        spoken=read["translation"]["spoken"],
        months={month: number for number, month in enumerate(_listed(read["dates"]["months"]), 1)},
        interpreter=tuple(_listed(read["translation"]["interpreter"])),
        sets=sets,
        endings=tuple(sorted(endings, key=lambda one: -len(one[0]))),
        any_ending=tuple(ending for ending, _, _ in endings),
        owners=cues.get("owners", {}),
        short={plain(short): plain(long) for short, long in speakers.get("short", {}).items()},
        particles=_by_verb(cues.get("particles", {})),
        elsewhere=_by_verb(cues.get("silent", {})),
        papers=tuple(sorted(sets["papers"])),
    )


def _listed(lines: list[str]) -> list[str]:
    """The words of some lines: ["a_dit confie"] is ["a dit", "confie"]."""
    return [plain(word.replace("_", " ")) for line in lines for word in line.split()]


def _phrases(token: re.Pattern[str], **kinds: list[str]) -> CuePhrases:
    """Phrases of several kinds by their first word, the longest first."""
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for kind, lines in kinds.items():
        for phrase in _listed(lines):
            first, *rest = token.findall(phrase)
            if (tuple(rest), kind) not in found[first]:
                found[first].append((tuple(rest), kind))
    return {first: sorted(pairs, key=lambda pair: -len(pair[0])) for first, pairs in found.items()}


def _standing_alone(cues: dict[str, Any]) -> dict[str, list[str]]:
    """Saying words that need no auxiliary, by their kind."""
    return {
        "strong": cues["strong_finite"],
        "weak": cues["weak_finite"],
        "infinitive": cues["infinitives"],
        "gerund": cues["gerunds"],
        **{kind: cues[kind] for kind in ("according", "according_quoted", "according_same")},
        **{kind: cues.get(kind, []) for kind in ("inverted", "impersonal")},
        "none": cues.get("compounds", []),
    }


def _sets(read: dict[str, Any]) -> dict[str, frozenset[str]]:
    """The lists that only tell whether a word is in them."""
    cues, small, speakers = read["cues"], read["small_words"], read["speakers"]
    finite = [*cues["strong_finite"], *cues["weak_finite"]]
    sets = {kind: frozenset(_listed(small[kind])) for kind in NEEDED_SMALL_SETS}
    sets |= {kind: frozenset(_listed(cues[kind])) for kind in NEEDED_CUE_SETS}
    honorifics = [*speakers["honorifics_masculine"], *speakers["honorifics_feminine"], *speakers.get("honorifics", [])]
    sets["honorifics"] = frozenset(_listed(honorifics))
    for kind, listing in {
        "cue_words": [*finite, *cues["gerunds"], *cues["according"]],
        "saying_verbs": [*finite, *(line for verbs in cues.get("particles", {}).values() for line in verbs)],
        "adverb_words": cues["adverbs"],
        "pronoun_words": [line for lines in read["pronouns"].values() for line in lines],
    }.items():
        sets[kind] = frozenset(word for word in _listed(listing) if " " not in word)
    sets |= {kind: frozenset(_listed(cues.get(kind, []))) for kind in CUE_SETS}
    sets |= {kind: frozenset(_listed(small.get(kind, []))) for kind in SMALL_SETS}
    return sets | {"in": frozenset(read["translation"]["in"])}


def _genders(speakers: dict[str, Any]) -> dict[str, Gender]:
    """The callings and honorifics that only a man or only a woman bears."""
    genders: dict[str, Gender] = dict.fromkeys(
        _listed(speakers["masculine"]) + _listed(speakers["honorifics_masculine"]), "m"
    )
    for word in _listed(speakers["feminine"]) + _listed(speakers["honorifics_feminine"]):
        if genders.pop(word, None) is None:  # a word that both bear tells nothing
            genders[word] = "f"
    return genders


def _endings(ends: dict[str, list[str]]) -> list[tuple[str, str, Gender | None]]:
    """The ends of callings, each with what it tells."""
    return [(ending, kind, gender) for key, kind, gender in ENDINGS for ending in _listed(ends.get(key, []))]


def _by_verb(particles: dict[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    """The particles of each verb: {"mit": ["teilte"]} is {"teilte": ("mit",)}."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for particle, verbs in particles.items():
        for verb in _listed(verbs):
            found[verb] += (particle,)
    return found
