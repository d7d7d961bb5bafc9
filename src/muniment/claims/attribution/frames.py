"""Cues without a verb of their own: *according to*, *reportedly*, *in her view*, *the claim that*."""

from __future__ import annotations

from .cues import Cue, Stretch, boundary, is_comma, is_dash, is_end, key_at, text_at
from .lexicon import Hit, Lexicon
from .phrases import Mention, is_named, phrase_at
from .subjects import phrase_before
from .together import with_following
from .tokens import Token, is_capital, is_word


def frame_cues(sentence: list[Token], hits: list[Hit], lex: Lexicon) -> list[Cue]:
    """The cues of all frames in a sentence."""
    found: list[Cue] = []
    taken = 0
    for hit in hits:
        if hit.first < taken or hit.kind not in ("frame", "self", "impersonal"):
            continue
        cue = {"frame": _named, "self": _self, "impersonal": _nobody}[hit.kind](sentence, hit, lex)
        if cue is not None:
            found.append(cue)
            taken = hit.last
    return found + _for_somebody(sentence, lex) + _in_words_of(sentence, lex)


def _named(sentence: list[Token], hit: Hit, lex: Lexicon) -> Cue | None:
    if hit.last < len(sentence) and lex.verb(sentence[hit.last].key) and not _may_name(sentence[hit.last], lex):
        return None  # `según dijo`: the verb is the cue
    speaker = phrase_at(sentence, hit.last, lex)
    if speaker is None:
        return None
    cites = any(lex.has("citing", one.key) for one in sentence[hit.first : hit.last])
    if cites and not _can_speak(sentence, speaker, lex):
        return None  # `citing a shortage of staff`: a reason
    speaker = with_following(sentence, speaker, lex)
    return _cue(sentence, hit, speaker, speaker.last, "", lex)


def _can_speak(sentence: list[Token], found: Mention, lex: Lexicon) -> bool:
    """A pronoun, a name or a role; anything where words have too many forms for the tables."""
    return (
        found.pronoun
        or lex.language not in ("en", "fr")
        or is_named(sentence, found, lex)
        or is_capital(sentence[found.first])
    )


def _may_name(token: Token, lex: Lexicon) -> bool:
    return lex.has("roles", token.key) or lex.has("noun_forms", token.key) or lex.has("determiners", token.key)


def _self(sentence: list[Token], hit: Hit, lex: Lexicon) -> Cue | None:
    for place in range(hit.first, hit.last):
        if sentence[place].key in lex.pronouns:
            gender = lex.pronouns[sentence[place].key]
            return _cue(sentence, hit, Mention(place, place + 1, gender, pronoun=True), hit.last, "", lex)
    gender = {"ו": "m", "ה": "f", "ם": "p"}.get(sentence[hit.last - 1].key[-1], "?") if lex.language == "he" else "?"
    return _cue(sentence, hit, None, hit.last, gender, lex)


def _nobody(sentence: list[Token], hit: Hit, lex: Lexicon) -> Cue | None:
    if lex.verb(sentence[hit.first].key) and _has_subject(sentence, hit, lex):
        return None
    after = hit.last
    while after < len(sentence) and (is_comma(sentence, after) or lex.has("complementisers", sentence[after].key)):
        after += 1
    if after >= len(sentence) and hit.first == 0:
        return None
    contents = _contents(sentence, hit.first, after, lex, least=1)
    return Cue(hit.first, hit.last, hit.first, after, None, contents, origin="impersonal") if contents else None


def _has_subject(sentence: list[Token], hit: Hit, lex: Lexicon) -> bool:
    """`residents say that`, `as they said in the ministry`: somebody is named, the verb itself is the cue."""
    if hit.first and (lex.has("as_words", sentence[hit.first - 1].key) or phrase_before(sentence, hit.first, lex)):
        return True
    after = hit.last + 1 if is_comma(sentence, hit.last) else hit.last
    opened = lex.has("complementisers", key_at(sentence, after)) or lex.has(
        "complementisers", key_at(sentence, hit.last - 1)
    )
    return hit.last - hit.first == 1 and not opened


