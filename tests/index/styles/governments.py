"""Briefings of governments in Europe and the Americas, as their pages print them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.styles import Who

#: A text, its questions in ⟨ ⟩ and its answers in ⟦ ⟧; then who asks, for whom, and who answers, of each exchange.
GOVERNMENTS: dict[str, tuple[str, Sequence[Who]]] = {
    "a presidential press office": (
        """Press Briefing by Press Secretary Rosa Lee and Transport Secretary Daniel Okoro

Briefing Room

1:12 P.M. EDT

MS. LEE:  Good afternoon, everyone.  Happy Tuesday.

As you know, the President signed the Bridges Act this morning.  I have with me Secretary Okoro, who will say a few words and take some questions.  Mr. Secretary.

SECRETARY OKORO:  Thank you, Rosa.  Here is the bottom line: we are going to repair ten thousand bridges.

First, the money.  Second, the people.  And third, the time.

With that, I am happy to take your questions.

MS. LEE:  All right.  Anna, go ahead.

Q    ⟨Thank you, Mr. Secretary.  Two questions.  One, how soon will the first bridge be repaired?  And, two, who decides which one it is?⟩

SECRETARY OKORO:  ⟦So, on the first one, we expect work to begin in the spring.⟧

⟦On the second: the states decide.  We give them a list, and they tell us what comes first.  It's what the law says.⟧

Q    ⟨But will there be a public hearing?⟩

SECRETARY OKORO:  ⟦There will.  (Laughter.)  There is always a hearing.⟧

MS. LEE:  Jeff.

Q    ⟨Thanks.  Does the administration worry about the price of steel?⟩

SECRETARY OKORO:  ⟦We look at it every day.  It has come down since March, and our estimates were made before it did.⟧

MS. LEE:  Okay, thank you, Mr. Secretary.  All right, who's next?  Go ahead, Paula.

Q    ⟨Rosa, is the President going to travel to the river states this week?⟩

MS. LEE:  ⟦I don't have a trip to announce.  As soon as there is something to share, we will share it.⟧

Q    ⟨And has he spoken with the governors?⟩

MS. LEE:  ⟦He has.  He spoke with three of them yesterday.⟧

⟦They talked about the flood, and about the bridges that it took.⟧

MS. LEE:  All right, thanks, everybody.  See you tomorrow.

1:50 P.M. EDT
""",
        [(None, None, "SECRETARY OKORO")] * 3 + [(None, None, "MS. LEE")] * 2,
    ),
    "a federal press conference, in German": (
        """Mitschrift Pressekonferenz
Regierungspressekonferenz vom 12. Mai

Themen: Termine der Bundeskanzlerin, Brückensanierung, Hafenausbau

Sprecher: StS Hagen, Kolb (BMI), Brandt (BMDV), Dr. Linde (BMF)

Vors. Weber eröffnet die Pressekonferenz und begrüßt StS Hagen sowie die Sprecherinnen und Sprecher der Ministerien.

StS Hagen: Guten Tag! Am Mittwoch tagt um 11 Uhr das Kabinett. Am Donnerstag wird die Bundeskanzlerin den Hafen besuchen.

Frage: ⟨Herr Hagen, wird die Kanzlerin im Hafen auch mit den Beschäftigten sprechen?⟩

StS Hagen: ⟦Ja, das ist vorgesehen. Es wird ein Gespräch mit dem Betriebsrat geben.⟧

Zusatzfrage: ⟨Ist das presseöffentlich?⟩

StS Hagen: ⟦Nein.⟧

Frage Marsch: ⟨Ich habe eine Frage zur Brückensanierung an das Verkehrsministerium. Wie viele Brücken werden in diesem Jahr fertig? Und an das Finanzministerium: Reicht das Geld?⟩

Brandt (BMDV): ⟦Vielen Dank für die Frage. Wir haben immer gesagt: Es kommt auf die Planung an. In diesem Jahr sind es vierhundert Brücken.⟧

Dr. Linde (BMF): ⟦Ich kann das gern ergänzen. Das Geld ist im Haushalt eingestellt.⟧

Zusatzfrage Marsch: ⟨Wann werden die restlichen Brücken saniert?⟩

Brandt (BMDV): ⟦Dazu kann ich Ihnen heute keinen Zeitpunkt nennen. Das reiche ich gern nach.⟧

Frage: ⟨Noch einmal zum Hafen: Wer haftet für die Verzögerung, die es beim Ausbau gegeben hat?⟩

