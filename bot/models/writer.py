"""A writer that lets a chat model speak, any that LangChain opens; what it writes is drafts, and is checked."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Refusal, Reply, Saying
from bot.errors import WriterFailed
from bot.models.chat_model import ChatModel
from bot.models.drafts import NO_ANSWER, Drafted, drafted
from bot.models.prompts import (
    Message,
    answer_prompt,
    opinion_prompt,
    prompts,
    retry_prompt,
    rewrite_prompt,
    source_keys,
    translation_prompt,
)
from bot.models.reply import FORGET, limited, without_reasoning
from bot.question.read import Question
from bot.retrieve.excerpts import Excerpt, draft_of
from bot.verify.injection import gives_orders
from bot.verify.language import is_in
from bot.write.sources import Sources
from ingest.quantities.numbers import find_numbers
from ingest.text.names import find_names, same_name

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# Of articles that are not given whole. A model of 1.5B that was given 12 excerpts wrote of every one of them, whatever
# had been asked; given 6 it wrote of 1 to 5.
MOST_SOURCES = 6
REPLY_TOKENS = 700  # five sentences with their keys in a language that takes many tokens
# A small model cites all that it was given. That says nothing of what a claim rests on, and places without a part in it
# would fail it when it is checked: the best source stands in for more than these.
MOST_CITED = 3
# What is answered in one line: a whole question, a translation, an opinion.
LINE_CHARACTERS = 1_200  # of a reply: the longest sentence that is translated, and as much again
LINE_TOKENS = 400
LONGEST_QUESTION = 300  # characters of a whole question; the longest follow-ups and their questions together have fewer
LAST_TURNS = 3  # that a follow-up may lean on
LABEL = re.compile(r"^(?:[\w' ]{0,24}(?:question|translation)[\w' ]{0,16}:|[-*•>]|[0-9]{1,2}[.)])\s*", re.IGNORECASE)
MARKS = "\"'“”„«»‹›`*_ \u00a0"
NO = re.compile(r"\W*no\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """Asks a chat model for claims, each with the places it rests on.

    Nothing in it counts as true: bot/verify/claims.py checks every draft.
    """

    model: "BaseChatModel"
    context_tokens: int | None = None  # the model's window, if it is known
    told: str = ""  # what the page says of it: which model, and whether text leaves the machine
    has_opinion: bool = False  # whether it is asked for a second opinion on what was checked

    def draft(self, question: Question, given: Sources) -> Iterator[Saying]:
        """Claims as the model writes them; raises WriterFailed, and what was drafted before stays.

        A claim in another language than the question's is left out; if none is left, the model is asked once more.
        """
        sources = self._sources(question, given)
        if not sources:
            return
        languages = {excerpt.listing.language for excerpt in sources.values()}
        foreign: list[Drafted] = []
        spoken = False
        for claim in self._claims(answer_prompt(question, sources), sources):
            if is_in(question.language, claim.text, beside=languages):
                spoken = spoken or bool(claim.keys)
                yield _saying(claim, sources)
            elif claim.keys:
                foreign.append(claim)
        if spoken or not foreign:
            return
        lines = [f"{claim.text} {''.join(f'[{key}]' for key in claim.keys)}" for claim in foreign]
        for claim in self._claims(retry_prompt(question.language, lines), sources):
            if is_in(question.language, claim.text, beside=languages):
                yield _saying(claim, sources)

    def whole(self, text: str, before: Sequence[Reply], language: str) -> str | None:
        """A follow-up as a whole question; None where it brings in names or numbers, or loses the follow-up's."""
        turns = list(_turns(before))[-LAST_TURNS:]
        line = self._line(rewrite_prompt(text, turns, language))
        if not line or len(line) > LONGEST_QUESTION or not is_in(language, line):
            return None
        known = " ".join((*turns, text))
        return line if _covers(known, line, language) and _covers(line, text, language) else None

    def translate(self, words: str, language: str) -> str | None:
        """Words in the reader's language, unchecked; None where the model has none to offer."""
        return self._line(translation_prompt(words, language)) or None

    def doubts(self, sentence: str, evidence: str) -> bool:
        """Whether the model says no when asked if the evidence says all that a sentence says."""
        return self.has_opinion and bool(NO.match(self._line(opinion_prompt(sentence, evidence))))

    @property
    def _chat_model(self) -> ChatModel:
        return ChatModel(self.model, self.context_tokens)

    def _sources(self, question: Question, given: Sources) -> dict[str, Excerpt]:
        """The articles whole where they are few and the window holds them, else as many of the best as it holds."""

        def fit(sources: Mapping[str, Excerpt]) -> bool:
            return self._chat_model.fits(answer_prompt(question, sources), reply_tokens=REPLY_TOKENS)

        whole = source_keys(excerpt for excerpt in given.whole if not gives_orders(excerpt.text))
        if whole and fit(whole):
            return whole
        best = _worth_giving(given.excerpts)
        for most in range(len(best), 1, -1):
            if fit(sources := source_keys(best[:most])):
                return sources
        return source_keys(best[:1])

    def _claims(self, messages: list[Message], sources: Mapping[str, Excerpt]) -> Iterator[Drafted]:
        """What the model claims; nothing where it says that the sources don't answer."""
        pieces = self._chat_model.stream(messages)
        has_written = False
        with closing(pieces):  # a model that goes on writing is told to stop
            for claim in drafted(pieces, sources.keys(), nothing=prompts().nothing):
                has_written = True
                if claim != NO_ANSWER:
                    yield claim
        if not has_written:
            raise WriterFailed(self._chat_model.name, "wrote nothing", "Ask again, or choose another model.")

    def _line(self, messages: Sequence[Message]) -> str:
        """The first line of a reply, without a label and the marks around it; "" where there is none."""
        if not self._chat_model.fits(messages, reply_tokens=LINE_TOKENS):
            return ""
        read = ""
        pieces = self._chat_model.stream(messages)
        with closing(pieces):
            for piece in limited(without_reasoning(pieces), LINE_CHARACTERS):
                read += piece
                lines = read.split("\n")
                if FORGET in read or any(line.strip(MARKS) for line in lines[:-1]):
                    break
        whole = read.rpartition(FORGET)[2] if FORGET in read else read
        line = next((line.strip() for line in whole.split("\n") if line.strip(MARKS)), "")
        return LABEL.sub("", line).strip(MARKS)


