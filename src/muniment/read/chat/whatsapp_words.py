"""WhatsApp's own words in an export, in seven languages: what was attached, left out, deleted, edited, forwarded.

Compared in lower case, without the turning characters and the full stop. Words of other languages are not lost,
they only stay unexplained: the text is always whole.
"""

from __future__ import annotations

import re

from muniment.read.chat.message import MARKS

ATTACHED = re.compile(
    rf"<[{MARKS} ]*(?:(?:attached|додано|прикреплено|المُ?رفق|مُ?رفق|מצורף|adjunto|pièce jointe)[ \u00a0]?:[{MARKS} ]*"
    rf"(?P<named>[^<>\n]{{1,500}}?)|[^<>:\n]{{2,30}}:[{MARKS} ]*"
    rf"(?P<numbered>\d{{8}}-[^<>\n]{{1,500}}?|\d{{4}}-\d\d-\d\d-[A-Z]+-\d{{8}}\.\w{{2,5}}))[ \u00a0]?>",
    re.IGNORECASE,
)
"""iOS: `<attached: 00000035-PHOTO-2024-03-12-14-05-11.jpg>`. A numbered name is known in any language."""
ADDED = re.compile(
    r"\A(?:(?P<named>[^\n]{1,500}?) \((?:file attached|файл додано|файл добавлен|файл прикреплен|الملف مرفق|ملف مرفق"
    r"|ה?קובץ מצורף|archivo adjuntado|archivo adjunto|fichier joint)\)"
    r"|(?P<numbered>(?:IMG|VID|AUD|PTT|DOC|STK)-\d{8}-WA\d{4,}\.\w{2,5}) \([^()\n]{3,60}\))(?=\n|\Z)"
)
"""Android: `IMG-20240312-WA0001.jpg (file attached)`, alone on the first line."""

