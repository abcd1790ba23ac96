"""Lines of page furniture, as patterns: English, then Russian, Kazakh and their neighbours.

A line counts only as a whole. What has no word of its own, counts and clocks, is told in any
language.
"""

from __future__ import annotations

import re

_LEADS = r"(?:^|^[\[(]\s*)"  # "(" in "(Photo: Amber Post)", or nothing
# "Facebook", "ВКонтакте", "Telegram-де"
_NETWORK = (
    r"(?:facebook|twitter|x|instagram|telegram|youtube|tiktok|linkedin|whats ?app|viber|vk"
    r"|threads|max|ok(?:\.ru)?|rss|google news|в ?контакте|вк|одноклассник|дзен|яндекс\.дзен"
    r"|фейсбук|твиттер|инстаграм|телеграм|ютуб|тикток|ватсап|вотсап|вайбер)"
    r"(?:[- ]?(?:канал|чат)[а-яәі]{0,4}|[-а-яәіү]{0,4})"
)
# "Facebook, Telegram и TikTok"
_NETWORKS = rf"(?:{_NETWORK}(?:[\s,|/•·]+|\s+(?:и|және|and)\s+|\.?$))+"
_NUMBER = r"\d+(?:[\s\u00a0\u202f.,]\d+)*(?:\s?(?:[kmкм]\b|тыс\.?|мың))?"  # "5 211", "7,4K"
_SIGN = r"[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?"  # "👁"

