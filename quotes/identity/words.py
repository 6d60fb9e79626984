"""Words around and within names that say nothing about who it is. Closed classes of English, not lists of names."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Stand before a person's name and are no part of it.
TITLES = _words("""
    mr mrs ms miss mx madam madame sir dame dr doctor prof professor hon honourable honorable rt right
    president vice prime minister premier chancellor secretary undersecretary senator sen representative rep
    congressman congresswoman deputy governor gov mayor councillor councilman councilwoman ambassador envoy
    commissioner chairman chairwoman chairperson chair director general gen lieutenant lt colonel col captain capt
    commander cmdr admiral adm brigadier corporal cpl sergeant sgt maj pte private lance inspector superintendent
    detective constable officer sheriff attorney solicitor reverend rev archbishop cardinal rabbi imam ayatollah
    former acting then interim late foreign defence defense interior finance ex spokesman spokeswoman spokesperson
    speaker house majority minority leader whip coach manager
    senior brig supt insp mme mlle monsieur me maitre herr frau dipl ing drs dra ir mevr jhr
    sr sra srta dna senor senora senorita signor signora avv dott onorevole shri shrimati smt pandit daw haji hajji hj
    datuk grof grofno ozv woizero
""")
MALE_TITLES = _words("mr sr sir lord herr monsieur shri senor baron duke earl king prince emperor")
FEMALE_TITLES = _words(
    "mrs ms miss madam madame dame lady frau mme mlle mevr sra srta dna senora senorita signora shrimati smt "
    "daw woizero baroness queen princess empress spokeswoman chairwoman congresswoman councilwoman"
)
# Titles before two names or more; short given names, too.
TITLES_BEFORE_FULL = _words("u dom")
# Titles that are given names too ("Dean Baquet", "Major Garrett").
TITLES_OR_NAMES = _words(
    "dean earl duke major judge justice marshal bishop baron lord lady baroness father sister brother"
)
# With a single name these are how somebody is called for good: "Pope Francis", "Queen Margrethe".
REGNAL = _words("king queen prince princess pope emperor empress emir sultan patriarch saint sheikh sheikha mullah")
GENERATIONS = {
    "jr": "jr", "junior": "jr", "filho": "jr", "sr": "sr", "senior": "sr", "neto": "neto", "sobrinho": "sobrinho",
    "ii": "ii", "iii": "iii", "iv": "iv", "vi": "vi",
}  # fmt: skip
# Hungarian puts them first.
GENERATIONS_BEFORE = {"ifj": "jr", "id": "sr"}
LETTERS_AFTER = _words("phd md mp mep msp qc kc obe cbe mbe kbe esq frs")
# The Arabic article, joined to a name or left out at will: "al-Assad", "Assad".
ARTICLES = _words("al el ul")
# Compounds of "Abd" and the article, written as one word: "Abdelkarim", "Abdurrahman".
COMPOUNDS = re.compile(r"^abd[aeou](?:l(?=.)|([rsntdz])(?=\1))")
# Before surnames, written small or left out at will.
PARTICLES = _words("""
    al el ul von zu zum zur vom und van der den de da do dos das del della delle di la le lo los las du des y e i
    ter ten te t v d af av bin ibn bint
""")

# Particles also where they are written large.
ALWAYS_PARTICLES = _words("della delle freiherr")

# Institutions and bodies of people; a name made of nothing else ("the Foreign Ministry") means another one elsewhere.
GENERIC = _words("""
    a academy administration advisory affairs agency air airline airport alliance ambulance and appeal appeals area
    army assembly association attorney authorities authority bank bar board body borough brigade bureau business cabinet
    campaign central centre center chamber charity chief church city civil clinic club co coalition coast coastguard
    college commission committee community company congress corporation council county court crown customs
    defence defense delegation department development diocese directorate district division economic economy education
    election elections electoral embassy emergency energy environment executive factory federal federation finance fire
    firm for force forces foreign foundation fund general government group guard guards harbour harbor headquarters
    health high hospital house housing immigration independent industry information inquiry institute institution
    intelligence interior international investment irrigation joint judiciary jury justice labour labor law leadership
    league legislature library local magistrates management manufacturer mayor media medical meteorological migration
    military minister ministers ministry mission monitoring municipal municipality museum national naval navy network
    news newspaper ngo ngos office operator opposition organisation organization oversight owner owners pac pacs panel
    parish parliament
    party plant police port post power presidency president prime prison prosecution prosecutor prosecutors province
    provincial public publisher railway region regional registry regulator rescue research retailer safety school
    science secretariat security senate service services social society southern northern eastern western south north
    east west staff state statement station statistics super supreme survey task team teachers theatre town trade trades
    transport treasury tribunal trust union unions university upper lower veterans village water weather welfare wing
    works     the of on in
""")

# "a court in Calder", "her lawyer": one of many, or known from the article alone.
INDEFINITE = _words("""
    a an one two three four five six seven eight nine ten another other some several many few most all both each every
    any no his her its their our my your this that these those half
""")
# Written small within names.
SMALL = _words(
    "of the and for in on at to de la le du des da do dos di del della von van der den zu zum bin ibn al el y e"
)
