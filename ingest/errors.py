"""What can go wrong while reading, in words fit to be shown."""


class IngestError(Exception):
    """The base of every reading error; its message is fit to be shown."""


class NoSuchSource(IngestError):
    """A source that was named is not there."""

    def __init__(self, source: str) -> None:
        super().__init__(f"There is no file or folder at {source}. Check the spelling, or give - for standard input.")
        self.source = source
