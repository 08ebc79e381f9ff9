"""The command line: what an editor types, and what each command answers.

Exit codes: 0 done; 1 done, but ``--strict`` and there were warnings; 2 not done, or anything was refused.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from topline import __version__
from topline.facts import Problem, Refused

DONE, WARNED, REFUSED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; problems go to standard error, one a line."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except Refused as refused:
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # the reader of our output went away: `topline extract … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        return REFUSED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="topline", description="Press releases in, a newsroom out.")
    parser.add_argument("--version", action="version", version=f"topline {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="content/ → a site; nothing is written unless all of it is right")
    build.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: as in pelicanconf.py)")
    build.add_argument("--now", type=_moment, metavar="TIME", help="the clock for embargoes: 2024-05-01T12:00:00Z")
    build.add_argument(
        "--drafts", action="store_true", help="let drafts and embargoed releases in (never publish this)"
    )
    build.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="worker processes")
    build.add_argument("--full", action="store_true", help="read every file again")
    build.add_argument("--strict", action="store_true", help="exit 1 where there are warnings")
    build.set_defaults(run=_build)

    serve = commands.add_parser("serve", help="build, serve on 127.0.0.1, rebuild and reload on save")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)

    extract = commands.add_parser("extract", help="facts records as JSON Lines on standard output")
    extract.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a .md or .txt file, or a folder of them")
    extract.add_argument("--jobs", type=_positive, default=1, metavar="N", help="worker processes")
    extract.set_defaults(run=_extract)

    bring = commands.add_parser("import", help="a release as plain text → Markdown under content/releases")
    bring.add_argument("paths", nargs="+", metavar="PATH", help="a text file, or - for standard input")
    bring.add_argument(
        "--fix", action="store_true", help="write the repairs of damaged units into the text, and say so"
    )
    bring.set_defaults(run=_import)

    check = commands.add_parser("check", help="front matter, links, facts, units and embargoes; nothing is built")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files to check (default: all of content/)")
    check.add_argument("--json", action="store_true", help="findings as JSON Lines")
    check.add_argument("--strict", action="store_true", help="exit 1 where there are warnings")
    check.set_defaults(run=_check)

    explain = commands.add_parser("explain", help="which rule read a fact, and what it rejected beside it")
    explain.add_argument("path", type=Path, metavar="PATH", help="a release, .md or .txt")
    explain.add_argument("fact", nargs="?", default="", metavar="FACT", help="an ID, or words of a sentence")
    explain.set_defaults(run=_explain)

    new = commands.add_parser("new", help="a skeleton release")
    new.add_argument("title")
    new.set_defaults(run=_new)
    return parser


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write 2024-05-01T12:00:00Z") from error
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no time zone; write 2024-05-01T12:00:00Z")
    return moment


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; write 1 or more")
    return int(text)


def _build(arguments: argparse.Namespace) -> int:
    from topline.desk.site import build_site

    return build_site(
        Path.cwd(),
        output=arguments.output,
        now=arguments.now,
        drafts=arguments.drafts,
        jobs=arguments.jobs,
        full=arguments.full,
        strict=arguments.strict,
    )


def _serve(arguments: argparse.Namespace) -> int:
    if not 0 < arguments.port < 65536:
        raise Refused([Problem("--port", 0, "", f"{arguments.port} is no port", "choose one from 1024 to 65535")])
    from topline.preview.server import serve

    return serve(Path.cwd(), arguments.port)


def _extract(arguments: argparse.Namespace) -> int:
    from topline.desk.extracting import extract_paths

    return extract_paths(arguments.paths, arguments.jobs)


def _import(arguments: argparse.Namespace) -> int:
    from topline.desk.importing import import_texts

    return import_texts(arguments.paths, Path.cwd(), fix=arguments.fix)


def _check(arguments: argparse.Namespace) -> int:
    from topline.desk.checking import check_paths

    return check_paths(arguments.paths, Path.cwd(), as_json=arguments.json, strict=arguments.strict)


def _explain(arguments: argparse.Namespace) -> int:
    from topline.desk.explaining import explain

    return explain(arguments.path, arguments.fact)


def _new(arguments: argparse.Namespace) -> int:
    from topline.desk.importing import new_release

    return new_release(arguments.title, Path.cwd())
