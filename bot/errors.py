"""What can go wrong while answering, in words fit to be shown."""


class BotError(Exception):
    """The base of every answering error; its message is fit to be shown."""


class EmptyQuestion(BotError):
    """Nothing was asked."""

    def __init__(self) -> None:
        super().__init__('Nothing was asked. Write a question, for example: newsbot ask "what did Austin say?"')


class QuestionTooLong(BotError):
    """What was asked is longer than any question; it is probably a text to check."""

    def __init__(self, characters: int, most: int) -> None:
        super().__init__(
            f"The question has {characters:,} characters, at most {most:,} are taken. Ask one thing at a time."
        )
        self.characters, self.most = characters, most


class PortInUse(BotError):
    """The page can't be served where it was asked for."""

    def __init__(self, host: str, port: int, *, reason: str) -> None:
        super().__init__(
            f"The page can't be opened at {host}:{port}: {reason}. If newsbot is not running there already, "
            f"choose another port, for example: newsbot chat --port {port + 1}"
        )
        self.host, self.port, self.reason = host, port, reason


class NotADate(BotError):
    """What was given as a date can't be read as a day."""

    def __init__(self, written: str) -> None:
        super().__init__(f"{written} is not a day; write it as 2026-03-01.")
        self.written = written


class NotALanguage(BotError):
    """What was given as a language is no language's code."""

    def __init__(self, written: str) -> None:
        super().__init__(f"{written} is not a language's code; write two letters, for example fr.")
        self.written = written


class DaysRunBackwards(BotError):
    """The first day that was given lies after the last."""

    def __init__(self, since: str, until: str) -> None:
        super().__init__(f"No day is both since {since} and until {until}; the first has to come before the last.")
        self.since, self.until = since, until
