"""Who the subject of a verb of saying is: before it, behind it, left out, or behind *by*."""

from __future__ import annotations

from typing import NamedTuple

from .cues import Cue, is_comma, is_dash, is_end, is_quotation, key_at, text_at
from .gender import by_verb
from .lexicon import Lexicon, Verb
from .phrases import Mention, is_adverb, is_named, is_past, phrase_at
from .subjects import phrase_before, reduced_subject, subject_of
from .together import with_following
from .tokens import Token, is_capital, is_word

OWN = "own"
"""What `hidden` is where the author speaks: whoever is quoted there is nobody else."""


class Said(NamedTuple):
    """The speaker of a verb, and from where to where the clause of saying reaches."""

    speaker: Mention | None
    clause: int
    after: int
    hidden: str = ""
    embedded: bool = False
    """In a relative clause (`who said …,`), which ends at the next comma."""


def speaker_of(sentence: list[Token], at: int, verb: Verb, lex: Lexicon, earlier: list[Cue]) -> Said | None:
    """Who says it at the verb `at`; None where the word is no verb here, or nobody but the author speaks."""
    lead = at
    while lead > 0 and is_filler(sentence[lead - 1], lex) and not lex.has("relatives", sentence[lead - 1].key):
        lead -= 1
    if lead > 1 and lex.has("floating", sentence[lead - 1].key):
        lead -= 1  # `the three ministries all said`
    if _is_noun(sentence, at, lead, lex):
        return None
    if lex.has("by", key_at(sentence, at + 1)):
        found = _several_at(sentence, at + 2, lex) if _may_have_by(sentence, at, lead, lex) else None
        return Said(found, lead, found.last) if found else None
    if any(lex.has("be", token.key) for token in sentence[lead:at]) and "participle" in verb.forms:
        return _passive(sentence, at, lead, lex)
    if verb.forms == {"participle"} and lead == at:
        return None
    lead = _before_time(sentence, lead, lex)
    going_on = any(lex.has("be", token.key) for token in sentence[lead:at]) or "'s" in key_at(sentence, lead - 1)
    nonfinite = "finite" not in verb.forms and "participle" not in verb.forms
    if (nonfinite and not (going_on and "gerund" in verb.forms)) or text_at(sentence, lead - 1) == "to":
        return _of_main_clause(sentence, at, lex, earlier)
    if lead > 0 and _is_own(sentence, lead - 1, lex):
        return Said(None, lead - 1, at + 1, OWN)
    if at + 1 < len(sentence) and (lead == 0 or not is_word(sentence[lead - 1])) and _is_own(sentence, at + 1, lex):
        return Said(None, lead, at + 2, OWN)
    if is_comma(sentence, lead - 1) and "participle" in verb.forms and _is_reduced(sentence, at, lex):
        return None
    return _active(sentence, at, lead, lex, earlier)


def _before_time(sentence: list[Token], lead: int, lex: Lexicon) -> int:
    """Before a day between an English subject and its verb: `Osk Tarn on Friday said`."""
    if lex.language != "en" or lead < 2 or not lex.has("time", sentence[lead - 1].key):
        return lead
    here = lead - 1
    while here > 1 and any(lex.has(name, sentence[here - 1].key) for name in ("settings", "time")):
        here -= 1
    before = sentence[here - 1]
    return here if is_capital(before) or lex.has("roles", before.key) or is_comma(sentence, here - 1) else lead


def _several_at(sentence: list[Token], at: int, lex: Lexicon) -> Mention | None:
    """The phrase that begins there, with those named after it."""
    found = phrase_at(sentence, at, lex)
    return None if found is None else with_following(sentence, found, lex)


def _may_have_by(sentence: list[Token], at: int, lead: int, lex: Lexicon) -> bool:
    """`as reported by`, `was told by`, `“…”, said by`: not `a report, cited by`."""
    if any(lex.has("be", token.key) for token in sentence[lead:at]):
        return True
    return lead == 0 or lex.has("as_words", sentence[lead - 1].key) or is_quotation(sentence, lead - 2)


def _is_reduced(sentence: list[Token], at: int, lex: Lexicon) -> bool:
    """`The teacher, asked about it, …`: a participle with a preposition behind it."""
    follows = key_at(sentence, at + 1)
    if follows in ("in", "on", "for"):
        return lex.language == "en" and any(is_comma(sentence, place) for place in range(at + 2, len(sentence)))
    return lex.language == "en" and follows in ("about", "by", "if", "whether", "what", "why")


def is_filler(token: Token, lex: Lexicon) -> bool:
    """Auxiliaries and adverbs that stand between a subject and its verb."""
    if lex.has("auxiliaries", token.key):
        return True
    return is_adverb(token.key, lex.language) and not lex.has("roles", token.key)


