"""The rules of single times: a pattern over the meanings of words, and what says which time it is."""

from __future__ import annotations

from collections.abc import Callable

from . import absolute, counted, relative
from .points import Found, Point

DAY_LIST = "<day>(?:(?:<dash|to|until|and|or|comma>|<to><skip>?)<day>)*"
DAY_OF = "<of|within|skip>{0,2}"
MONTH = "<monthword>?<month|month?>(?:<slash><month|month?>)?(?:<dot>(?=<year-number|day|comma|year|of>))?"
YEAR = "<comma>?<of|from|within>{0,2}<year>?<year-number><year>?"
NUMBER = "<integer|number|ordinal|nth|scale>"
BEFORE_DAY = "(?:<unit>(?=<day>))?"
NAMED = "<unit|weekday|weekday?|season|season?|month|month?>"
SEVERAL = "<integer|number|some>"
RELATIVE = "<last|next|this>"
IN_WORDS = "<ordinal>|<number>(?=<of>|<within><month|month?>)|<words-first><number>(?=<month>)"
YEAR_SAID = f"(?:{RELATIVE}<unit|year>|<unit|year>{RELATIVE}|<named-year>)"
THAT_YEAR = f"<comma>?<of|in|within|from>{{0,2}}{YEAR_SAID}"
WEEKDAY = "<weekday|weekday?|weekday-pair>"

