"""Questions on news that were written to train the reader: as many that nothing answers as that something does.

`news/questions.jsonl` holds the questions and where their answers stand; `news/articles.jsonl` those of the articles
that are our own writing. The others stand in OrangeSum and NTREX, which are read from the folder of data sets.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from training.examples import Example

HERE = Path(__file__).parent / "news"
HELD_OUT = 10  # one text of so many is for checking


def read_news(data: Path, *, split: str) -> dict[str, list[Example]]:
    """The questions by set ("news_ntrex.de"), `split` "train" or "dev"; sets whose texts are absent are left out."""
    texts = dict(_texts(data))
    found: dict[str, list[Example]] = {}
    for line in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = row["set"], row["document"], row.get("text_language")
        if key not in texts or (split == "dev") != (sum(row["document"].encode()) % HELD_OUT == 0):
            continue
        language, text = texts[key]
        title, _, _ = text.partition("\n")
        group = f"news_{row['set']}.{row.get('text_language') or ''}"
        answers = tuple((start, end) for start, end in row["answers"])
        example = Example(row["id"], group, row["question"], title[:120], text, answers, language, row["language"])
        found.setdefault(group, []).append(example)
    return found


def _texts(data: Path) -> Iterator[tuple[tuple[str, str, str | None], tuple[str, str]]]:
    """Give (set, document, language of a translation) and (language, text)."""
    for row in _rows(HERE / "articles.jsonl"):
        yield ("invented", row["document"], None), (row["language"], row["text"])
    for row in _rows(data / "orangesum" / "articles.jsonl"):
        text = f"{row['title'] or ''}\n\n{row['heading'] or ''}\n\n{row['text']}"
        yield ("orangesum", row["id"], None), ("fr", text)
    for row in _rows(data / "ntrex" / "articles.jsonl"):
        yield ("ntrex", row["document"], row["language"]), (row["language"], "\n".join(row["sentences"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
