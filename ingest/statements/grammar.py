"""How a language builds its sentences, as far as it tells who says what: the `[grammar]` of its file of words."""

from dataclasses import dataclass
from typing import Literal


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