_LEFT_OUT = {
    "media omitted", "video note omitted", "view once voice message omitted",
    "image omitted", "video omitted", "audio omitted", "sticker omitted", "gif omitted", "document omitted",
    "contact card omitted",
    "медіа пропущено", "медіа відсутня", "зображення відсутнє", "відео відсутнє", "аудіо відсутнє",
    "наклейку не додано", "gif-анімацію пропущено", "картка контакту відсутня", "документ пропущено",
    "файл пропущен", "медиафайл пропущен", "без медиафайлов", "изображение отсутствует", "видео отсутствует",
    "аудиофайл отсутствует", "стикер не добавлен", "gif отсутствует", "карточка контакта отсутствует",
    "документ отсутствует",
    "تم استبعاد الوسائط", "ملفات مفقودة", "لم يتم إدراج الصورة", "لم يتم إدراج الفيديوهات",
    "لم يتم إدراج المقاطع الصوتية", "تم حذف الملصقات", "لم يتم إدراج صورة gif", "لم يتم إدراج بطاقة جهة اتصال",
    "لم يتم إدراج المستند",
    "המדיה לא נכללה", "מדיה לא נכללה", "המדיה הוסרה", "מדיה הושמטה", "המדיה הושמטה", "התמונה הושמטה",
    "תמונה הושמטה", "סרטון הווידאו הושמט", "סרטון הושמט", "קטע קול הושמט", "הודעה קולית הושמטה", "סטיקר הושמט",
    "gif הושמט", "כרטיס איש קשר הושמט", "מסמך הושמט",
    "archivo omitido", "multimedia omitido", "media omitida", "imagen omitida", "video omitido", "audio omitido",
    "sticker omitido", "gif omitido", "tarjeta de contacto omitida", "documento omitido",
    "fichier omis", "médias omis", "média manquante", "image absente", "vidéo absente", "audio omis", "sticker omis",
    "gif retiré", "fiche contact manquante", "document manquant",
}  # fmt: skip
_DELETED = {
    "this message was deleted", "you deleted this message",
    "це повідомлення було видалено", "це повідомлення видалено", "ви видалили це повідомлення",
    "данное сообщение удалено", "это сообщение удалено", "вы удалили это сообщение", "вы удалили данное сообщение",
    "تم حذف هذه الرسالة", "لقد حذَفت هذه الرسالة", "لقد حذفت هذه الرسالة", "أنت حذفت هذه الرسالة", "حذفت هذه الرسالة",
    "הודעה זו נמחקה", "מחקת הודעה זו", "מחקת את ההודעה הזו",
    "se eliminó este mensaje", "este mensaje fue eliminado", "eliminaste este mensaje",
    "ce message a été supprimé", "vous avez supprimé ce message",
}  # fmt: skip
_DELETED_BY = ("this message was deleted by admin",)
_EDITED = {
    "this message was edited", "повідомлення змінено", "це повідомлення змінено", "це повідомлення було змінено",
    "повідомлення відредаговано", "сообщение изменено", "это сообщение было изменено", "данное сообщение изменено",
    "сообщение отредактировано", "تم تعديل هذه الرسالة", "تم تعديل هذا المحتوى", "ההודעה נערכה", "הודעה זו נערכה",
    "se editó este mensaje", "este mensaje fue editado", "mensaje editado", "ce message a été modifié",
}  # fmt: skip
_FORWARDED = {
    "forwarded", "forwarded many times", "переслано", "переслане повідомлення", "переслано багато разів",
    "пересланное сообщение", "пересылаемое сообщение", "تمت إعادة التوجيه", "معاد توجيهها", "تمت إعادة توجيهها",
    "הועבר", "הועברה", "הודעה שהועברה", "reenviado", "reenviado muchas veces",
    "transféré", "transféré de nombreuses fois",
}  # fmt: skip
_ENCRYPTED = re.compile(
    "end-to-end encrypt|наскрізним шифруванням|сквозным шифрованием|مشفرة تمام|التشفير التام|מוצפנות מקצה|הצפנה מקצה"
    "|de extremo a extremo|de bout en bout",
    re.IGNORECASE,
)
_REMARKS = re.compile(
    r"\b(?:created (?:this )?group|created this community|added|removed|left\b|joined|was added|were added|changed|"
    r"security code|missed (?:voice|video|group)|(?:voice|video) call|admin|pinned|turned o(?:n|ff)|message timer|"
    r"blocked|unblocked|requested to|disappearing)"
    r"|\b(?:створи(?:в|ла|ли)|дода(?:в|ла|ли)|видали(?:в|ла|ли)|вийш(?:ов|ла)|залиши(?:в|ла)|приєдна|зміни(?:в|ла|ли)|"
    r"код безпеки|пропущений|дзвінок|адміністратор|закріпи)"
    r"|\b(?:созда(?:л|ла|ли)|добави(?:л|ла|ли)|удали(?:л|ла|ли)|выш(?:ел|ла)|покину|присоедини|измени|код безопасности|"
    r"пропущенный|звонок|администратор|закрепи)"
    r"|أنشأ|أضاف|إضافة|أزال|إزالة|غادر|انضم|غي(?:ّ)?ر|تغي(?:ّ)?ر|رمز الأمان|أمانك|فائتة|مشرف"
    r"|יצר|הוסיפ|הוסיף|צורפ|הסיר|עזב|הצטרפ|הצטרף|שינה|שינת|קוד האבטחה|שלא נענתה|מנהל"
    r"|\b(?:creó|añadió|agregó|eliminó a|sacó|salió|se unió|cambió|cambiaste|código de seguridad|perdida|administrador)"
    r"|\b(?:a créé|a ajouté|a retiré|a quitté|a rejoint|a changé|a modifié|code de sécurité|manqué|administrateur)",
    re.IGNORECASE,
)
_LOOKED_AT = 400


def encrypted(text: str) -> bool:
    """Whether it is the notice that messages are encrypted."""
    return _ENCRYPTED.search(text[:_LOOKED_AT]) is not None


def remark(text: str) -> bool:
    """Whether it may be what the program remarks about a chat; only asked of text that it marked as its own."""
    return _REMARKS.search(text[:_LOOKED_AT]) is not None or encrypted(text)


def left_out(text: str) -> bool:
    """Whether a file was sent that the export does not have."""
    line = text.split("\n", 1)[0][-200:]
    return plain(line) in _LEFT_OUT or any(mark in line and plain(line.rsplit(mark, 1)[1]) in _LEFT_OUT
                                           for mark in "\u200e\u200f")  # fmt: skip


def deleted(text: str) -> bool:
    """Whether the message was deleted before the export."""
    said = plain(text[:200])
    return said in _DELETED or said.startswith(_DELETED_BY)


def edited(text: str) -> bool:
    """Whether the message was changed after it was sent: said at its end, in angle brackets."""
    if not text.endswith(">"):
        return False
    start = text.rfind("<", max(0, len(text) - 80))
    return start >= 0 and plain(text[start:]) in _EDITED


def forwarded(text: str) -> bool:
    """Whether its first line, marked or in brackets, says that it was forwarded."""
    if text[:1] not in f"[<{MARKS}":
        return False
    return plain(text[:80].split("\n", 1)[0]) in _FORWARDED or plain(text[:80].partition("]")[0]) in _FORWARDED


def plain(words: str) -> str:
    """Lower case, without brackets, turning characters and the full stop."""
    return words.strip(f"<>[]{MARKS} .\u00a0\n").lower()
