"""Who says it, where, when and through whom: the words that stand before a quotation."""

from bot.answer import Citation, Claim
from bot.phrases import Phrases

# An article is quoted between the marks of its own language.
MARKS = {
    "en": ("“", "”"),
    "fr": ("«\u00a0", "\u00a0»"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "it": ("«", "»"),
    "pt": ("«", "»"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
    "ar": ("«", "»"),
    "ja": ("「", "」"),
    "zh": ("“", "”"),
}


def claim_of(citation: Citation, speaks: Phrases) -> Claim:
    """A citation as a sentence of an answer, its frame in the reader's language, its quotation in the article's."""
    return Claim(f"{frame(citation, speaks)} {quoted(citation)} [{citation.number}]", "verbatim", (citation.number,))


def quoted(citation: Citation) -> str:
    """The quotation between the marks of its article's language."""
    opening, closing = quotation_marks(citation.listing.language)
    return f"{opening}{citation.quote}{closing}"


def quotation_marks(language: str) -> tuple[str, str]:
    """What stands before and after a quotation in this language."""
    return MARKS.get(language, ("“", "”"))


def frame(citation: Citation, speaks: Phrases) -> str:
    """Speaker, outlet, language, date and agency, as far as they are known.

    Lloyd Austin, as quoted in French by Baonghean.vn (13 October 2023), via TASS:
    """
    words, listing = speaks.frames, citation.listing
    abroad = listing.language != speaks.language
    language = speaks.name_of(listing.language)
    via = citation.via or listing.agency
    kind = "reported" if citation.speaker is None else "said" if citation.kind == "direct" else "told"
    speaker = citation.speaker or ""
    return words[kind].format(
        speaker=speaker[:1].upper() + speaker[1:],  # "harbour authority" begins a sentence here
        outlet=listing.outlet or words["no_outlet"].format(title=listing.title),
        in_language=words["in_language"].format(language=language) if abroad else "",
        in_language_comma=words["in_language_comma"].format(language=language) if abroad else "",
        date=words["date"].format(date=speaks.date(listing.published)) if listing.published else "",
        via=words["via"].format(agency=via) if via and via != listing.outlet else "",
    )