Kolb (BMI): ⟦Das ist eine Frage, die die Gerichte klären müssen.⟧

StS Hagen: ⟦Dem habe ich nichts hinzuzufügen.⟧
""",
        [
            (None, None, "StS Hagen"),
            (None, None, "StS Hagen"),
            ("Marsch", None, "Brandt (BMDV)"),
            ("Marsch", None, "Brandt (BMDV)"),
            (None, None, "Kolb (BMI)"),
        ],
    ),
    "a president and journalists, in Russian": (
        """Ответы на вопросы журналистов

По завершении поездки в Северный порт Сергей Белов ответил на вопросы представителей средств массовой информации.

14 июня 2021 года
17:40
Северный порт

С.Белов: Добрый вечер! Слушаю вас. Какие будут вопросы?

Вопрос: ⟨Сергей Иванович, когда откроют мост? Люди ждут уже третий год.⟩

С.Белов: ⟦Мост откроют осенью. Я только что говорил с министром: работы идут по графику.⟧

⟦Хочу сказать и другое: деньги на подъездные дороги выделены полностью. Здесь никаких вопросов нет.⟧

А.Зимина: ⟨А проезд будет платным? Газета «Гавань», Анна Зимина.⟩

С.Белов: ⟦Нет, не будет.⟧

Реплика: ⟨А для грузовиков?⟩

С.Белов: ⟦И для грузовиков не будет. Мы это решили ещё в прошлом году.⟧

Вопрос: ⟨Если позволите, о пароме. Его оставят?⟩

С.Белов: ⟦Да. Паром нужен тем, кто живёт на островах. Министр подтвердит.⟧

И.Орлова: ⟦Подтверждаю, Сергей Иванович. Паром остаётся, расписание не меняется.⟧

С.Белов: Спасибо вам большое. Всего доброго!
""",
        [
            (None, None, "С.Белов"),
            ("А.Зимина", None, "С.Белов"),
            (None, None, "С.Белов"),
            (None, None, "С.Белов"),
        ],
    ),
    "a ministry's daily questions, in French": (
        """Point de presse du 3 mars 2020

Déclaration de la porte-parole

La ministre se rendra demain à Port-Vieux. Elle y rencontrera son homologue.

1 - Pont sur le détroit

Q - ⟨Les travaux du pont ont-ils repris ? Quelle est la position de la France sur le financement ?⟩

R - ⟦Les travaux ont repris le 1er mars.⟧

⟦S'agissant du financement, la France a toujours dit la même chose : chacun doit prendre sa part.⟧

Q - ⟨Et que fera la France si les autres ne paient pas ?⟩

R - ⟦Nous ne répondons pas à des hypothèses.⟧

2 - Pêche

Q - ⟨Avez-vous une réaction aux déclarations du ministre des îles, qui parle de « guerre des filets » ?⟩

R - ⟦Nous avons pris connaissance de ces déclarations. Comme nous l'avons indiqué, le dialogue se poursuit.⟧
""",
        [(None, None, None)] * 3,
    ),
    "a palace's joint press conference, in French": (
        """Conférence de presse conjointe du Président de la République et du Premier ministre des Îles

PRÉSIDENT DE LA RÉPUBLIQUE
Mesdames et Messieurs, je suis heureux d'accueillir ici le Premier ministre.

Nous avons parlé du pont, de la pêche et de l'énergie. Je vous remercie.

PREMIER MINISTRE (traduction)
Merci, cher ami. Nous avons bien travaillé aujourd'hui.

JOURNALISTE (Radio du Port)
⟨Bonsoir, Monsieur le Président. Le pont sera-t-il prêt avant l'été ? Et une question pour le Premier ministre : que deviendra le bac ?⟩

PRÉSIDENT DE LA RÉPUBLIQUE
⟦Le pont sera prêt avant l'été. Je m'y suis engagé.⟧

PREMIER MINISTRE (traduction)
⟦Le bac continuera. Beaucoup de familles en vivent.⟧

JOURNALISTE (Gazette des Îles) (traduction)
⟨Monsieur le Premier ministre, faut-il craindre une hausse des péages ?⟩

PREMIER MINISTRE (traduction)
⟦Non. Le péage sera le même pour tous, et il sera modeste.⟧

JOURNALISTE (Le Courrier)
⟨Monsieur le Président, viendrez-vous à l'ouverture ?⟩

PRÉSIDENT DE LA RÉPUBLIQUE
⟦Bien sûr. Avec plaisir.⟧

⟦Et j'espère que vous y serez aussi.⟧

