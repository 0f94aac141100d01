"""One talk as the tools write it that turn speech into text: each the bytes of a file, with their own furniture."""

from __future__ import annotations

import json
from io import BytesIO

__all__ = ["NAMELESS", "NAMES", "RECORDED", "TALK"]

#: Who speaks, what is said, and in how many segments a recognizer cuts it.
TALK: tuple[tuple[int, tuple[str, ...]], ...] = (
    (0, ("Good morning.", "When does the new bridge open to the public?")),
    (1, ("It opens in May,", "when all of the tests are done.", "The last one is on Monday.")),
    (0, ("And what did it cost the town in the end?",)),
    (1, ("Twelve million.", "That is what the council had planned.")),
    (0, ("Some people fear a toll.", "Will there be one?")),
    (1, ("No, there will be none,", "and there never was a plan for one.")),
    (0, ("How will the ferry go on after that?",)),
    (1, ("It goes on in the summer.", "In winter it rests.")),
)
NAMES = ("Ann Reed", "Tom Cole")
_LABELS = ("SPEAKER_00", "SPEAKER_01")
_STEP = 3.25


def _segments() -> list[tuple[float, float, int, str]]:
    """Start and end in seconds, who speaks, and the words."""
    found: list[tuple[float, float, int, str]] = []
    for who, parts in TALK:
        for words in parts:
            at = len(found) * _STEP
            found.append((at, at + 3, who, words))
    return found


def _clock(seconds: float, mark: str = ".", hours: bool = True) -> str:
    minutes, rest = divmod(seconds, 60)
    shown = f"{int(minutes):02}:{int(rest):02}{mark}{round(rest % 1 * 1000):03}"
    return f"00:{shown}" if hours else shown


