"""The command line. argparse, because it starts in 20 ms; every command imports what it needs when it runs.

Exit codes: 0 done; 1 the run or check failed; 2 the command line or the settings are wrong.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from flows.streams import nobody_reads, ready_streams
from tasks import __version__
from tasks.errors import CopydeskError, UsageError, told
from tasks.places import at_home

if TYPE_CHECKING:
    from flows.settings import CleanSettings
    from flows.summary import RunSummary


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit."""
    options = _parser().parse_args(arguments)
    options.whole_process = arguments is None  # not called by another program, which may want pandas
    options.watch = None
    if options.whole_process:
        ready_streams()
        # Threads of OpenBLAS wait for work by turning round and round, and what numpy multiplies here is small.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        gc.set_threshold(100_000, 20, 20)  # to look for cycles every 700 objects is a tenth of what imports cost
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        if options.whole_process and "reads_tables" in options:
            from flows.imports import without_pandas

            without_pandas()
        code = command(options)
        sys.stdout.flush()
    except CopydeskError as error:
        code = _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        goes_on = "; the same command goes on where it was" if command in (_clean, _compact) else ""
        code = _fail(f"stopped{goes_on}", 1)
    except OSError as error:
        if isinstance(error, BrokenPipeError) and nobody_reads():
            code = 0
        else:
            code = _fail(told(error, _dataset(options)) + _way_out(options, error), 1)
    except Exception as error:
        if os.environ.get("COPYDESK_DEBUG"):
            raise
        if "Failed to reach API" in str(error) or type(error).__name__ in ("ConnectError", "ConnectTimeout"):  # httpx's
            server = os.environ.get("PREFECT_API_URL", "the address in its settings")
            code = _fail(f"Prefect's server at {server} does not answer; start it, or unset PREFECT_API_URL", 1)
            if options.watch:  # Prefect would wait for it for minutes more, to send what it could not
                os._exit(code)
        else:
            code = _fail(
                f"unexpected {type(error).__name__}: {error} (COPYDESK_DEBUG=1 shows where){_way_out(options, error)}",
                1,
            )
    if options.watch:
        options.watch.exit_code = code
    sys.exit(code)


def _dataset(options: argparse.Namespace) -> str:
    return str(getattr(options, "out", getattr(options, "dataset", "the dataset")))


def _way_out(options: argparse.Namespace, error: Exception) -> str:
    """For a dataset of which somebody has removed or spoiled a file: a dump's bad files are rejects, and raise nothing."""
    place = _dataset(options)
    gone = isinstance(error, FileNotFoundError) and place in str(error) and Path(place).exists()
    if type(error).__name__ != "ArrowInvalid" and not gone:
        return ""
    return f"; copydesk verify {place} tells which of its files are damaged, clean --rebuild writes them anew"