def _worth_giving(excerpts: Iterable[Excerpt]) -> list[Excerpt]:
    """The best excerpts that tell something new: no orders, and no words or place that a better one has."""
    chosen: list[Excerpt] = []
    for excerpt in excerpts:
        if len(chosen) == MOST_SOURCES:
            break
        if not gives_orders(excerpt.text) and not any(_holds(better, excerpt) for better in chosen):
            chosen.append(excerpt)
    return chosen


def _holds(better: Excerpt, other: Excerpt) -> bool:
    """Whether all of the other stands in the better one, or is a copy of it that another outlet ran."""
    is_one_article = better.listing.article_id == other.listing.article_id
    is_inside = is_one_article and better.start <= other.start and other.end <= better.end
    return is_inside or (better.text.casefold().split(), better.speaker) == (
        other.text.casefold().split(),
        other.speaker,
    )


def _saying(claim: Drafted, sources: Mapping[str, Excerpt]) -> Saying:
    cited = [excerpt for key, excerpt in sources.items() if key in claim.keys]  # best first, as they were given
    return Saying(claim.text, tuple(map(draft_of, cited if len(cited) <= MOST_CITED else cited[:1])))


def _turns(before: Sequence[Reply]) -> Iterator[str]:
    """Each turn in a line: what was asked, and whose words and which article answered it."""
    for reply in before:
        if not isinstance(reply, Answer | Refusal):
            continue
        citations = reply.citations if isinstance(reply, Answer) else ()
        speakers = dict.fromkeys(citation.speaker for citation in citations if citation.speaker)
        titles = dict.fromkeys(citation.listing.title for citation in citations)
        about = "; ".join([*list(speakers)[:2], *(f"“{title}”" for title in list(titles)[:1])])
        yield f"- {reply.whole or reply.question}" + (f" (answered from: {about})" if about else "")


def _covers(known: str, text: str, language: str) -> bool:
    """Whether what is known has every number and every name of a text."""
    numbers = {number.value for number in find_numbers(known, language)}
    if any(number.value not in numbers for number in find_numbers(text, language)):
        return False
    names = [text[start:end] for start, end in find_names(text)]
    folded = known.casefold()
    known_names = [known[start:end] for start, end in find_names(known)]
    return all(name.casefold() in folded or any(same_name(name, other) for other in known_names) for name in names)
