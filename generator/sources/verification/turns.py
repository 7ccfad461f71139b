"""Words that turn the meaning of a sentence, so that a part of it without them says something else.

They are regular expressions of whole words, of small letters. Those of all languages are looked for in any
text, because a source may have several.

Not found are negations inside a word, as in Turkish `istemiyoruz`, Kazakh `келмейді` and Kyrgyz `келбейт`:
other words have the same syllables. Nor are moods of a verb, as in `had we known`, and Arabic `ما` and `إن`,
which mostly mean something else.
"""

import re
from typing import Final, NamedTuple

from generator.sources.verification.normal_form import QUOTATION


class Turns(NamedTuple):
    """Alternatives, of one language."""

    negation: str
    """They turn the clause that they are in."""
    condition: str
    """They turn the whole sentence, as do the next."""
    denial: str
    """That something is not so, or is only said to be."""
    behind: str
    """Right behind words, they begin what is said against them, or limits them."""
    before: str
    """Right before words, they limit them, or say that they are not quite so, or not yet."""
    conjunction: str = ""
    """Behind a comma, they go on with the clause before it."""


TURNS: Final = {
    "English": Turns(
        r"not(?! only| just| merely| simply| least| to mention)|\w+n't(?! only| just)|cannot|"
        r"no(?! doubt| matter| less| s[oó]lo| solamente|\. ?\d)|non(?!-| seulement)|nor|never|none|nobody|"
        "nowhere|neither|nothing(?! but| less)|without(?! doubt)|hardly|scarcely|barely|seldom|rarely|"
        "unable|unlikely|impossible|lack(?:s|ed|ing)?(?: of)?|fail(?:s|ed|ing|ure)?|against|instead|"
        "stop(?:s|ped|ping)?|(?<!a )little(?! by|-)|"
        "(?<!a )(?<!the )(?<!next )(?<!last )(?<!past )(?<!first )few|far from|rather than|"
        r"prevent(?:s|ed|ing)?|avoid\w*|ceas(?:e|es|ed|ing)|abandon(?:s|ed|ing|ment)?|"
        "rul(?:e|es|ed|ing) out|g[ai]ve up",
        "(?:only )?if|unless|whether|provid(?:ed|ing) (?:that|they|we|it|he|she|you|there)|except|"
        "(?:as|so) long as|only when|in case|on (?:the )?condition|assuming|supposing|otherwise|as though",
        r"den(?:y|ies|ied|ying|ials?)|refus\w+|reject(?:s|ed|ing)?|false|falsely|untrue|wrongly|"
        r"(?:is|was|be) wrong|a lie|(?:tell|tells|told|telling|are|were|of|all) lies|a myth|refut\w+|"
        r"misquot\w+|pretend(?:s|ed|ing)?|alleg\w+|supposed(?! to)|supposedly|so-called|contrary to|"
        "rumou?rs?|disput(?:es|ing)|(?:he|she|they|is|are|was|were|has|have) disputed?|absurd|nonsense|"
        r"ridiculous|(?:base|ground)less|unfounded|propaganda|fakes?|hoax|fabricat\w+|"
        r"(?:not|\w+n't|never) (?:\w+ )?(?:sa(?:y|id)|true|so|the case)|said (?:nobody|no one)",
        "but|however|although|though|yet|except|only|until|till|or so|at best|"
        "(?:in|on) (?:theory|principle|paper)",
        "may|might|could|would|almost|nearly|(?<!not )(?<!n't )only|perhaps|maybe|"
        "(?:less|fewer|more) than|at (?:least|most)|up to|"
        "(?:try|tries|tried|trying|hop(?:e|es|ed|ing)|wish(?:es|ed)?|want(?:s|ed)?|like)(?: to| that)?",
        "that",
    ),
    "German": Turns(
        r"nicht(?! nur| zuletzt| bloß)|nichts|kein\w{0,2}|nie|niemals|niemand\w*|nirgends|ohne|weder|kaum|"
        r"unmöglich|wenige?|mangel\w*|(?:ver)?hinder\w+|statt|gegen",
        "(?:nur )?wenn|(?<=, )falls|sofern|es sei denn|vorausgesetzt|solange|außer|ob|"
        "unter der bedingung|sonst",
        r"leugne\w+|bestreite\w+|bestritt\w*|dementier\w+|weiger\w+|abgelehnt|angeblich\w*|falsch\w*|"
        r"widerleg\w+|gelogen|lügen?|unwahr\w*|sogenannt\w+|gerüchte?\w*|unsinn|quatsch|erfunden|"
        r"haltlos\w*|unbegründet\w*",
        "aber|doch|jedoch|allerdings|obwohl|nur|bis|höchstens|theoretisch",
        "beinahe|vielleicht|könnten?|würden?|(?<!nicht )nur|bis zu|mehr als|weniger als",
        "dass|daß|ob",
    ),
    "French": Turns(
        "ne|n'|pas(?! seulement)|jamais|aucune?|rien|(?<!une )(?<!la )(?<!cette )personne|sans|ni|guère|"
        "peu(?! à peu)|impossible|manque de|au lieu",
        "si|s'ils?|à moins|à (?:la )?condition|pourvu|sauf|sinon|au cas où",
        r"ni(?:er|ait|é|ent)|démen(?:t|ti|tir|tent|tait)|réfut\w+|refus\w+|préten\w+|fau(?:x|sse|ssement)|"
        r"mensong\w+|soi-disant|rejet\w+|rumeurs?|absurdes?|infond\w+|inventée?s?",
        "mais|cependant|pourtant|toutefois|bien que|seulement|jusqu'à|en théorie",
        "presque|peut-être|(?<!non )(?<!pas )seulement|(?:plus|moins) de|jusqu'à",
        "que|qu'",
    ),
    "Spanish": Turns(
        "nunca|jamás|nada|nadie|sin(?! embargo| duda)|ni|ningun[oa]?|ningún|tampoco|imposible|falta de|"
        "poc[oa]s?|apenas|en vez|en lugar",
        "si|a menos|siempre que|con tal|salvo|excepto|a condición|en caso",
        r"nieg(?:a|an|o)|neg(?:ó|aron|ar|ado|aba|aban|ando)|desm[ie]nt\w+|rechaz\w+|fals[oa]s?|falsamente|"
        r"mentiras?|supuest\w+|rumor(?:es)?|absurd[oa]s?|infundad\w+|bulos?",
        "pero|sin embargo|aunque|no obstante|s[oó]lo|hasta que|en teoría",
        "casi|quizás?|podrían?|(?<!no )s[oó]lo|(?:más|menos) de|hasta",
        "que",
    ),
    "Portuguese and Italian": Turns(
        r"não|sem|nem|nenhuma?|nessun\w?|niente|senza|né",
        "se non",
        "",
        "",
        "",
        "che",
    ),
    "Russian": Turns(
        "не(?! только| просто| тільки| лише)|ни|нет|нету|нельзя|никогда|ник(?:то|ого|ому|ем)|"
        r"никак(?:ой|ая|ие|их)?|ничего|ничто|ничем|без|невозможно|вряд ли|едва ли|мало|отсутств\w+|"
        r"прекра[тщ]\w+|вместо",
        "(?:только |лишь )?если|при условии|кроме(?! того)|в случае|иначе",
        r"отриц\w+|опрове\w+|отказ\w+|отверг\w+|ложно|лож[ьи]|лжи|якобы|неправд\w+|неверно|не так|"
        r"слух(?:и|ам|ах|ов)|будто|так называем\w+|чушь|бред|абсурд\w*|выдум\w+|фейк\w*",
        "но|однако|хотя|только|лишь|пока|разве что",
        "почти|едва|может быть|возможно|(?<!не )(?:только|лишь)|(?:более|менее)",
        r"что|чтобы|будто|котор\w+",
    ),
    "Ukrainian": Turns(
        r"ні|немає|нема|ніколи|ніхто|нікого|нікому|нічого|ніщо|жодн\w+|без|неможливо|навряд чи|мало|"
        r"відсутн\w+|припин\w+|замість",
        "(?:тільки |лише )?якщо|якби|за умови|крім(?! того)|хіба|у разі|інакше",
        r"запереч\w+|спрост[ову]\w+|відмов\w+|неправд\w+|брехн\w+|нібито|начебто|неправильно|відкин\w+|"
        r"маячня|вигад\w+",
        "але|однак|проте|хоча|тільки|лише|поки",
        "майже|ледве|можливо|(?<!не )(?:тільки|лише)|(?:більше|менше) ніж",
        "що|щоб|нібито|як(?:ий|а|е|і|их)",
    ),
    "Turkish": Turns(
        r"değil\w*|yok(?:tur|tu)?|hiç\w*|asla|olmadan|imkansız|yerine",
        "eğer|şayet|(?:koşulu|şartı)(?:yla| ile)|sürece|takdirde|yoksa",
        r"redde\w+|ink[aâ]r\w*|yalan(?!g)\w*|sözde|güya|yanlış|asılsız|uydurma|saçma",
        "ama|fakat|ancak|oysa",
        "neredeyse|belki|sadece|yalnızca",
        "ki",
    ),
    "Kazakh": Turns(
        r"емес\w*|жоқ\w*|ешқ\w+|ешкім|еш",
        r"егер\w*|шарт(?:ымен|пен)|болса|әйтпесе",
        r"(?:жоққа|теріске) шығар\w+|бас тарт\w+|өтірік|жалған|негізсіз",
        "бірақ|алайда|дегенмен",
        "мүмкін|тек",
    ),
    "Kyrgyz": Turns(
        r"эмес\w*|жок\w*|эч\w*",
        r"эгер\w*|шарт(?:та|ы менен)|болсо|антпесе",
        r"четке как\w+|тан(?:ды|ган|ышты)|баш тарт\w+|жалган|калп|негизсиз",
        "бирок|ошентсе да",
        "балким|мүмкүн",
    ),
    "Uzbek in Latin letters": Turns(
        r"emas\w*|yo'q\w*|hech(?:[kq]\w+)?",
        "agar(?:da)?|sharti? bilan|mabodo|bo'lsa",
        r"rad (?:et|qil)\w+|inkor\w*|yolg'on\w*|go'yo|noto'g'ri|asossiz|uydirma",
        "lekin|ammo|biroq",
        "balki|deyarli|faqat",
        "ki",
    ),
    "Uzbek in Cyrillic letters": Turns(
        r"эмас\w*|йўқ\w*|ҳеч\w*",
        "агар(?:чи|да)?|шарти? билан|мабодо|бўлса",
        r"рад (?:эт|қил)\w+|инкор\w*|ёлғон\w*|гўё|нотўғри|асоссиз|уйдирма",
        "лекин|аммо|бироқ",
        "балки|деярли|фақат",
        "ки",
    ),
    "Tajik": Turns(
        r"нест(?:ам|ем|ед|анд|ӣ)?|наме(?:хоҳ|шав|кун|дон|тавон|гӯ|рав|диҳ|оя|бин|гир|зан)\w+|"
        r"на(?:хоҳ|кард|буд|дор|шуд|гуфт|бояд|тавон|кун|дод)\w*|ҳеҷ\w*|бе|бидуни|ҳаргиз",
        r"агар(?:чи|да)?|магар|ба шарт\w*|дар сурат\w*",
        r"рад (?:кард|мекун)\w*|инкор\w*|дурӯғ\w*|гӯё|нодуруст|беасос",
        "вале|аммо|лекин",
        "қариб|шояд|танҳо",
        "ки",
    ),
    "Persian": Turns(
        r"نمی\w*|نیست\w*|ن(?:کرد|گفت|شد|بود|دار|خواه|باش|کن|شو|توان|دان|باید|داد)\w*|نه|هیچ\w*|بدون|هرگز|"
        "عدم",
        r"اگر|مگر|چنانچه|به شرط|در صورت\w*|مشروط",
        "تکذیب|انکار|رد کرد|دروغ|نادرست|گویا|بی ?اساس",
        "اما|ولی|لیکن",
        "تقریبا|شاید|(?<!نه )(?:فقط|تنها)",
        "که",
    ),
    "Arabic": Turns(
        "[وف]?(?:لا|لم|لن|لست|لسنا)|[وف]?ليس(?:ت|وا|ا|ن)?|[وفب]?غير|[وب]?دون|[وب]?عدم|بلا|لولا|كلا",
        "[وف]?إذا|[وف]?لو|إلا(?! أن)|بشرط|شريطة|ما لم|في حال",
        r"نفى|ينفي|تنفي|نفي|[أي]نكر\w*|[يت]?رفض\w*|[يت]?زعم\w*|مزاعم|كاذب\w*|شائعات|أكاذيب|باطل\w*",
        r"و?لكن\w*|إلا أن|غير أن|بيد أن",
        "ربما|قد|تقريبا|فقط",
        "أن|أنه|أنها|بأن",
    ),
}
UNSPACED: Final = Turns(
    "不(?![仅僅但只断斷过過少久错錯论論管]|同(?!意))|[没沒]|[无無](?![论論])|未(?![来來])|"
    "(?<![除是])非(?![常洲])|勿|莫(?!斯科|桑|名)|(?<!是)否(?![则則])|"
    "(?<![特级級区區分差告性个個识識类類离離])[别別](?![人的名处處])|停止|很少|缺乏|ない|なかった|ません|"
    "ぬ",
    "如果|假如|若(?!干)|除非|只有|只要|倘若|要是|的[话話]|前提|是否|否[则則]|もし",
    "否[认認]|拒[绝絕]|[谎謊]|[虚虛]假|并非|据称|據稱|所[谓謂]|[谣謠]言|反[驳駁]|荒[谬謬]|捏造",
    "但|然而|不[过過]|可是|[却卻]",
    "几乎|幾乎|可能|也[许許]|(?<!不)[仅僅只]",
)
"""Of Chinese and Japanese, which have no spaces between words."""
ABBREVIATIONS: Final = (
    "mrs?|ms|dr|prof|gen|lt|maj|capt|sgt|rep|sen|gov|hon|st|vs|ft|rev|pres|dept|etc|approx|ca|cf|sec|vol|"
    "pp|jr|sr|inc|ltd|corp|mt|bzw|nr|hr|fr|usw|vgl|mme|mlle|sra|srta|ud|uds|им|ул|гг|руб|тыс|млн|млрд|"
    "проф|акад|ст|ген|см|др|пр|вул|грн|yy|sn|sh"
)
"""A full stop behind them does not end a sentence, nor does one behind a single letter."""

