"""Who is somebody else, and what is one body: ranks beside courtesies, the subject of what is said, bodies' names."""

import pytest

from tests.attribution.conftest import Ask

pytestmark = pytest.mark.model

LAST = [
    # The one of whom something is said does not say it.
    ("[Mara Lopez] met Ann Carter. Carter was furious. The senator, [she] said, had lied.", "Ann Carter"),
    ("Senator Mara Lopez met Judge Ann Carter. [Carter] denied it. The senator, [she] said, had lied.", "Ann Carter"),
    ("Mayor Ana Ruiz fired Joan Kay. [Kay] said she would sue. The mayor, [she] said, had lied.", "Joan Kay"),
    ("Ann Carter met Mara Lopez. Lopez, [she] said, had never read the ruling.", "Ann Carter"),
    # Relative pronouns belong to people, and to what can tell something.
    ("[Ravi Shan, a security researcher in Pune], said no, and [who] said so?", None),
    ("The flaw was found by Ravi Shan, a security researcher in Pune, [who] said he reported it.", "Ravi Shan"),
    ("The bank raised rates, [which] would suggest that it was late.", None),
    ("The group published a survey, [which] found that it was late.", "a survey"),
    ("Harlow Bank, [which] said it would appeal, fell.", "Harlow Bank"),
    # Names that begin with an article of their own.
    ("Minister Samir al-Khazali spoke on Friday. “No,” [al-Khazali] said.", "Samir al-Khazali"),
    ("Samir el-Sayed, the minister, resigned. “No,” [el-Sayed] said.", "Samir el-Sayed"),
    # Offices that outlast who holds them.
    ("It rained, [the Harlan County Sheriff's Office] said.", "Harlan County Sheriff's Office"),
    ("[The Cook County Medical Examiner’s Office] said no.", "Cook County Medical Examiner’s Office"),
    ("[The Prime Minister’s Office] said no. [The office] said it was late.", "Prime Minister’s Office"),
    ("[Sheriff Tom Hale’s Office] said no.", "Sheriff Tom Hale’s Office"),
    ("[The Transport and General Workers’ Alliance] said no.", "Transport and General Workers’ Alliance"),
    ("[The National Union of Rail and Ferry Workers] said no.", "National Union of Rail and Ferry Workers"),
    # Husband and wife.
    ("[PC Hoare] denied it. [Mrs Hoare] said it was late.", "Mrs Hoare"),
    ("[Wing Cdr Hoare] denied it. It rained.\n[Mrs Hoare] said it was late.", "Mrs Hoare"),
    ("[Mrs Hoare] said it was late. [PC Hoare] denied it.", "Hoare"),
    ("[Police Constable Ray] said no. [PC Ray] said it was late.", "Ray"),
    ("[Sen. Hale] said no. [Mrs. Hale] said it was late.", "Hale"),
    ("Judge Anna Berg jailed Tom Cole. [The widow] said it was over.", "The widow"),
    # What may be said of a woman, too.
    ("The bid by Van Oersel failed. [Chairman Anna Berg] said no. [She] said it was late.", "Anna Berg"),
    ("[Chairman Lady Isobel Keane] said no. [She] said it was late.", "Isobel Keane"),
    ("[The report “Mexico by Numbers”] said that rents rose.", "The report “Mexico by Numbers”"),
    ("St Wilfrid’s must close. [She] said it was late.", None),
]

TURNS = (
    "The new novel by Petra Holm, The Drowned Sexton, is out.\nDominic Sayle: [Is it easier]?\nPetra Holm: No.\n"
    "DS: Why?\n[PH]: It is late."
)


@pytest.mark.parametrize(("text", "name"), LAST)
def test_who_is_meant(ask: Ask, text: str, name: str | None) -> None:
    assert [v.name for v in ask(text)[-1].voices] == ([name] if name else [])


def test_initials_that_open_a_turn_are_who_has_spoken(ask: Ask) -> None:
    assert [v.name for v in ask(TURNS)[-1].voices] == ["Petra Holm"]
