"""Ask one question and keep all that a reader saw of it, and what the model had written before it was checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import BaseChatModel

from benchmarks.model.sets import Asked, spans
from bot.answer import Answer, Citation, Refusal, Reply
from bot.newsbot import NewsBot
from bot.write.extractive import Extractive
from bot.writer import Writer
from vectorstore.archive import Archive

Record = dict[str, Any]


class Listening(BaseCallbackHandler):
    """Hears what a model writes, before anything is checked."""

    def __init__(self) -> None:
        self.replies: list[str] = []

    def on_chat_model_start(self, *_: object, **__: object) -> None:
        self.replies.append("")

    def on_llm_new_token(self, token: object, **_: object) -> None:
        self.replies[-1] += token if isinstance(token, str) else ""


def listened_to(model: BaseChatModel) -> Listening:
    """Listen to a model from now on."""
    heard = Listening()
    model.callbacks = [*(model.callbacks or ()), heard]  # type: ignore[misc]  # it is a list where ours opened it
    return heard


@dataclass(frozen=True, slots=True)
class Desk:
    """One archive, asked twice: of the writer under test, and of the one that only quotes."""

    archive: Archive
    writer: Writer
    names: Mapping[str, str]  # articles' names in the set by their ids in the archive
    heard: Listening = field(default_factory=Listening)

    def record(self, one: Asked, there: str) -> Record:
        """What was asked, and what came."""
        told = {"set": one.set, "there": there, "question": one.question, "first": one.first,
                "language": one.language, "article": one.article, "gold": list(one.gold)}  # fmt: skip
        return told | self.ask(one.question, first=one.first)

    def ask(self, question: str, *, first: str = "") -> Record:
        """Both replies. A first turn is always answered by quoting: it takes no time, and is the same for both."""
        before = self._last(NewsBot(self.archive, Extractive()), first, ()) if first else ()
        self.heard.replies.clear()
        told = self._told(NewsBot(self.archive, self.writer), question, before)
        quoted = self._told(NewsBot(self.archive, Extractive()), question, before)
        is_empty_handed = told["kind"] == "quoted" and not isinstance(self.writer, Extractive)
        raw = list(self.heard.replies)
        return {
            "reply": told | {"kind": "fallback" if is_empty_handed else told["kind"]},
            "extractive": quoted,
            "raw": raw,
        }

    def _last(self, bot: NewsBot, question: str, before: Sequence[Reply]) -> tuple[Reply]:
        *_, last = bot.ask(question, before=before)
        return (last,)

    def _told(self, bot: NewsBot, question: str, before: Sequence[Reply]) -> Record:
        began = perf_counter()
        came = [(one, perf_counter() - began) for one in bot.ask(question, before=before)]
        first = next((after for one, after in came if isinstance(one, Answer) and one.claims), came[-1][1])
        return self._reply(came[-1][0]) | {"first": round(first, 3), "last": round(came[-1][1], 3)}

    def _reply(self, reply: Reply) -> Record:
        if isinstance(reply, Answer):
            claims = [
                {"text": one.text, "verdict": one.verdict, "reason": one.reason, "translation": one.translation,
                 "cites": list(one.citations)}
                for one in reply.claims
            ]  # fmt: skip
            kind = "model" if any(one.reason for one in reply.claims) else "quoted"
            cited = [self._cited(one) for one in reply.citations]
            return {"kind": kind, "claims": claims, "cited": cited, "notice": reply.notice, "left_out": reply.left_out,
                    "whole": reply.whole}  # fmt: skip
        kind = "refusal" if isinstance(reply, Refusal) else "remark"
        return {"kind": kind, "claims": [], "cited": [], "notice": reply.text, "left_out": 0,
                "whole": reply.whole}  # fmt: skip

    def _cited(self, one: Citation) -> Record:
        article, listing = self.archive.article(one.listing.article_id), one.listing
        touched = [place for place, s in enumerate(article.sentences) if s.start < one.end and one.start < s.end]
        beside = article.sentences[max(min(touched, default=0) - 1, 0) : max(touched, default=0) + 2]
        start = min([one.start, *(s.start for s in beside)])
        end = max([one.end, *(s.end for s in beside)])
        return {
            "number": one.number, "name": self.names.get(listing.article_id, listing.where), "title": listing.title,
            "outlet": listing.outlet, "agency": listing.agency, "via": one.via, "published": listing.published,
            "language": listing.language, "speaker": one.speaker, "start": one.start, "end": one.end,
            "quote": one.quote, "beside": article.text[start:end], "article": article.text,
        }  # fmt: skip


@contextmanager
def without(archive: Archive, article_id: str) -> Iterator[None]:
    """The archive without one article, which is put back after."""
    article = archive.article(article_id)
    archive.remove(article_id)
    try:
        yield
    finally:
        list(archive.add([article]))


def cites_gold(reply: Mapping[str, Any], article: str, gold: Sequence[str]) -> bool:
    """Whether a claim cites a sentence that answers, of the article or, without a name, of any."""
    by_claims = {number for claim in reply["claims"] for number in claim["cites"]}
    return any(
        start < one["end"] and one["start"] < end
        for one in reply["cited"]
        if one["number"] in by_claims and article in ("", one["name"])
        for start, end in spans(one["article"], gold)
    )


QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|「[^」]*」")


def outside_quotations(claim: Mapping[str, Any], cited: Mapping[int, Mapping[str, Any]]) -> str:
    """A claim's own words: without the places it quotes, and without what stands between marks and in the article."""
    sources = [cited[number] for number in claim["cites"]]
    text = str(claim["text"])
    if not claim["reason"]:
        for one in sources:
            text = text.replace(one["quote"], " ")
    return QUOTED.sub(lambda found: " " if _is_from(found[0][1:-1], sources) else found[0], text)


def _is_from(words: str, sources: Sequence[Mapping[str, Any]]) -> bool:
    bare = " ".join(words.split())
    return not bare or any(bare in " ".join(one["article"].split()) for one in sources)