WEEKDAY_BEFORE = "(?:<unit>?<weekday|weekday?><dot>?<comma>?<in|within|skip>?)?"
OF = "<of|to|from|for>{0,2}"
Rule = tuple[str, Callable[[Found], list[Point]]]
RULES: tuple[Rule, ...] = (
    (f"<in|within>?<nth|ordinal|number|integer|scale><unit>{OF}<reference>", counted.nth),
    (f"<in|within>?<unit><nth|ordinal|number|integer|scale>{OF}<reference>", counted.nth),
    (
        f"(?:{NUMBER}<dash>?<unit>?<anniversary>|<anniversary><yearly>?{NUMBER}?<yearly>?){OF}<reference>",
        counted.anniversary,
    ),
    (f"(?:(?:{NUMBER}|<one|some>)?<unit>|<two>)(?:<after|later>|<before>){OF}<reference>", counted.away_from),
    (f"<after>(?:{NUMBER}<unit>|<two>){OF}<reference>", counted.away_from),
    (f"<in|within>?<unit>{OF}<reference>", counted.on_it),
    ("<iso>", absolute.in_iso),
    (f"{WEEKDAY_BEFORE}<date>(?:<comma>?<weekday>)?", absolute.in_figures),
    (
        f"<night|between|from|since>{{1,3}}<day|ordinal>(?:<dash|to|until|and>{{1,2}}<day|ordinal>)+{DAY_OF}{MONTH}(?:{YEAR}|<year>)?",
        absolute.day,
    ),
    (f"{WEEKDAY_BEFORE}{BEFORE_DAY}(?:<day>|{IN_WORDS}){DAY_OF}{MONTH}{THAT_YEAR}", relative.in_that_year),
    (f"{YEAR_SAID}<comma>?<in|of|within>{{0,2}}(?:(?:<day>|{IN_WORDS}){DAY_OF})?{MONTH}", relative.in_that_year),
    (f"{WEEKDAY_BEFORE}{BEFORE_DAY}{DAY_LIST}{DAY_OF}{MONTH}(?:{YEAR}|<year>)?", absolute.day),
    (f"{WEEKDAY_BEFORE}(?:{IN_WORDS}){DAY_OF}{MONTH}(?:{YEAR}|<year>)?", absolute.day_in_words),
    (
        f"(?<!<inside>){WEEKDAY_BEFORE}<month-first>{MONTH}{DAY_LIST}(?!<percent>)(?:<comma>?<year-number>)?",
        absolute.day,
    ),
    (f"{MONTH}{THAT_YEAR}|<season|season?>{THAT_YEAR}", relative.in_that_year),
    ("<named-year>", relative.named_year),
    (f"<circa><in|within|of|skip>{{0,2}}<year>?<year-number>(?!{NUMBER})<year>?", absolute.about_year),
    (f"(?:<last|this|next><unit>)?{MONTH}{YEAR}|<month~>{YEAR}", absolute.month),
    (f"<season|season?>{YEAR}(?:<dash|slash><integer>)?<year>?", absolute.season),
    (f"<ordinal|nth><unit>{OF}<skip>?<year>?<year-number><year>?", absolute.part_of_year),
    (
        "<year>?<decade>(?:<years|unit|lastcentury|year>{1,2}|<century><number>)?|<years>(?:<decade|year-number|integer|number>)|<decade>",
        absolute.decade,
    ),
    ("(?:<ordinal|nth|integer|roman><dash>?<century>|<century><integer|nth|ordinal|number|roman>)", absolute.century),
    (
        f"(?:<night|between>{{1,2}}|(?<=<night>))<in|within|of|from|since>{{0,2}}{WEEKDAY}<to|dash|and|until|slash>{{0,2}}{WEEKDAY}",
        relative.night_between,
    ),
    (f"<following>{NAMED}|{NAMED}<following>", relative.following),
    (f"<weekday|weekday?><comma>?<of|in|within>?(?:{RELATIVE}<unit>|<unit>{RELATIVE})", relative.weekday),
    (f"{RELATIVE}<weekday|weekday?>|<weekday|weekday?>{RELATIVE}", relative.weekday),
    (
        f"<last|next>(?:{SEVERAL}<unit|years>|<two>)|(?:{SEVERAL}<unit|years>|<two>|<unit>{SEVERAL})<last|next>",
        relative.last_several,
    ),
    (f"{SEVERAL}<last|next><unit|years>", relative.last_several),
    (f"<day|ordinal>{OF}(?:{RELATIVE}<unit>|<unit>{RELATIVE})", absolute.day_of_month),
    (f"{RELATIVE}<unit|year|years>|<unit|year|years>{RELATIVE}|<this-unit>", relative.last_unit),
    (
        f"{RELATIVE}<monthword>?<month|month?|season|season?>|<monthword>?<month|month?|season|season?>{RELATIVE}",
        relative.last_named,
    ),
    (f"(?:(?:{NUMBER}|<one|some>)?<unit|year|years>|<two>)<ago>", relative.ago),
    (
        f"<ahead|ahead?|lapse><about|circa>?(?:(?:{NUMBER}|<one|some>)?<unit|year|years>|<two>)(?>(?:<one|number>)?<later>?)(?!<after|ago|of|year-number>)",
        relative.ahead,
    ),
    (
        f"<ago-before><about|circa>?(?:(?:{NUMBER}|<one|some>)?<unit|year|years>|<two>)(?:<one|number>)?(?!<year-number>)",
        relative.ago,
    ),
    (f"(?:(?:{NUMBER}|<one|some>)<unit|year|years>|<two>)<later>(?!<of>)", relative.later),
    (f"(?:(?:{NUMBER}|<one|some>)<unit|year>|<two>)<after|before|later>", relative.vague),
    ("<days-on>(?!<of>)", relative.other_day),
    ("<vague>", relative.vague),
    ("<relative-day|span>", relative.named_day),
    ("(?<=<in|night>)<weekday?>(?!<number|integer>)|<weekday>", relative.weekday),
    ("(?:<day>)?<hijri>(?:<of>?<integer|year-number>)?", relative.vague),
    ("<year>?<year-number><year>?", absolute.year),
    ("<monthword>?<month>(?:<slash><month>)?|(?<=<in|within|from|since|between|until|to>)<month?>", absolute.month),
    ("(?<=<within>)<decimal>(?!<percent|number|scale|unit>)", absolute.day_dot_month),
    ("<season|season?>", absolute.season),
)
