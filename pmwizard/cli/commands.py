"""The commands of ``pmwizard``: their options, arguments and help.

What a command does is imported when it is called, so that ``--help`` starts quickly.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from pmwizard.cli.options import (
    LAYOUT_NAME,
    REPORT_NAME,
    SECTION_NAME,
    SEVERITY_NAME,
    Format,
    common_options,
    folder_to_read,
    folder_to_write,
    need_a_terminal,
    screen_options,
    title_on_one_line,
)
from pmwizard.cli.output import need_output, note, put, put_document, put_json
from pmwizard.options import NewReport, ScreenOptions
from pmwizard.text import shown_path

MOMENT_NAMES = (
    "started",
    "detected",
    "acknowledged",
    "declared",
    "diagnosed",
    "mitigated",
    "recovered",
    "resolved",
    "closed",
)
"""What ``--moment`` takes, besides ``none``. Named here, since the model brings pydantic."""

_WITHOUT_A_TERMINAL = 'Without one, pass the text:  pmwizard new --title "..." --severity SEV2 --no-input'


@click.command("new", short_help="start a report")
@click.option("--title", metavar="TEXT", callback=title_on_one_line, help="What broke, in one line.")
@click.option("--severity", metavar="SEV", type=SEVERITY_NAME, help="SEV1, SEV2, SEV3 or SEV4.")
@click.option("--layout", "-t", metavar="NAME", type=LAYOUT_NAME, help="The house layout to ask for.")
@click.option("--no-input", is_flag=True, help="Write the report file, print its path, and ask nothing.")
@screen_options
@common_options
@click.pass_context
def new(
    context: click.Context,
    *,
    title: str | None,
    severity: str | None,
    layout: str | None,
    no_input: bool,
    screen: ScreenOptions,
) -> int:
    """Start a report.

    Opens the wizard with the cursor in the title. With --no-input it writes the report file and prints its path.
    """
    if no_input:
        need_output()
    else:
        need_a_terminal("new", _WITHOUT_A_TERMINAL)
    folder = folder_to_write(context)
    if layout is not None:
        from pmwizard.cli.reports import layout_named

        layout = layout_named(folder, layout).name
    known = NewReport(title, severity, layout, screen.zone)
    if not no_input:
        from pmwizard.ui.start import open_wizard

        return open_wizard(folder, None, None, known, screen)
    from pmwizard.cli.reports import create_report
    from pmwizard.store.folder.find import name_for_commands

    path = create_report(folder, known, datetime.now(UTC))
    put(shown_path(path))
    note(f"Go on with: pmwizard edit {name_for_commands(path, os.environ, Path.cwd())}")
    return 0


@click.command("edit", short_help="go on with a report, or with one section of it")
@click.argument("report", type=REPORT_NAME)
@click.option("--section", metavar="NAME", type=SECTION_NAME, help="Open this section: metadata, impact, timeline ...")
@screen_options
@common_options
@click.pass_context
def edit(context: click.Context, *, report: str, section: str | None, screen: ScreenOptions) -> int:
    """Go on with a report: all of it, or one section."""
    from pmwizard.cli.reports import found_or_rescued

    folder = folder_to_read(context)
    path = found_or_rescued(context, folder, report)
    need_a_terminal("edit", f"Without one: pmwizard show {path.stem}, pmwizard export {path.stem}")
    from pmwizard.ui.start import open_wizard

    return open_wizard(folder, path, section, None, screen)


_LOG_HELP = """Add one event to a report from any shell, whoever has it open.

\b
  pmwizard log Config 4811 restored in all regions
  pmwizard log --time 1345 --who alert "payments_5xx fired"
  kubectl get events | pmwizard log "Pods of payments restart" -

TEXT is words. A - behind them reads notes from standard input. A - alone reads all of it: the first line is what
happened, or the first row of a table; the rest are notes. Text that begins with - goes after --. Words such as
"alert fired" or "rolled back" set a moment that is free; --moment takes it from whichever event had it. What was set
is printed.
"""


@click.command("log", short_help="add one event from any shell, mid-incident", help=_LOG_HELP)
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--time", metavar="TIME", help="1345, -5, about 1345, 21 Nov 13:45, 13:45-14:10, 21 Nov; else now, to the minute."
)
@click.option("--who", metavar="NAME", help='Who did or saw it, "" for nobody; else you, as git says.')
@click.option(
    "--moment",
    metavar="MOMENT",
    type=click.Choice([*MOMENT_NAMES, "none"], case_sensitive=False),
    help=f"{', '.join(MOMENT_NAMES)}; or none.",
)
@click.option("--report", metavar="REPORT", type=REPORT_NAME, help="Else the newest report that is not closed.")
@common_options
@click.pass_context
def log(
    context: click.Context,
    *,
    text: tuple[str, ...],
    time: str | None,
    who: str | None,
    moment: str | None,
    report: str | None,
) -> int:
    """Add one event to a report, mid-incident, from any shell."""
    from pmwizard.cli.log import NewEvent, add_event, named_report, newest_open_report, text_given

    need_output()
    folder = folder_to_read(context, needed=report is None)
    path = newest_open_report(folder) if report is None else named_report(context, report)
    return add_event(folder, path, NewEvent(text_given(text), time, who, moment))


class _InputCommand(click.Command):
    """A command that reads standard input for ``-``: where its other options are wrong, the text is kept."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the arguments, and keep what waits on standard input where they are not understood.

        Raises:
            click.UsageError: They are not.
        """
        is_from_input = "-" in args
        try:
            return super().parse_args(ctx, args)
        except click.UsageError:
            if is_from_input:
                from pmwizard.cli.importing.texts import keep_standard_input

                keep_standard_input()
            raise


_IMPORT_HELP = """Add the events of a text to the timeline of a report.

