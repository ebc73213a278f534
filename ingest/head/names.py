"""Tell whose name it is: a person's, an outlet's, an agency's; nobody's when it is not sure."""

import re
import tomllib
from functools import cache
from pathlib import Path

from ingest.text.clean import any_of, words

MAX_NAME_WORDS = 5
MAX_OUTLET_WORDS = 7
DOMAIN = re.compile(r"^(?:www\.)?(?:[A-Za-zÀ-ỹ\d-]{2,}\.){1,3}[A-Za-z]{2,10}$")
WORD = re.compile(r"[^\W\d_]+")
MARK = re.compile(r"[,:;|()/·•—–]|\s-\s")  # there is more on the line than a name
ELIDED = re.compile(r"^[dl]['’](?=\w)")  # La Dépêche de l'Orve
TRIM = " \u00a0\t.,;:|•·–—-/()[]*_"


def find_agency(name: str) -> str | None:
    """The agency, or the agencies, that these words name: "AFP" for "Agence France-Presse", "dpa/AFP"."""
    agencies = _agencies()
    whole = agencies.get(_key(name))
    if whole:
        return whole
    parts = re.split(r"\s*[/&+,]\s*|\s(?:et|and|und|y|e|và|и)\s", name)
    known = [agencies.get(_key(part)) for part in parts]
    regional = all(
        found or (part.islower() and len(part) < 5) for found, part in zip(known, parts, strict=True)
    )  # dpa/lno
    return "/".join(dict.fromkeys(filter(None, known))) if len(parts) > 1 and known[0] and regional else None


def is_name(name: str) -> bool:
    """Whether words read like names: one to five capitalised words, particles between them, perhaps two people."""
    parts = name.split()
    free = words("particles") | words("conjunctions")
    names = [part for part in parts if part.lower() not in free]
    longest = MAX_NAME_WORDS * (1 + sum(part.lower() in words("conjunctions") for part in parts))
    return 1 <= len(names) <= longest and all(
        part[0].isalpha() and not part[0].islower() and not any(map(str.isdigit, part))
        for part in (ELIDED.sub("", name) for name in names)
    )


def is_person(name: str) -> bool:
    """Whether a name alone on its line may be a person's, or several people's.

    >>> is_person("Lydia Frost and Omar Haddad"), is_person("The End"), is_person("Harbour Post")
    (True, False, False)
    """
    people = re.split(rf"\s(?:{any_of('conjunctions')})\s|,\s", name)
    return name.casefold() not in words("furniture") and all(_is_one_person(person) for person in people)


def is_outlet(name: str, *, is_beside: bool = False) -> bool:
    """Whether a newspaper's word stands where it stands in a newspaper's name.

    What may as well be a subheading ("The Courier", "Rising Star") counts only beside a date, a name, an agency.

    >>> is_outlet("Harbour Post"), is_outlet("Post Office"), is_outlet("Le Courrier de Vire"), is_outlet("Elbkurier")
    (True, False, True, True)
    """
    plain = _plain(name)
    parts = plain.split()
    opens = any(plain.startswith(f"{opening} ") for opening in words("outlet_openings"))
    if opens and 3 < len(parts) <= MAX_OUTLET_WORDS and not MARK.search(name):
        return name[:1].isupper() and name.split()[-1][0].isupper()
    if not parts or len(parts) > MAX_OUTLET_WORDS or MARK.search(name) or not is_name(name):
        return False
    if plain in words("furniture") | words("sections"):
        return False
    if " ".join(name.casefold().split()) in words("outlets"):
        return True
    if len(parts) == 1:
        has_article = parts[0] != name.casefold().strip()
        is_compound = bool(_compound().search(parts[0])) and name[:1].isupper()
        return is_compound or (is_beside and has_article and _is_word(parts[0], is_beside=True))
    if _is_word(parts[0], is_beside=is_beside) and (
        parts[1] in words("particles") or parts[1][:2] in ("d'", "l'") or parts[1] in ("of", "für", "pour", "para")
    ):
        return True
    if parts[0] in words("outlet_first"):
        return all(part[:1].isupper() for part in name.split())
    return _is_word(parts[-1], is_beside=is_beside) or bool(_compound().search(parts[-1]))


def ordinary_words(paragraphs: list[str]) -> frozenset[str]:
    """The words that a text has in small letters; a name's are rarely among them."""
    return frozenset(word for paragraph in paragraphs for word in WORD.findall(paragraph) if word.islower())


def _is_word(word: str, *, is_beside: bool) -> bool:
    return word in words("outlet_words") or (is_beside and word in words("weak_outlet_words"))


def _plain(name: str) -> str:
    """Lower case, without the article before it: "écho de vire" for "L'Écho de Vire"."""
    parts = name.casefold().replace("’", "'").split()
    if len(parts) > 1 and parts[0] in words("articles"):
        parts = parts[1:]
    return " ".join(parts).removeprefix("l'")


def _is_one_person(name: str) -> bool:
    parts = name.split()
    return (
        2 <= len(parts) <= 4
        and is_name(name)
        and parts[0].casefold() not in words("articles")
        and re.sub(r"[\s.'’-]", "", name).isalpha()
        and not is_outlet(name, is_beside=True)
        and not any(part.casefold() in words("roles") | words("sections") for part in parts)
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").strip(TRIM + "©").split()).removeprefix("the ").removeprefix("l'")


@cache
def _compound() -> re.Pattern[str]:
    """Elbkurier, Morgenzeitung, Tagesanzeiger: a German newspaper's word with something before it."""
    return re.compile(rf"[\w-]{{2,}}(?:{any_of('outlet_endings')})$")


@cache
def _agencies() -> dict[str, str]:
    table = tomllib.loads((Path(__file__).parent / "agencies.toml").read_text(encoding="utf-8"))
    return {_key(spelling): agency for agency, spellings in table.items() for spelling in [agency, *spellings]}
