"""How an action is worded: whether it says what will be different, and not who is to take more care."""

from __future__ import annotations

from pmwizard.checks.english.prose import Pattern, words

_VERBS = words(
    """
    add adopt agree alert align allow annotate archive ask assign attach audit automate back backfill ban block
    build bump cap capture change check choose clean close collect compare configure confirm connect copy count
    cover create cut decide define delete deploy describe detect disable document drain drop emit enable encrypt
    enforce ensure escape expire export expose extend extract fail file fix freeze gate generate give grant guard
    hide hold index inform insert install instrument integrate introduce isolate keep label let limit link list load
    lock log lower make map mark measure mend merge migrate mirror monitor mount move name negotiate notify order
    pack page parse patch pause pin plan post practice practise prepare prevent print promote protect provide
    publish pull purge push put raise rate read rebuild record redirect reduce refuse register reject release remove
    rename renew repair replace replicate report require reset resize restore restrict retire return reverse rewrite
    rotate route run sample save scale schedule seed send separate serve set shard share ship show shrink sign
    simplify simulate split stage start stop store stream strip supply switch tag take teach tell test throttle
    tighten track tune turn unify update upgrade use validate verify version wait warn watch widen wire withdraw
    wrap write
    """
)
_NOT_VERBS = words(
    """
    a additional all an any automated automatic better clear clearer daily developer developers each engineer
    engineers every everyone extra faster for full i if in it less maybe missing monthly more must need needs new no
    not of on our possible proper regular should some team that the there these they this to we weekly when with
    """
)
_NOUN = Pattern(r"\w{2,}(?:ation|ition|ity|ness|ance|ence|ship|ology|ing)$")
_A_VERB_AFTER_ALL = Pattern(
    r"(?:bring|ping|ring|spring|sling|string|swing|position|partition|transition|provision|condition|audition|mention"
    r"|balance|reference|sequence|silence|finance|enhance|experience|licence|distance)$",
)
_NAMES_A_THING = Pattern(r"(?:for|of|is|are|was|should|must|needs?|missing|between|about|to be)\b")
_VAGUE = Pattern(
    r"(?:improve|investigate|look (?:in|at|over)(?:to)?|consider|explore|think about|revisit|examine|discuss|enhance"
    r"|make (?:\w+ ){1,5}?(?:better|safer|easier|more \w+)|optimi[sz]e|evaluate|assess|review|analy[sz]e|research"
    r"|strengthen|work on|try to|see (?:if|whether)|be (?:better|more))\b",
)
_RESULT = Pattern(
    r"[0-9%]|\b(?:so that|until|such that|no longer|instead of|at most|at least|in place of|every|each)\b"
    r"|\bby (?!hand)\w+ing\b"
)
_AND_THEN = Pattern(r"\b(?:and|then) ([a-z]+)")
_PEOPLE = r"(?:team|engineers?|developers?|operators?|staff|people|everyone|everybody|colleagues|on-?call|nobody|we)"
_AIMED_AT_PEOPLE = Pattern(
    r"\b(?:be (?:\w+ )?(?:careful|vigilant|mindful|attentive|cautious)|pay (?:\w+ )?attention|remind(?:ing)?"
    r"|take (?:more|better|greater) care|re-?train(?:ing)?|double[- ]check (?:everything|before|all)|raise awareness"
    rf"|(?:make|be) aware|educate|(?:coach|train|tell) (?:the |all |our )?{_PEOPLE}"
    rf"|make sure (?:that )?{_PEOPLE}|{_PEOPLE} (?:should|must|need to|have to|will) (?:be|remember|check|follow|read)"
    r"|follow the (?:process|procedure|runbook|rules|checklist)|try harder|don't forget|do not forget|remember to)\b",
)


def is_aimed_at_people(action: str) -> bool:
    """Return whether an action asks people to do better instead of changing what they work with."""
    return bool(_AIMED_AT_PEOPLE.search(action))


def is_vague(action: str) -> bool:
    """Return whether an action names an effort and no result that someone could see."""
    begin = _VAGUE.match(action.lstrip(" *_-"))
    if begin is None or _RESULT.search(action, begin.end()):
        return False
    return not any(word[1].lower() in _VERBS for word in _AND_THEN.finditer(action))


def lacks_verb(action: str) -> bool:
    """Return whether an action begins with something that is surely not a verb; English only.

    An unknown word is taken for a verb unless its ending or the word after it says otherwise.
    """
    words = action.lstrip(" *_-").split(None, 2)
    if not words or not words[0].isalpha():
        return False
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first.lower() in _NOT_VERBS:
        return True
    if first.lower().removeprefix("re") in _VERBS or first.lower() in _VERBS:
        return False
    is_noun = _NOUN.match(first) is not None and not _A_VERB_AFTER_ALL.search(first)
    return is_noun or _NAMES_A_THING.match(second) is not None
