"""What could be entered in a field, offered on demand: what a person typed changes only where they take an offer."""

from __future__ import annotations

from typing import Any

from textual.app import App

from pmwizard.draft.typed.suggestions import suggested, suggests, with_suggestion, words_for
from pmwizard.model import Report
from pmwizard.questions import Question
from pmwizard.ui.dialogs.choose import Choose, Option
from pmwizard.ui.form.line import LineEditor
from pmwizard.ui.messages import HintChanged


async def choose_suggestion(app: App[Any], report: Report, editor: LineEditor) -> None:
    """Offer what fits the field of an editor: people the report names, or its actions."""
    names, words = suggested(report, editor.path, editor.text), words_for(editor.path)
    if not names:
        editor.post_message(HintChanged(words.none))
        return
    name = await app.push_screen_wait(Choose(words.title, [Option("", name, name) for name in names]))
    if name:
        editor.take(with_suggestion(editor.path, editor.text, name))


def hint_with_suggestions(question: Question, report: Report) -> str:
    """Return the hint of a question, and that Down lists suggestions where it does."""
    if not suggests(question.path) or not suggested(report, question.path, ""):
        return question.hint
    return f"{question.hint}. {words_for(question.path).offered}"