def _is_noun(sentence: list[Token], at: int, lead: int, lex: Lexicon) -> bool:
    """`reports` in `the reports`: a noun that is written like a verb."""
    before = sentence[at - 1] if at else None
    if before is not None and lex.language == "en" and before.key.endswith("'s") and before.key not in lex.pronouns:
        return True
    if lex.language == "he" and _is_hebrew_noun(sentence, at, lex):
        return True
    if lex.language == "en" and lex.has("noun_forms", sentence[at].key) and lex.verb(key_at(sentence, at + 1)):
        return True  # `records show`: a noun before its own verb
    if not lex.has("noun_forms", sentence[at].key):
        return (
            before is not None
            and lex.language == "en"
            and not sentence[at].key.endswith("ing")
            and before.key in ("the", "a", "an", "of")
        )
    if before is None:
        return lex.language != "fr" and not (at + 1 < len(sentence) and phrase_at(sentence, at + 1, lex))
    return before.key.endswith("'s") or any(
        lex.has(name, before.key) for name in ("determiners", "inner", "time" if not lex.cased else "by")
    )


def _is_hebrew_noun(sentence: list[Token], at: int, lex: Lexicon) -> bool:
    """`the head of the city`: with the article behind a role without one; or a noun of saying with *that* behind it."""
    key, before = sentence[at].key, key_at(sentence, at - 1)
    of_role = lex.has("noun_forms", key) and key.startswith("ה") and lex.has("roles", before)
    return (of_role and not before.startswith("ה")) or key in lex.nouns


def _is_own(sentence: list[Token], at: int, lex: Lexicon) -> bool:
    """The author's own `I say`; not `told me`, whose `me` is no subject."""
    key = sentence[at].key
    return lex.has("own", key) and key not in ("me", "us", "мне", "нам", "мені", "меня", "нас", "мене")


def _passive(sentence: list[Token], at: int, lead: int, lex: Lexicon) -> Said | None:
    for place in range(at + 1, min(at + 5, len(sentence))):
        if lex.has("by", sentence[place].key):
            found = _several_at(sentence, place + 1, lex)
            return Said(found, lead, found.last) if found and not found.pronoun else None
    told = lex.language == "en" and sentence[at].key in ("told", "informed", "warned")
    return Said(None, lead, at + 1) if told else None


def _of_main_clause(sentence: list[Token], at: int, lex: Lexicon, earlier: list[Cue]) -> Said | None:
    """`He justified it by claiming that …`: the subject is that of the main clause, or of the cue before."""
    before = next((cue for cue in reversed(earlier) if cue.origin == "verb" and cue.last <= at), None)
    if before is not None:
        return Said(before.speaker, at, at + 1, before.hidden)
    found = subject_of(sentence[:at], lex) if at else None
    return Said(found, at, at + 1, "" if found else "?")


def _active(sentence: list[Token], at: int, lead: int, lex: Lexicon, earlier: list[Cue]) -> Said | None:
    before = lead - 1
    apart = before < 0 or not is_word(sentence[before]) or lex.has("as_words", sentence[before].key)
    if lex.begins_with_and(sentence[at].key) and not apart:
        said = next((cue for cue in reversed(earlier) if cue.origin == "verb"), None)
        if said is not None:
            return Said(said.speaker, at, at + 1, said.hidden)
    if text_at(sentence, before) == ")":
        found = _before_brackets(sentence, before, lex)
        if found is not None:
            return Said(found, found.first, at + 1)
    right = _behind(sentence, at, lex)
    if right is not None and (apart or lex.language == "ar") and _inverts(sentence, at, before, right, lex):
        return Said(right, lead, right.last)
    if apart:
        return _set_apart(sentence, at, lead, lex, earlier)
    if lex.has("relatives", sentence[before].key) and not lex.has("complementisers", sentence[before].key):
        found = phrase_before(sentence, before + 1, lex) or _named_before(sentence, before, lex)
        return Said(found, lead, at + 1, "" if found else "?", embedded=True)
    found = phrase_before(sentence, lead, lex)
    if found is not None and lex.has("media", sentence[found.first].key) and right is not None:
        return Said(right, lead, right.last)  # Hebrew: `in a statement said the ministry`
    if found is None or is_past(sentence[found.first].key, lex):
        found = reduced_subject(sentence, lead, lex) or found
    if found is not None:
        return None if lex.has("own", sentence[found.last - 1].key) else Said(found, found.first, at + 1)
    return _joined(sentence, at, lead, lex, earlier, right)


def _before_brackets(sentence: list[Token], close: int, lex: Lexicon) -> Mention | None:
    """`Ana Brodt (Unity Party) said`: who stands before the brackets."""
    for place in range(close - 1, max(-1, close - 9), -1):
        if text_at(sentence, place) == "(":
            return phrase_before(sentence, place, lex)
    return None


def _named_before(sentence: list[Token], end: int, lex: Lexicon) -> Mention | None:
    while end > 0 and is_comma(sentence, end - 1):
        end -= 1
    return phrase_before(sentence, end, lex)


