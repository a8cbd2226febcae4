"""Events from a pasted block."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from pmwizard.intake.days import COUNTED, RELATIVE, DayReader, order_of, weekdays_agree
from pmwizard.intake.formats import block_of, pieces_of
from pmwizard.intake.formats.zones import line_words
from pmwizard.intake.order import (
    ZoneBeside,
    has_no_am_or_pm,
    has_short_hours,
    is_halved,
    midnights_between,
    runs_backwards,
    stamps_of,
    with_halves,
    zone_beside,
)
from pmwizard.intake.pieces import Block, Piece, Role
from pmwizard.intake.points import Notice, Notices, OpenPoints
from pmwizard.intake.reader import GoesOn, Reader, ReadingStoppedError
from pmwizard.intake.results import ENTERED, FROM_REPORT, TODAY, AssumedDay, BlockSettings, BlockZone, ReadBlock
from pmwizard.intake.starts import START, is_day_zero, shows_hours
from pmwizard.intake.times import FROM_INCIDENT, TimeResolver
from pmwizard.model.moments import event_of
from pmwizard.model.report import Report
from pmwizard.model.times.context import TimeContext, UnresolvedError
from pmwizard.model.times.dates import calendar_day, read_date
from pmwizard.model.times.names import FIRST_YEAR, LAST_YEAR, date_in_words
from pmwizard.model.times.places import zone_of_place
from pmwizard.model.times.zones import is_zone_name, zone_advice, zone_in_words, zone_key, zone_named, zones_like
from pmwizard.text import quoted

_PIECES_AT_ONCE = 500
_EVERY = frozenset({"all", "alle", "toutes", "tous", "todas", "todos", "tutti", "tutte"})
_SHARE_OF_PIECES = 0.5
"""Of the time that a block takes, until its lines are divided."""


def settings_for(report: Report, context: TimeContext) -> BlockSettings:
    """Return what a block is read by before a person has settled anything: the day and the start of the incident."""
    started = event_of(report, "started")
    return BlockSettings(day_from(report, context), start=started.at if started else None)


def day_from(report: Report, context: TimeContext) -> AssumedDay:
    """Return the day that times without one are on: that of the incident, else today."""
    known = report.metadata.incident_date or any(event.at for event in report.timeline)
    if not FIRST_YEAR <= context.day.year <= LAST_YEAR:
        return AssumedDay(context.today, TODAY)
    return AssumedDay(context.day, FROM_REPORT if known else TODAY)


def has_several_events(text: str, context: TimeContext) -> bool:
    """Return whether at least two lines hold a time with words or an author, which nobody types into a field."""
    pieces = pieces_of(block_of(text, context.zone, context.day.year))
    found = (piece for piece in pieces if piece.role is Role.EVENT and piece.stamp and (piece.text or piece.who))
    return len(tuple(islice(found, 2))) == 2


def day_typed(text: str, context: TimeContext) -> AssumedDay | str:
    """Return the day that a person typed instead, the nearest to the report's, or an instruction."""
    today = context.today
    try:
        day = calendar_day(" ".join(text.lower().split()), context.day, today, today)
    except UnresolvedError as unclear:
        return unclear.unresolved.message
    except (ValueError, OverflowError):
        day = None
    read = day or read_date(text, today)
    return AssumedDay(read, ENTERED, is_assumed=False) if isinstance(read, date) else read.message


def zone_typed(text: str, context: TimeContext) -> BlockZone | str:
    """Return the zone that a person typed for all times without one of their own, or an instruction."""
    words = " ".join(text.split())
    if not words:
        return zone_advice(words)
    short, near = words.replace(" ", "").upper(), zones_like(words)
    name = zone_in_words(words) or (zone_key(words) if zone_named(words) else "")
    name = name or (short if is_zone_name(short, context.zone, context.day.year) else "")
    name = name or zone_of_place(words) or (near[0] if len(near) == 1 else "")
    said = f"Zone {quoted(words)} is not known here. {zone_advice(words)}"
    return BlockZone(name, ENTERED, is_assumed=False) if name else said


