"""Signs for labels, words that go on, capitals that ask, two languages in one record."""

from __future__ import annotations

from collections.abc import Sequence

from tests.index.styles import Who

#: As in governments.py.
MIXED: dict[str, tuple[str, Sequence[Who]]] = {
    "Chinese, a round sign asks and a square one answers": (
        """走近大桥建设者

●⟨您参加大桥建设多少年了？⟩

■⟦整整八年。从打第一根桩算起。⟧

●⟨最难的是哪一段？⟩

■⟦北墩。图纸上写的是沙，打下去是石头。⟧

●⟨现在每天还会去看看吗？⟩

■⟦会。我家就住在桥边。⟧
""",
        [(None, None, None)] * 3,
    ),
    "Japanese, questions and answers counted in full-width figures": (
        """港大橋に関する質疑応答

問１　⟨開通はいつか。⟩

答１　⟦五月を予定している。⟧

問２　⟨通行料は徴収するのか。⟩

答２　⟦徴収しない。⟧

問３　⟨渡船は廃止されるのか。⟩

答３　⟦廃止しない。一日三便を維持する。⟧
""",
        [(None, None, None)] * 3,
    ),
    "Vietnamese, papers in the labels and a minister": (
        """HỌP BÁO VỀ CẦU CẢNG

Phóng viên Báo Cảng Biển: ⟨Thưa Bộ trưởng, khi nào cầu thông xe?⟩

Bộ trưởng Lê An: ⟦Cầu sẽ thông xe vào tháng Năm. Việc kiểm tra đã hoàn tất.⟧

Phóng viên Đài Truyền hình Cảng: ⟨Người dân có phải trả phí không?⟩

Bộ trưởng Lê An: ⟦Không. Miễn phí cho tất cả mọi người.⟧

Phóng viên Báo Cảng Biển: ⟨Còn bến phà thì sao, thưa Bộ trưởng?⟩

Bộ trưởng Lê An: ⟦Bến phà vẫn hoạt động, ba chuyến mỗi ngày.⟧
""",
        [(..., ..., "Bộ trưởng Lê An")] * 3,
    ),
    "an Indian office, Q1. and Ans. in turn": (
        """FREQUENTLY ASKED QUESTIONS ON THE HARBOUR BRIDGE

Q1. ⟨When was the Harbour Bridge opened to the public?⟩

Ans. ⟦The bridge was opened on 3rd May, 2021.⟧

Q2. ⟨Who is eligible for the free pass?⟩

Ans. ⟦The following are eligible:
(a) students with a valid card;
(b) persons over sixty years;
(c) ferry workers who lost their livelihood.⟧

Q3. ⟨Whether heavy vehicles are allowed?⟩

Ans. ⟦Yes, between 10 p.m. and 5 a.m. only.⟧

Q4. ⟨Whom to contact in case of any grievance.⟩

Ans. ⟦The Nodal Officer, Harbour Works, Northtown.⟧
""",
        [(None, None, None)] * 4,
    ),
    "a record in which speakers go on": (
        """MS. REED: ⟨Mr. Cole, when did you first see the crack?⟩

MR. COLE: ⟦On the third of May, about noon. I was on the north pier.⟧

[Discussion off the record.]

MR. COLE (cont'd): ⟦And I told the office the same day.⟧

MS. REED: ⟨Whom did you tell?⟩

MR. COLE: ⟦Sue Bell. She wrote it down.⟧

[Recess taken from 2:10 to 2:25.]

MS. REED (continuing): ⟨Before the recess you spoke of Ms. Bell. What did she do?⟩

MR. COLE: ⟦She closed the lane.⟧

MS. REED: ⟨And then?⟩

MR. COLE: ⟦Then we waited.⟧
""",
        [(..., None, ...)] * 4,
    ),
    "Spanish, capitals ask and ordinary letters answer": (
        """ENTREVISTA CON EL INGENIERO TOMÁS COLE

⟨¿CUÁNDO ABRE EL PUENTE?⟩

⟦En mayo. Las pruebas terminaron la semana pasada.⟧

⟨¿HABRÁ PEAJE?⟩

⟦No. Será gratuito para todos.

Eso está decidido desde el principio.⟧

⟨¿QUÉ PASARÁ CON EL TRANSBORDADOR?⟩

⟦Se queda. Tres viajes al día.⟧
""",
        [(None, None, None)] * 3,
    ),
    "a Canadian scrum, English and French": (
        """Unrevised transcript / Transcription non révisée

Question: ⟨Minister, when does the bridge open?⟩

Hon. Marie Roy: ⟦In May. We said May and it will be May.⟧

Question: ⟨Madame la ministre, est-ce que le pont sera payant?⟩

L'hon. Marie Roy: ⟦Non. Le pont sera gratuit pour tout le monde.⟧

Question: ⟨And the ferry? What happens to the ferry?⟩

Hon. Marie Roy: ⟦The ferry stays. Le traversier reste, bien sûr.⟧

Question: ⟨Est-ce que vous regrettez le retard?⟩

L'hon. Marie Roy: ⟦Tout retard est un retard de trop.⟧

-30-
""",
        [(None, None, ...)] * 4,
    ),
    "a German studio, applause and remarks that ask": (
        """Talk am Hafen, Sendung vom 3. Mai 2021

Anne Wolf: ⟨Guten Abend, Herr Kohl. Sie haben die Brücke gebaut, und jetzt will sie keiner.⟩

Tom Kohl: ⟦Das stimmt so nicht. Am ersten Tag kamen zwölftausend Leute.⟧

(Beifall)

Anne Wolf: ⟨Die kamen aus Neugier.⟩

Tom Kohl: ⟦Mag sein. Aber sie kamen auch am zweiten Tag.⟧

Anne Wolf: ⟨Wer bezahlt das eigentlich alles?⟩

Tom Kohl: ⟦Das Land zu zwei Dritteln, die Stadt zu einem.⟧

(Zwischenruf: Und der Steuerzahler!)

Tom Kohl: ⟦Ja, natürlich auch der Steuerzahler.⟧

Anne Wolf: ⟨Bleibt die Fähre?⟩

Tom Kohl: ⟦Die bleibt.⟧

Anne Wolf: Herr Kohl, ich danke Ihnen.
""",
        [("Anne Wolf", None, "Tom Kohl")] * 4,
    ),
    "a Malay paper, letters S and J in bold": (
        """**Wawancara bersama Jurutera Ahmad Cole**

**S:** ⟨Bilakah jambatan akan dibuka?⟩

**J:** ⟦Pada bulan Mei. Semua ujian telah selesai.⟧

**S:** ⟨Adakah tol akan dikenakan?⟩

**J:** ⟦Tidak. Percuma untuk semua.⟧

**S:** ⟨Bagaimana dengan feri?⟩

**J:** ⟦Feri kekal, tiga kali sehari.⟧
""",
        [(None, None, None)] * 3,
    ),
}