_ENGLISH = (
    # Credits of pictures.
    rf"{_LEADS}(?:photos?|pictures?|images?|video|illustration|graphic|infographic)"
    r"(?: (?:credit|courtesy|source)s?)?(?: of| by)?\s*[:©/].{1,120}$",
    rf"{_LEADS}(?:photos?|pictures?|images?|illustration) (?:credits? )?(?:by|courtesy(?: of)?)"
    r" (?-i:[A-Z])[^.]{2,60}[\])]?\.?$",
    r"^(?:photo |image |picture )?credits?\s*:\s*.{2,100}$",
    r"^\S.{0,200}[\[(/](?:file|archive|illustrative) (?:photo|picture|image)[\])/]?\.?$",
    r"^(?:file|archive|illustrative|stock) (?:photo|picture|image)\b[^.]{0,80}\.?$",
    r"^.{0,60}(?:/|via )\s?(?:getty images|shutterstock|reuters photo|ap photo|afp photo)\.?$",
    # Signing up, following, sharing.
    r"^get (?:the |our |all )?.{0,80}\b(?:sent|delivered)\b.{0,30}\b(?:you|your)\b.{0,200}$",
    r"^(?:please )?(?:sign up|subscribe)\b.{0,120}"
    r"\b(?:our|newsletters?|inbox|channel|telegram|whatsapp|youtube|updates|via|here|now|today)\b"
    r".{0,120}$",
    r"^(?:follow|like|join|find) us (?:on|here)\b.{0,180}$",
    r"^(?:follow|join|like) our\b.{0,40}\b(?:page|channel|community|group|newsletter)s?\b"
    r".{0,150}$",
    r"^(?:follow|like) .{2,60} on (?:facebook|twitter|x|instagram|telegram|youtube|tiktok"
    r"|linkedin|google news|whatsapp)\b.{0,120}$",
    r"^(?:download|get|install) (?:our|the) .{0,40}\bapp\b.{0,80}$",
    r"^(?:share|tweet|post|print|e-?mail|save)(?:\s*[:|·•,/]\s*|\s+)"
    r"(?:on |via |to )?(?:this|facebook|twitter|x|telegram|whatsapp|linkedin|e-?mail)\b"
    r".{0,60}$",
    r"^(?:already a subscriber|(?:have|got) a (?:news )?tip|to subscribe)\b.{0,150}$",
    r"^(?:(?:facebook|twitter|x|telegram|whatsapp|vk|linkedin|reddit|pinterest|instagram|youtube"
    r"|tiktok|viber|e-?mail|copy link"
    r"|(?:print|shares?|tweets?|likes?|pin(?: it)?|comments?)(?:\s+\d+[km]?\b|\s*\(\d+\))?)"
    r"[\s,|/•·]*)+$",
    # Pointers to other pages.
    r"^[\[(]?(?:read (?:more|also|next)|also read|see (?:also|more)|more on this"
    r"|watch(?: also| now)?|listen(?: also)?|related(?: \w+)?|recommended|don[’']t miss)"
    r"\s*[:|>»].{0,250}$",
    # "Advertisement: Open a deposit"
    r"^(?:advertisement|sponsored(?: content)?|promoted)\s*[:|]\s.{1,250}$",
    # Counters, clocks, notices.
    r"^(?:reading time|read time|time to read)\b.{0,30}$",
    r"^\d+[- ]min(?:ute)?s?(?: read)?$",
    r"^\d+(?:[.,]\d+)?[km]? (?:views?|comments?|shares?|likes?|reads?|views? \d.*)$",
    r"^(?:views|comments|shares)\s*:?\s*\d+$",
    r"^(?:post|leave|add|write|view|show) (?:a |your )?comments?\b[^.]{0,20}$",
    r"^(?:sign|log) in to (?:comment|reply|leave|post)\b.{0,40}$",
    r"^comments? (?:are|have been) (?:now |currently )?(?:closed|off|disabled|turned off)"
    r"(?: (?:on|for) this \w+)?\.?$",
    r"^(?:last )?(?:updated|modified)\s*(?:on|:|at)\s.{4,50}$",
    # What a page asks of its reader.
    r"^(?:if you (?:have )?)?(?:find|found|noticed?|spot(?:ted)?|see) an?"
    r" (?:mistake|error|typo)\b.{0,60}\b(?:select|highlight|mark|press|ctrl)\b.{0,80}$",
    r"^you(?: have|['’]ve) (?:read |used |viewed |reached |\d).{0,40}\bfree"
    r" (?:articles?|stories|reads?|views?)\b(?!.*\b(?:said|says|told)\b).{0,150}$",
    r"^advertise (?:with us|here|on (?:our|this) (?:web)?site)\s*(?:[:|–—-].{0,80})?$",
    r"^(?-i:Our Standards)\s*:\s.{0,60}\b(?:principles|standards|policy|code|guidelines)\.?$",
    r"^(?:tags|topics|keywords|filed under|posted in|categories)\s*:\s*.{1,200}$",
    r"^(?:this (?:web)?site|we) uses? cookies\b.{0,250}$",
    r"^(?:please )?enable javascript\b.{0,150}$",
    # Who worked on it, and whose it is.
    r"^[\[(](?:reporting|writing|additional reporting|editing|compiled|edited|written"
    r"|translated|with (?:additional )?reporting|with inputs?)\b.{0,40}\b(?:by|from)\b"
    r".{1,220}[\])]$",
    r"^(?:reporting|writing|additional reporting|editing|translated|edited|compiled) by"
    r" [^.]{2,120}\.?$",
    r"^[^.]{3,250}\bcontributed (?:reporting|to this (?:article|report|story))\b[^.]{0,60}\.?$",
    r"^(?:source\s*:\s*(?:news |wire )?|with (?:the )?(?:\w+ ){1,3})"
    r"(?:agencies|wires|wire (?:reports|services))\.?$",
    r"^this (?:brief|summary|digest|article|story|report|piece|post) (?:is|was|has been|first) "
    r".{0,80}\b(?:own summary of|(?:originally |first )?(?:published|reported|appeared)"
    r"|republished|translated) .{0,160}$",
    r"^(?:©|\(c\) ?(?=copyright|\d{4})|copyright\b(?=.{0,20}(?:©|\(c\)|\d{4}))).{0,120}$",
    r"^[^.]{0,200}(?:\.\s?)?all rights reserved\.?$",
)

