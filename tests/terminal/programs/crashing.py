"""pmwizard with bugs: Ctrl+S fails, and F12 in a dialog, with words of the report in its variables.

Run it with the arguments of pmwizard.
"""

import sys
from types import MethodType

from pmwizard.cli.program import run_and_exit


class ActionError(Exception):
    """A bug whose message quotes the report."""


def add_bug() -> None:
    """Replaces the action of Ctrl+S, once the program itself has prepared for Textual and imported it."""
    from textual.app import App
    from textual.screen import ModalScreen

    from pmwizard.terminal.app import Terminal

    run_to_end = Terminal.run_to_end

    def failing(self: App[None]) -> None:
        title = self.session.report.metadata.title  # type: ignore[attr-defined]
        raise ActionError(title)

    def run_with_bug(self: Terminal, *, mouse: bool = False) -> int:
        vars(self.app)["action_save_now"] = MethodType(failing, self.app)
        return run_to_end(self, mouse=mouse)

    def failing_dialog(self: ModalScreen[object]) -> None:
        title = self.app.session.report.metadata.title  # type: ignore[attr-defined]
        raise ActionError(title)

    Terminal.run_to_end = run_with_bug  # type: ignore[method-assign]
    ModalScreen.key_f12 = failing_dialog  # type: ignore[attr-defined]


class Late:
    """Adds the bug when the application is about to be imported."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Finds nothing itself."""
        if name == "pmwizard.ui.app":
            sys.meta_path.remove(self)
            add_bug()


if __name__ == "__main__":
    sys.meta_path.insert(0, Late())
    run_and_exit()
