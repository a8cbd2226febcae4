"""What the command palette offers besides in the step of whys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

COMMANDS: Mapping[str, tuple[str, str]] = {
    "Ask how instead of why": ("how", "h in the list; once more asks why again"),
    "Read the chains back": ("read", "v in the list; does each line lead to the next?"),
    "Make a factor of this why": ("factor", "F in the list"),
    "Make an action of this why": ("action", "A in the list"),
}
"""The commands by name, each with the action of the screen and its help."""


class WhyCommands(Provider):
    """The commands of the step of whys."""

    async def discover(self) -> Hits:
        """Yield every command."""
        for name, (action, said) in COMMANDS.items():
            yield DiscoveryHit(name, partial(self.screen.run_action, action), help=said)

    async def search(self, query: str) -> Hits:
        """Yield the commands that a few letters mean."""
        matcher = self.matcher(query)
        for name, (action, said) in COMMANDS.items():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), partial(self.screen.run_action, action), help=said)
