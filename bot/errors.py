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


class ServedToAll(BotError):
    """The page was to be served beyond this machine, to everybody."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"The page would be open to everybody who can reach {host or 'this machine'}, who could read and remove "
            f"every article. Write a password into a file and name it: newsbot chat --host {host or '0.0.0.0'} "
            f"--auth NAME:FILE"
        )
        self.host = host


class CredentialsUnfit(BotError):
    """What was given with --auth is no name and no file with a password."""

    def __init__(self, reason: str) -> None:  # the password itself is never repeated
        super().__init__(f"The name and the password can't be had: {reason}. Give --auth NAME:FILE")
        self.reason = reason


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


class NothingToCheck(BotError):
    """A text without a sentence was to be checked."""

    def __init__(self) -> None:
        super().__init__("There is nothing to check: the text is empty.")


class TooLongToCheck(BotError):
    """A text is longer than is checked at once."""

    def __init__(self, characters: int, most: int) -> None:
        super().__init__(
            f"The text has {characters:,} characters; at most {most:,} are checked at once. Check it in parts."
        )
        self.characters, self.most = characters, most


class UnreadableText(BotError):
    """The file that was to be checked can't be read as a text."""

    def __init__(self, file: str, *, reason: str) -> None:
        super().__init__(f"{file} can't be checked: {reason}. Give a text file, or - for standard input.")
        self.file, self.reason = file, reason


class ReaderUnavailable(BotError):
    """The reader that was named can't be opened."""

    def __init__(self, path: str, *, reason: str) -> None:
        super().__init__(
            f"{path} can't be opened as a reader: {reason}. Give the folder of a question-answering checkpoint of "
            "Hugging Face's layout, or none, or leave --reader out for the bundled one."
        )
        self.path, self.reason = path, reason


class WriterFailed(BotError):
    """A chat model gave no answer, or broke off; what it had drafted before stays."""

    def __init__(self, model: str, told: str, remedy: str) -> None:
        super().__init__(f"The model {model} {told}. {remedy}")
        self.model, self.told, self.remedy = model, told, remedy


class ModelNotUnderstood(BotError):
    """What was given as a model names none that can be opened."""

    def __init__(self, written: str) -> None:
        super().__init__(
            f"{written} is not a model that can be opened. Write none, gguf:PATH, or a provider and a name, such as "
            f"ollama:qwen3, openai:NAME or anthropic:NAME; or give an address with --model-url and a name with --model."
        )
        self.written = written


class ModelNotNamed(BotError):
    """An address was given, but no model."""

    def __init__(self) -> None:
        super().__init__("An address was given with --model-url, but no model; name the one to ask there with --model.")


class ModelPackageMissing(BotError):
    """What opens this model is not installed."""

    def __init__(self, model: str, *, install: str) -> None:
        super().__init__(f"To open {model}, install what it needs: pip install '{install}'")
        self.model, self.install = model, install


class ModelKeyMissing(BotError):
    """The environment holds no key for a model that asks for one."""

    def __init__(self, variable: str, *, where: str) -> None:
        super().__init__(
            f"A key is needed for {where}; set it in the environment as {variable} and start again. "
            f"A server that asks for none takes any."
        )
        self.variable, self.where = variable, where


class ModelAddressUnfit(BotError):
    """The address of a model's server can't be used."""

    def __init__(self, reason: str) -> None:  # the address itself is not repeated: it may hold a password
        super().__init__(f"The model's address can't be used: {reason}.")
        self.reason = reason


class ModelNotOpened(BotError):
    """A provider's library would not open a model."""

    def __init__(self, model: str) -> None:  # what the library said is not repeated: it may hold the key
        super().__init__(f"{model} would not open. Check its name, and that its key is in the environment.")
        self.model = model


class ModelFileUnfit(BotError):
    """A model's file can't be opened."""

    def __init__(self, file: str, *, reason: str) -> None:
        super().__init__(f"{file} can't be opened as a model: {reason}. Give a .gguf file: --model gguf:PATH")
        self.file, self.reason = file, reason