# Russian, and behind it Kazakh, Kyrgyz and Uzbek: "Просмотров: 310", "Қаралды: 310"
_OTHERS = (
    # Credits of pictures.
    rf"{_LEADS}(?:(?:заглавное )?фото|видео|коллаж|иллюстрация|инфографика|скриншот|сурет|бейне"
    r"|сүрөт|surat|foto)(?:тер)?(?: (?:источник|авторы?))?\s*[:©/].{1,120}$",
    r"^(?:иллюстративное |архивное )?фото (?:автора|носит иллюстративный характер"
    r"|из (?:личного |семейного )?архива[^.]{0,40}|из (?:открытых источников|соцсетей)"
    r"|с сайта \S{3,40})\.?$",
    r"^(?:иллюстративное|архивное) фото\b[^.]{0,60}\.?$",
    r"^сурет(?:тер)? (?:автор|ашық дереккөз|архив|ғаламтор|интернет)\w*\b[^.]{0,40}\.?$",
    # Signing up, following, sharing.
    r"^(?:поделиться|поделитесь|бөлісу|бөлісіңіз|достарыңызбен бөлісіңіз|бөлүшүү|ulashish)"
    r"(?: (?:новостью|стать[её]й|материалом|ссылкой|этим|с друзьями|в соцсетях|жаңалықпен))?"
    rf"\s*[:|•·-]?\s*(?:{_NETWORKS})?$",
    rf"^(?:(?:{_NETWORK}|копировать ссылку|скопировать ссылку|распечатать|печать|отправить"
    r"|нравится|лайк|поделиться|бөлісу|ұнайды|басып шығару|сілтемені көшіру)(?:\s*\(?\d+\)?)?"
    r"(?:[\s,|/•·]+|$))+$",
    r"^(?:мы|мы есть|наши страницы|біз|biz) (?:в соц(?:иальных )?\s?сетях|әлеуметтік желілерде\w*"
    r"|социалдык тармактарда|ijtimoiy tarmoqlarda)\b.{0,150}$",
    rf"^(?:мы|біз) (?:в|на) {_NETWORKS}$",
    r"^(?:читайте|смотрите|слушайте|ищите|следите за|подпишитесь на|подписывайтесь на)"
    rf" (?:нас|нами|наши\w*|наш\w*)\b.{{0,60}}\b{_NETWORK}\b.{{0,100}}$",
    r"^(?:подпишитесь|подписывайтесь) на .{0,60}\b(?:аккаунт|канал|рассылк|страниц)\w*.{0,100}$",
    rf"^(?:біз(?:ді|ге|бен)|бізді[нң]|бізди|bizni)\b.{{0,60}}\b{_NETWORK}\b.{{0,80}}"
    r"\b(?:оқыңыз|жазылыңыз|қараңыз|қосылыңыз|окуңуз|жазылыңыз|kuzating|o[ʻ‘’']qing)\w*.{0,40}$",
    r"^(?:подписаться|жазылу|жазылыңыз)(?: на (?:рассылку|автора|канал|новости|нас)\b[^.]{0,40})?$",
    # Pointers to other pages.
    r"^[\[(]?(?:(?:читайте|смотрите|слушайте|см\.) (?:также|ещ[её]|далее)"
    r"|(?:ещ[её] |больше )?по теме|подробнее(?: читайте)?"
    r"|похожие (?:материалы|новости|статьи)|другие (?:новости|материалы)"
    r"|самое (?:читаемое|популярное)|популярное|топ (?:новостей|недели|дня|месяца)"
    r"|рекомендуем (?:прочитать|почитать|читать)|вам может быть интересно"
    r"|тағы (?:оқыңыз|оқи отырыңыз|қараңыз)|(?:сондай-ақ,? )?оқи отырыңыз(?:дар)?|тағы да оқыңыз"
    r"|(?:осы )?тақырып(?:қа|) (?:бойынша|орай)|ұқсас (?:материалдар|жаңалықтар)|көп оқылған\w*"
    r"|(?:дагы|ошондой эле) окуңуз|shuningdek,? o[ʻ‘’']qing|mavzuga oid)\s*[:|>»].{0,250}$",
    r"^(?:(?:на правах )?реклам[аы]|жарнама|жарнак|reklama|партн[её]рский материал)"
    r"\s*[:|]\s.{1,250}$",
    # Counters, clocks, notices.
    r"^(?:(?:среднее )?время (?:чтения|прочтения|на чтение)|оқу уақыты|окуу убактысы)\b.{0,30}$",
    r"^[~≈]?\d+[- ]?(?:мин(?:ут[аы]?|\.)?|минут(?:тық)?|daqiqa)"
    r"(?: (?:чтения|на чтение|оқу|оқылады|окуу|o[ʻ‘’']qish))?$",
    rf"^{_NUMBER}\s?(?:просмотр|комментари|лайк|репост|прочтени|қаралым|пікір|оқылым|көрүү)\w*$",
    r"^(?:(?:количество |число )?(?:просмотр(?:ов|ы)|комментари(?:ев|и)|прочтени[йя]|репост(?:ов|ы)"
    r"|лайк(?:ов|и))|прочитали|поделились|қаралды|қаралым\w*|қарал\w* саны|оқылды|пікір(?:лер)?"
    r"|көрүлдү|көрүүлөр|комментарийлер|ko[ʻ‘’']rildi|ko[ʻ‘’']rishlar|izohlar)"
    rf"\s*:?\s*\(?{_NUMBER}\)?(?: (?:рет|раз|жолу|marta))?$",
    rf"^(?:{_SIGN}\s*{_NUMBER}[\s|·•]*)+(?:поделиться|бөлісу|share)?$",
    r"^(?:оставить|добавить|написать|показать|читать|посмотреть|скрыть) (?:все |свой )?"
    r"(?:комментари|отзыв)\w*[^.]{0,20}$",
    r"^(?:войдите|авторизуйтесь|зарегистрируйтесь)\b[^.]{0,60}\b(?:чтобы|для)\b[^.]{0,60}$",
    r"^пікір (?:қалдыру|жазу|қосу)\b[^.]{0,30}$",
    r"^(?:обновлено|изменено|отредактировано|последнее обновление|жаңартылды|соңғы жаңарту"
    r"|жаңыртылды|yangilandi)\s*:\s*.{4,50}$",
    r"^(?:today|yesterday|сегодня|вчера|бүгін|кеше|бүгүн|кечээ|bugun|kecha),?\s+"
    r"(?:в |at |сағат )?\d{1,2}[:.]\d{2}$",
    r"^\d+ (?:мин|час|день|дня|дней|сағат|минут|күн|hour|minute|day)\w*\.?"
    r" (?:назад|бұрын|мурун|ago)$",
    # What a page asks of its reader.
    r"^(?:если вы )?(?:нашли|заметили|обнаружили|увидели) (?:ошибк|опечатк)\w+"
    r".{0,60}\b(?:выделите|нажмите|ctrl)\b.{0,80}$",
    r"^(?:егер )?(?:мәтін\w* )?қате (?:тапсаңыз|көрсеңіз|байқасаңыз).{0,60}"
    r"\b(?:белгіле\w+|басыңыз|ctrl)\b.{0,60}$",
    r"^(?:теги|тэги|метки|темы|рубрик[аи]|раздел|категори[яи]|ключевые слова|тегтер|тақырыптар"
    r"|айдар(?:лар)?|санат|teglar|темалар)\s*:\s*.{1,200}$",
    r"^(?:этот|наш|данный) (?:сайт|портал) использует\b.{0,40}\b(?:cookies?|куки)\b.{0,200}$",
    r"^мы используем (?:файлы )?(?:cookies?|куки)\b.{0,200}$",
    # Who worked on it, and whose it is.
    r"^(?:мнение|точка зрения|позиция|взгляды) (?:автор|редакци|колумнист)\w+\b[^.]{0,30}"
    r" (?:может|могут) не совпадать\b[^.]{0,80}\.?$",
    r"^(?:редакция\w*|автор\w*)\b[^.]{0,80}\bсәйкес келмеуі мүмкін\.?$",
    r"^материал (?:не )?(?:является рекламой|носит рекламный характер)\.?$",
    r"^(?:при\b.{0,60} )?(?:использовани[еи]|цитировани[еи]|перепечатк[аеи]|копировани[еи])\b"
    r".{0,40}\bматериал\w*.{0,80}\b(?:гипер)?(?:ссылк|разрешени|согласи)\w+.{0,80}$",
    r"^(?:сайт\w* |портал\w* )?материалдар\w+ .{0,60}(?:пайдалан|көшір)\w+.{0,80}"
    r"\b(?:сілтеме|рұқсат)\w*.{0,60}$",
    r"^М?ИА «[^«»]{2,40}»,?\s*(?:19|20)\d\d\W*$",
    r"^[^.]{0,200}(?:\.\s?)?(?:все права защищены|барлық құқықтар? қорғалған)\.?$",
)

PATTERNS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (*_ENGLISH, *_OTHERS))
"""Each fits a line that is furniture as a whole: `Share on Facebook`, `Просмотров: 310`"""
