"""`offsite councils`: several councils on one installation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

councils = typer.Typer(
    help="Several councils on one installation: a settings file for each in one folder.", no_args_is_help=True
)
Folder = Annotated[Path, typer.Argument(help="The folder with a settings file for each council.")]


@councils.command("list")
def councils_list(
    folder: Folder = Path(),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for another program to read.")] = False,
) -> None:
    """List the councils, each with its health; the exit code is the worst of them."""
    from desk.councils import list_councils

    raise typer.Exit(list_councils(folder, as_json=as_json))


@councils.command("deployments")
def councils_deployments(
    folder: Folder = Path(),
    to: Annotated[Path | None, typer.Option("--to", help="The file to write. [default: print them]")] = None,
) -> None:
    """Write Prefect's deployments for every council, with a work queue each: a file for `prefect deploy`."""
    from desk.deployments import write_deployments

    raise typer.Exit(write_deployments(folder, to))