Merci à tous. Bonne soirée.
""",
        [
            (..., "Radio du Port", "PRÉSIDENT DE LA RÉPUBLIQUE"),
            (..., "Gazette des Îles", ...),
            (..., "Le Courrier", "PRÉSIDENT DE LA RÉPUBLIQUE"),
        ],
    ),
    "a council of ministers, in Spanish": (
        """RUEDA DE PRENSA TRAS EL CONSEJO DE MINISTROS

Palacio del Puerto, 7 de abril de 2021

MINISTRA PORTAVOZ.- Buenos días a todos y gracias por acompañarnos. El Consejo ha aprobado hoy el plan de puentes. Doy la palabra al ministro.

MINISTRO DE TRANSPORTES.- Gracias, portavoz. El plan tiene tres ejes: seguridad, empleo y plazos. Quedo a su disposición.

P.- ⟨Buenos días. Ana Ríos, de Radio Puerto. Quería preguntar al ministro cuándo empiezan las obras y, en segundo lugar, si habrá peajes.⟩

MINISTRO DE TRANSPORTES.- ⟦Gracias. Las obras empiezan en mayo.⟧

⟦Y peajes no habrá. Lo he dicho muchas veces: este Gobierno no va a cobrar por cruzar un puente.⟧

P.- ⟨¿Y si Bruselas lo exige?⟩

MINISTRO DE TRANSPORTES.- ⟦No lo va a exigir.⟧

MINISTRA PORTAVOZ.- Siguiente pregunta, por favor.

P.- ⟨Para la portavoz. ¿Se ha hablado en el Consejo de la huelga de los ferris?⟩

MINISTRA PORTAVOZ.- ⟦No se ha hablado. Respetamos el derecho a la huelga y confiamos en que haya un acuerdo.⟧

MINISTRA PORTAVOZ.- Muchas gracias a todos. Buenos días.
""",
        [(None, None, "MINISTRO DE TRANSPORTES")] * 2 + [(None, None, "MINISTRA PORTAVOZ")],
    ),
    "a parliament's corridor, in Spanish": (
        """Transcripción de la entrevista al diputado Luis Campo, en el Palacio Legislativo.

PREGUNTA.- ⟨Diputado, ¿cómo va la ley de puertos?⟩
RESPUESTA.- ⟦Va bien. Se dictamina el martes.⟧
PREGUNTA.- ⟨¿Hay consenso?⟩
RESPUESTA.- ⟦Hay consenso en lo general. En lo particular hay reservas, como siempre, y las vamos a discutir.⟧
PREGUNTA.- ⟨La oposición dice que no se le ha consultado.⟩
RESPUESTA.- ⟦No es cierto. Se le mandó el texto hace un mes: ahí está el acuse.⟧
PREGUNTA.- ⟨¿Y el presupuesto?⟩
RESPUESTA.- ⟦Eso es en septiembre.⟧
PREGUNTA.- Gracias, diputado.
RESPUESTA.- A ustedes.

-- ooOoo --
""",
        [(None, None, None)] * 4,
    ),
    "a president's interview, in Brazilian Portuguese": (
        """Entrevista coletiva concedida pelo presidente da República, João Prado, após visita à ponte do Porto Velho

Porto Velho, 9 de agosto de 2011

Jornalista: ⟨Presidente, o senhor vai inaugurar a ponte este ano?⟩

Presidente: ⟦Olha, eu vou. Eu prometi a este povo e vou cumprir. Agora, veja: obra é obra, chove, atrasa.⟧

Jornalista: ⟨E o custo, presidente? Subiu?⟩

Presidente: ⟦Subiu um pouco. O ministro pode explicar.⟧

Ministro Carlos Leal: ⟦Subiu 4%, presidente, por causa do aço.⟧

Jornalista: ⟨(incompreensível)⟩

Presidente: ⟦Não, pedágio não. Não vai ter pedágio.⟧

Jornalista (Rádio do Rio): ⟨O senhor conversou com os pescadores?⟩

Presidente: ⟦Conversei. E vou conversar de novo.⟧

Ouça a íntegra (12min40s) da entrevista
""",
        [
            (None, None, "Presidente"),
            (None, None, "Presidente"),
            (None, None, "Presidente"),
            (..., "Rádio do Rio", "Presidente"),
        ],
    ),
    "a press office, in Italian": (
        """Punto stampa del Presidente del Consiglio

Giornalista
⟨Presidente, quando aprirà il ponte?⟩

