"""Pages, tables and captions as files: their names, their text, the words of each exchange."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.styles import Who

#: The file's ending, then as in governments.py; the words of an exchange are compared as a reader sees them.
SAVED: dict[str, tuple[str, str, Sequence[Who]]] = {
    "an interview page, only its questions in bold": (
        ".html",
        """<!doctype html><html lang="en"><head><title>The bridge builder | Harbour Post</title></head><body>
<nav><a href="/">Home</a><a href="/news">News</a></nav>
<article><h1>"I never liked ferries"</h1><p class="byline">By Ann Reed, 4 May 2021</p>
<p>Tom Cole has built eleven bridges. We met him under the twelfth.</p>
<p><strong>⟨You built your first bridge at twenty-two. Were you afraid?⟩</strong></p>
<p>⟦Of course I was. I slept under it for a week, and I listened.⟧</p>
<p>⟦Nothing happened.⟧</p>
<p><strong>⟨What did you hear?⟩</strong></p><p>⟦The river. It never stops talking, and it is mostly right.⟧</p>
<p><b>⟨Would you have built this one in another place?⟩</b></p><p>⟦A hundred metres to the north. But there was a school there.⟧</p>
<p><strong>⟨What comes next?⟩</strong></p><p>⟦A holiday, I hope. My wife has been asking since 1998.⟧</p>
</article><footer><p>© Harbour Post. All rights reserved.</p></footer></body></html>
""",
        [(None, None, None)] * 4,
    ),
    "frequent questions that unfold": (
        ".html",
        """<html lang="en"><head><title>Help</title></head><body><main><h1>Questions about the bridge</h1>
<p>Everything that people ask us.</p>
<details><summary>⟨When does the bridge open?⟩</summary><p>⟦In May. The tests have been done, and the road is ready.⟧</p></details>
<details><summary>⟨How do I pay the toll?⟩</summary><p>⟦You do not: there is none.⟧</p><p>⟦Lorries pay nothing either.⟧</p></details>
<details><summary>⟨May I cycle across?⟩</summary><div>⟦You may. There is a lane on either side.⟧</div></details>
<details><summary>⟨Opening hours of the ferry⟩</summary><p>⟦It runs at 8, 12 and 17 o'clock.⟧</p></details>
</main></body></html>
""",
        [(None, None, None)] * 4,
    ),
    "frequent questions as a list of terms": (
        ".html",
        """<html lang="de"><head><title>Hilfe</title></head><body><main><h1>Fragen zur Brücke</h1>
<dl><dt>⟨Wann wird die Brücke eröffnet?⟩</dt><dd>⟦Im Mai. Alle Prüfungen sind abgeschlossen.⟧</dd>
<dt>⟨Was kostet die Überfahrt?⟩</dt><dd>⟦Nichts.⟧</dd>
<dt>⟨Darf ich mit dem Rad fahren?⟩</dt><dd><p>⟦Ja, auf beiden Seiten gibt es einen Weg.⟧</p><p>⟦Bitte klingeln.⟧</p></dd>
</dl></main></body></html>
""",
        [(None, None, None)] * 3,
    ),
    "a ministry's page, labels in bold within paragraphs": (
        ".html",
        """<html lang="pt"><head><title>Entrevista do Ministro</title></head><body><div id="content">
<h1>Entrevista do Ministro das Obras</h1><p>Porto Velho, 9 de agosto de 2021</p>
<p><strong>JORNALISTA:</strong> ⟨Senhor ministro, quando abre a ponte?⟩</p>
<p><strong>MINISTRO CARLOS LEAL:</strong> ⟦Abre em maio. Está tudo pronto.⟧</p>
<p>⟦E digo mais: abre a horas.⟧</p>
<p><strong>JORNALISTA:</strong> ⟨E quanto custou?⟩</p>
<p><strong>MINISTRO CARLOS LEAL:</strong> ⟦Doze milhões.<br>Nem mais um.⟧</p>
<p><strong>JORNALISTA:</strong> ⟨Haverá portagem?⟩</p>
<p><strong>MINISTRO CARLOS LEAL:</strong> ⟦Não.⟧</p></div></body></html>
""",
        [(None, None, "MINISTRO CARLOS LEAL")] * 3,
    ),
    "a page with the speaker in a class of its own": (
        ".html",
        """<html lang="en"><head><title>Transcript</title></head><body><main><h1>Transcript of the mayor's hour</h1>
<div class="turn"><span class="speaker">Caller</span><p>⟨When does the bridge open?⟩</p></div>
<div class="turn"><span class="speaker">Mayor</span><p>⟦In May, and I will be there.⟧</p></div>
<div class="turn"><span class="speaker">Caller</span><p>⟨Who pays for the ferry?⟩</p></div>
<div class="turn"><span class="speaker">Mayor</span><p>⟦The city does, as it always has.⟧</p></div>
<div class="turn"><span class="speaker">Caller</span><p>⟨Is the lift working?⟩</p></div>
<div class="turn"><span class="speaker">Mayor</span><p>⟦It is now.⟧</p></div></main></body></html>
""",
        [(None, None, "Mayor")] * 3,
    ),
    "an archive's record in XML": (
        ".xml",
        """<?xml version="1.0" encoding="UTF-8"?>