def _behind(sentence: list[Token], at: int, lex: Lexicon) -> Mention | None:
    """The phrase behind the verb, over the words that say to whom; *in the ministry* after a plural too."""
    here = at + 1
    while here < len(sentence) and is_word(sentence[here]) and _may_precede(sentence[here], lex):
        here += 1
    if lex.has("in", key_at(sentence, here)) and sentence[at].key.endswith(("ли", "ють", "ют", "ять", "ят")):
        here += 1
        found = phrase_at(sentence, here, lex)
        return found if found is not None and is_named(sentence, found, lex) else None
    if lex.language in ("es", "fr") and lex.has("to", key_at(sentence, here)):
        to_whom = phrase_at(sentence, here + 1, lex)
        here = to_whom.last if to_whom else here
    if not (_may_begin(sentence, at + 1, lex) and _may_begin(sentence, here, lex)):
        return None
    return _several_at(sentence, here, lex)


def _may_begin(sentence: list[Token], at: int, lex: Lexicon) -> bool:
    """Whether a subject behind its verb may begin there: no infinitive, and no *that* written with the next word."""
    key = key_at(sentence, at)
    if lex.language == "fr":
        return not (key in ("ne", "n'", "avoir", "être") or key.endswith(("er", "ir")))
    return not (lex.attached and key.startswith(lex.attached) and len(key) > 3 and not lex.has("not_complement", key))


def _may_precede(token: Token, lex: Lexicon) -> bool:
    if lex.has("determiners", token.key):
        return False
    return lex.has("addressees", token.key) or (is_filler(token, lex) and not lex.has("relatives", token.key))


def _inverts(sentence: list[Token], at: int, before: int, right: Mention, lex: Lexicon) -> bool:
    """Whether what stands behind the verb is its subject. In English only beside a quotation or behind *as*."""
    if lex.language != "en":
        return lex.language != "ar" or right.first > at
    if before >= 0 and lex.has("as_words", sentence[before].key):
        return True
    if before < 0 and text_at(sentence, right.last) == ":":
        return True
    set_off = (is_comma(sentence, before) or is_dash(sentence, before)) and before > 1
    beside = is_quotation(sentence, before) or (set_off and is_quotation(sentence, before - 1))
    if not beside and not (set_off and lex.has("inverting", sentence[at].key)):
        return False
    if right.pronoun and sentence[right.first].key in ("him", "her", "them"):
        return False
    return (
        is_end(sentence, right.last)
        or text_at(sentence, right.last) in (",", "—", "–", ":", "")
        or (is_quotation(sentence, before) or is_quotation(sentence, before - 1))
    )


def _set_apart(sentence: list[Token], at: int, lead: int, lex: Lexicon, earlier: list[Cue]) -> Said | None:
    """A mark before the verb: a subject with an apposition in commas, or one left out."""
    if is_comma(sentence, lead - 1) or is_dash(sentence, lead - 1) or text_at(sentence, lead - 1) == ")":
        for place in range(lead - 2, max(-1, lead - 26), -1):
            if is_comma(sentence, place) or is_dash(sentence, place) or text_at(sentence, place) == "(":
                found = phrase_before(sentence, place, lex)
                if found is not None:
                    found = _named_by_apposition(sentence, found, lex)
                    return Said(found, found.first, at + 1)
        if earlier and earlier[-1].origin == "verb":
            return Said(earlier[-1].speaker, lead, at + 1, earlier[-1].hidden)
        found = subject_of(sentence[: lead - 1], lex) if lex.language == "en" else None
        if found is not None:
            return Said(found, lead, at + 1)
    return _left_out(sentence, at, lead, lex)


def _named_by_apposition(sentence: list[Token], found: Mention, lex: Lexicon) -> Mention:
    """`Osk Tarn, head of the board — a body of nine — told us`: the name before what is said of it."""
    token = sentence[found.first]
    if not is_comma(sentence, found.first - 1) or (is_capital(token) and not lex.has("determiners", token.key)):
        return found
    name = phrase_before(sentence, found.first - 1, lex)
    named = name is not None and any(is_capital(one) for one in sentence[max(1, name.first) : name.last])
    return name if name is not None and (named or (name.first == 0 and is_named(sentence, name, lex))) else found


def _joined(
    sentence: list[Token], at: int, lead: int, lex: Lexicon, earlier: list[Cue], right: Mention | None
) -> Said | None:
    """No phrase right before: behind *and* the subject of the verb before; else one behind the verb, or left out."""
    if lex.has("contrast", sentence[lead - 1].key):
        before = next((cue for cue in reversed(earlier) if cue.origin == "verb"), None)
        if before is not None:
            return Said(before.speaker, lead, at + 1, before.hidden)
        found = subject_of(sentence[:lead], lex)
        if found is not None:
            return Said(found, lead, at + 1)
    if right is not None and lex.language != "en":
        return Said(right, lead, right.last)
    return _left_out(sentence, at, lead, lex)


def _left_out(sentence: list[Token], at: int, lead: int, lex: Lexicon) -> Said | None:
    if lex.language in ("en", "fr"):
        return None
    before = sentence[at - 1].key if at else ""
    if lex.language == "es" and any(token.key in ("le", "les") for token in sentence[lead:at]):
        return Said(None, lead, at + 1)
    key = before if lex.language == "es" and lex.has("auxiliaries", before) else sentence[at].key
    return Said(None, lead, at + 1, by_verb(key, lex.language))