def read_block(text: str, context: TimeContext, settings: BlockSettings, goes_on: GoesOn = lambda _: True) -> ReadBlock:
    """Return the events in a pasted text.

    Args:
        text: The block as it was pasted.
        context: Zone, now and the day of the report.
        settings: What the report and the person say of its times.
        goes_on: Called now and then with the share that is done, 0 to 1; returns whether to go on.

    Raises:
        ReadingStoppedError: ``goes_on`` said so. Nothing else is raised.
    """
    block = block_of(text, context.zone, settings.day.day.year)
    pieces = _divided(block, goes_on)
    settings = replace(settings, day=_day_before_headings(pieces, settings.day, context))
    pasted = _read(block, pieces, context, settings, goes_on)
    day = settings.day
    if day.source == TODAY and pasted.assumed == "day" and any(row.at and row.at > context.now for row in pasted.rows):
        yesterday = AssumedDay(day.day - timedelta(days=1), "yesterday, so that none is ahead")
        return _read(block, pieces, context, replace(settings, day=yesterday), goes_on)
    return pasted


def _divided(block: Block, goes_on: GoesOn) -> tuple[Piece, ...]:
    pieces = []
    for count, piece in enumerate(pieces_of(block)):
        if not count % _PIECES_AT_ONCE and not goes_on(_SHARE_OF_PIECES * piece.lines[0] / len(block.lines)):
            raise ReadingStoppedError
        pieces.append(piece)
    return tuple(pieces)


def _read(
    block: Block,
    pieces: tuple[Piece, ...],
    context: TimeContext,
    settings: BlockSettings,
    goes_on: GoesOn,
    *,
    start: datetime | None = None,
) -> ReadBlock:
    """Return what the pieces of a block come to; ``start`` is the one that the block names, maybe below its times."""
    notices, points = Notices(), OpenPoints(settings.answers)
    is_newest_first, has_halves, lacks_halves = runs_backwards(pieces), is_halved(pieces), has_no_am_or_pm(pieces)
    if is_newest_first:
        notices.add(Notice.NEWEST_FIRST)
    if has_halves:
        pieces = _with_halves(pieces, notices, is_newest_first=is_newest_first)
    elif lacks_halves and has_short_hours(pieces):
        notices.add(Notice.NO_HALVES)
    beside = _zone_beside(pieces, context, settings, is_newest_first=is_newest_first)
    zone, shown = _settled_zone(beside, points, context)
    resolver = TimeResolver(
        replace(context, day=settings.day.day, previous=None),
        _day_reader(pieces, context, settings, points, notices),
        points,
        notices,
        is_newest_first=is_newest_first,
        has_no_am_or_pm=lacks_halves,
        is_halved=has_halves,
        counts_from_today=settings.day.source == ENTERED or _counts_from_today(pieces),
        copied_on=_copied_on(settings, context),
        zone=settings.zone or zone or _zone_below(block, pieces),
        entered=zone_named(settings.zone) if settings.zone else None,
        counts_hours=any(shows_hours(stamp.clock) for stamp in stamps_of(pieces)),
        start=start or (None if _names_start(pieces) else settings.start),
        start_source=START if start else FROM_INCIDENT,
    )
    read = Reader(block, resolver, settings, shown).read(pieces, _second_share(goes_on))
    if resolver.waits_for_start and resolver.start is not None and start is None:
        return _read(block, pieces, context, settings, goes_on, start=resolver.start)
    return read


def _second_share(goes_on: GoesOn) -> GoesOn:
    """Return what is called with the share of the times that are read, once the lines are divided."""
    return lambda done: goes_on(done + (1 - done) * _SHARE_OF_PIECES)


def _with_halves(pieces: tuple[Piece, ...], notices: Notices, *, is_newest_first: bool) -> tuple[Piece, ...]:
    found, examples = with_halves(pieces, is_newest_first=is_newest_first)
    for example in examples:
        notices.add(Notice.HALVES, example)
    return found


def _zone_beside(
    pieces: tuple[Piece, ...], context: TimeContext, settings: BlockSettings, *, is_newest_first: bool
) -> ZoneBeside | None:
    """Return the one zone that stands beside some times of a block, where the others could be in it as well."""
    if settings.zone or any(piece.zone for piece in pieces):
        return None
    return zone_beside(pieces, context.zone, settings.day.day, is_newest_first=is_newest_first)