<record><title>Interview with the Premier</title><date>1998-05-04</date>
<body>&lt;p&gt;E&amp;amp;OE&lt;/p&gt;&lt;p&gt;INTERVIEWER: ⟨Premier, when will the bridge open?⟩&lt;/p&gt;
&lt;p&gt;PREMIER: ⟦In May.  I said so in March, and I say so today.⟧&lt;/p&gt;
&lt;p&gt;INTERVIEWER: ⟨And the toll?⟩&lt;/p&gt;&lt;p&gt;PREMIER: ⟦There is no toll.⟧&lt;/p&gt;
&lt;p&gt;INTERVIEWER: ⟨Some say that you will not be Premier by then.⟩&lt;/p&gt;&lt;p&gt;PREMIER: ⟦Some say all sorts of things.⟧&lt;/p&gt;
&lt;p&gt;(ends)&lt;/p&gt;</body></record>
""",
        [(None, None, "PREMIER")] * 3,
    ),
    "captions with names": (
        ".vtt",
        """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ann Reed>⟨When does the bridge open?⟩

00:00:04.500 --> 00:00:07.000
<v Tom Cole>⟦In May. The tests⟧

00:00:07.000 --> 00:00:09.000
<v Tom Cole>⟦are done.⟧

00:00:09.500 --> 00:00:12.000
<v Ann Reed>⟨What did it cost?⟩

00:00:12.500 --> 00:00:14.000
<v Tom Cole>⟦Twelve million.⟧

00:00:15.000 --> 00:00:17.000
<v Ann Reed>⟨And is there a toll?⟩

00:00:17.500 --> 00:00:19.000
<v Tom Cole>⟦No.⟧
""",
        [("Ann Reed", None, "Tom Cole")] * 3,
    ),
    "captions with capitals": (
        ".srt",
        """1
00:00:01,000 --> 00:00:04,000
REPORTER: ⟨When does the
bridge open?⟩

2
00:00:04,500 --> 00:00:07,000
MAYOR: ⟦In May. The tests⟧

3
00:00:07,000 --> 00:00:09,000
⟦are done.⟧

4
00:00:09,500 --> 00:00:12,000
REPORTER: ⟨What did it cost?⟩

5
00:00:12,500 --> 00:00:14,000
MAYOR: ⟦Twelve million.⟧

6
00:00:15,000 --> 00:00:17,000
REPORTER: ⟨Is there a toll?⟩

7
00:00:17,500 --> 00:00:19,000
MAYOR: ⟦No.⟧
""",
        [(None, None, "MAYOR")] * 3,
    ),
    "a help desk's table": (
        ".csv",
        """id;Kategorie;Frage;Antwort
1;Brücke;⟨Wann wird die Brücke eröffnet?⟩;⟦Im Mai.⟧
2;Brücke;⟨Was kostet die Überfahrt?⟩;"⟦Nichts; auch für Lastwagen nicht.⟧"
3;Fähre;⟨Fährt die Fähre weiter?⟩;⟦Ja.⟧
""",
        [(None, None, None)] * 3,
    ),
    "a data set's lines": (
        ".jsonl",
        """{"id": 1, "instruction": "⟨When does the bridge open?⟩", "output": "⟦In May.⟧"}
{"id": 2, "instruction": "⟨What did it cost?⟩", "output": "⟦Twelve million.⟧"}
{"id": 3, "instruction": "⟨Is there a toll?⟩", "output": "⟦No.⟧"}
""",
        [(None, None, None)] * 3,
    ),
    "notes with headings as questions": (
        ".md",
        """# The bridge: what people ask

## ⟨When does it open?⟩

⟦In May. The tests are done.⟧

## ⟨What did it cost?⟩

⟦Twelve million.

- Steel: seven.
- Concrete: three.⟧

## ⟨Is there a toll?⟩

⟦No.⟧

## ⟨Who built it?⟩

⟦Harbour Works, with two hundred people from the town.⟧
""",
        [(None, None, None)] * 4,
    ),
    "a chamber's record as a table of two columns": (
        ".html",
        """<html><head><title>Question time</title></head><body><h1>Question time, 3 May 2021</h1>
<table>
<tr><td>The President</td><td>We begin with questions to the Minister. Ms Bay has the floor.</td></tr>
<tr><td>Ann Bay</td><td>⟨Thank you, President. When does the bridge open?⟩</td></tr>
<tr><td>Tom Cole, Minister</td><td>⟦In May. The tests are done.⟧</td></tr>
<tr><td>Ann Bay</td><td>⟨And who pays for the delay?⟩</td></tr>
<tr><td>Tom Cole, Minister</td><td>⟦The contractor pays. That is in the contract.⟧</td></tr>
<tr><td>Max Marsh</td><td>⟨Minister, will the ferry be kept?⟩</td></tr>
<tr><td>Tom Cole, Minister</td><td>⟦It will. Three times a day.⟧</td></tr>
<tr><td>The President</td><td>That concludes questions.</td></tr>
</table></body></html>
""",
        [("Ann Bay", None, "Tom Cole, Minister")] * 2 + [("Max Marsh", None, "Tom Cole, Minister")],
    ),
}
