"""An encoder that encodes a text once: for a piece of work that compares the same sentences again and again."""

from vectorstore.encoder import Encoder


class OnceEncoder:
    """Any encoder, with the passages it was given so far in memory; to be dropped with the work it is made for."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.width = encoder.name, encoder.width
        self._encoder = encoder
        self._known: dict[str, list[float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        if fresh:
            self._known |= zip(fresh, self._encoder.embed_documents(fresh), strict=True)
        return [self._known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._encoder.embed_query(text)

    def count_tokens(self, text: str) -> int:
        return self._encoder.count_tokens(text)
