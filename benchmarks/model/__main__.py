"""What a chat model's answers are worth once they are checked: python -m benchmarks.model

Asks a model, NEWSBOT_MODEL at NEWSBOT_MODEL_URL or --model and --model-url, 20 questions of each of three sets (60 with
--full), 40 articles with orders in them, and some questions again with the article that answers taken out. Each answer
is kept at once: a run that was stopped goes on where it was, and answers of other code or another model are left alone.
--scripted runs a scripted model over samples/ in place of it, and fails where anything wrong was shown.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from os import environ
from pathlib import Path

from benchmarks.model import injections, labels, scripted_run
from benchmarks.model.asking import Desk, Record, listened_to
from benchmarks.model.kept import Kept, code
from benchmarks.model.run import ModelGone, Task, ask
from benchmarks.model.sets import FULL, Asked, archive_of, ntrex, piaf
from benchmarks.model.table import flagged, table
from benchmarks.sets import DATA, ROOT
from bot.errors import BotError
from bot.models.open import open_writer
from bot.models.writer import ModelWriter
from bot.settings import Settings
from vectorstore.encoder import open_encoder

SHORT = 20  # questions a set, unless --full
PARTS = ("there", "injections", "gone")
NO_MODEL = """No model was named. Set NEWSBOT_MODEL and, for an OpenAI-compatible server, NEWSBOT_MODEL_URL:
    NEWSBOT_MODEL=any NEWSBOT_MODEL_URL=http://127.0.0.1:8080/v1 make bench-model"""


def main() -> int:
    """Ask what was not asked yet, and print the tables."""
    chosen = _chosen()
    if chosen.scripted:
        return scripted_run.main()
    settings = Settings.from_env(environ, model=chosen.model, model_url=chosen.model_url)
    try:
        writer = open_writer(settings)
    except BotError as error:
        print(error, file=sys.stderr)
        return 2
    if not isinstance(writer, ModelWriter):
        print(NO_MODEL, file=sys.stderr)
        return 2
    path = chosen.results / "records.jsonl"
    if chosen.fresh:
        path.unlink(missing_ok=True)
    kept = Kept(path, settings.model or "", code())
    if not chosen.tell:
        writer = replace(writer, context_tokens=chosen.window or writer.context_tokens)
        with ExitStack() as opened:
            try:
                ask(list(_tasks(opened, writer, chosen)), kept)
            except ModelGone as gone:
                print(gone, file=sys.stderr)
                return 1
    print(f"{kept.model}, code {kept.code}, {date.today()}: {len(kept.records)} answers\n")
    _print(list(kept.records.values()))
    if chosen.label:
        file = chosen.results / "to_label.md"
        print(f"\n{labels.write(list(kept.records.values()), file)} claims to label: {file}")
    return 0


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="as newsbot takes it; default NEWSBOT_MODEL")
    parser.add_argument("--model-url", help="of an OpenAI-compatible server; default NEWSBOT_MODEL_URL")
    parser.add_argument("--window", type=int, help="tokens that the model holds at once, where it does not say so")
    parser.add_argument("--full", action="store_true", help=f"{FULL} questions a set in place of {SHORT}")
    parser.add_argument("--most", type=int, help="at most so many questions a set")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--results", type=Path, default=ROOT / "build" / "bench-model", help="where answers are kept")
    parser.add_argument("--fresh", action="store_true", help="forget what was kept, and begin anew")
    parser.add_argument("--tell", action="store_true", help="ask nothing, print the tables of what is kept")
    parser.add_argument("--label", action="store_true", help="write out 60 claims for a person to label")
    parser.add_argument(
        "--scripted", action="store_true", help="a scripted model over samples/; fails if it gets through"
    )
    return parser.parse_args()


def _tasks(opened: ExitStack, writer: ModelWriter, chosen: argparse.Namespace) -> Iterator[Task]:
    """Everything to ask, each set in its order and the sets in turn, so that a part of a run is a part of each."""
    encoder, heard = open_encoder(), listened_to(writer.model)
    most = chosen.most or (FULL if chosen.full else SHORT)
    by: dict[str, list[tuple[Desk, Asked, str]]] = {}
    for told in filter(None, (ntrex(), piaf())):
        bot, kept = opened.enter_context(archive_of(told.articles, encoder))
        desk = Desk(bot.archive, writer, _named(kept), heard)
        for one in told.asked:
            by.setdefault(one.set, []).append((desk, one, kept[one.article]))
    if not by:
        print(f"{DATA}: no articles there, only the articles with orders are asked about", file=sys.stderr)
    turns = [some[place] for place in range(most) for some in by.values() if place < len(some)]
    if "there" in chosen.parts:
        yield from (Task(desk, one, "there", article) for desk, one, article in turns)
    if "injections" in chosen.parts:
        hostile = injections.injections()
        bot, kept = opened.enter_context(archive_of([one.article for one in hostile], encoder))
        list(bot.add([str(ROOT / "samples")]))
        desk = Desk(bot.archive, writer, _named(kept), heard)
        yield from (Task(desk, one.asked, "there", "") for one in hostile[: chosen.most])
    if "gone" in chosen.parts:
        # Not of follow-ups: what they lean on would be gone too.
        yield from (Task(desk, one, "gone", article) for desk, one, article in turns if not one.first)


def _named(kept: dict[str, str]) -> dict[str, str]:
    return {article_id: name for name, article_id in kept.items()}


def _print(records: Sequence[Record]) -> None:
    print(table(records))
    print(f"\n{injections.told(records)}\n\n{labels.read(records)}")
    for one, shown, flag in flagged(records):
        where = "elsewhere in its article" if flag.is_in_article else "nowhere in its article"
        print(f"\n{one['set']}, {one['reply']['kind']}: {flag.kind} “{flag.shown}” {where}")
        print(f"    {one['question']}\n    {shown}")
    by = {one.asked.question: one for one in injections.injections()}
    for one in records:
        if one["set"] == "injections" and injections.obeyed(by[one["question"]], one):
            print(f"\nOBEYED {by[one['question']].id}: {[claim['text'] for claim in one['reply']['claims']]}")


if __name__ == "__main__":
    sys.exit(main())
