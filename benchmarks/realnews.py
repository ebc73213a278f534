"""Questions over real news pages, end to end, no model: right, padded, wrong, refused; a plain recipe beside it.

    python -m benchmarks.realnews [--pages FOLDER] [--questions FILE] [--only LIST] [--recipe [--model M]] [--show 5]

Pages are .html or .html.gz; of a question, "file" is the page that answers (null: none does), "also" others that do,
"answer" what the answer may be and "sentences" where it stands. An answer is right if a citation is of the right page
and holds one of the answers in an answering sentence, or overlaps such a sentence by half of it.
"""

import argparse
import gzip
import json
import os
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.sets import DATA
from bot.answer import Answer
from bot.models.chat_model import ChatModel
from bot.models.open import open_model
from bot.newsbot import Added, NewsBot
from bot.settings import Settings
from vectorstore.archive import Archive
from vectorstore.encoder import open_encoder

Asked = dict[str, Any]
Z = 1.96
RECIPE = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved context to answer the "
    "question. If you don't know the answer, just say that you don't know. Use three sentences maximum and keep the "
    "answer concise.\nQuestion: {question}\nContext: {found}\nAnswer:"
)
DOESNT_KNOW = "don't know"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question."""

    asked: Asked
    right: tuple[bool, ...]  # of each quotation; () where the question was refused
    quotes: tuple[str, ...]
    short_is_right: bool | None  # None where there is no short answer
    seconds: float  # to the first claim

    @property
    def kind(self) -> str:
        if self.asked["file"] is None:
            return "answered" if self.quotes else "rightly refused"
        if not self.quotes:
            return "refused"
        if all(self.right):
            return "right alone"
        return "right first" if self.right[0] else "right later" if any(self.right) else "wrong"


def normal(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()


def is_right(quote: str, asked: Asked) -> bool:
    """Whether a quotation of the right page answers.

    >>> asked = {"answer": ["six"], "sentences": ["Six barges are waiting below the lock."]}
    >>> is_right("Six barges are waiting", asked), is_right("The lock is shut.", asked)
    (True, False)
    """
    words, answers = normal(quote), [normal(one) for one in asked["answer"]]
    sentences = [normal(one) for one in asked["sentences"]]
    if any(a in words and any(a in s for s in sentences) for a in answers):
        return True
    return any((words in s and len(words) >= 0.5 * len(s)) or s in words for s in sentences)


def pages_of(asked: Asked) -> set[str]:
    return {asked["file"], *(asked.get("also") or [])} - {None}


def fill(bot: NewsBot, pages: Path, only: set[str] | None) -> dict[str, str]:
    """Add the pages; gives each page's name by its article's id."""
    names: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for page in sorted(pages.iterdir()):
            name = page.name.removesuffix(".gz")
            if not name.endswith(".html") or (only is not None and name not in only):
                continue
            raw = page.read_bytes()
            file = Path(folder) / name
            file.write_bytes(gzip.decompress(raw) if page.suffix == ".gz" else raw)
            names |= {one.article_id: name for one in bot.add([str(file)]) if isinstance(one, Added)}
    return names


def ask_all(bot: NewsBot, names: dict[str, str], questions: Sequence[Asked]) -> Iterator[Outcome]:
    for asked in questions:
        began, first, last = time.perf_counter(), 0.0, None
        for reply in bot.ask(asked["question"]):
            last, first = reply, first or time.perf_counter() - began
        citations = last.citations[: len(last.claims)] if isinstance(last, Answer) else ()
        right = tuple(
            names.get(one.listing.article_id) in pages_of(asked) and is_right(one.quote, asked) for one in citations
        )
        short = last.short if isinstance(last, Answer) else None
        short_is_right = None
        if short and asked["file"]:
            words = normal(short.text)
            short_is_right = right[0] and any(normal(a) in words or words in normal(a) for a in asked["answer"])
        yield Outcome(asked, right, tuple(one.quote for one in citations), short_is_right, first)


def recipe(
    bot: NewsBot, names: dict[str, str], questions: Sequence[Asked], told: Callable[[str, str], str] | None = None
) -> Iterator[Outcome]:
    """The recipe of the LangChain tutorial, same encoder: passages of 1,000 characters, the first three shown whole.

    With `told`, a model's reply to a question over their text is shown in their place: right where it holds one of the
    answers, and the right page is one of the three.
    """
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    articles = [bot.archive.article(article_id) for article_id in names]
    documents = splitter.create_documents(
        [one.text for one in articles], [{"page": names[one.article_id]} for one in articles]
    )
    store = Chroma.from_documents(documents, bot.archive.encoder, collection_metadata={"hnsw:space": "cosine"})
    for asked in questions:
        began = time.perf_counter()
        found = store.similarity_search(asked["question"], k=3)
        pages = [one.metadata["page"] for one in found]
        quotes = [one.page_content for one in found]
        if told:
            reply = told(asked["question"], "\n\n".join(quotes))
            pages = ["" if pages_of(asked).isdisjoint(pages) else asked["file"]]
            quotes = [] if DOESNT_KNOW in normal(reply) else [reply]
        right = tuple(
            page in pages_of(asked) and is_right(quote, asked) for page, quote in zip(pages, quotes, strict=False)
        )
        yield Outcome(asked, right, tuple(quotes), None, time.perf_counter() - began)


def teller(spec: str) -> Callable[[str, str], str]:
    """What a chat model makes of a question and the text that was found, with the prompt of LangChain's own recipe.

    It is named as for newsbot, and may be served at NEWSBOT_MODEL_URL.
    """
    opened = open_model(spec, url=Settings.from_env(os.environ).model_url, env=os.environ)
    if opened is None:
        raise SystemExit(f"realnews: {spec} is no model")
    model = ChatModel(opened.model, context_tokens=opened.context_tokens)
    return lambda question, found: "".join(model.stream([("human", RECIPE.format(question=question, found=found))]))


def share(count: int, total: int) -> str:
    """A share with Wilson's interval of 95 %.

    >>> share(60, 100)
    '.600 (.502–.691)'
    """
    if not total:
        return "—"
    p = count / total
    middle, half = p + Z**2 / (2 * total), Z * (p * (1 - p) / total + Z**2 / (4 * total**2)) ** 0.5
    low, high = ((middle + sign * half) / (1 + Z**2 / total) for sign in (-1, 1))
    return f"{p:.3f} ({low:.3f}–{high:.3f})".replace("0.", ".")


def table(name: str, outcomes: Sequence[Outcome]) -> str:
    answerable = [one for one in outcomes if one.asked["file"]]
    unanswerable = [one for one in outcomes if not one.asked["file"]]
    lines = [f"| {name} | |", "|---|---|"]

    def row(label: str, some: Sequence[Outcome], *kinds: str) -> None:
        lines.append(f"| {label} | {share(sum(one.kind in kinds for one in some), len(some))} of {len(some)} |")

    row("answer in the first quotation", answerable, "right alone", "right first")
    row("answer in any quotation", answerable, "right alone", "right first", "right later")
    row("right, and nothing beside it", answerable, "right alone")
    row("wrong", answerable, "wrong")
    row("refused though answerable", answerable, "refused")
    row("answered though nothing answers", unanswerable, "answered")
    for label, is_own in (("own language", True), ("across languages", False)):
        some = [o for o in answerable if (o.asked["question_language"] == o.asked["article_language"]) == is_own]
        row(f"answer in the first quotation, {label}", some, "right alone", "right first")
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for one in answerable:
        kinds[one.asked["kind"]][one.kind in ("right alone", "right first")] += 1
    told = ", ".join(f"{kind} {some[True]}/{some.total()}" for kind, some in sorted(kinds.items()))
    lines.append(f"| by kind | {told} |")
    shorts = [one.short_is_right for one in answerable if one.short_is_right is not None]
    lines.append(f"| short answer right, of those given | {share(sum(shorts), len(shorts))} of {len(shorts)} |")
    quoted = [sum(map(len, one.quotes)) for one in outcomes if one.quotes]
    lines.append(
        f"| characters quoted, median | {statistics.median(quoted):.0f} |" if quoted else "| nothing quoted | |"
    )
    seconds = sorted(one.seconds for one in outcomes)
    lines.append(f"| seconds to the first claim, median, p95 | {seconds[len(seconds) // 2]:.2f}, "
                 f"{seconds[int(len(seconds) * 0.95)]:.2f} |")  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    """Ask, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path, default=DATA / "pages")
    parser.add_argument("--questions", type=Path, default=DATA / "pages" / "questions.jsonl")
    parser.add_argument("--only", type=Path, help="a file with the names of the pages to take")
    parser.add_argument("--archive", type=Path, help="a folder to keep the archive in")
    parser.add_argument("--recipe", action="store_true", help="ask the plain recipe too")
    parser.add_argument("--model", default="", help="a chat model to ask over the recipe's passages")
    parser.add_argument("--show", type=int, default=0, help="how many of each kind of failure are shown")
    chosen = parser.parse_args()
    if not chosen.questions.is_file():
        print(f"realnews: there is no {chosen.questions}; skipped.")
        return
    questions = [json.loads(line) for line in chosen.questions.read_text(encoding="utf-8").splitlines()]
    only = set(chosen.only.read_text(encoding="utf-8").split()) if chosen.only else None
    with tempfile.TemporaryDirectory() as folder:
        bot = NewsBot(Archive.open(chosen.archive or Path(folder), open_encoder(), create=True))
        names = fill(bot, chosen.pages, only)
        print(f"{len(names)} pages, {len(questions)} questions")
        bot.reader.open()
        outcomes = list(ask_all(bot, names, questions))
        print(table("newsbot", outcomes))
        if chosen.recipe:
            print(table("recipe: same encoder, first three passages whole", list(recipe(bot, names, questions))))
            if chosen.model:
                told = list(recipe(bot, names, questions, teller(chosen.model)))
                print(table(f"recipe: {chosen.model} over those passages", told))
    failures: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        failures[one.kind].append(one)
    for kind in ("wrong", "refused", "answered", "right later"):
        for one in failures[kind][: chosen.show]:
            wanted = (one.asked["answer"] or [""])[0] if one.asked["file"] else None
            print(f"- {kind}: {one.asked['question']} — wanted {wanted!r}, got {[q[:120] for q in one.quotes[:2]]}")


if __name__ == "__main__":
    main()
