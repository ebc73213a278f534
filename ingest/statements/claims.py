"""Which saying words claim a quotation, and whether it is a whole one, a fragment or no words of anybody's."""

from ingest.article import StatementKind
from ingest.statements.cues import QUOTED
from ingest.statements.frames import Frame
from ingest.statements.sayings import Cue
from ingest.statements.tokens import MARKS, Copy
from ingest.text.quotation_marks import Quotation

WHOLE = 6  # words, between a capital and a full stop: a sentence, whatever stands before it


class Claims:
    """Judges the quotations of one article, each where it stands."""

    def __init__(self, text: str, copy: Copy, quotations: dict[int, Quotation]) -> None:
        self.text, self.copy, self.words, self.quotations = text, copy, copy.words, quotations

    def _words(self, quotation: Quotation) -> int:
        return len(self.text[quotation.start : quotation.end].split())

    def is_title(self, at: int, frame: Frame, quotation: Quotation, count: int) -> bool:
        """Whether a short quotation is a book's or a song's name, or a word held with tongs."""
        quoted = self.text[quotation.start : quotation.end]
        before = self.copy.tokens[at - 1] if at > frame.first else ""
        return (
            count <= 4
            and (quoted[:1].isupper() or quoted[:1].isdigit())
            and quoted[-1] not in ".!?…,"
            and (self.words.has("prepositions", before) or quoted.istitle())
        )

    def claiming(self, at: int, frame: Frame, cues: list[Cue]) -> tuple[Cue | None, bool]:
        """The cue that claims a quotation, and whether it stands right at it."""
        tokens = self.copy.tokens
        after = next((cue for cue in cues if cue.first > at), None)
        before = next((cue for cue in reversed(cues) if cue.last <= at), None)
        if after:
            edge = min(after.first, after.subject_first) if after.subject_first > at else after.first
            gap = tokens[at + 1 : edge]
            clear = not any(word[0] == QUOTED or word[0] in ".;:" for word in tokens[at + 1 : after.first])
            plain = all(word[0] in MARKS or self.words.has("clitics", word) for word in gap)
            joined = self.words.grammar.drops_subject and self.words.has("ands", tokens[at + 1])
            right_at = (  # "la tildó de «irresponsable» y exigió": what comes after "and" claims nothing before it
                clear
                and not joined
                and (after.follows or after.subject_first > at)
                and after.kind != "gerund"
                and len(gap) <= self._longest_gap(gap)
            )
            second_hand = (
                before and before.person and after.kind == "according" and after.person and after.person.is_body
            )
            ends = self.quotations[self.copy.starts[at]].end
            if clear and after.person and self.text[ends - 1] == "," and after.kind in {"strong", "weak"}:
                return after, True  # “She came in slowly,” and who says it must follow, however long they are described
            if self.words.grammar.clause == "plain" and not after.follows:
                right_at = False  # "“già trước tuổi”, bà Uyên bảo nó “chỉ mệt thôi”"
            if right_at and (plain or after.follows) and not second_hand:
                return after, True
        if before:
            return before, at - max(before.last, before.subject_last) <= 3
        if (
            after
            and (after.follows or after.kind.startswith("according"))
            and (after.kind != "weak" or at == frame.first)
        ):
            return after, False
        return None, False

    def _longest_gap(self, gap: list[str]) -> int:
        """How many words may part a quotation from its cue: more behind a dash, "«…», — не без гордости сказал он"."""
        dashed = self.words.grammar.dashes and any(word in "—–-" for word in gap[:2])
        return 8 if dashed else 3

    def kind(self, at: int, frame: Frame, quotation: Quotation, cue: Cue | None, near: bool) -> StatementKind:
        """Whether a quotation is whole or a fragment of the reporter's sentence."""
        tokens = self.copy.tokens
        before = tokens[at - 1] if at > frame.first else ""
        after = tokens[at + 1] if at + 1 < frame.last else ""
        capital = next(
            (c.isupper() or c.isdigit() for c in self.text[quotation.start : quotation.end] if c.isalnum()), False
        )
        if not before:
            whole = not after or after[0] in MARKS or (cue is not None and near)
            return "direct" if whole else "mixed"
        if before == ":" or quotation.runs_on:
            return "direct"
        if capital and self.words.has("that", before) and self.text[quotation.end - 1] in ".,!?…":
            return "direct"  # "said that “We won.”"
        if capital and (
            before in {",", ".", "–", "—", "-", ")", "?", "!", "…"} or before[0] == QUOTED or (cue and cue.last == at)
        ):
            return "direct"
        if capital and self.text[quotation.end - 1] in ".,!?…" and self._words(quotation) >= WHOLE:
            return "direct"
        if cue and cue.follows and before in {",", ".", "–", "—"} and cue.subject_last <= at:
            return "direct"
        return "mixed"
