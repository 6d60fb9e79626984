import pytest

from articles.language import is_english

ENGLISH = [
    "",
    "12 + 34 = 46",
    "Lavrov said no.",
    "Oui.",
    "Mira Tolland met Jorun Asteby in Port Lessing",
    "PORT LESSING (NWA) - THE HARBOUR WILL BE DREDGED, TOLLAND SAID ON FRIDAY AFTER TALKS",
    "“Nein, danke,” Herr Brink told Der Spiegel in Berlin. “Die Welt ist klein,” he added, leaving for Frankfurt.",
]
OTHERS = [
    "Der Minister sagte am Freitag, dass die Regierung den Plan nicht ändern werde.",
    "De minister zei vrijdag dat de regering het plan niet zal wijzigen.",
    "Le ministre a déclaré vendredi que le gouvernement ne changerait pas le plan.",
    "El ministro dijo el viernes que el gobierno no cambiará el plan.",
    "Statsministeren sa fredag at regjeringen ikke vil endre planene sine.",
    "Министр заявил в пятницу, что план не изменится.",
    "Menteri mengatakan pada hari Jumat bahwa pemerintah tidak akan mengubah rencana tersebut.",
    "部长星期五表示,政府不会改变这项计划,所有人都应该耐心等待最终的决定。",
    "قال الوزير يوم الجمعة إن الحكومة لن تغير الخطة",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_or_too_short_to_tell(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages(text: str) -> None:
    assert not is_english(text)
    assert not is_english(text * 30)
