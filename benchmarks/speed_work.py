"""One piece of work for speed.py, in a process of its own: `add` or `ask`, by `ours` or by the `recipe`."""

import functools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from langchain_chroma import Chroma

Asked = ParamSpec("Asked")
Answered = TypeVar("Answered")
WARM = 100  # searches that are timed, after the first


def articles_of(source: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in Path(source).read_text(encoding="utf-8").splitlines()]


def questions_of(source: str) -> list[str]:
    """Headlines stand for questions: both ways are asked the same."""
    return [str(one.get("title") or one.get("heading") or one["text"][:80]) for one in articles_of(source)]


def add_ours(source: str, archive: str) -> dict[str, float]:
    """Read, encode and keep; and how long each of these takes, beside the encoder alone on the same passages."""
    from ingest.article import Article
    from ingest.read import read
    from vectorstore.archive import Archive
    from vectorstore.chroma import ChromaCollection
    from vectorstore.encoder import open_encoder
    from vectorstore.keywords import Keywords

    spent = dict.fromkeys(("reading", "encoding", "Chroma", "words"), 0.0)

    def timed(part: str, work: Callable[Asked, Answered]) -> Callable[Asked, Answered]:
        @functools.wraps(work)
        def wrapped(*arguments: Asked.args, **named: Asked.kwargs) -> Answered:
            began = perf_counter()
            try:
                return work(*arguments, **named)
            finally:
                spent[part] += perf_counter() - began

        return wrapped

    encoder = open_encoder()
    encoder.embed_query("warm")  # loading is the cold start's, and measured there
    bare = encoder.embed_documents
    encoder.embed_documents = timed("encoding", bare)  # type: ignore[method-assign]
    ChromaCollection.put = timed("Chroma", ChromaCollection.put)  # type: ignore[method-assign]
    Keywords.put = timed("words", Keywords.put)  # type: ignore[method-assign]
    kept = Archive.open(Path(archive), encoder, create=True)
    list(read(source.removesuffix(".jsonl") + "-warm.jsonl"))  # word lists are loaded, as the model is
    began = perf_counter()
    reading = read(source, fits=lambda text: encoder.count_tokens(text) <= 480)
    articles = []

    def one_after_another() -> Iterator[Article]:
        advance = timed("reading", lambda: next(reading, None))
        while (one := advance()) is not None:
            if isinstance(one, Article):
                articles.append(one)
                yield one

    for _ in kept.add(one_after_another()):
        pass
    whole = perf_counter() - began
    kept.close()

    texts = [one.text[p.start : p.end] for one in articles for p in one.passages]
    began = perf_counter()
    for start in range(0, len(texts), 32):
        bare(texts[start : start + 32])
    alone = perf_counter() - began
    spent["the rest"] = whole - sum(spent.values())
    return {
        "articles/s": len(articles) / whole,
        "passages/s": len(texts) / whole,
        "encoder alone articles/s": len(articles) / alone,
        **{f"{part}, ms an article": 1000 * seconds / len(articles) for part, seconds in spent.items()},
    }


def add_recipe(source: str, archive: str) -> dict[str, float]:
    """As the tutorials have it."""
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    store = recipe_store(archive)
    store.similarity_search("warm")
    began = perf_counter()
    articles = articles_of(source)
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    pieces = splitter.split_documents(
        [Document(one["text"], metadata={"title": one.get("title") or ""}) for one in articles]
    )
    store.add_documents(pieces)
    whole = perf_counter() - began
    return {"articles/s": len(articles) / whole, "passages/s": len(pieces) / whole}


def recipe_store(archive: str) -> "Chroma":
    from langchain_chroma import Chroma
    from langchain_huggingface import HuggingFaceEmbeddings
    from platformdirs import user_cache_path

    from vectorstore.encoders.prepare import prepared_folder

    folder = str(prepared_folder(user_cache_path("newsbot"), tell=print))
    embeddings = HuggingFaceEmbeddings(model_name=folder, encode_kwargs={"normalize_embeddings": True})
    return Chroma("news", embeddings, persist_directory=archive)


def searcher(way: str, archive: str) -> Callable[[str], object]:
    if way == "recipe":
        store = recipe_store(archive)
        return lambda question: store.similarity_search(question, k=8)
    from ingest.text.language import detect_language
    from vectorstore.archive import Archive
    from vectorstore.encoder import open_encoder
    from vectorstore.search import search

    kept = Archive.open(Path(archive), open_encoder())
    return lambda question: search(kept, question, language=detect_language(question))


def ask(way: str, source: str, archive: str) -> dict[str, float]:
    """Open what was filled, answer once, and then many times."""
    questions = questions_of(source)
    find = searcher(way, archive)
    find(questions[0])
    print("first answer", flush=True)
    took = []
    for place in range(WARM):
        began = perf_counter()
        find(questions[1 + place % (len(questions) - 1)])
        took.append(1000 * (perf_counter() - began))
    took.sort()
    return {"search p50 ms": took[len(took) // 2], "search p95 ms": took[int(len(took) * 0.95)]}


def main() -> None:
    work, way, source, archive = sys.argv[1:]
    if work == "ask":
        print(json.dumps(ask(way, source, archive)))
    else:
        print(json.dumps(add_ours(source, archive) if way == "ours" else add_recipe(source, archive)))


if __name__ == "__main__":
    main()
