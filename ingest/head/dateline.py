"""Take off what stands before the first words: "PARIS, 3 March (Reuters) -", "(Harbour Post) -"."""

import re
from datetime import date

from ingest.head.byline import Byline
from ingest.head.names import DOMAIN, find_agency, is_name, is_outlet
from ingest.quantities.dates import find_date, is_month

INITIALS = re.compile(r"^[^\W\d_A-Z]{2,5}$")  # npd
LONGEST_HEAD_LINE = 60  # after a dash: less may be a date
LOOK_AT = 3  # paragraphs: a dateline may stand under a standfirst

DASH = r"\s*(?:\.\s?)?(?:--|[-–—―])\s*"
IN_BRACKETS = re.compile(rf"^[(（]\s?(?P<name>[^()（）\n]{{2,40}})\s?[)）](?:(?P<dash>{DASH})|\s?[:：]\s)")
AFTER_PLACE = re.compile(
    rf"^(?P<place>[^()\n«»“”\"!?:;]{{2,60}}?)\s?[(（](?P<name>[^()（）\n]{{2,40}})[)）](?:(?P<dash>{DASH}|\s?[:：]\s)|\s)"
)
SLASHED = re.compile(
    r"^(?P<place>[^()/\n«»“”\"!?:;]{2,60}?)\s?[.—–-]{0,2}\s?/(?P<name>[^()/\n]{2,30})/[.,]?\s*(?:[-–—]\s)?"
)
DASHED_AGENCY = re.compile(
    rf"^(?P<place>[^()\n«»“”\"!?:;]{{2,50}}?){DASH}(?P<name>[^()\n«»“”\"!?:;,.–—]{{2,30}}?)\.\s+(?=\S)"
)
CAPITALS = re.compile(r"^(?P<place>[^\W\d_][^()\n«»“”\"!?:;–—]{1,50}?)(?P<dash>\s*(?:--|[–—])\s+|\s-\s+)(?=\S)")
DOMAIN_FIRST = re.compile(r"^(?P<name>[A-Za-z][\w-]{1,30}(?:\.[A-Za-z]{2,6}){1,2})\s(?:--|[-–—])\s+(?=\S)")
CHINESE = re.compile(
    r"^[(（【\[]?(?P<name>[\u4e00-\u9fff]{2,5}?(?:社|通信|通訊社|网))(?P<place>[\u4e00-\u9fff\d]{0,20})[电電讯][)）】\]]?[\s:：—-]*"
)


def take_dateline(
    paragraphs: list[str], *, today: date, language: str | None, above: Byline
) -> tuple[list[str], Byline]:
    """The paragraphs without a dateline, and what it told; `above` is what the lines above it told."""
    for number, paragraph in enumerate(paragraphs[:LOOK_AT]):
        told = Byline()
        for _ in range(2):  # "(ANSA) - ROMA, 03 MAR - "
            step = _dateline(paragraph, language, above)
            if step is None or len(step[0]) >= len(paragraph) or len(paragraph) - len(step[0]) < 2:
                break
            taken = paragraph[: len(step[0])]
            found = find_date(taken, today=today, language=language)
            told = Byline(
                outlet=told.outlet or step[1].outlet,
                agency=told.agency or step[1].agency,
                published=found.published if found else None,
            )
            paragraph = paragraph[len(step[0]) :]
        if paragraph != paragraphs[number]:
            return [*paragraphs[:number], paragraph, *paragraphs[number + 1 :]], told
    return paragraphs, Byline()


def named_in_datelines(paragraphs: list[str]) -> tuple[str | None, set[str]]:
    """The name in "(Harbour Post) -" and, lower case, those in "OSLO (Nordpresse) -": an outlet's, agencies'."""
    bare: str | None = None
    after_place: set[str] = set()
    for paragraph in paragraphs[:LOOK_AT] + paragraphs[LOOK_AT : 2 * LOOK_AT]:
        if (match := IN_BRACKETS.match(paragraph)) and not find_agency(match["name"]):
            bare = bare or match["name"].strip()
        match = AFTER_PLACE.match(paragraph)
        is_text = match and len(paragraph) > len(match[0]) + LONGEST_HEAD_LINE
        if match and is_text and match["dash"] and is_name(_without_day(match["place"])):
            name = match["name"].strip()
            after_place |= {name.casefold()} if is_name(name) or INITIALS.match(name) else set()
    return bare, after_place


def _dateline(paragraph: str, language: str | None, above: Byline) -> tuple[str, Byline] | None:
    """The dateline's own words, and what they tell."""
    if match := IN_BRACKETS.match(paragraph):
        told = _in_brackets(match, language, above)
        return (match[0], told) if told else None
    for pattern in (AFTER_PLACE, SLASHED, DASHED_AGENCY):
        match = pattern.match(paragraph)
        if match and (told := _after_place(match, above, needs_known=pattern is not AFTER_PLACE)):
            return match[0], told
    if match := CHINESE.match(paragraph):
        agency = find_agency(match["name"])
        return (match[0], Byline(agency=agency)) if agency else None
    if match := DOMAIN_FIRST.match(paragraph):
        return match[0], Byline(outlet=match["name"])
    match = CAPITALS.match(paragraph)
    if match and _is_place(match["place"]) and (_has_day(match["place"]) or match["dash"].strip() != "-"):
        return match[0], Byline()
    return None


def _in_brackets(match: re.Match[str], language: str | None, above: Byline) -> Byline | None:
    """What "(AFP) -" tells, or "(Harbour Post) -", under a byline also a place: "(Paris) -"."""
    name = match["name"].strip()
    agency = find_agency(name)
    if agency or name.casefold() == (above.agency or "").casefold():
        return Byline(agency=agency or name)
    is_paper = DOMAIN.match(name) or name.casefold() == (above.outlet or "").casefold() or is_outlet(name)
    # Vietnamese papers put their own name there, others a place or a label: "(Paris)", "(Suite)"
    if is_paper or (language == "vi" and name[:1].isupper() and len(name.split()) <= 4):
        return Byline(outlet=name)
    has_head = above.published and (above.outlet or above.byline)
    return Byline() if has_head and match["dash"] and is_name(name) and len(name.split()) <= 3 else None


def _after_place(match: re.Match[str], above: Byline, *, needs_known: bool) -> Byline | None:
    place, name = match["place"].strip(), match["name"].strip()
    if not is_name(_without_day(place)) and not place.isupper():
        return None
    agency = find_agency(name) or (above.agency if name.casefold() == (above.agency or "").casefold() else None)
    if agency:
        has_dash = needs_known or match["dash"]
        return Byline(agency=agency) if has_dash or _has_day(place) else None
    sure = _is_place(place) and match.groupdict().get("dash")
    if needs_known or not sure or not is_name(name) or len(name.split()) > 4:
        return None
    if DOMAIN.match(name) or name.casefold() == (above.outlet or "").casefold() or is_outlet(name):
        return Byline(outlet=name)
    return Byline(agency=name)


def _is_place(place: str) -> bool:
    """PARIS; BEIJING, March 3; LONDON, England: in capitals up to the first comma."""
    first = _without_day(place.split(",")[0])
    return first.isupper() and len(first) > 2 and len(first.split()) <= 4


def _has_day(place: str) -> bool:
    return any(is_month(word.strip(",")) for word in place.split()) and any(map(str.isdigit, place))


def _without_day(place: str) -> str:
    words = [word.strip(".,") for word in place.split()]
    return " ".join(word for word in words if word and not is_month(word) and not word.isdigit())