def _short(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _turns() -> list[tuple[float, str, str]]:
    """Start, name and all words of each turn."""
    found, at = [], 0.0
    for who, parts in TALK:
        found.append((at, NAMES[who], " ".join(parts)))
        at += len(parts) * _STEP
    return found


def _cues(kind: str, said: list[str], mark: str = ".") -> str:
    head = "WEBVTT\n\n" if kind == "vtt" else ""
    numbered = kind == "srt"
    return head + "".join(
        (f"{n}\n" if numbered else "") + f"{_clock(a, mark)} --> {_clock(b, mark)}\n{words}\n\n"
        for n, ((a, b, _, _), words) in enumerate(zip(_segments(), said, strict=True), 1)
    )


_WORDS = [words for _, _, _, words in _segments()]
_LABELLED = [f"[{_LABELS[who]}]: {words}" for _, _, who, words in _segments()]


def _whisper_segment(n: int, start: float, end: float, words: str) -> dict[str, object]:
    return {
        "id": n, "seek": 0, "start": start, "end": end, "text": f" {words}", "tokens": [50364, 1163, 50],
        "temperature": 0.0, "avg_logprob": -0.21, "compression_ratio": 1.4, "no_speech_prob": 0.01,
    }  # fmt: skip


def _whisper_json() -> str:
    segments = [_whisper_segment(n, a, b, words) for n, (a, b, _, words) in enumerate(_segments())]
    return json.dumps({"text": " ".join(_WORDS), "segments": segments, "language": "en"})


def _whisper_cpp_json() -> str:
    rows = [
        {
            "timestamps": {"from": _clock(a, ","), "to": _clock(b, ",")},
            "offsets": {"from": int(a * 1000), "to": int(b * 1000)},
            "text": f" {words}",
        }
        for a, b, _, words in _segments()
    ]
    told = {"systeminfo": "AVX = 1", "model": {"type": "base"}, "result": {"language": "en"}}
    return json.dumps({**told, "transcription": rows})


def _words_of(start: float, words: str, speaker: str | None) -> list[dict[str, object]]:
    told = {"speaker": speaker} if speaker else {}
    return [
        {"word": word, "start": start + n / 10, "end": start + n / 10 + 0.1, "score": 0.9, **told}
        for n, word in enumerate(words.split())
    ]


def _whisperx_json() -> str:
    segments = [
        {"start": a, "end": b, "text": f" {words}", "words": _words_of(a, words, _LABELS[who]), "speaker": _LABELS[who]}
        for a, b, who, words in _segments()
    ]  # fmt: skip
    words = [word for segment in segments for word in segment["words"]]  # type: ignore[attr-defined]
    return json.dumps({"segments": segments, "word_segments": words, "language": "en"})


def _openai_diarized_json() -> str:
    rows = [
        {"type": "transcript.text.segment", "id": f"seg_{n}", "start": a, "end": b, "text": words, "speaker": "AB"[who]}
        for n, (a, b, who, words) in enumerate(_segments())
    ]  # fmt: skip
    return json.dumps({"task": "transcribe", "duration": 60.0, "text": " ".join(_WORDS), "segments": rows})


def _youtube_vtt() -> str:
    """Rolling captions: each has the line before it, and times of words; changes of speaker have arrows."""
    head = "WEBVTT\nKind: captions\nLanguage: en\n\n"
    found, before, said_by = [], " ", -1
    for a, b, who, words in _segments():
        line = f">> {words}" if who != said_by else words
        said_by = who
        first, *others = line.replace(">", "&gt;").split()
        timed = first + "".join(f"<{_clock(a + n / 10)}><c> {word}</c>" for n, word in enumerate(others, 1))
        place = "align:start position:0%"
        found.append(f"{_clock(a)} --> {_clock(b)} {place}\n{before}\n{timed}\n\n")
        shown = line.replace(">", "&gt;")
        found.append(f"{_clock(b)} --> {_clock(b + 0.01)} {place}\n{shown}\n \n\n")
        before = shown
    return head + "".join(found)


def _arrows() -> list[str]:
    said, before = [], -1
    for _, _, who, words in _segments():
        said.append(f">> {words}" if who != before else words)
        before = who
    return said


def _teams_vtt() -> str:
    guid = "3f1a9c52-77d0-4e55-9b3e-0c1d2e3f4a5b"
    return "WEBVTT\n\n" + "".join(
        f"{guid}/{n}-0\n{_clock(a)} --> {_clock(b)}\n<v {NAMES[who]}>{words}</v>\n\n"
        for n, (a, b, who, words) in enumerate(_segments(), 1)
    )


def _docx(paragraphs: list[str]) -> bytes:
    """Paragraphs, whose lines are broken lines of one; what stands in ** is bold."""
    from docx import Document

    made = Document()
    for paragraph in paragraphs:
        own = made.add_paragraph()
        for n, part in enumerate(paragraph.split("**")):
            own.add_run(part).bold = n % 2 == 1
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _teams_docx_old() -> bytes:
    return _docx([f"0:0:{a:.3f} --> 0:0:{b:.3f}\n{NAMES[who]}\n{words}" for a, b, who, words in _segments()])


def _teams_docx() -> bytes:
    head = [
        "Bridge talk-20240503_100000-Meeting Recording",
        "May 3, 2024, 8:00AM",
        "12m 4s",
        "Ann Reed started transcription",
    ]
    turns = [f"**{name}**   {_short(at)}\n{words}" for at, name, words in _turns()]
    return _docx([*head, *turns, "Ann Reed stopped transcription"])


def _meet() -> list[str]:
    head = ["May 3, 2024", "Bridge talk - Transcript", "00:00:00", ""]
    turns = [f"{name}: {words}" for _, name, words in _turns()]
    end = [
        "",
        "Transcription ended after 00:12:04",
        "This editable transcript was computer generated and might contain errors. People can also change the text after it was created.",
    ]
    return [*head, *turns[:4], "", "00:05:00", "", *turns[4:], *end]


def _zoom_vtt() -> str:
    return "WEBVTT\n\n" + "".join(
        f"{n}\n{_clock(a)} --> {_clock(b)}\n{NAMES[who]}: {words}\n\n"
        for n, (a, b, who, words) in enumerate(_segments(), 1)
    )


def _rev_json() -> str:
    monologues = []
    for who, parts in TALK:
        elements: list[dict[str, object]] = []
        for word in " ".join(parts).split():
            bare = word.rstrip(".,?")
            elements.append({"type": "text", "value": bare, "ts": 1.0, "end_ts": 1.1, "confidence": 0.9})
            elements.append({"type": "punct", "value": f"{word[len(bare) :]} "})
        monologues.append({"speaker": who, "elements": elements})
    return json.dumps({"monologues": monologues})


def _otr() -> str:
    said = "".join(
        f'<p><span class="timestamp" data-timestamp="{at}">{_short(at)}</span><b>{name}:</b> {words}<br></p>'
        for at, name, words in _turns()
    )
    return json.dumps({"text": said, "media": "bridge.mp3", "media-time": 64.5})


def _eaf() -> str:
    slots, tiers = [], {0: "", 1: ""}
    for n, (a, b, who, words) in enumerate(_segments()):
        slots += [
            f'<TIME_SLOT TIME_SLOT_ID="ts{2 * n}" TIME_VALUE="{int(a * 1000)}"/>',
            f'<TIME_SLOT TIME_SLOT_ID="ts{2 * n + 1}" TIME_VALUE="{int(b * 1000)}"/>',
        ]
        tiers[who] += (
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="ts{2 * n}" '
            f'TIME_SLOT_REF2="ts{2 * n + 1}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE>'
            "</ALIGNABLE_ANNOTATION></ANNOTATION>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT AUTHOR="" DATE="2024-05-03T10:00:00+00:00" '
        'FORMAT="3.0" VERSION="3.0"><HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>'
        f"<TIME_ORDER>{''.join(slots)}</TIME_ORDER>"
        + "".join(
            f'<TIER LINGUISTIC_TYPE_REF="default-lt" PARTICIPANT="{NAMES[who]}" TIER_ID="{NAMES[who]}@talk">{own}</TIER>'
            for who, own in tiers.items()
        )
        + '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/></ANNOTATION_DOCUMENT>\n'
    )


def _oyez() -> str:
    turns, at = [], 0.0
    for who, parts in TALK:
        blocks = [{"start": at + n, "stop": at + n + 1, "text": words} for n, words in enumerate(parts)]
        speaker = {"ID": 10 + who, "name": NAMES[who], "identifier": NAMES[who].lower().replace(" ", "_")}
        roles = [{"type": "scotus_justice", "role_title": "Associate Justice"}] if who == 0 else None
        turns.append(
            {"start": at, "stop": at + 3, "speaker": {**speaker, "roles": roles}, "text_blocks": blocks}
        )
        at += 4
    sections = [{"start": 0, "stop": 20, "turns": turns[:4]}, {"start": 20, "stop": 40, "turns": turns[4:]}]
    title = "Oral Argument - May 03, 2024"
    return json.dumps(
        {"id": 1, "title": title, "transcript": {"title": title, "duration": 40.0, "sections": sections}}
    )


def _lines(shape: str, end: str = "") -> str:
    return (
        "".join(
            shape.format(
                name=name,
                words=words,
                short=_short(at),
                clock=_clock(at)[:8],
                long=_clock(at),
                label=_LABELS[name == NAMES[1]],
            )
            for at, name, words in _turns()
        )
        + end
    )


def _segment_lines(shape: str) -> str:
    return "".join(
        shape.format(a=a, b=b, start=_clock(a), end=_clock(b), label=_LABELS[who], words=words)
        for a, b, who, words in _segments()
    )


_MEET = _meet()


def _bytes(said: object) -> bytes:
    return said if isinstance(said, bytes) else str(said).encode()


#: Files of tools that tell who speaks, by the tool: the file's name and its bytes.
RECORDED: dict[str, tuple[str, bytes]] = {
    name: (file, _bytes(said))
    for name, (file, said) in {
        "WhisperX json": ("talk.json", _whisperx_json()),
        "WhisperX srt": ("talk.srt", _cues("srt", _LABELLED, ",")),
        "WhisperX vtt": ("talk.vtt", _cues("vtt", _LABELLED)),
        "WhisperX txt": ("talk.txt", "\n".join(_LABELLED) + "\n"),
        "Whisper and pyannote, seconds": ("talk.txt", _segment_lines("{a:.1f} {b:.1f} {label} {words}\n")),
        "Whisper and pyannote, log lines": ("talk.txt", _segment_lines("[{start} --> {end}] {label}: {words}\n")),
        "pyannote, brackets": ("talk.txt", _segment_lines("[{start} --> {end}] [{label}] {words}\n")),
        "OpenAI diarized json": ("talk.json", _openai_diarized_json()),
        "YouTube vtt": ("talk.en.vtt", _youtube_vtt()),
        "YouTube srt": ("talk.srt", _cues("srt", _arrows(), ",")),
        "YouTube txt": ("talk.txt", "\n".join(_arrows()) + "\n"),
        "Zoom vtt": ("GMT20240503-100000_Recording.transcript.vtt", _zoom_vtt()),
        "Zoom txt": ("meeting_saved_closed_caption.txt", _lines("[{name}] {clock}\n{words}\n\n")),
        "Teams vtt": ("talk.vtt", _teams_vtt()),
        "Teams docx, older": ("talk.docx", _teams_docx_old()),
        "Teams docx": ("talk.docx", _teams_docx()),
        "Otter txt": ("talk_otter_ai.txt", _lines("{name}  {short}  \n{words}\n\n", "Transcribed by https://otter.ai\n")),
        "Otter txt, speakers by number": ("talk.txt", _lines("{label}  {short}  \n{words}\n\n").replace("SPEAKER_00", "Unknown Speaker").replace("SPEAKER_01", "Speaker 1")),
        "Google Meet docx": ("talk.docx", _docx(_MEET)),
        "Google Meet txt": ("talk.txt", "\n".join(_MEET) + "\n"),
        "Descript txt": ("talk.txt", _lines("[{clock}] {name}: {words}\n\n")),
        "Descript md": ("talk.md", _lines("**{name}:** [{clock}] {words}\n\n")),
        "Rev txt": ("talk.txt", _lines("{name} ({short}):\n{words}\n\n")),
        "Rev json": ("talk.json", _rev_json()),
        "Trint txt": ("talk.txt", _lines("{name} [{clock}] {words}\n\n")),
        "Trint txt, own line": ("talk.txt", _lines("[{clock}] {name}\n{words}\n\n")),
        "oTranscribe otr": ("talk.otr", _otr()),
        "oTranscribe txt": ("talk.txt", _lines("{short} {name}: {words}\n\n")),
        "ELAN eaf": ("talk.eaf", _eaf()),
        "Oyez json": ("talk.json", _oyez()),
    }.items()
}  # fmt: skip

#: Files of tools that do not tell who speaks.
NAMELESS: dict[str, tuple[str, bytes]] = {
    name: (file, said.encode())
    for name, (file, said) in {
        "Whisper txt": ("talk.txt", "\n".join(_WORDS) + "\n"),
        "Whisper srt": ("talk.srt", _cues("srt", _WORDS, ",")),
        "Whisper vtt": ("talk.vtt", _cues("vtt", _WORDS)),
        "Whisper tsv": ("talk.tsv", "start\tend\ttext\n" + "".join(f"{int(a * 1000)}\t{int(b * 1000)}\t{words}\n" for a, b, _, words in _segments())),
        "Whisper json": ("talk.json", _whisper_json()),
        "Whisper.cpp json": ("talk.json", _whisper_cpp_json()),
        "Whisper.cpp csv": ("talk.csv", "start,end,text\n" + "".join(f'{int(a * 1000)},{int(b * 1000)},"{words}"\n' for a, b, _, words in _segments())),
        "Whisper log": ("talk.txt", _segment_lines("[{start} --> {end}]  {words}\n")),
    }.items()
}  # fmt: skip
