"""``pmwizard log``: add one event to a report, in the midst of an incident."""

from __future__ import annotations

import click

from pmwizard.cli.options import REPORT_NAME, common_options, folder_to_read
from pmwizard.cli.output import need_output

MOMENTS = (
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

_HELP = """Add one event to a report from any shell, whoever has it open.

\b
  pmwizard log Config 4811 restored in all regions
  pmwizard log --time 1345 --who alert "payments_5xx fired"
  kubectl get events | pmwizard log -

TEXT is words; - reads standard input: its first line is what happened, the rest are notes. Text that
begins with - goes after --. Words such as "alert" or "rolled back" set a moment that is free; --moment takes it from
whichever event had it. What was set is printed.
"""


@click.command("log", help=_HELP)
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--time", "typed", metavar="TIME", help="1345, -5, about 1345, 21 Nov 13:45, 14:45 CET; else now, to the minute."
)
@click.option("--who", metavar="NAME", help='Who did or saw it, "" for nobody; else you, as git says.')
@click.option(
    "--moment",
    metavar="MOMENT",
    type=click.Choice([*MOMENTS, "none"], case_sensitive=False),
    help=f"{', '.join(MOMENTS)}; or none.",
)
@click.option("--report", metavar="REPORT", type=REPORT_NAME, help="Else the newest report that is not closed.")
@common_options
@click.pass_context
def command(
    context: click.Context,
    *,
    text: tuple[str, ...],
    typed: str | None,
    who: str | None,
    moment: str | None,
    report: str | None,
) -> int:
    """Add one event to a report, mid-incident, from any shell."""
    from pmwizard.cli.log import Wanted, add_event, named_report, newest_open_report, text_given  # noqa: PLC0415 - not for --help

    need_output()
    folder = folder_to_read(context, needed=report is None)
    path = newest_open_report(folder) if report is None else named_report(context, report)
    return add_event(folder, path, Wanted(text_given(text), typed, who, moment))