_SPACE = re.compile(r"\s")
_SAME = str.maketrans(
    dict.fromkeys(QUOTATION, "'")
    | dict.fromkeys("‐‑", "-")
    | {"İ": "i", "ı": "i", "ё": "е"}  # the small form of the first would be two characters
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ي": "ی", "ى": "ی", "ك": "ک"}
)
"""Letters and marks for which texts have one or the other."""
_KINDS = {
    kind: "|".join(filter(None, (getattr(of_language, kind) for of_language in TURNS.values())))
    for kind in Turns._fields
}


def plain(text: str) -> str:
    """The text in which turns are looked for, with every character at its place."""
    return _SPACE.sub(" ", text).translate(_SAME).lower()


def _pattern(*kinds: str) -> re.Pattern[str]:
    found = "|".join(rf"(?P<{kind}>\b(?:{_KINDS[kind]})\b|{getattr(UNSPACED, kind)})" for kind in kinds)
    return re.compile(found.translate(_SAME))


BEFORE: Final = _pattern("denial", "condition", "negation", "before")
BEHIND: Final = _pattern("denial", "condition", "negation", "behind")
"""What turns the words behind it, or those before it; the group that it matches is the kind."""
BREAK: Final = re.compile(
    rf"[,،，](?!\s*(?:{_KINDS['conjunction'].translate(_SAME)})\b)|\s-\s|[–—;；：]|:(?!\d)"
)
"""Ends a clause, which a negation does not reach beyond."""