def _fail(message: str, code: int) -> int:
    print(f"copydesk: {message}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="copydesk", description="Cleans scraped news articles into a Parquet dataset.")
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    def command(name: str, purpose: str, run: Callable[[argparse.Namespace], int], about: str = "") -> _Parser:
        added: _Parser = commands.add_parser(
            name, help=purpose, description=about or f"{purpose[0].upper()}{purpose[1:]}."
        )
        added.set_defaults(command=run)
        return added

    _clean_options(command("clean", "clean dumps into a dataset", _clean))
    _fix_options(command("fix", "clean one text", _fix, "Clean one text: stdin or FILE -> stdout."))
    show = command("show", "one article: before, after, and every edit with its rule", _show)
    report = command("report", "write report.html", _report, "(Re)write report.html and print its path.")
    verify = command("verify", "check a dataset", _verify, "Check a dataset's files against its manifest.")
    about = "Merge a dataset's small files into larger ones: the same rows in the same order."
    compact = command("compact", "merge small files", _compact, about)
    for one in (show, report, verify, compact):
        one.add_argument(
            "dataset", type=at_home, metavar="DATASET", help="the folder that `copydesk clean --out` wrote"
        )
        one.set_defaults(reads_tables=True)
    show.add_argument("id", metavar="ID", help="an article's id, or the beginning of one")
    show.add_argument("--json", action="store_true", help="print it as JSON")
    for schedules in (
        command("deploy", "put schedules on a Prefect server", _deploy),
        command("serve", "run schedules for a Prefect server in this process", _serve),
    ):
        schedules.add_argument(
            "--file",
            type=at_home,
            default="prefect.yaml",
            metavar="FILE",
            help="what to schedule (default: %(default)s)",
        )
    return parser


def _clean_options(clean: argparse.ArgumentParser) -> None:
    clean.add_argument("sources", nargs="+", type=at_home, metavar="SOURCE", help="file, folder, glob or URL")
    clean.add_argument(
        "--out",
        required=True,
        type=at_home,
        metavar="DATASET",
        help="the dataset's folder: new, empty, or one to add to",
    )
    _settings_options(clean)
    clean.add_argument(
        "--runner",
        choices=("threads", "processes", "dask", "ray"),
        default="processes",
        help="where tasks run (default: %(default)s)",
    )
    clean.add_argument(
        "--workers", type=_positive, metavar="N", help="how many at once (default: the processors there are)"
    )
    clean.add_argument("--address", metavar="URL", help="an existing Dask or Ray cluster")
    clean.add_argument(
        "--rebuild",
        action="store_true",
        help="write an existing dataset anew (other settings, another version), then put it in the old one's place",
    )
    clean.add_argument("--json", action="store_true", help="print the summary as JSON on stdout")


def _fix_options(fix: argparse.ArgumentParser) -> None:
    fix.add_argument("file", nargs="?", type=at_home, metavar="FILE", help="text or HTML (default: stdin)")
    _settings_options(fix)
    shape = fix.add_mutually_exclusive_group()
    shape.add_argument("--diff", action="store_true", help="print what changed, as a diff")
    shape.add_argument("--json", action="store_true", help="print text and edits as JSON")


def _settings_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=at_home, metavar="FILE", help="settings in TOML, YAML or JSON")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        dest="assignments",
        metavar="KEY=VALUE",
        help="one setting, such as fields.text=body; may be repeated",
    )
    # Written out, because to import `ALL_STEPS` takes half as long as all else that a call for help does; a test compares.
    parser.add_argument(
        "--steps", metavar="A,B,C", help="a subset of markup,encoding,whitespace,furniture,apostrophes,filter,dedupe"
    )


def _positive(value: str) -> int:
    number = int(value) if value.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number of workers")
    return number


def _clean(options: argparse.Namespace) -> int:
    from flows.forking import load_if_large
    from flows.imports import keep_bytecode

    if options.whole_process:
        # What a run that ends at once leaves to be tidied, the process that does so would tell besides.
        quiet = (os.environ.get("PYTHONWARNINGS"), "ignore:resource_tracker:UserWarning")
        os.environ["PYTHONWARNINGS"] = ",".join(filter(None, quiet))
        keep_bytecode()
        if options.runner == "processes":
            load_if_large(options.sources)
    from flows.idle import nothing_new
    from flows.server import server_is_configured
    from flows.settings import load_settings
    from flows.summary import Unreported
    from tasks.dataset.manifest import open_dataset
    from tasks.intake.sources import expand

    if options.address:
        from flows.parameters import check_address

        check_address(options.address, options.runner)
    settings = load_settings(options.config, options.assignments, options.steps)
    # All that can be wrong with the command is said before Prefect is started, which takes seconds.
    if options.rebuild:
        expand(options.sources, exclude=options.out)
        open_dataset(options.out)
        summary = None
    else:
        summary = nothing_new(options.sources, options.out, settings)
    try:
        # A server hears of every run, an idle one too.
        if server_is_configured() or (summary is None and options.runner in ("dask", "ray")):
            summary = _with_progress(_clean_on_prefect, options, settings)
        elif summary is None:
            summary = _with_progress(_clean_here, options, settings)
    except Unreported as error:
        if error.summary:
            _tell(error.summary, options.json)
        raise
    _tell(summary, options.json)
    return 0


def _tell(summary: RunSummary, as_json: bool) -> None:
    from flows.summary import print_summary

    print_summary(summary)
    if as_json:
        import json

        print(json.dumps(summary.as_dict(), ensure_ascii=False, indent=1))


def _with_progress(
    clean: Callable[[argparse.Namespace, CleanSettings], RunSummary],
    options: argparse.Namespace,
    settings: CleanSettings,
) -> RunSummary:
    from flows.imports import without_pandas
    from flows.progress import Bars, Lines, progress

    if options.whole_process:
        import signal

        without_pandas()
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # docker stop, timeout: as Ctrl-C
    token = progress.set(Bars() if sys.stderr.isatty() else Lines())
    try:
        summary = clean(options, settings)
    except BaseException:
        if options.whole_process:
            from flows.processes import start_no_more

            start_no_more()
        raise
    finally:
        progress.reset(token)
    if options.whole_process:
        from flows.processes import count_workers

        count_workers()
    return summary