def _zone_below(block: Block, pieces: tuple[Piece, ...]) -> str:
    """Return the zone that a line below times names for them too, "" where one above names a zone, or none does."""
    first = next((place for place, piece in enumerate(pieces) if piece.zone), len(pieces))
    if not pieces[first:] or pieces[first].role is not Role.SKIPPED:
        return ""
    is_last = all(piece.role is not Role.EVENT for piece in pieces[first:])
    is_for_all = not _EVERY.isdisjoint(line_words(block.line(pieces[first].lines[0])))
    return pieces[first].zone if is_last or (is_for_all and len(pieces[first].lines) == 1) else ""


def _settled_zone(beside: ZoneBeside | None, points: OpenPoints, context: TimeContext) -> tuple[str, str]:
    """Return the zone of times that name none, "" for that of the report, and the time that shows it."""
    if beside is None or (beside.fits_home and not beside.fits):
        return "", ""
    if beside.fits and not beside.fits_home:
        return beside.name, beside.shown
    choices = (beside.name, str(context.zone))
    message = f"Times without a zone could be in {choices[0]}, as {beside.shown} is, or in {choices[1]}"
    return ("", "") if points.choice(("zone",), choices, message) else (beside.name, beside.shown)


def _names_start(pieces: tuple[Piece, ...]) -> bool:
    return any(piece.stamp and piece.stamp.clock.startswith(f"{START} ") for piece in pieces)


def _day_reader(
    pieces: tuple[Piece, ...], context: TimeContext, settings: BlockSettings, points: OpenPoints, notices: Notices
) -> DayReader:
    days = {piece.stamp.day for piece in pieces if piece.stamp and piece.stamp.day}
    order, shown = order_of(sorted(days))
    return DayReader(
        points,
        notices,
        settings.day.day if settings.day.source == ENTERED else context.today,
        None if settings.day.source == TODAY else settings.day.day,
        entered=settings.day.day if settings.day.source == ENTERED else None,
        is_day_zero=any(map(is_day_zero, days)),
        order=order,
        order_shown=shown,
        weekdays_agree=weekdays_agree(days, context.today),
    )


def _copied_on(settings: BlockSettings, context: TimeContext) -> tuple[date, ...]:
    """Return the days on which a block may have been copied, none where there is no doubt that it was today."""
    day, today = settings.day.day, context.today
    is_in_doubt = settings.day.source == FROM_REPORT and abs(today - day) > timedelta(days=1)
    return (day + timedelta(days=1), day, today) if is_in_doubt else ()


def _counts_from_today(pieces: tuple[Piece, ...]) -> bool:
    """Return whether "yesterday" is the way in which a block names its days, as chats do, and no word among others."""
    days = [(piece.role, piece.stamp.day.lower()) for piece in pieces if piece.stamp]
    relative = [role for role, day in days if day in RELATIVE]
    has_others = any(day and day not in RELATIVE for _, day in days)
    is_first = bool(days) and days[0][1] in RELATIVE
    return Role.DAY in relative or 2 * len(relative) > len(days) or (is_first and not has_others)


def _day_before_headings(pieces: tuple[Piece, ...], day: AssumedDay, context: TimeContext) -> AssumedDay:
    """Return the day of the times above the first day that is named; above a heading no later than the day before."""
    if day.source not in {FROM_REPORT, TODAY}:
        return day
    stamped = [(piece.role, piece.stamp) for piece in pieces if piece.stamp]
    named_days = (place for place, (_, stamp) in enumerate(stamped) if stamp.day and not COUNTED.fullmatch(stamp.day))
    first = next(named_days, 0)
    is_heading = stamped[first][0] is Role.DAY if first else False
    # Above an event with a day, the times before it say how many days back they are.
    wraps = 1 if is_heading else midnights_between([stamp for _, stamp in stamped[: first + 1]])
    if not first or wraps is None or stamped[first][1].day.lower() in RELATIVE:
        return day
    today = context.today
    try:
        named = calendar_day(stamped[first][1].day.lower(), day.day, today, today)
    except (UnresolvedError, ValueError, OverflowError):
        named = None
    if named is None or (is_heading and day.day < named):
        return day
    if is_heading:
        return AssumedDay(named - timedelta(days=1), f"the day before {date_in_words(named)}")
    return AssumedDay(named - timedelta(days=wraps), f"by the first day that is named, {date_in_words(named)}")
