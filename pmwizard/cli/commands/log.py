"""``pmwizard log``: add one event to a report, in the midst of an incident."""

from __future__ import annotations

import click

from pmwizard.cli.common import REPORT_NAME, common_options, folder_to_read
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

_HELP = """Add one event to a report, mid-incident, from any shell.

\b
  pmwizard log Config 4811 restored in all regions
  pmwizard log --time 1345 --who alert "payments_5xx fired"
  kubectl get events | pmwizard log -

TEXT is what happened: one word or many, or - for standard input, whose first line is what happened and the rest its
notes. Text that begins with - goes after --. Others may have the report open; it shows there within two seconds.

Without --time it happened now, to the minute. A time is read as in the wizard: in the report's zone, nearest to the
last event. Without --moment, words such as "alert" or "rolled back" set one that is still free, and what was set is
printed. With --moment the moment is this event's from now on, whichever had it before.
"""


@click.command("log", help=_HELP)
@click.argument("text", nargs=-1, required=True)
@click.option("--time", "-T", "typed", metavar="TIME", help="1345, 1:45pm, -5, about 1345, 21 Nov 13:45, 14:45 CET.")
@click.option("--who", metavar="NAME", help='Who did or saw it; else you, as configured or as git says. "" for none.')
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
    from pmwizard.cli.adding import (  # noqa: PLC0415 - not for --help
        Wanted,
        add_event,
        named_report,
        newest_open_report,
        text_given,
    )

    need_output()
    folder = folder_to_read(context, needed=report is None)
    path = newest_open_report(folder) if report is None else named_report(context, report)
    return add_event(folder, path, Wanted(text_given(text), typed, who, moment))
