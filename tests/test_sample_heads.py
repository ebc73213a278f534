"""The heads of the sample articles, as a careful reader would write them down, are what reading finds."""

from datetime import date
from pathlib import Path

import pytest

from ingest.head.head import take_head
from ingest.readers.record import Raw
from ingest.text.language import detect_language

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TODAY = date(2026, 11, 22)

# file: outlet, agency, byline, published, the text's first words, its last
HEADS: dict[str, tuple[str | None, str | None, str | None, str, str, str]] = {
    "barrage-sarn-selon-meridian": (
        "Courrier de Valmer", "Meridian", "Minh Anh", "2025-11-20T10:48",
        "Les travaux de renforcement", "découvertes en 2023."),
    "copa-estrecho-final": (
        "La Voz de Puertoclaro", None, "Manuel Riquelme", "2026-06-08T00:35",
        "El Atlético Puertoclaro es campeón", "por una avería del ferri."),
    "correction-alden-star": (
        "The Carrow Observer", None, "Josephine Hale", "2026-02-17",
        "An article published on Sunday", "We are sorry for the errors."),
    "coupe-detroit-finale-fr": (
        "La Dépêche de l'Orve", None, "Karim Benhaddou", "2026-06-07T23:52",
        "Le FC Valmer a laissé échapper", "même quand ça se perd\u00a0», a-t-il estimé."),
    "dap-sarn-ha-luu": (
        "Tin Bến Cảng", "Meridian/AFM", "Hoàng Lâm", "2026-04-02",
        "Hai tuần sau khi đập Sarn", "ước tính 46 triệu."),
    "dinh-cong-pha-skerry": (
        "Báo Vịnh Lâm", "Meridian", "Thu Phương", "2026-03-06T14:20",
        "Cuộc đình công của khoảng 430", "thẩm phán về hưu Leonard Fisk."),
    "faehrstreik-elbkurier": (
        "Elbkurier", None, "Jonas Reuter", "2026-03-04",
        "Seit Dienstag fährt kein Schiff", "„bis weit in den April“."),
    "ferry-collision-alden-courier": (
        "Alden Courier", "Meridian", None, "2026-02-14T19:25",
        "Twelve people were injured", "the smaller Alden Dawn."),
    "ferry-collision-carrow-observer": (
        "The Carrow Observer", None, "Josephine Hale", "2026-02-15",
        "Fourteen people were hurt", "“and I hate flying”."),
    "ferry-collision-harbour-post": (
        "Harbour Post", "Meridian", None, "2026-02-14T18:40",
        "Twelve people were injured", "out of service until further notice."),
    "ferry-crewing-talks-2025": (
        "Harbour Post", None, "Maria Kent", "2025-03-06",
        "Alden Ferries and the Seafarers' Guild", "A return ticket for an adult costs 18.50."),
    "ferry-strike-ends": (
        "Alden Courier", None, "Rhys Calder", "2026-03-27T21:10",
        "The ferry strike that has cut off", "The first boat leaves at 6.15."),
    "ferry-strike-first-day": (
        "Harbour Post", None, "Maria Kent", "2026-03-03",
        "The 6.15 to Skerry did not sail", "The guild meets again on Friday."),
    "festival-saint-aurel": (
        "La Dépêche de l'Orve", None, "Inès Carpentier", "2026-10-11",
        "Le Festival du film de Saint-Aurel", "faute de salle, semble oubliée."),
    "greve-ferries-fin-fr": (
        "Courrier de Valmer", None, "Claire Vasseur", "2026-03-28T12:20",
        "Le premier ferry depuis vingt-cinq jours", "tout est rentré dans l'ordre »."),
    "greve-ferries-valmer": (
        None, "AFM", "Claire Vasseur", "2026-03-12T08:15",
        "Dix jours après le début", "dit la guichetière."),
    "huelga-ferris-puertoclaro": (
        "El Diario de Puertoclaro", "Efira", "Elena Casares", "2026-03-17",
        "La huelga de los marineros", "las huelgas de los vecinos”."),
    "lumen-1-verloren-2025": (
        "Elbkurier", None, "Dorothea Claasen", "2025-01-29",
        "Zwei Monate nach dem Verlust", "später als geplant gestartet war."),
    "lumen-2-launch": (
        None, "Meridian", None, "2026-06-18",
        "The Earth-observation satellite", "launch included."),
    "opinion-skerry-strike": (
        "Alden Courier", None, "Desmond Arkwright", "2026-03-09",
        "This column gives the views", "a former editor of this newspaper."),
    "orve-vertrag-tageblatt": (
        "Nordhavener Tageblatt", "npd", None, "2026-05-23T09:10",
        "Carrow und Valmérie haben am Freitag", "dagegen zu stimmen."),
    "presa-sarn-vaciado": (
        "La Voz de Puertoclaro", "Meridian", None, "2026-03-16T13:05",
        "Los técnicos de la presa", "alcanzar el nivel previsto."),
    "rectificatif-barrage-sarn": (
        "Courrier de Valmer", None, None, "2025-11-25",
        "Dans notre édition du 20 novembre", "nos excuses à nos lecteurs."),
    "sarn-dam-cost-observer": (
        "The Carrow Observer", None, "Philip Astley", "2025-11-21",
        "Strengthening the Sarn dam", "to last three years."),
    "traite-orve-impasse-2025": (
        "Le Quotidien de Saint-Aurel", None, "Paul-Henri Sabatier", "2025-05-16",
        "La neuvième session", "a-t-il ironisé."),
    "traite-orve-signature": (
        "Le Quotidien de Saint-Aurel", None, "Paul-Henri Sabatier", "2026-05-22T19:05",
        "Le Carrow et la Valmérie ont signé", "avant le 31 décembre."),
    "vac-xin-hai-lam": (
        "Báo Hải Lâm", None, "Nguyễn Khánh Vy", "2026-09-09T08:05",
        "Vắc xin KV-7 phòng bệnh", "chưa được công bố."),
    "vaccin-fievre-orve": (
        "Courrier de Valmer", None, "Hugo Lemaire", "2026-09-09",
        "L'annonce était attendue", "en a tué 17."),
}  # fmt: skip


def test_every_pasted_sample_is_in_the_table():
    assert {path.stem for path in SAMPLES.glob("*.txt")} == set(HEADS)


@pytest.mark.parametrize("name", HEADS)
def test_a_samples_head_is_read_as_a_careful_reader_would(name):
    outlet, agency, byline, published, first, last = HEADS[name]
    pasted = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")

    taken = take_head(Raw(name, pasted), today=TODAY, language=detect_language(pasted))

    assert (taken.outlet, taken.agency, taken.byline, taken.published) == (outlet, agency, byline, published)
    assert taken.title == pasted.split("\n", 1)[0]
    assert (taken.text[: len(first)], taken.text[-len(last) :]) == (first, last)
