"""Arabic and Hebrew PDFs: reading order, columns, numbers, brackets; and English around them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from muniment.read.pdf import bidi
from tests.read.pdf.pdf_checks import (
    read,
    recall_and_order,
    shaping,
)
from tests.read.pdf.samples_pdf import DEJAVU, shaped

ARABIC = (
    "في صباح يوم الثلاثاء 12 آذار 2019 سمع سكان قرية وادي السنديان في مقاطعة لورانيا دوي ثلاثة انفجارات"
    " (قرب المدرسة القديمة). قالت الشاهدة إن الجنود دخلوا البيوت عند الساعة 05:40 وأخذوا أربعة رجال إلى"
    " شاحنة من طراز Orvex 250، ولم يعد منهم أحد إلى الآن. وثّقت لجنة الأهالي الحادثة في ٣ نيسان ٢٠١٩"
    " وأرسلت الأسماء إلى المحكمة."
)
HEBREW = (
    "בבוקר יום שלישי, 12 במרץ 2019, שמעו תושבי הכפר עמק האלונים שבמחוז לורניה שלושה פיצוצים (ליד בית"
    " הספר הישן). העדה אמרה שהחיילים נכנסו לבתים בשעה 05:40 ולקחו ארבעה גברים למשאית מדגם Orvex 250,"
    " ואיש מהם לא חזר עד היום. ועד התושבים תיעד את האירוע ב-3 באפריל 2019 ושלח את השמות לבית המשפט."
)


@pytest.mark.parametrize(("text", "language"), [(ARABIC, "ar"), (HEBREW, "he")])
def test_right_to_left_text_comes_back_in_reading_order(text: str, language: str) -> None:
    shaping()
    reading = read(shaped(text))
    recall, order = recall_and_order(text, reading.text)
    assert recall >= 0.95, reading.text
    assert order >= 0.95, reading.text
    assert reading.language == language
    assert len(reading.passages) == 1


@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_the_right_hand_column_comes_first(text: str) -> None:
    shaping()
    reading = read(shaped(text, columns=2))
    recall, order = recall_and_order(f"{text} \u05d5\u05e2\u05d5\u05d3 {text}", reading.text)
    assert (recall >= 0.95, order >= 0.9) == (True, True), reading.text


def test_arabic_printed_by_a_browser(tmp_path: Path) -> None:
    browser = next((path for name in ("chromium", "chrome") if (path := shutil.which(name))), None)
    if browser is None:
        pytest.skip("no Chromium to print with (Debian: chromium)")
    page = tmp_path / "a.html"
    page.write_text(f"<meta charset=utf-8><body dir=rtl><p>{ARABIC}<p>{HEBREW}", "utf-8")
    out = tmp_path / "a.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
    subprocess.run([browser, *options, page.as_uri()], capture_output=True, timeout=120, check=False)
    if not out.exists():
        pytest.skip("Chromium is there but prints nothing here")
    recall, order = recall_and_order(f"{ARABIC} {HEBREW}", read(out.read_bytes()).text)
    assert recall >= 0.9
    assert order >= 0.89


@pytest.mark.parametrize(
    ("visual", "rtl", "want"),
    [
        ("גבא", True, "אבג"),
        ("דג Orvex 250 בא", True, "אב Orvex 250 גד"),
        ("דג 05:40 בא", True, "אב 05:40 גד"),
        ("דג 12 15 בא", True, "אב 15 12 גד"),  # two numbers, read from the right
        ("ت 2015-2010 ب", True, "ب 2010-2015 ת".replace("ת", "ت")),  # after Arabic a hyphen is neutral (W2, W4)
        ("ב 2010-2015 א", True, "א 2010-2015 ב"),
        ("he said גבא and left", False, "he said אבג and left"),
        ("see דג בא here", False, "see אב גד here"),
        ("(ב) א", True, "א (ב)"),
        (")ב( א", True, "א (ב)"),  # mirrored once too often
        ("ב Orvex (250) א", True, "א Orvex (250) ב"),
    ],
)
def test_visual_order_is_undone(visual: str, rtl: bool, want: str) -> None:
    assert bidi.logical(list(visual), rtl) == want


def test_english_with_a_few_right_to_left_words_keeps_pdfiums_order() -> None:
    shaping()
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    pdf.add_font("dejavu", "", DEJAVU)
    pdf.set_font("dejavu", size=11)
    pdf.set_text_shaping(True)
    text = "The witness used the word מחסום for the place where the lorry stood. She said it twice that day."
    pdf.multi_cell(0, 7, text)
    assert read(bytes(pdf.output())).text == text
