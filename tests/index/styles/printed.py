"""Pages, notes and forums: labels as type, signs and lists set them."""

from __future__ import annotations

PRINTED: dict[str, str] = {
    "bold labels without a colon": (
        "**Reporter** ⟨When does the bridge open?⟩\n\n**Mayor Cole** ⟦In May. The tests are done.⟧\n\n"
        "**Reporter** ⟨What did it cost?⟩\n\n**Mayor Cole** ⟦Twelve million.⟧\n\n"
        "**Reporter** ⟨Is there a toll?⟩\n\n**Mayor Cole** ⟦No.⟧\n"
    ),
    "bold names without a colon": (
        "**Ann Reed** ⟨When does the bridge open?⟩\n\n**Tom Cole** ⟦In May. The tests are done.⟧\n\n"
        "**Ann Reed** ⟨What did it cost?⟩\n\n**Tom Cole** ⟦Twelve million.⟧\n\n"
        "**Ann Reed** ⟨Is there a toll?⟩\n\n**Tom Cole** ⟦No.⟧\n"
    ),
    "Japanese, circles and ideographic spaces": (
        "○記者　⟨橋はいつ開通しますか。⟩\n\n○知事　⟦五月です。準備は整っています。⟧\n\n"
        "○記者　⟨通行料はどうなりますか。⟩\n\n○知事　⟦無料です。⟧\n\n"
        "○記者　⟨船は続けますか。⟩\n\n○知事　⟦続けます。⟧\n"
    ),
    "Japanese, names and ideographic spaces": (
        "山田　⟨橋はいつ開通しますか。⟩\n\n知事　⟦五月です。準備は整っています。⟧\n\n"
        "山田　⟨通行料はどうなりますか。⟩\n\n知事　⟦無料です。⟧\n\n"
        "田中　⟨船は続けますか。⟩\n\n知事　⟦続けます。⟧\n\n"
        "田中　⟨いつまでですか。⟩\n\n知事　⟦来年までです。⟧\n"
    ),
    "Japanese, a parliament's circles": (
        "○委員長（山田太郎君）　これより質疑を行います。川田花子君。\n\n"
        "○川田花子君　⟨橋はいつ開通しますか。⟩\n\n○国務大臣（海野一郎君）　⟦五月を予定しております。⟧\n\n"
        "○川田花子君　⟨通行料はどうなりますか。⟩\n\n○国務大臣（海野一郎君）　⟦無料といたします。⟧\n\n"
        "○川田花子君　⟨船は続けますか。⟩\n\n○国務大臣（海野一郎君）　⟦続けます。⟧\n"
    ),
    "questions numbered on lines of their own": (
        "Question 1.\n\n⟨When does the bridge open?⟩\n\nAnswer.\n\n⟦In May.⟧\n\n"
        "Question 2.\n\n⟨What did it cost?⟩\n\nAnswer.\n\n⟦Twelve million.⟧\n\n"
        "Question 3.\n\n⟨Is there a toll?⟩\n\nAnswer.\n\n⟦No.⟧\n"
    ),
    "questions and answers numbered alike": (
        "Question 1.\n⟨When does the bridge open?⟩\n\nAnswer 1.\n⟦In May.⟧\n\n"
        "Question 2.\n⟨What did it cost?⟩\n\nAnswer 2.\n⟦Twelve million.⟧\n\n"
        "Question 3.\n⟨Is there a toll?⟩\n\nAnswer 3.\n⟦No.⟧\n"
    ),
    "questions numbered on lines of their own, answers unlabelled": (
        "Question 1\n⟨When does the bridge open?⟩\n\n⟦In May. The tests are done.⟧\n\n"
        "Question 2\n⟨What did it cost?⟩\n\n⟦Twelve million.⟧\n\n"
        "Question 3\n⟨Is there a toll?⟩\n\n⟦No.⟧\n"
    ),
    "a forum: user names": (
        "u/bridgefan\n\n⟨When does the bridge open?⟩\n\nu/mayor_cole\n\n⟦In May. The tests are done.⟧\n\n"
        "u/ferry_man\n\n⟨What becomes of the ferry?⟩\n\nu/mayor_cole\n\n⟦It goes on.⟧\n\n"
        "u/cyclist99\n\n⟨Can I ride across?⟩\n\nu/mayor_cole\n\n⟦You can.⟧\n"
    ),
    "a forum: user names and colons": (
        "u/bridgefan: ⟨When does the bridge open?⟩\n\nu/mayor_cole: ⟦In May. The tests are done.⟧\n\n"
        "u/ferry_man: ⟨What becomes of the ferry?⟩\n\nu/mayor_cole: ⟦It goes on.⟧\n\n"
        "u/cyclist99: ⟨Can I ride across?⟩\n\nu/mayor_cole: ⟦You can.⟧\n"
    ),
    "a Markdown table": (
        "| Question | Answer |\n|---|---|\n| ⟨When does the bridge open?⟩ | ⟦In May.⟧ |\n"
        "| ⟨What did it cost?⟩ | ⟦Twelve million.⟧ |\n| ⟨Is there a toll?⟩ | ⟦No.⟧ |\n"
    ),
    "initials and full stops": (
        "A.R.: ⟨When does the bridge open?⟩\n\nT.C.: ⟦In May. The tests are done.⟧\n\n"
        "A.R.: ⟨What did it cost?⟩\n\nT.C.: ⟦Twelve million.⟧\n\n"
        "A.R.: ⟨Is there a toll?⟩\n\nT.C.: ⟦No.⟧\n"
    ),
    "surnames in bold capitals": (
        "**REED:** ⟨When does the bridge open?⟩\n\n**COLE:** ⟦In May. The tests are done.⟧\n\n"
        "**REED:** ⟨What did it cost?⟩\n\n**COLE:** ⟦Twelve million.⟧\n\n"
        "**REED:** ⟨Is there a toll?⟩\n\n**COLE:** ⟦No.⟧\n"
    ),
    "a magazine's initial and its guest's": (
        "**TM** ⟨When does the bridge open?⟩\n\n**AB** ⟦In May. The tests are done.⟧\n\n"
        "**TM** ⟨What did it cost?⟩\n\n**AB** ⟦Twelve million.⟧\n\n"
        "**TM** ⟨Is there a toll?⟩\n\n**AB** ⟦No.⟧\n"
    ),
    "dashes in turn, long ones": (
        "— ⟨When does the bridge open?⟩\n\n— ⟦In May. The tests are done.⟧\n\n"
        "— ⟨What did it cost?⟩\n\n— ⟦Twelve million.⟧\n\n"
        "— ⟨Is there a toll?⟩\n\n— ⟦No.⟧\n"
    ),
    "an FAQ with Q: and the answer below": (
        "Q: ⟨When does the bridge open?⟩\n\n⟦In May. The tests are done.⟧\n\n"
        "Q: ⟨What did it cost?⟩\n\n⟦Twelve million.⟧\n\n"
        "Q: ⟨Is there a toll?⟩\n\n⟦No.⟧\n"
    ),
    "an FAQ numbered Q1. and A1.": (
        "Q1. ⟨When does the bridge open?⟩\nA1. ⟦In May. The tests are done.⟧\n\n"
        "Q2. ⟨What did it cost?⟩\nA2. ⟦Twelve million.⟧\n\n"
        "Q3. ⟨Is there a toll?⟩\nA3. ⟦No.⟧\n"
    ),
    "an FAQ with brackets": (
        "[Q] ⟨When does the bridge open?⟩\n[A] ⟦In May. The tests are done.⟧\n\n"
        "[Q] ⟨What did it cost?⟩\n[A] ⟦Twelve million.⟧\n\n"
        "[Q] ⟨Is there a toll?⟩\n[A] ⟦No.⟧\n"
    ),
    "an FAQ with closing brackets": (
        "Q) ⟨When does the bridge open?⟩\nA) ⟦In May. The tests are done.⟧\n\n"
        "Q) ⟨What did it cost?⟩\nA) ⟦Twelve million.⟧\n\n"
        "Q) ⟨Is there a toll?⟩\nA) ⟦No.⟧\n"
    ),
    "an FAQ with equals signs": (
        "Q = ⟨When does the bridge open?⟩\nA = ⟦In May. The tests are done.⟧\n\n"
        "Q = ⟨What did it cost?⟩\nA = ⟦Twelve million.⟧\n\n"
        "Q = ⟨Is there a toll?⟩\nA = ⟦No.⟧\n"
    ),
    "bullets with labels": (
        "* Reporter: ⟨When does the bridge open?⟩\n* Mayor: ⟦In May. The tests are done.⟧\n"
        "* Reporter: ⟨What did it cost?⟩\n* Mayor: ⟦Twelve million.⟧\n"
        "* Reporter: ⟨Is there a toll?⟩\n* Mayor: ⟦No.⟧\n"
    ),
    "names with times after a dash": (
        "Ann Reed - 0:01\n⟨When does the bridge open?⟩\n\nTom Cole - 0:05\n⟦In May. The tests are done.⟧\n\n"
        "Ann Reed - 0:12\n⟨What did it cost?⟩\n\nTom Cole - 0:15\n⟦Twelve million.⟧\n\n"
        "Ann Reed - 0:21\n⟨Is there a toll?⟩\n\nTom Cole - 0:24\n⟦No.⟧\n"
    ),
    "times in brackets before the names, words below": (
        "[00:01] Ann Reed\n⟨When does the bridge open?⟩\n\n[00:05] Tom Cole\n⟦In May. The tests are done.⟧\n\n"
        "[00:12] Ann Reed\n⟨What did it cost?⟩\n\n[00:15] Tom Cole\n⟦Twelve million.⟧\n\n"
        "[00:21] Ann Reed\n⟨Is there a toll?⟩\n\n[00:24] Tom Cole\n⟦No.⟧\n"
    ),
    "times alone between speakers with dashes": (
        "- Ann Reed: ⟨When does the bridge open?⟩ \n- Tom Cole: ⟦In May. The tests are done.⟧\n"
        "- Ann Reed: ⟨What did it cost?⟩\n- Tom Cole: ⟦Twelve million.⟧\n"
        "- Ann Reed: ⟨Is there a toll?⟩\n- Tom Cole: ⟦No.⟧\n"
    ),
    "outlets in square brackets": (
        "[Harbour Times] ⟨When does the bridge open?⟩\n\n[Mayor Cole] ⟦In May. The tests are done.⟧\n\n"
        "[Hill Radio] ⟨What did it cost?⟩\n\n[Mayor Cole] ⟦Twelve million.⟧\n\n"
        "[Town Gazette] ⟨Is there a toll?⟩\n\n[Mayor Cole] ⟦No.⟧\n"
    ),
    "Interviewer and Participant": (
        "Interviewer: ⟨When did you first see the bridge?⟩\n\nParticipant 3: ⟦In May. I was ten.⟧\n\n"
        "Interviewer: ⟨And what did you think?⟩\n\nParticipant 3: ⟦That it was long.⟧\n\n"
        "Interviewer: ⟨Do you use it?⟩\n\nParticipant 3: ⟦Every day.⟧\n"
    ),
    "I: and P:": (
        "I: ⟨When did you first see the bridge?⟩\n\nP: ⟦In May. I was ten.⟧\n\n"
        "I: ⟨And what did you think?⟩\n\nP: ⟦That it was long.⟧\n\n"
        "I: ⟨Do you use it?⟩\n\nP: ⟦Every day.⟧\n"
    ),
    "a letter box: question from": (
        "### Question from Ann, Northtown\n\n⟨When does the bridge open?⟩\n\n### Answer\n\n⟦In May.⟧\n\n"
        "### Question from Tom, Southport\n\n⟨What did it cost?⟩\n\n### Answer\n\n⟦Twelve million.⟧\n\n"
        "### Question from Sue, Hill\n\n⟨Is there a toll?⟩\n\n### Answer\n\n⟦No.⟧\n"
    ),
    "Chinese, a live text broadcast with outlets in brackets": (
        "[主持人 林一]：大家好，欢迎各位记者。\n\n"
        "[晨光报记者]：⟨大桥什么时候通车？⟩\n\n[市长 王二]：⟦五月通车。准备工作已经完成。⟧\n\n"
        "[海港电视台记者]：⟨收费吗？⟩\n\n[市长 王二]：⟦不收费。⟧\n\n"
        "[山城电台记者]：⟨渡船怎么办？⟩\n\n[市长 王二]：⟦继续开。⟧\n\n"
        "[主持人 林一]：今天的发布会到此结束，谢谢大家。\n"
    ),
    "Chinese, Q and A without a space": (
        "Q：⟨大桥什么时候通车？⟩\nA：⟦五月通车。⟧\n\nQ：⟨收费吗？⟩\nA：⟦不收费。⟧\n\nQ：⟨渡船怎么办？⟩\nA：⟦继续开。⟧\n"
    ),
    "Chinese, two names and a line of their own": (
        "**林一：**⟨大桥什么时候通车？⟩\n\n**王二：**⟦五月通车。准备工作已经完成。⟧\n\n"
        "**林一：**⟨收费吗？⟩\n\n**王二：**⟦不收费。⟧\n\n**林一：**⟨渡船怎么办？⟩\n\n**王二：**⟦继续开。⟧\n"
    ),
    "Chinese, investors' questions": (
        "投资者提问：⟨公司的大桥项目什么时候完工？⟩\n\n公司回复：⟦尊敬的投资者，您好！项目五月完工。感谢您的关注。⟧\n\n"
        "投资者提问：⟨项目总投资多少？⟩\n\n公司回复：⟦您好！总投资一千二百万元。⟧\n\n"
        "投资者提问：⟨会收费吗？⟩\n\n公司回复：⟦您好！不收费。⟧\n"
    ),
    "Chinese, numbered questions in brackets and answers": (
        "（一）⟨大桥什么时候通车？⟩\n答：⟦五月通车。⟧\n\n（二）⟨收费吗？⟩\n答：⟦不收费。⟧\n\n（三）⟨渡船怎么办？⟩\n答：⟦继续开。⟧\n"
    ),
    "Chinese, question numbers": (
        "问题1：⟨大桥什么时候通车？⟩\n回答：⟦五月通车。⟧\n\n问题2：⟨收费吗？⟩\n回答：⟦不收费。⟧\n\n问题3：⟨渡船怎么办？⟩\n回答：⟦继续开。⟧\n"
    ),
    "Chinese, the paper's name and the guest's": (
        "晨光周刊：⟨大桥什么时候通车？⟩\n\n王二：⟦五月通车。准备工作已经完成。⟧\n\n"
        "晨光周刊：⟨收费吗？⟩\n\n王二：⟦不收费。⟧\n\n晨光周刊：⟨渡船怎么办？⟩\n\n王二：⟦继续开。⟧\n"
    ),
}
