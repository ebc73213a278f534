"""The command `newsbot`: what is asked for on a line, printed for people or as JSON."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # opening an archive loads Chroma; --help must not
    from bot.newsbot import NewsBot
    from bot.settings import Settings
    from bot.writer import Writer
    from vectorstore.filters import Filters


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it was done, 2 when there is something for the user to mend."""
    chosen = _parser().parse_args(arguments)
    from bot.errors import BotError
    from bot.settings import Settings
    from ingest.errors import IngestError
    from vectorstore.errors import VectorstoreError

    settings = Settings.from_env(
        os.environ,
        archive=chosen.archive,
        encoder=chosen.encoder,
        reader=getattr(chosen, "reader", None),  # where something is asked
        model=getattr(chosen, "model", None),  # where a model can speak
        model_url=getattr(chosen, "model_url", None),
        second_opinion=getattr(chosen, "second_opinion", None),
    )
    try:
        return int(chosen.run(settings, chosen))
    except (IngestError, VectorstoreError, BotError) as error:
        print(f"newsbot: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("newsbot: stopped; what was added so far is kept.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="newsbot", description="Ask your articles, and get the very words.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    common, facts, narrowing, speaking = _common(), _facts(), _narrowing(), _speaking()

    def command(name: str, run: object, help: str, *parents: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help, description=help, parents=[common, *parents])
        made.set_defaults(run=run)
        return made

    add = command("add", _add, "add articles: files, folders, or - for standard input", facts)
    add.add_argument("source", nargs="+")
    ask = command("ask", _ask, "answer a question from the articles", facts, narrowing, speaking)
    ask.add_argument("question", nargs="?", help="default: read from standard input")
    summarize = command("summarize", _summarize, "the most telling sentences of an article", facts)
    summarize.add_argument("article_id")
    summarize.add_argument("--sentences", type=_positive, default=3, metavar="N")
    check = command("check", _check, "compare a text with what the articles say", facts, narrowing, speaking)
    check.add_argument("file", nargs="?", metavar="FILE", help="the text; - is standard input")
    check.add_argument("--judgements", action="store_true", help="print what readers made of verdicts so far")
    command("articles", _articles, "list the articles", facts)
    command("show", _show, "print an article", facts).add_argument("article_id")
    command("remove", _remove, "take an article out of the archive", facts).add_argument("article_id")
    statements = command("statements", _statements, "who said what", facts, narrowing)
    statements.add_argument("--speaker", metavar="NAME")
    statements.add_argument("--about", metavar="TEXT")
    chat = command("chat", _chat, "open the page", speaking)
    chat.add_argument("--host", default="127.0.0.1", help="where to listen; beyond this machine --auth is needed")
    chat.add_argument("--port", type=int, default=7860)
    chat.add_argument(
        "--auth", metavar="NAME:FILE", help="ask for this name and the password on the first line of the file"
    )
    command("model", _model, "list chat models that run on this machine, and how to fetch one", facts)
    doctor = command("doctor", _doctor, "look whether the archive is sound", facts)
    doctor.add_argument("--rebuild", action="store_true", help="make the keyword index again from the record")
    return parser


def _common() -> argparse.ArgumentParser:
    """The options of every command."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--archive", metavar="DIR", help="the archive's folder (default: NEWSBOT_ARCHIVE, else the platform's)"
    )
    common.add_argument(
        "--encoder", metavar="NAME_OR_PATH", help="a sentence-transformers model in place of the bundled one"
    )
    return common


def _facts() -> argparse.ArgumentParser:
    """The option of commands that can print what they found as JSON."""
    facts = argparse.ArgumentParser(add_help=False)
    facts.add_argument("--json", action="store_true", help="print JSON, as docs/json.md has it")
    return facts


def _narrowing() -> argparse.ArgumentParser:
    """The options that leave articles out."""
    narrowing = argparse.ArgumentParser(add_help=False)
    for name, stands_for, help in (
        ("outlet", "NAME", "only articles of this outlet"),
        ("agency", "NAME", "only articles that came through this agency"),
        ("language", "CODE", "only articles in this language: fr"),
        ("byline", "NAME", "only articles by this author"),
        ("article", "ID", "only this article"),
        ("since", "DATE", "only articles published on this day or later: 2026-03-01"),
        ("until", "DATE", "only articles published on this day or earlier"),
    ):
        narrowing.add_argument(f"--{name}", metavar=stands_for, help=help)
    return narrowing


def _speaking() -> argparse.ArgumentParser:
    """The options of commands in which a model may speak or a reader find answers."""
    speaking = argparse.ArgumentParser(add_help=False)
    speaking.add_argument(
        "--model",
        metavar="MODEL",
        help="a chat model that writes the answer: ollama:NAME, openai:NAME, anthropic:NAME, gguf:PATH "
        "(default: NEWSBOT_MODEL, else none: the articles' own words)",
    )
    speaking.add_argument(
        "--model-url", metavar="URL", help="an OpenAI-compatible server to ask for it: http://127.0.0.1:8080/v1"
    )
    speaking.add_argument(
        "--second-opinion",
        action="store_true",
        default=None,
        help="the model's doubt lowers a verdict (default: NEWSBOT_SECOND_OPINION, else no)",
    )
    speaking.add_argument(
        "--reader",
        metavar="PATH",
        help="a question-answering checkpoint that finds the answers, in place of the bundled one; none: the best "
        "passage is quoted whole (default: NEWSBOT_READER)",
    )
    return speaking


def _positive(written: str) -> int:
    if not written.isdigit() or int(written) < 1:
        raise argparse.ArgumentTypeError(f"{written} is not a number of sentences; give 1 or more")
    return int(written)


def _open(settings: "Settings", *, create: bool = False, writer: "Writer | None" = None) -> "NewsBot":
    from bot.newsbot import NewsBot
    from bot.reader.open import open_reader
    from bot.write.extractive import Extractive
    from vectorstore.archive import Archive
    from vectorstore.encoder import open_encoder

    def tell(what: str) -> None:
        print(what, file=sys.stderr)

    encoder = open_encoder(settings.encoder, cache=settings.cache, tell=tell)
    archive = Archive.open(settings.archive, encoder, create=create)
    return NewsBot(archive, writer or Extractive(), open_reader(settings.reader, cache=settings.cache))


def _add(settings: "Settings", chosen: argparse.Namespace) -> int:
    from collections import Counter

    from tqdm import tqdm

    from ingest.article import Rejected
    from ingest.read import count_articles

    bot = _open(settings, create=True)
    known = [count_articles(source) for source in chosen.source]
    total = sum(one for one in known if one is not None) if None not in known else None
    counts: Counter[str] = Counter()
    rejected: list[Rejected] = []
    article_ids: list[str] = []
    # disable=None: a bar where a person watches, none in a pipe.
    for one in tqdm(bot.add(chosen.source), total=total, unit=" articles", disable=None, file=sys.stderr, leave=False):
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            counts[one.outcome] += 1
            article_ids.append(one.article_id)
    from bot.output.listings import added_json, added_text

    outcome = (counts["added"], counts["unchanged"], counts["replaced"])
    print(added_json(*outcome, rejected, article_ids) if chosen.json else added_text(*outcome, rejected))
    for one in rejected:
        if not chosen.json:
            print(f"newsbot: {one.where}: {one.reason}", file=sys.stderr)
    return 2 if rejected and not article_ids else 0


def _ask(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.models.open import open_writer
    from bot.output.answer import answer_json, answer_text

    question = chosen.question if chosen.question is not None else sys.stdin.read()
    only = _only(chosen)
    bot = _open(settings, writer=open_writer(settings))
    *_, last = bot.ask(question, only=only, today=date.today())
    print(answer_json(last) if chosen.json else answer_text(last, bold=sys.stdout.isatty()))
    return 0


def _only(chosen: argparse.Namespace) -> "Filters":
    from bot.question.filters import only_of

    return only_of(
        outlet=chosen.outlet,
        agency=chosen.agency,
        language=chosen.language,
        byline=chosen.byline,
        article_id=chosen.article,
        since=chosen.since,
        until=chosen.until,
    )


def _summarize(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.output.listings import summary_json, summary_text

    summary = _open(settings).summarize(chosen.article_id, sentences=chosen.sentences)
    print(summary_json(summary) if chosen.json else summary_text(summary))
    return 0


def _check(settings: "Settings", chosen: argparse.Namespace) -> int:
    from tqdm import tqdm

    from bot.check.judgements import judgements
    from bot.models.open import open_writer
    from bot.output.check import judgements_json, judgements_text, report_json, report_text

    if chosen.judgements:
        made = judgements(_open(settings).archive)
        print(judgements_json(made) if chosen.json else judgements_text(made))
        return 0
    text = _text_of(chosen.file)
    bar = tqdm(unit=" sentences", disable=None, file=sys.stderr, leave=False)
    with bar:
        for report in _open(settings, writer=open_writer(settings)).check(text, only=_only(chosen)):
            bar.total = report.sentences_to_check
            bar.update()
    print(report_json(report) if chosen.json else report_text(report))
    return 0


def _text_of(file: str | None) -> str:
    """A text from a file or from standard input; raises UnreadableText."""
    from pathlib import Path

    from bot.errors import UnreadableText

    if file in (None, "-"):
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8")
    except OSError as error:
        raise UnreadableText(file, reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableText(file, reason="it is not UTF-8 text") from error


def _articles(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.output.listings import listings_json, listings_text

    listings = _open(settings).archive.listings()
    print(listings_json(listings) if chosen.json else listings_text(listings))
    return 0


def _show(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.output.listings import article_json, article_text

    archive = _open(settings).archive
    article = archive.article(chosen.article_id)
    listing = archive.listing(article.article_id)
    print(article_json(listing, article.text) if chosen.json else article_text(listing, article.text))
    return 0


def _remove(settings: "Settings", chosen: argparse.Namespace) -> int:
    import json

    archive = _open(settings).archive
    listing = archive.listing(archive.resolve(chosen.article_id))
    archive.remove(listing.article_id)
    print(
        json.dumps({"removed": [listing.article_id]})
        if chosen.json
        else f"Removed {listing.article_id}, {listing.title}"
    )
    return 0


def _statements(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.output.listings import statements_json, statements_text
    from bot.retrieve.by_speaker import statements
    from ingest.text.language import detect_language

    only = _only(chosen)
    told = statements(
        _open(settings).archive,
        speaker=chosen.speaker,
        about=chosen.about,
        language=detect_language(chosen.about) if chosen.about else "en",
        only=only,
    )
    print(statements_json(told) if chosen.json else statements_text(told))
    return 0


def _chat(settings: "Settings", chosen: argparse.Namespace) -> int:
    from bot.page.app import serve
    from bot.page.same_origin import credentials

    auth = None if chosen.auth is None else credentials(chosen.auth)
    serve(settings, host=chosen.host, port=chosen.port, auth=auth)
    return 0


def _model(settings: "Settings", chosen: argparse.Namespace) -> int:
    import json
    from dataclasses import asdict
    from shlex import quote

    from bot.models.open import recommended

    folder, models = settings.models, recommended()
    if chosen.json:
        here = [str(model.path(folder)) if model.is_here(folder) else None for model in models]
        listed = [
            asdict(model) | {"folder": str(folder), "path": path} for model, path in zip(models, here, strict=True)
        ]
        print(json.dumps(listed, indent=2))
        return 0
    for model in models:
        path, is_here = model.path(folder), model.is_here(folder)
        print(f"{model.name}  {model.bytes / 1e9:.2f} GB  {model.about}\n    SHA-256 {model.sha256}")
        if is_here:
            print(f"    {model.url}")
        else:
            print(f"    curl -fL -C - --create-dirs -o {quote(str(path))} {model.url}")
        print(f"    {'here:' if is_here else 'then:'} --model gguf:{path.name}")
    print(f"A GGUF file in {folder} is found by its name, any other by its path.")
    return 0


def _doctor(settings: "Settings", chosen: argparse.Namespace) -> int:
    import json

    archive = _open(settings).archive
    if chosen.rebuild:
        archive.rebuild_keywords()
    checks = archive.doctor()
    print(
        json.dumps(checks, indent=2) if chosen.json else "\n".join(f"{name}: {found}" for name, found in checks.items())
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