\b
  pmwizard import notes.txt --into INC-2025-11-21-001 --only timeline
  pbpaste | pmwizard import - --into 001 --only timeline --zone PST --dry-run

FILE is a chat, notes, a table, a log or a status page; - reads standard input, and keeps what could not be used.
Standard error says how it was read. Where something could mean two things nothing is added, and the status is 3.
"""


@click.command("import", cls=_InputCommand, short_help="add events from a file or a paste", help=_IMPORT_HELP)
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--into", metavar="REPORT", type=REPORT_NAME, help="The report to add to.")
@click.option("--only", metavar="PART", type=click.Choice(["timeline"]), help="What to read: timeline, so far.")
@click.option("--day", metavar="DAY", help="The day of times that name none; else the report's.")
@click.option("--zone", metavar="ZONE", help="The zone of times that name none.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print the events that would be added.")
@click.option("--json", "as_json", is_flag=True, help="For scripts; pmwizard schema import describes it.")
@common_options
@click.pass_context
def import_command(
    context: click.Context,
    *,
    file: str,
    into: str | None,
    only: str | None,
    day: str | None,
    zone: str | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Add the events of a text to the timeline of a report."""
    from pmwizard.cli.importing.command import Import, import_events

    return import_events(context, Import(file, into, only, day, zone, dry_run, as_json))


@click.command("demo", short_help="look round in the filled report of a real incident")
@click.option("--no-input", is_flag=True, help="Write the copy, print its path, and open no screen.")
@screen_options
@common_options
def demo(*, no_input: bool, screen: ScreenOptions) -> int:
    """Open the filled report of a real incident, in a scratch folder where nothing can go wrong.

    The incident is Cloudflare's of 2 July 2019: one regular expression, 27 minutes of errors worldwide.
    """
    if no_input:
        need_output()
    else:
        need_a_terminal("demo", "Without one, write the report and export it:  pmwizard demo --no-input")
    from pmwizard.cli.reports import copied_demo

    path = copied_demo()
    if no_input:
        put(str(path))
        note(f"Try: pmwizard show {path}\n     pmwizard export {path} -t signoff")
        return 0
    from pmwizard.ui.start import open_wizard

    return open_wizard(path.parent, path, None, None, screen)


@click.command("list", short_help="the reports here, the newest first")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@common_options
@click.pass_context
def list_command(context: click.Context, as_json: bool) -> int:
    """List the reports here, the newest first; those that cannot be read with why.

    In a folder of more than 300 files only the heads are read; pmwizard check reads every report whole.
    """
    from pmwizard.cli.list import list_all

    return list_all(folder_to_read(context, needed=True), as_json=as_json)


@click.command("show", short_help="one report on one screen")
@click.argument("report", type=REPORT_NAME)
@click.option(
    "--layout", "-t", metavar="NAME", type=LAYOUT_NAME, help="Whose figures and needs; else the report's own."
)
@click.option("--json", "as_json", is_flag=True, help="The whole report, as pmwizard schema describes it.")
@common_options
@click.pass_context
def show(context: click.Context, report: str, layout: str | None, as_json: bool) -> int:
    """Show one report on one screen: its head, moments, figures, and what is missing.

    REPORT is a path, an incident id, a part of one, or - for standard input.
    """
    from pmwizard.cli.show import show_report

    return show_report(context, folder_to_read(context), report, layout, as_json=as_json)


