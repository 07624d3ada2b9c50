"""The commands about one case: to show it, and to decide about it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from flows.settings import Settings


class Ruling(StrEnum):
    """A decision as it is typed."""

    SUPPORTED = "supported"
    MORE_INFORMATION = "more-information"
    NOT_SUPPORTED = "not-supported"


class _Case(TyperGroup):
    """`case REF --history` and `case REF decide …` alike: options may follow where nothing is to be done."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  # whose Context it is is typer's affair
        ctx.allow_interspersed_args = not any(each in self.commands for each in args)
        return super().parse_args(ctx, args)


case = typer.Typer(cls=_Case, invoke_without_command=True)
_Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file. [default: ./offsite.toml]")]


@case.callback()
def show(
    ctx: typer.Context,
    reference: Annotated[str, typer.Argument(help="The case's reference, for example OSD-7K4M-2.")],
    files: Annotated[
        Path | None,
        typer.Option("--files", help="Write the case's letters, pack and documents to this folder."),
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Tell what happened, and who did it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program to read.")] = False,
    config: _Config = None,
) -> None:
    """Show one case: what it says, what was found, what was sent, what is due. Or decide about it."""
    from desk.cases import show_case, tell_history

    if ctx.invoked_subcommand:
        return
    if history:
        raise typer.Exit(tell_history(_settings(config), reference, as_json=as_json))
    raise typer.Exit(show_case(_settings(config), reference, files, as_json=as_json))


@case.command()
def decide(
    ctx: typer.Context,
    ruling: Annotated[Ruling, typer.Argument(help="The coordinator's decision.")],
    comments: Annotated[
        str, typer.Option("--comments", help="For the school, which is sent them as they are. Name no pupil.")
    ] = "",
    by: Annotated[str, typer.Option("--by", help="Who decided, as the letter is to name them.")] = "",
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the decision. [default: today]")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Record it although another decision was made before the first day.")
    ] = False,
    config: _Config = None,
) -> None:
    """Record the coordinator's decision about the case, and tell the school."""
    from desk.deciding import Typed, decide_case

    above = ctx.parent.params if ctx.parent else {}
    typed = Typed(ruling.value, comments, by, on.date() if on else None, yes)
    raise typer.Exit(decide_case(_settings(config or above.get("config")), above["reference"], typed))


def _settings(config: Path | None) -> Settings:
    from flows.settings import Settings

    return Settings.load(config)
