"""``pmwizard merge-driver``: lets git merge reports answer by answer and row by row."""

from __future__ import annotations

from pathlib import Path

import click

from pmwizard.cli.options import common_options

_HELP = """Merge two versions of a report for git: answer by answer, row by row.

\b
In a repository, once for everyone who clones it:
  echo 'postmortems/*.toml merge=pmwizard' >> .gitattributes
and once on each machine:
  git config --global merge.pmwizard.driver 'pmwizard merge-driver %O %A %B %P'

git fills in the files: BASE is what both began from, OURS is replaced by the merged report, THEIRS is the other
version, and NAME is what the report is called in the repository.

Answers that both versions changed are both kept, and told; then the status is 1, and git leaves the report to be
looked at and added. A report is written in any case, never marks that no program can read. A version that cannot be
read as a report is left alone, and OURS with it.
"""


@click.command("merge-driver", help=_HELP)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", required=False)
@common_options
def command(base: Path, ours: Path, theirs: Path, name: str | None) -> int:
    """Merge two versions of a report for git: answer by answer, row by row."""
    from pmwizard.cli.merge import Versions, merge_files  # noqa: PLC0415 - not for --help

    return merge_files(Versions(base, ours, theirs, name or str(ours)))