@click.command("export", short_help="a report as Markdown in a house layout")
@click.argument("report", type=REPORT_NAME)
@click.option("--layout", "-t", metavar="NAME", type=LAYOUT_NAME, help="The house layout; else the report's own.")
@click.option("--output", "-o", metavar="FILE", default="-", help="The file to write; - or none: standard output.")
@click.option("--force", is_flag=True, help="Replace an existing file, which is kept as .bak, .bak.2 ...")
@click.option("--diagrams", is_flag=True, help="With the moments and the whys as Mermaid diagrams.")
@click.option("--complete", is_flag=True, help="With all that the layout has no place for, below the document.")
@common_options
@click.pass_context
def export(
    context: click.Context,
    report: str,
    layout: str | None,
    output: str,
    *,
    force: bool,
    diagrams: bool,
    complete: bool,
) -> int:
    """Print a report as Markdown in a house layout.

    REPORT is a path, an incident id, a part of one, or - for standard input. Standard error lists what the layout
    has no place for, and its empty slots.
    """
    from pmwizard.cli.export import export_report

    file = None if output == "-" else Path(output)
    folder = folder_to_read(context)
    return export_report(
        context, folder, report, layout, output=file, replace=force, diagrams=diagrams, complete=complete
    )


@click.command("check", short_help="what is missing, contradicts itself or cannot be read")
@click.argument("reports", nargs=-1, type=REPORT_NAME)
@click.option("--layout", "-t", metavar="NAME", type=LAYOUT_NAME, help="The house layout; else each report's own.")
@click.option("--strict", is_flag=True, help="Leave with status 3 for missing answers too.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json", "github", "markdown"]),
    default="human",
    help="How to show findings.",
)
@common_options
@click.pass_context
def check(
    context: click.Context, *, reports: tuple[str, ...], layout: str | None, strict: bool, as_json: bool, form: Format
) -> int:
    """Show what is missing in reports, contradicts itself or cannot be read.

    REPORTS are reports or folders of them, or - for standard input; none means all that are here. Leaves with
    status 3 when there are errors. With --format github each finding is an annotation of its line in a pull request,
    with --format markdown all of them are one comment on it.
    """
    from pmwizard.cli.checking.command import check_reports

    folder = folder_to_read(context, needed=not reports)
    return check_reports(context, folder, reports, layout, strict=strict, form="json" if as_json else form)


@click.command("layouts", short_help="the house layouts, and what each asks")
@click.argument("name", required=False, type=LAYOUT_NAME)
@common_options
@click.pass_context
def layouts(context: click.Context, name: str | None) -> int:
    """List the house layouts; with a NAME, list what that layout asks, section by section.

    A house's own layouts are files in .pmwizard/layouts/ beside the reports.
    """
    from pmwizard.cli.export import put_asked, put_layouts

    return put_layouts(folder_to_read(context)) if name is None else put_asked(folder_to_read(context), name)


@click.command("schema", short_help="the JSON Schema of a report and of each --json")
@click.argument("of", type=click.Choice(["report", "check", "list", "import"]), default="report")
@common_options
def schema(of: str) -> int:
    """Print the JSON Schema (2020-12) of a report, or of what check, list or import print with --json."""
    from pmwizard.cli.schemas import schema_of

    put_json(schema_of(of))
    return 0


_COMPLETION_HELP = """Print the completion script for a shell.

\b
bash  pmwizard completion bash > ~/.local/share/bash-completion/completions/pmwizard
zsh   pmwizard completion zsh > a file _pmwizard in a folder of $fpath
fish  pmwizard completion fish > ~/.config/fish/completions/pmwizard.fish
"""


@click.command("completion", short_help="completion for bash, zsh or fish", help=_COMPLETION_HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@common_options
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print the completion script for a shell."""
    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"there is no completion for {shell}", context)
    root = context.find_root().command
    put_document(script(root, {}, "pmwizard", "_PMWIZARD_COMPLETE").source() + "\n")
    return 0


_MERGE_HELP = """Merge two versions of a report for git: answer by answer, row by row.

\b
In a repository, once for everyone who clones it:
  echo 'postmortems/*.toml merge=pmwizard' >> .gitattributes
and once on each machine:
  git config --global merge.pmwizard.driver 'pmwizard merge-driver %O %A %B %P'

git fills in the files: BASE is what both began from, OURS is replaced by the merged report, THEIRS is the other
version, and NAME is what the report is called in the repository.

Answers that both versions changed are both kept, and listed; then the status is 1, and git leaves the report to be
looked at and added. A report is written in any case, never marks that no program can read. A version that cannot be
read as a report is left alone, and OURS with it.
"""


@click.command("merge-driver", short_help="lets git merge reports answer by answer, row by row", help=_MERGE_HELP)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", required=False)
@common_options
def merge_driver(base: Path, ours: Path, theirs: Path, name: str | None) -> int:
    """Merge two versions of a report for git: answer by answer, row by row."""
    from pmwizard.cli.merge import Versions, merge_files

    return merge_files(Versions(base, ours, theirs, name or str(ours)))


COMMANDS: dict[str, tuple[click.Command, ...]] = {
    "Write": (new, edit, log, import_command, demo),
    "Read": (list_command, show, export),
    "Scripts": (check, layouts, schema, completion, merge_driver),
}
"""The commands by use."""
