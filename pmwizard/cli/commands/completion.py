"""``pmwizard completion``: the script that lets a shell complete commands, options, reports and layouts."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from pmwizard.cli.options import common_options
from pmwizard.cli.output import put_document

_HELP = """Print the completion script for a shell.

\b
bash  pmwizard completion bash > ~/.local/share/bash-completion/completions/pmwizard
zsh   pmwizard completion zsh > a file _pmwizard in a folder of $fpath
fish  pmwizard completion fish > ~/.config/fish/completions/pmwizard.fish
"""


@click.command("completion", help=_HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@common_options
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the completion script for a shell."""
    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"there is no completion for {shell}", context)
    root = context.find_root().command
    put_document(script(root, {}, "pmwizard", "_PMWIZARD_COMPLETE").source() + "\n")
    return 0