def _clean_here(options: argparse.Namespace, settings: CleanSettings) -> RunSummary:
    """Without a server that would hear of it, a run needs nothing of Prefect's, which takes seconds to start."""
    from flows.run import run

    return run(options.sources, options.out, settings, options.runner, options.workers, options.rebuild)


def _clean_on_prefect(options: argparse.Namespace, settings: CleanSettings) -> RunSummary:
    from flows.server import ensure_server
    from flows.serving import HEARTBEAT, WATCHED

    _quiet_prefect()
    os.environ |= HEARTBEAT
    ensure_server()
    from prefect import tags

    from flows.clean import clean_articles

    clean = clean_articles
    if options.whole_process:
        import logging

        from flows.watching import Watch

        logging.raiseExceptions = False  # what of its log a server does not take, Prefect would print
        options.watch = Watch()
        clean = clean_articles.with_options(on_running=[options.watch.begin])
    try:
        with tags(WATCHED):
            return clean(
                sources=options.sources,
                out=options.out,
                settings=settings,
                runner=options.runner,
                workers=options.workers,
                address=options.address,
                rebuild=options.rebuild,
            )
    except KeyboardInterrupt:
        if options.watch and options.watch.cancelled:
            options.watch.say_cancelled()
            raise CopydeskError("cancelled on Prefect's server; the same command goes on where it was") from None
        raise


def _deploy(options: argparse.Namespace) -> int:
    from flows.server import demand_server
    from flows.serving import deploy, read_schedules

    schedules = read_schedules(options.file)
    server = demand_server("deploy")
    _quiet_prefect()
    deployed = deploy(schedules)
    print(f"deployed to {server}: {', '.join(deployed.names)}")
    for name, count in deployed.removed.items():
        print(f"{name}: {count} schedule{'s' * (count > 1)} removed that {options.file} no longer has")
    for pool in dict(schedules.queues()):
        print(f"they run where a worker is: prefect worker start --pool {pool}")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from flows.server import demand_server
    from flows.serving import read_schedules, serve

    schedules = read_schedules(options.file)
    demand_server("serve")
    serve(schedules)
    return 0


def _quiet_prefect() -> None:
    """Let Prefect start faster, its console be silent (its log still goes to a server), its local server call nobody."""
    from flows.imports import keep_bytecode

    keep_bytecode()
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_INTERNAL_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")


def _fix(options: argparse.Namespace) -> int:
    from flows.looking import fix_output
    from flows.settings import load_settings

    settings = load_settings(options.config, options.assignments, options.steps)
    if options.file and options.file != "-":
        try:
            with open(options.file, "rb") as file:
                data = file.read()
        except OSError as error:
            raise UsageError(f"{options.file}: cannot be read ({error.strerror})") from error
    elif sys.stdin is None:
        raise UsageError("stdin: is closed; name a FILE, or give a text to stdin")
    else:
        data = sys.stdin.buffer.read()
    sys.stdout.buffer.write(
        fix_output(
            data,
            "stdin" if options.file in (None, "-") else options.file,
            settings,
            "diff" if options.diff else "json" if options.json else "text",
        ).encode()
    )
    return 0


def _show(options: argparse.Namespace) -> int:
    from flows.looking import show

    show(options.dataset, options.id, options.json)
    return 0


def _report(options: argparse.Namespace) -> int:
    from tasks.report.page import write_report

    print(write_report(options.dataset))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from tasks.dataset.manifest import read_manifest
    from tasks.dataset.verify import verify

    problems = 0
    for problem in verify(options.dataset):
        print(problem)
        problems += 1
    if problems:
        return _fail(f"{options.dataset}: {problems} problem{'s' * (problems > 1)}", 1)
    runs = read_manifest(options.dataset)["runs"]
    print(
        f"{options.dataset}: {sum(len(run['files']) for run in runs)} files of {len(runs)} run{'s' * (len(runs) != 1)} are as published"
    )
    return 0


def _compact(options: argparse.Namespace) -> int:
    from tasks.dataset.compact import compact

    before, after = compact(options.dataset)
    print(
        f"{options.dataset}: {before} files became {after}"
        if after < before
        else f"{options.dataset}: {before} files, none too small"
    )
    return 0