def _cue(sentence: list[Token], hit: Hit, speaker: Mention | None, after: int, hidden: str, lex: Lexicon) -> Cue | None:
    contents = _contents(sentence, hit.first, _behind_apposition(sentence, after, lex), lex)
    if not contents and text_at(sentence, after) != ":":
        return None
    return Cue(hit.first, hit.last, hit.first, after, speaker, contents, hidden=hidden, origin="frame")


def _behind_apposition(sentence: list[Token], after: int, lex: Lexicon) -> int:
    """Behind `, the foreign minister,` if something follows it."""
    if not is_comma(sentence, after):
        return after
    if _is_put_in(sentence, after + 1, lex):
        for comma in range(after + 2, min(after + 14, len(sentence))):
            if is_comma(sentence, comma):
                return comma
    more = phrase_at(sentence, after + 1, lex)
    if more is None or more.pronoun or not is_comma(sentence, more.last) or len(sentence) - more.last < 4:
        return after
    return more.last if is_named(sentence, more, lex) and lex.has("determiners", sentence[after + 1].key) else after


def _is_put_in(sentence: list[Token], at: int, lex: Lexicon) -> bool:
    """`, cited by the Courier,` or `, to which she refers,` behind a name."""
    verb = lex.verb(key_at(sentence, at))
    if verb is not None and "participle" in verb.forms:
        return True
    relative = at + 1 if lex.has("inner", key_at(sentence, at)) or lex.has("stops", key_at(sentence, at)) else at
    return any(lex.has("relatives", key_at(sentence, place)) for place in (at, relative))


def _contents(sentence: list[Token], first: int, after: int, lex: Lexicon, least: int = 2) -> tuple[Stretch, ...]:
    """The rest of the clause: behind a frame it begins with, before one it ends with, both around one put in."""
    low = boundary(sentence, first, lex)
    start = after
    while start < len(sentence) and (
        is_comma(sentence, start) or is_dash(sentence, start) or text_at(sentence, start) == ":"
    ):
        start += 1
    while start < len(sentence) - 1 and start > after - 1 and lex.has("complementisers", sentence[start].key):
        start += 1
    behind: tuple[Stretch, ...] = ((start, len(sentence)),) if not is_end(sentence, start) else ()
    if first - low < least:
        return behind
    return ((low, first), *behind)


def heard_cues(sentence: list[Token], lex: Lexicon) -> list[Cue]:
    """`I heard from the baker that …`: what somebody told the author."""
    found = []
    for at, token in enumerate(sentence):
        if not lex.has("hearing", token.key):
            continue
        near = [*range(at + 1, min(at + 4, len(sentence))), *range(max(0, at - 4), at)]
        for place in near:
            speaker = phrase_at(sentence, place + 1, lex) if lex.has("from", sentence[place].key) else None
            if speaker is None or lex.has("hearing", sentence[speaker.first].key):
                continue
            after = max(speaker.last, at + 1)
            after += 1 if is_comma(sentence, after) else 0
            if lex.has("complementisers", key_at(sentence, after)) and not is_end(sentence, after + 1):
                contents = ((after + 1, len(sentence)),)
                found.append(Cue(at, at + 1, min(at, place), after + 1, speaker, contents, origin="noun"))
                break
    return found


def _for_somebody(sentence: list[Token], lex: Lexicon) -> list[Cue]:
    """`For the mayor, …`: only at the beginning, of somebody known by role or name, and set off by a comma."""
    if len(sentence) < 5 or not lex.has("frames_for", sentence[0].key):
        return []
    speaker = phrase_at(sentence, 1, lex)
    if speaker is None or speaker.pronoun or not is_comma(sentence, speaker.last):
        return []
    words = sentence[speaker.first : speaker.last]
    if speaker.gender in ("", "n") and not any(lex.has("roles", token.key) for token in words):
        return []
    return [Cue(0, 1, 0, speaker.last, speaker, ((speaker.last + 1, len(sentence)),), origin="frame")]


def _in_words_of(sentence: list[Token], lex: Lexicon) -> list[Cue]:
    """`in Osk's words`, `by the mayor's account`."""
    found = []
    for place, token in enumerate(sentence):
        end = _genitive(sentence, place) if lex.has("frame_nouns", token.key) else 0
        if not end:
            continue
        speaker = phrase_before(sentence[:end], end, lex)
        if speaker is None or key_at(sentence, speaker.first - 1) not in ("in", "by"):
            continue
        first = speaker.first - 1
        contents = _contents(sentence, first, place + 1, lex)
        if contents:
            found.append(Cue(place, place + 1, first, place + 1, speaker, contents, origin="frame"))
    return found


