"""Transcripts whose speakers are told in other ways than by labels before their words: who asks and who answers.

Of our own words; half of them were read once before the parser was changed for their like.
"""

from __future__ import annotations

#: The ending of a file, its text with the words of questions and answers marked as ``told_in`` reads them, and
#: of each exchange who asks and who answers: nothing where nobody need be named.
VOICES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "names with dashes below quotations": (
        ".txt",
        """\
Voices from the bridge

⟨"When does the bridge open?"⟩
— Tom Cole

⟦"It opens in May, and everybody is invited to walk across it."⟧
— Ann Reed

⟨"What will it cost to cross?"⟩
— Tom Cole

⟦"Nothing at all for those who walk."⟧
— Ann Reed

⟨"And for cars?"⟩
— Tom Cole

⟦"Two crowns, one way."⟧
— Ann Reed
""",
        [("Tom Cole", "Ann Reed"), ("Tom Cole", "Ann Reed"), ("Tom Cole", "Ann Reed")],
    ),
    "names in captions of figures": (
        ".html",
        """\
<html><body><main><h1>The new ferry</h1>
<figure><blockquote>⟨How many cars does the ferry carry?⟩</blockquote><figcaption>Eva Lang, Island News</figcaption></figure>
<figure><blockquote>⟦Forty, or thirty and a lorry.⟧</blockquote><figcaption>Captain Gil Hay</figcaption></figure>
<figure><blockquote>⟨Is it faster than the old one?⟩</blockquote><figcaption>Ian Moss, The Pier</figcaption></figure>
<figure><blockquote>⟦No. It is quieter, and it burns half the oil.⟧</blockquote><figcaption>Captain Gil Hay</figcaption></figure>
<figure><blockquote>⟨When does it sail?⟩</blockquote><figcaption>Eva Lang, Island News</figcaption></figure>
<figure><blockquote>⟦On the first of June.⟧</blockquote><figcaption>Captain Gil Hay</figcaption></figure>
</main></body></html>
""",
        [("Eva Lang", "Gil Hay"), ("Ian Moss", "Gil Hay"), ("Eva Lang", "Gil Hay")],
    ),
    "names as paragraphs of their own below the words": (
        ".html",
        """\
<html><body><article>
<p>⟨Why did you buy a mill that does not turn?⟩</p><p class="by">Sue Bell</p>
<p>⟦Because nobody else would, and it would have fallen into the river within the year.⟧</p><p class="by">Max Marsh</p>
<p>⟨Will it turn again?⟩</p><p class="by">Sue Bell</p>
<p>⟦With luck, and with a new wheel, it will turn next spring.⟧</p><p class="by">Max Marsh</p>
<p>⟨Who makes wheels today?⟩</p><p class="by">Sue Bell</p>
<p>⟦A man in the next valley. He is the last one.⟧</p><p class="by">Max Marsh</p>
</article></body></html>
""",
        [("Sue Bell", "Max Marsh"), ("Sue Bell", "Max Marsh"), ("Sue Bell", "Max Marsh")],
    ),
    "names below answers of two paragraphs": (
        ".txt",
        """\
⟨What have you learned from the flood?⟩
– Dora Lake, Valley Radio

⟦That water finds every door.

We have moved the archive to the second floor, and the pumps stand ready now.⟧
– Mayor Fay Oak

⟨Was anything lost?⟩
– Kim Gale, The Lantern

⟦Some maps.

They had been copied, so that nothing is really gone.⟧
– Mayor Fay Oak

⟨Will the dam be raised?⟩
– Dora Lake, Valley Radio

⟦By a metre.⟧
– Mayor Fay Oak
""",
        [("Dora Lake", "Fay Oak"), ("Kim Gale", "Fay Oak"), ("Dora Lake", "Fay Oak")],
    ),
    "names in brackets below the words, in Japanese": (
        ".txt",
        """\
⟨新しい船はいつから走りますか。⟩
（山田）

⟦六月一日からです。朝の便は七時に出ます。⟧
（佐藤船長）

⟨料金は上がりますか。⟩
（山田）

⟦いいえ、今年は変わりません。⟧
（佐藤船長）

⟨雨の日も走りますか。⟩
（山田）

⟦はい、風が強くなければ走ります。⟧
（佐藤船長）
""",
        [("山田", "佐藤"), ("山田", "佐藤"), ("山田", "佐藤")],
    ),
    "names with dashes above the words": (
        ".txt",
        """\
The following talk was recorded in the library on Monday.

— Tom Cole
⟨When does the library open on Sundays?⟩

— Ann Reed
⟦At ten, and it closes at four.⟧

— Tom Cole
⟨And on holidays?⟩

— Ann Reed
⟦Never on holidays.⟧

— Tom Cole
⟨Why is that?⟩

— Ann Reed
⟦Because we rest, too.⟧
""",
        [("Tom Cole", "Ann Reed"), ("Tom Cole", "Ann Reed"), ("Tom Cole", "Ann Reed")],
    ),
    "a panel with its background and those present": (
        ".txt",
        """\
The bridge panel

Present: Ann Reed, Tom Cole, Eva Lang

Ann Reed: ⟨Tom, when does the bridge open?⟩

Tom Cole: ⟦It opens in May, if the paint dries.⟧

Background: The bridge was closed in 2019 after a ship had struck it.

Ann Reed: ⟨Eva, will it hold?⟩

Eva Lang: ⟦It will hold ships twice as large.⟧

Note: The panel paused here for ten minutes.

Ann Reed: ⟨And who paid?⟩

Eva Lang: ⟦The ship's owner did.⟧
""",
        [("Ann Reed", "Tom Cole"), ("Ann Reed", "Eva Lang"), ("Ann Reed", "Eva Lang")],
    ),
    "a panel in Chinese, with those present": (
        ".txt",
        """\
座谈会纪要

出席：李明、张华、陈静

李明：⟨张主任，新馆什么时候开放？⟩

张华：⟦五月一日对公众开放。⟧

背景：旧馆建于一九六二年。

李明：⟨门票多少钱？⟩

陈静：⟦免费，但需要预约。⟧

李明：⟨一天能接待多少人？⟩

张华：⟦大约两千人。⟧
""",
        [("李明", "张华"), ("李明", "陈静"), ("李明", "张华")],
    ),
    "a panel in German, with those present": (
        ".txt",
        """\
Anwesend: Jonas Beck, Mara Stein und Ulf Krug

Jonas Beck: ⟨Frau Stein, warum schließt das Bad im Juli?⟩

Mara Stein: ⟦Das Dach wird neu gedeckt.⟧

Hintergrund: Das Bad wurde 1931 gebaut und steht unter Schutz.

Jonas Beck: ⟨Herr Krug, wie lange dauert das?⟩

Ulf Krug: ⟦Sechs Wochen, wenn es nicht regnet.⟧

Jonas Beck: ⟨Und wenn doch?⟩

Ulf Krug: ⟦Dann acht.⟧
""",
        [("Jonas Beck", "Mara Stein"), ("Jonas Beck", "Ulf Krug"), ("Jonas Beck", "Ulf Krug")],
    ),
    "points of an answer": (
        ".txt",
        """\
Q: ⟨What did you find?⟩

A: ⟦Three things.

One: the door was open.

Two: the lamp was on.

Conclusion: somebody was there.⟧

Q: ⟨Who?⟩

A: ⟦We do not know.⟧
""",
        [],
    ),
    "names printed in elements with ids of speakers": (
        ".html",
        """\
<html><body><main>
<p data-who="s1"><b>Ann Reed:</b> ⟨Why is the tower closed?⟩</p>
<p data-who="s2"><b>Tom Cole:</b> ⟦The stairs are being mended.⟧</p>
<p data-who="s1"><b>Ann Reed:</b> ⟨Until when?⟩</p>
<p data-who="s2"><b>Tom Cole:</b> ⟦Until the end of March.⟧</p>
<p data-who="s1"><b>Ann Reed:</b> ⟨And the lift?⟩</p>
<p data-who="s2"><b>Tom Cole:</b> ⟦There never was one.⟧</p>
</main></body></html>
""",
        [("Ann Reed", "Tom Cole"), ("Ann Reed", "Tom Cole"), ("Ann Reed", "Tom Cole")],
    ),
    "objects with voice and said": (
        ".json",
        """\
[{"voice": "Ann Reed", "said": "⟨When does the bridge open?⟩"},
 {"voice": "Tom Cole", "said": "⟦It opens in May, and everybody is invited.⟧"},
 {"voice": "Ann Reed", "said": "⟨What will it cost?⟩"},
 {"voice": "Tom Cole", "said": "⟦Nothing at all for those who walk.⟧"},
 {"voice": "Ann Reed", "said": "⟨And for cars?⟩"},
 {"voice": "Tom Cole", "said": "⟦Two crowns.⟧"}]
""",
        [("Ann Reed", "Tom Cole"), ("Ann Reed", "Tom Cole"), ("Ann Reed", "Tom Cole")],
    ),
    "lines of objects in Spanish": (
        ".jsonl",
        """\
{"n": 1, "voz": "Nuria", "dicho": "⟨¿Cuándo abre el museo?⟩", "min": 0}
{"n": 2, "voz": "Iker", "dicho": "⟦Abre en mayo, el primer domingo.⟧", "min": 1}
{"n": 3, "voz": "Nuria", "dicho": "⟨¿Es gratis?⟩", "min": 1}
{"n": 4, "voz": "Iker", "dicho": "⟦Sí, para todos y todo el año.⟧", "min": 2}
""",
        [("Nuria", "Iker"), ("Nuria", "Iker")],
    ),
    "YAML in Russian": (
        ".yaml",
        """\
- кто: Анна Рид
  реплика: ⟨Когда откроется мост?⟩
- кто: Том Коул
  реплика: ⟦В мае, если краска высохнет.⟧
- кто: Анна Рид
  реплика: ⟨Сколько это будет стоить?⟩
- кто: Том Коул
  реплика: ⟦Для пешеходов ничего.⟧
""",
        [("Анна Рид", "Том Коул"), ("Анна Рид", "Том Коул")],
    ),
    "a play, names with full stops on lines of their own": (
        ".txt",
        """\
OSEI.
⟨Where did you leave the key?⟩

LIND.
⟦Under the stone, where it always is.⟧

OSEI.
⟨It is not there.⟩

LIND.
⟦Then somebody has it.⟧

OSEI.
⟨Who knows about the stone?⟩

LIND.
⟦Only the two of us.⟧
""",
        [("OSEI", "LIND"), ("OSEI", "LIND"), ("OSEI", "LIND")],
    ),
    "a play, names with full stops before the words": (
        ".txt",
        """\
OSEI. ⟨Where did you leave the key?⟩

LIND. ⟦Under the stone, where it always is. I told you so.⟧

OSEI. ⟨Is it still there?⟩

LIND. ⟦I have not looked. Have a look yourself.⟧

OSEI. ⟨Who else knows?⟩

LIND. ⟦Nobody.⟧
""",
        [("OSEI", "LIND"), ("OSEI", "LIND"), ("OSEI", "LIND")],
    ),
    "a house whose speaker gives the floor": (
        ".html",
        """\
<html><body><main>
<p><b>HON. SPEAKER:</b> Question one, Mr. Hale.</p>
<p><b>MR. HALE:</b> ⟨Will the minister tell the house when the bridge opens?⟩</p>
<p><b>HON. SPEAKER:</b> Minister.</p>
<p><b>MS. REED:</b> ⟦It opens in May.⟧</p>
<p><b>HON. SPEAKER:</b> Supplementary.</p>
<p><b>MR. HALE:</b> ⟨Which year?⟩</p>
<p><b>HON. SPEAKER:</b> Minister.</p>
<p><b>MS. REED:</b> ⟦This one.⟧</p>
</main></body></html>
""",
        [("HALE", "REED"), ("HALE", "REED")],
    ),
    "names in braces": (
        ".txt",
        """\
{ floor: Tom Cole, Harbour News }
⟨When does the bridge open?⟩
{ floor: Minister }
⟦It opens in May.⟧
{ floor: Eva Lang, The Pier }
⟨What will it cost?⟩
{ floor: Minister }
⟦Nothing for those who walk.⟧
""",
        [("Tom Cole", "Minister"), ("Eva Lang", "Minister")],
    ),
    "a name before the answers alone": (
        ".txt",
        """\
An hour with the painter

⟨You paint only at night. Why?⟩

Mr. Hale: ⟦Because nobody rings the bell then.⟧

⟨Describe your room.⟩

Mr. Hale: ⟦A table, a lamp, and a window that I keep shut.⟧

⟨And the cat?⟩

Mr. Hale: ⟦The cat comes and goes as it likes.⟧

⟨What are you working on now?⟩

Mr. Hale: ⟦A picture of the harbour, for the town hall.⟧
""",
        [],
    ),
    "a chair who names who answers": (
        ".txt",
        """\
Chair: Let us begin. Tom, please.

Tom Cole: ⟨What did the storm do to the pier?⟩

Chair: Ann, will you take that?

Ann Reed: ⟦It took the last ten metres away.⟧

Chair: Eva has a question, too.

Eva Lang: ⟨Who pays for it?⟩

Chair: Ann.

Ann Reed: ⟦The insurance does, I hope.⟧
""",
        [("Tom Cole", "Ann Reed"), ("Eva Lang", "Ann Reed")],
    ),
    "names and papers with dashes below the words": (
        ".txt",
        """\
Five minutes with the harbour office

⟨Why was the crane painted twice?⟩
— Mira Sand, Coast Radio

⟦The first paint did not hold in the salt wind. We had to take it all off again.⟧
— Jon Ekholm, harbour master

⟨And who pays for the second coat?⟩
— Paul Varga, The Quay

⟦The painter does. It is in the contract that he signed.⟧
— Jon Ekholm, harbour master

⟨Will it be blue again?⟩
— Mira Sand, Coast Radio

⟦It will be green this time. Blue fades in two summers.⟧
— Jon Ekholm, harbour master
""",
        [("Mira Sand", "Jon Ekholm"), ("Paul Varga", "Jon Ekholm"), ("Mira Sand", "Jon Ekholm")],
    ),
    "names in the footers of quotations": (
        ".html",
        """\
<html><head><title>The orchard talk</title></head><body><article><h1>The orchard talk</h1>
<blockquote><p>⟨How old are the pear trees behind the chapel?⟩</p><footer><cite>Lena Brook</cite></footer></blockquote>
<blockquote><p>⟦Nobody knows for certain. The oldest map that shows them is from 1811.⟧</p><footer><cite>Otto Klee</cite></footer></blockquote>
<blockquote><p>⟨Do they still bear fruit?⟩</p><footer><cite>Lena Brook</cite></footer></blockquote>
<blockquote><p>⟦Three of them do, small and very sweet pears.⟧</p><footer><cite>Otto Klee</cite></footer></blockquote>
<blockquote><p>⟨Can visitors taste them?⟩</p><footer><cite>Lena Brook</cite></footer></blockquote>
<blockquote><p>⟦On the second Sunday of September they can.⟧</p><footer><cite>Otto Klee</cite></footer></blockquote>
</article></body></html>
""",
        [("Lena Brook", "Otto Klee"), ("Lena Brook", "Otto Klee"), ("Lena Brook", "Otto Klee")],
    ),
    "names behind two dashes, in Chinese": (
        ".txt",
        """\
社区图书馆问答

⟨图书馆周末几点关门？⟩
——林小雨（《滨海晚报》）

⟦周六和周日都是晚上九点关门，比平时晚一个小时。⟧
——周文馆长

⟨借书证丢了怎么补办？⟩
——何平（滨海电台）

⟦带上身份证到一楼服务台，当天就能补办，不收费用。⟧
——周文馆长

⟨儿童区会扩大吗？⟩
——林小雨（《滨海晚报》）

⟦明年春天扩大到两层，书架也会换成矮的。⟧
——周文馆长
""",
        [("林小雨", "周文"), ("何平", "周文"), ("林小雨", "周文")],
    ),
    "names in italics at the ends of quotes": (
        ".md",
        """\
# Letters to the waterworks

> ⟨Is the water from the new well harder than before?⟩
>
> — *Clara Nyman*

> ⟦A little. It has gone from six degrees to eight.⟧
>
> — *Waterworks*

> ⟨Should I change the filter of my coffee machine more often then?⟩
>
> — *Bo Strand*

> ⟦Every second month will do.⟧
>
> — *Waterworks*

> ⟨When will the old well be closed?⟩
>
> — *Clara Nyman*

> ⟦At the end of the year, if the tests are good.⟧
>
> — *Waterworks*
""",
        [("Clara Nyman", "Waterworks"), ("Bo Strand", "Waterworks"), ("Clara Nyman", "Waterworks")],
    ),
    "names in brackets at the ends of paragraphs, in German": (
        ".txt",
        """\
Fragen an die Fähre

⟨Ab wann fährt die Fähre wieder jede halbe Stunde?⟩ (Jana Roth)

⟦Ab dem ersten April, wenn das zweite Schiff aus der Werft zurück ist.⟧ (Kapitän Uwe Lind)

⟨Dürfen Fahrräder im Sommer weiter kostenlos mit?⟩ (Emil Graf)

⟦Ja, daran ändert sich nichts.⟧ (Kapitän Uwe Lind)

⟨Was kostet ein Anhänger?⟩ (Jana Roth)

⟦Zwei Euro pro Fahrt, so wie im letzten Jahr.⟧ (Kapitän Uwe Lind)
""",
        [("Jana Roth", "Uwe Lind"), ("Emil Graf", "Uwe Lind"), ("Jana Roth", "Uwe Lind")],
    ),
    "a panel with its context": (
        ".txt",
        """\
Panel on the tram line

Attending: Sol Marek, Ida Quist, Theo Banks

Sol Marek: ⟨Ida, why does the line end at the brewery and not at the hospital?⟩

Ida Quist: ⟦Because the hill is too steep for the cars we bought.⟧

Context: The line was planned in 1998 and has been shortened twice.

Sol Marek: ⟨Theo, could other cars climb it?⟩

Theo Banks: ⟦They could, at twice the price.⟧

Sol Marek: ⟨And would you buy them?⟩

Theo Banks: ⟦Not this decade.⟧
""",
        [("Sol Marek", "Ida Quist"), ("Sol Marek", "Theo Banks"), ("Sol Marek", "Theo Banks")],
    ),
    "a panel in Chinese, with an explanation": (
        ".txt",
        """\
镇政府座谈会记录

到会：吴敏、郑浩、韩雪

吴敏：⟨郑镇长，新桥为什么推迟到秋天？⟩

郑浩：⟦主要是春天水位太高，桩基没法施工。⟧

说明：新桥全长二百四十米，双向两车道。

吴敏：⟨费用会增加吗？⟩

韩雪：⟦会增加大约百分之五，由县里承担。⟧

吴敏：⟨老桥还能用多久？⟩

郑浩：⟦至少还能用三年。⟧
""",
        [("吴敏", "郑浩"), ("吴敏", "韩雪"), ("吴敏", "郑浩")],
    ),
    "a panel in Spanish, labels in bold": (
        ".md",
        """\
# Mesa redonda sobre el faro

**Asisten:** Nuria Campos, Iker Sanz y Leire Otero

**Nuria Campos:** ⟨¿Por qué se apagó el faro en enero?⟩

**Iker Sanz:** ⟦Se rompió el motor que gira la lente.⟧

**Contexto:** El faro se construyó en 1874.

**Nuria Campos:** ⟨¿Y quién lo repara?⟩

**Leire Otero:** ⟦Un taller de Gijón, desde la semana pasada.⟧

**Nuria Campos:** ⟨¿Cuándo volverá a girar?⟩

**Iker Sanz:** ⟦Antes del verano, seguro.⟧
""",
        [("Nuria Campos", "Iker Sanz"), ("Nuria Campos", "Leire Otero"), ("Nuria Campos", "Iker Sanz")],
    ),
    "points and a note of an answer": (
        ".txt",
        """\
Reporter: ⟨What will change at the market hall?⟩

Manager: ⟦Quite a lot.

First: the fish stalls move to the north side.

Second: the roof is made of glass.

Note: the old clock stays where it is.⟧

Reporter: ⟨And when?⟩

Manager: ⟦By Easter.⟧
""",
        [],
    ),
    "names in bold in elements with ids of speakers": (
        ".html",
        """\
<html><body><main>
<div class="u" data-speaker="p2"><strong>Ruth Amsel</strong> ⟨Why do the bells ring at eleven and not at noon?⟩</div>
<div class="u" data-speaker="p7"><strong>Finn Dahl</strong> ⟦Because the baker used to put out the bread at eleven.⟧</div>
<div class="u" data-speaker="p2"><strong>Ruth Amsel</strong> ⟨And nobody minds?⟩</div>
<div class="u" data-speaker="p7"><strong>Finn Dahl</strong> ⟦Only the tourists do.⟧</div>
<div class="u" data-speaker="p2"><strong>Ruth Amsel</strong> ⟨Who winds the clock?⟩</div>
<div class="u" data-speaker="p7"><strong>Finn Dahl</strong> ⟦I do, on Mondays.⟧</div>
</main></body></html>
""",
        [("Ruth Amsel", "Finn Dahl"), ("Ruth Amsel", "Finn Dahl"), ("Ruth Amsel", "Finn Dahl")],
    ),
    "objects in German": (
        ".json",
        """\
[{"wer": "Hanna Voss", "was": "⟨Warum ist die Brücke am Sonntag gesperrt?⟩"},
 {"wer": "Karl Imhof", "was": "⟦Weil wir sonntags die Seile prüfen.⟧"},
 {"wer": "Hanna Voss", "was": "⟨Wie lange dauert das noch?⟩"},
 {"wer": "Karl Imhof", "was": "⟦Bis Ende Oktober, dann sind alle Seile geprüft.⟧"},
 {"wer": "Hanna Voss", "was": "⟨Und was kostet es?⟩"},
 {"wer": "Karl Imhof", "was": "⟦Rund vierzigtausend Franken.⟧"}]
""",
        [("Hanna Voss", "Karl Imhof"), ("Hanna Voss", "Karl Imhof"), ("Hanna Voss", "Karl Imhof")],
    ),
    "objects inside an object": (
        ".json",
        """\
{"programme": "Morning on the quay", "entries": [
 {"id": 1, "by": "Lou Petit", "line": "⟨What did you find under the floor of the mill?⟩"},
 {"id": 2, "by": "Dr. Asha Rao", "line": "⟦A second floor, two hundred years older, and on it a child's shoe.⟧"},
 {"id": 3, "by": "Lou Petit", "line": "⟨Only one shoe?⟩"},
 {"id": 4, "by": "Dr. Asha Rao", "line": "⟦Only one. People hid a single shoe to keep bad luck away.⟧"},
 {"id": 5, "by": "Lou Petit", "line": "⟨Where can one see it?⟩"},
 {"id": 6, "by": "Dr. Asha Rao", "line": "⟦In the town museum from March on.⟧"}]}
""",
        [("Lou Petit", "Asha Rao"), ("Lou Petit", "Asha Rao"), ("Lou Petit", "Asha Rao")],
    ),
    "a table in French, counted": (
        ".csv",
        """\
no,qui,propos
1,Zoé Martel,⟨Pourquoi le marché quitte-t-il la place ?⟩
2,Luc Bertin,"⟦Parce que la place sera en travaux, pendant un an au moins.⟧"
3,Zoé Martel,⟨Où ira-t-il ?⟩
4,Luc Bertin,"⟦Sur le quai, à côté de la gare.⟧"
5,Zoé Martel,⟨Y aura-t-il moins de marchands ?⟩
6,Luc Bertin,"⟦Non, il y en aura autant.⟧"
""",
        [("Zoé Martel", "Luc Bertin"), ("Zoé Martel", "Luc Bertin"), ("Zoé Martel", "Luc Bertin")],
    ),
    "a hearing as a play": (
        ".txt",
        """\
THE FERRY INQUIRY
A hearing in one act

BARDO.
⟨Where were you when the rope broke?⟩

NWOSU.
⟦On the upper deck, by the lamp. I heard it before I saw it.⟧

BARDO.
⟨And the captain?⟩

NWOSU.
⟦He was at the wheel, as he always is.⟧

BARDO.
⟨Who cried out first?⟩

NWOSU.
⟦The boy from the kitchen.⟧
""",
        [("BARDO", "NWOSU"), ("BARDO", "NWOSU"), ("BARDO", "NWOSU")],
    ),
    "a play without blank lines": (
        ".txt",
        """\
IRIS. ⟨Did you write the letter yourself?⟩
EZRA. ⟦I did, every word of it, at this very table.⟧
IRIS. ⟨Then why is it signed by your sister?⟩
EZRA. ⟦Because nobody reads what I sign.⟧
IRIS. ⟨Has she seen it?⟩
EZRA. ⟦Not yet. She is away until Thursday.⟧
""",
        [("IRIS", "EZRA"), ("IRIS", "EZRA"), ("IRIS", "EZRA")],
    ),
    "a chairman who calls members": (
        ".html",
        """\
<html><body><div>
<p><b>The Chairman:</b> I call Mr. Falk on the first question.</p>
<p><b>Mr. Falk:</b> ⟨Will the minister say how many lamps on the coast road are out?⟩</p>
<p><b>The Chairman:</b> The minister.</p>
<p><b>Mrs. Oduya:</b> ⟦Forty-one of three hundred, and all will be mended by May.⟧</p>
<p><b>The Chairman:</b> Mr. Falk, a supplementary.</p>
<p><b>Mr. Falk:</b> ⟨Does she know that it was forty a year ago?⟩</p>
<p><b>The Chairman:</b> Minister.</p>
<p><b>Mrs. Oduya:</b> ⟦I do, and so does the company that is paid to mend them.⟧</p>
<p><b>The Chairman:</b> I call Ms. Grant.</p>
<p><b>Ms. Grant:</b> ⟨Which company is that?⟩</p>
<p><b>The Chairman:</b> The minister.</p>
<p><b>Mrs. Oduya:</b> ⟦The one that my predecessor chose.⟧</p>
</div></body></html>
""",
        [("Falk", "Oduya"), ("Falk", "Oduya"), ("Grant", "Oduya")],
    ),
    "names and papers in braces": (
        ".txt",
        """\
{ mic: Nia Holt, Island Post }
⟨What did the divers bring up?⟩
{ mic: Curator }
⟦A bell, two anchors and a great many bottles.⟧
{ mic: Pau Riba, Radio Cala }
⟨Are the bottles full?⟩
{ mic: Curator }
⟦Eleven of them are. We have not tasted any.⟧
{ mic: Nia Holt, Island Post }
⟨When will the bell be shown?⟩
{ mic: Curator }
⟦After a year in fresh water.⟧
""",
        [("Nia Holt", "Curator"), ("Pau Riba", "Curator"), ("Nia Holt", "Curator")],
    ),
    "a title and a name before the answers alone": (
        ".txt",
        """\
Talking to the keeper

⟨You have kept this lighthouse for thirty years. What has changed?⟩

Mrs. Lowe: ⟦The light is electric now, and I sleep at night.⟧

⟨Do you miss the oil?⟩

Mrs. Lowe: ⟦I miss the smell of it, not the carrying.⟧

⟨Tell us about the storm of 1990.⟩

Mrs. Lowe: ⟦The waves came over the gallery. I tied the door shut with a washing line.⟧

⟨Were you afraid?⟩

Mrs. Lowe: ⟦Afterwards.⟧
""",
        [],
    ),
    "a president who gives the floor, in French": (
        ".txt",
        """\
M. le président : La parole est à Mme Roux.

Mme Roux : ⟨Monsieur le maire, pourquoi la piscine est-elle fermée le lundi ?⟩

M. le président : La parole est à M. le maire.

M. Lacaze : ⟦Le lundi, nous changeons l'eau du petit bassin.⟧

M. le président : La parole est à M. Petit.

M. Petit : ⟨Ne pourrait-on la changer la nuit ?⟩

M. le président : La parole est à M. le maire.

M. Lacaze : ⟦On le pourrait, avec deux agents de plus.⟧
""",
        [("Roux", "Lacaze"), ("Petit", "Lacaze")],
    ),
}
