"""The zone of a report's times, chosen on the command line or on a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from pmwizard.draft.session import Session, with_zone
from pmwizard.model.times.zones import zone_advice, zone_key, zone_named
from pmwizard.questions import Kind, Question
from pmwizard.ui.dialogs.ask import Prompt

ZONE = Question(
    path="metadata.zone",
    kind=Kind.LINE,
    label="Zone of typed and shown times",
    hint="A place such as Europe/Paris, or UTC. The instants stay as they are",
)


class Asker(Protocol):
    """The application, as far as asking goes."""

    session: Session

    def push_screen(self, screen: Prompt, callback: Callable[[tuple[str, ...] | None], None]) -> Any:
        """Show a dialog and call back with what was typed."""


def ask_zone(app: Asker, done: Callable[[str], None], title: str = "The instants stay as they are") -> None:
    """Ask for the zone of times, once more where there is none of that name; ``done`` gets what to say of it."""

    def entered(texts: tuple[str, ...] | None) -> None:
        name = texts[0].strip() if texts else ""
        if name and zone_named(name) is None:
            ask_zone(app, done, f"There is no zone {name[:20]}. {zone_advice(name)}")
        elif name:
            done(use_zone(app.session, zone_key(name)))

    app.push_screen(Prompt(title, [ZONE], [app.session.report.metadata.zone or "UTC"]), entered)


def use_zone(session: Session, zone: str | None) -> str:
    """Show and store the times of a report in a zone; return what to say of it, "" for nothing.

    Undo takes it back.
    """
    report = session.report
    with_zone(session, zone)
    if session.report is report:
        return ""
    return f"Times now in {zone}, the same instants. Ctrl+Z goes back to {report.metadata.zone or 'UTC'}"