def _genitive(sentence: list[Token], place: int) -> int:
    """Where a phrase with `'s` ends right before a word; 0: there is none."""
    if place > 1 and sentence[place - 1].key.endswith("'s"):
        return place
    if place > 1 and text_at(sentence, place - 1) in ("'", "’") and sentence[place - 2].key.endswith("s"):
        return place - 1
    return 0


def noun_cues(sentence: list[Token], lex: Lexicon) -> list[Cue]:
    """`the ministry's claim that …`, `allegations by residents that …`; not where a verb of saying has them."""
    found = []
    for place, token in enumerate(sentence):
        polarity = lex.nouns.get(token.key)
        if polarity is None or place + 2 >= len(sentence) or _is_said(sentence, place, lex):
            continue
        by = lex.has("inner", sentence[place + 1].key) or lex.has("by", sentence[place + 1].key)
        behind = phrase_at(sentence, place + 2 if by else place + 1, lex) if by or lex.language != "en" else None
        if lex.verb(sentence[place + 1].key) is not None and not by:
            continue  # `in a statement said …`: the verb is the cue
        if behind is not None and _clause_behind(sentence, behind.first, lex):
            behind = None
        after = _clause_behind(sentence, behind.last if behind else place + 1, lex)
        if not after or after + 1 >= len(sentence):
            continue
        speaker = behind or _owner(sentence, place, lex)
        start = speaker.first if speaker and speaker.first < place else place
        contents = ((after, _predicate(sentence, place, after, lex)),)
        found.append(Cue(place, place + 1, start, after, speaker, contents, polarity, origin="noun"))
    return found


def _clause_behind(sentence: list[Token], at: int, lex: Lexicon) -> int:
    """Where the clause begins that a noun leads to: behind *that*, `according to which`, or a *that* written together
    with the next word; 0 where none does."""
    length = lex.noun_link(sentence, at)
    if length:
        return at + length
    at += 1 if is_comma(sentence, at) else 0
    if lex.has("complementisers", key_at(sentence, at)):
        return at + 1
    key = key_at(sentence, at)
    together = lex.attached and key.startswith(lex.attached) and len(key) > 3 and not lex.has("not_complement", key)
    return at if together else 0


def _predicate(sentence: list[Token], place: int, after: int, lex: Lexicon) -> int:
    """Where the clause ends if the noun is the subject the sentence begins with (`The claim that it fell is false`)."""
    if place > 3:
        return len(sentence)
    if lex.language in ("ru", "uk"):
        return next((at for at in range(after, len(sentence)) if is_comma(sentence, at)), len(sentence))
    verbs = [at for at in range(after, len(sentence)) if lex.has("finite", sentence[at].key)]
    if len(verbs) < 2 or any(not is_word(one) or _parts(one, lex) for one in sentence[verbs[0] : verbs[1]]):
        return len(sentence)
    return verbs[1] if verbs[1] > verbs[0] + 1 else len(sentence)


def _parts(token: Token, lex: Lexicon) -> bool:
    return any(lex.has(name, token.key) for name in ("complementisers", "relatives", "contrast"))


def _owner(sentence: list[Token], place: int, lex: Lexicon) -> Mention | None:
    if place == 0:
        return None
    end = _genitive(sentence, place)
    if end:
        found = phrase_before(sentence[:end], end, lex)
        return found if found and not found.pronoun else None
    key = sentence[place - 1].key
    gender = lex.pronouns.get(key) or {"his": "m", "her": "f", "their": "p", "its": "n"}.get(key)
    return Mention(place - 1, place, gender, pronoun=True) if gender and lex.language == "en" else None


def _is_said(sentence: list[Token], place: int, lex: Lexicon) -> bool:
    """Whether a verb of saying stands right before: `rejected claims that` is one cue, not two."""
    return any(is_word(token) and lex.verb(token.key) is not None for token in sentence[max(0, place - 3) : place])
