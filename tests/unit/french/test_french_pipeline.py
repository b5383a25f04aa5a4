"""Lemmas of words as they are written, inclusive and hyphenated words whole, and spaCy only when asked."""

from __future__ import annotations

import subprocess
import sys

from qualcode.french import pipeline

TEXT = (
    "Les médiateur·rice·s numériques et les usager.ère.s arrivaient.\n\n"
    "C'est-à-dire que l'après-midi, les agent-e-s d'accueil prenaient un rendez-vous.  Viennent-ils ?"
)


def test_words_that_models_cut_stay_whole() -> None:
    found = {TEXT[start:end]: lemma for start, end, lemma in pipeline.lemmas(TEXT)}
    assert found["médiateur·rice·s"] == "médiateur"
    assert found["usager.ère.s"] == "usager"
    assert found["agent-e-s"] == "agent"
    assert found["numériques"] == "numérique"
    assert {"C'est-à-dire", "après-midi", "rendez-vous", "accueil", "l'"} <= set(found)
    assert "Viennent-ils" not in found


def test_ranges_lie_in_order_over_chunks() -> None:
    text = (TEXT + "\n") * 900
    found = pipeline.lemmas(text)
    assert len(text) > pipeline._CHUNK
    assert all(a[1] <= b[0] for a, b in zip(found, found[1:], strict=False))
    assert sum(1 for start, end, _lemma in found if text[start:end] == "agent-e-s") == 900


def test_nothing_is_lemmatised_in_nothing() -> None:
    assert pipeline.lemmas("") == []
    assert pipeline.lemmas(" \n… ! – ") == []


def test_the_room_does_not_load_the_model() -> None:
    code = (
        "import sys; import qualcode.french.pipeline, qualcode.french.sentences, qualcode.ingest;"
        "heavy = ('spacy', 'docx', 'charset_normalizer', 'ruamel.yaml', 'rapidfuzz', 'lxml');"
        "print([module for module in heavy if module in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