Presidente Conti
⟦Aprirà a maggio. Abbiamo lavorato molto, e ringrazio tutti.⟧

⟦Aggiungo una cosa: non è costato un euro di più.⟧

Giornalista
⟨E il pedaggio?⟩

Presidente Conti
⟦Ne parleremo.⟧

Giornalista
⟨C'è chi dice che i traghetti chiuderanno.⟩

Presidente Conti
⟦Non è vero. I traghetti restano.⟧

Grazie, buon lavoro.
""",
        [(None, None, "Presidente Conti")] * 3,
    ),
    "a press conference, in Polish": (
        """Konferencja prasowa premiera i ministra infrastruktury

Premier Adam Lis: Dzień dobry państwu. Dziś otwieramy nowy rozdział. Zapraszam do zadawania pytań.

Anna Zima, Radio Port: ⟨Panie premierze, kiedy pojedziemy nowym mostem?⟩

Premier Adam Lis: ⟦W maju. Minister powie więcej.⟧

Minister Jan Wrona: ⟦Tak jest, w maju. Ostatnie próby obciążeniowe są za nami.⟧

Piotr Sosna, Kurier Nadmorski: ⟨Czy przejazd będzie płatny?⟩

Premier Adam Lis: ⟦Nie. Przejazd będzie bezpłatny.⟧

Piotr Sosna, Kurier Nadmorski: ⟨Także dla ciężarówek?⟩

Minister Jan Wrona: ⟦Także.⟧

Ewa Mróz, Telewizja Zatoka: ⟨A co z promem? Czy zostanie zlikwidowany?⟩

Minister Jan Wrona: ⟦Prom zostaje. Będzie pływał rzadziej, ale zostaje.⟧

Premier Adam Lis: Dziękuję państwu bardzo.
""",
        [
            ("Anna Zima, Radio Port", "Radio Port", "Premier Adam Lis"),
            ("Piotr Sosna, Kurier Nadmorski", "Kurier Nadmorski", "Premier Adam Lis"),
            ("Piotr Sosna, Kurier Nadmorski", "Kurier Nadmorski", "Minister Jan Wrona"),
            ("Ewa Mróz, Telewizja Zatoka", "Telewizja Zatoka", "Minister Jan Wrona"),
        ],
    ),
    "a government's briefing, in Ukrainian": (
        """Брифінг за підсумками засідання уряду

Запитання: ⟨Пані міністерко, коли відкриють міст?⟩

Олена Гай: ⟦У травні. Ми завершили випробування, залишилися дороги.⟧

Запитання: ⟨Чи буде проїзд платним?⟩

Олена Гай: ⟦Ні, не буде. Це рішення уряду.⟧

Запитання (телеканал «Затока»): ⟨Що буде з поромом?⟩

Олена Гай: ⟦Пором залишиться. Він потрібен мешканцям островів.⟧
""",
        [(None, None, "Олена Гай"), (None, None, "Олена Гай"), (..., "телеканал «Затока»", "Олена Гай")],
    ),
    "a prime minister on the radio, in Dutch": (
        """Letterlijke tekst persconferentie na ministerraad

MINISTER-PRESIDENT DE GRAAF
Goedemiddag. De ministerraad heeft vandaag gesproken over de bruggen. Dat was een goed gesprek.

VAN DIJK (RADIO HAVEN)
⟨Wanneer gaat de brug open?⟩

DE GRAAF
⟦In mei. Dat heb ik vorige week ook gezegd en daar blijf ik bij.⟧

VAN DIJK (RADIO HAVEN)
⟨Maar de aannemer zegt juni.⟩

DE GRAAF
⟦De aannemer zegt zoveel. Het is mei.⟧

BAKKER (DE KUSTBODE)
⟨Wat gaat de tol kosten?⟩

DE GRAAF
⟦Er komt geen tol. Dat staat in het regeerakkoord, en daar houden we ons aan.⟧

BAKKER (DE KUSTBODE)
⟨En het veer?⟩

DE GRAAF
⟦Het veer blijft varen.⟧
""",
        [
            ("VAN DIJK (RADIO HAVEN)", "RADIO HAVEN", "DE GRAAF"),
            ("VAN DIJK (RADIO HAVEN)", "RADIO HAVEN", "DE GRAAF"),
            ("BAKKER (DE KUSTBODE)", "DE KUSTBODE", "DE GRAAF"),
            ("BAKKER (DE KUSTBODE)", "DE KUSTBODE", "DE GRAAF"),
        ],
    ),
}
