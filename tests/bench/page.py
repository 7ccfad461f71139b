"""Writes the results into `docs/performance.md`: tables between two markers, and a plot beside the page."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.bench.peers import PEERS, STOCK
from tests.bench.results import Folder, Measurement, Results, Size
from tests.bench.scenarios import BUILD, COLD, ENGINE, GENERATOR, PAGE_EDITED, SCENARIOS
from tests.project import ROOT

PAGE = ROOT / "docs/performance.md"
PLOT = PAGE.with_suffix(".svg")
MEMORY = "Memory, largest / all"
# definitions of links without a link: invisible on the page, and no text for the search
BEGIN, END = '[begin]: # "results, written by `make bench`"', '[end]: # "results"'


def with_results(page: str, results: Results) -> str:
    """The text of the page with the tables of these results."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    tables = "\n\n".join(_sections(results))
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def write(results: Results) -> None:
    PAGE.write_text(with_results(PAGE.read_text(encoding="utf-8"), results), encoding="utf-8")
    plot(results, PLOT)


def _sections(results: Results) -> Iterator[str]:
    machine = results.machine
    versions = ", ".join(f"{name} {version}" for name, version in machine.versions.items())
    yield (
        f"Measured on {results.date} on {machine.cores} cores ({machine.cpu}) with "
        f"{machine.memory / 2**30:.0f} GiB of memory; {machine.system}. Program: {machine.commit}; {versions}."
    )
    if results.note:
        yield f"**{results.note}**"
    yield "![Seconds of a first build by number of briefs; the tables below have the same figures](performance.svg)"
    yield "### What is built { #built }"
    yield _table(
        ("Briefs", "Pages", "`docs/`", "`site/`", "Largest page"),
        (
            (
                f"{size.briefs:,}",
                f"{size.pages:,}",
                _folder(size.docs),
                _folder(size.site),
                f"`{size.largest_page[0]}`, {_bytes(size.largest_page[1])}" if size.site else "–",
            )
            for size in results.sizes
        ),
    )
    for size in results.sizes:
        yield f"### {size.briefs:,} briefs {{ #briefs-{size.briefs} }}"
        yield from _tables(size)


def _tables(size: Size) -> Iterator[str]:
    stock = size.find(STOCK, COLD.name)
    for given in sorted({each.options for each in size.measurements}):
        subjects = (GENERATOR, ENGINE, BUILD)
        found = ((each.name, [size.find(name, each.name, given) for name in subjects]) for each in SCENARIOS)
        rows = [(name, measured) for name, measured in found if any(measured)]
        yield _table(
                (
                    " ".join(("Seconds", *(f"with `{option}`" for option in given))),
                    "Generator", "Engine after it", "Both", f"Both ÷ {STOCK}", MEMORY,
                ),
                ((name, *map(_seconds, measured), _ratio(measured[-1], stock), _memory(measured[-1] or measured[0])) for name, measured in rows),
            )  # fmt: skip
    if stock:
        yield _table(
            ("Seconds, same Markdown", "Cold", f"÷ {STOCK}", PAGE_EDITED.capitalize(), MEMORY),
            (
                (peer.name, *_compared(size, peer.name, stock))
                for peer in PEERS
                if any(each.subject == peer.name for each in size.measurements)
            ),
        )
    if size.first_search:
        yield _table(
            ("First search", "Bytes loaded"),
            ((name, _bytes(loaded)) for name, loaded in size.first_search.items()),
        )
    if size.preview:
        taken = ", ".join(f"{seconds:.1f}" for seconds in size.preview)
        yield f"`briefs serve` showed an edited word after {taken} seconds."


def _compared(size: Size, name: str, stock: Measurement) -> tuple[str, ...]:
    cold = size.find(name, COLD.name)
    if cold is None:
        return ("failed", "–", "–", "–")
    return (
        _seconds(cold), _ratio(cold, stock), _seconds(size.find(name, PAGE_EDITED)), _memory(cold),
    )  # fmt: skip


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ("---", *("--:" for _ in header[1:])), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _seconds(measured: Measurement | None) -> str:
    return f"{measured.seconds:.1f}" if measured else "–"


def _ratio(measured: Measurement | None, stock: Measurement | None) -> str:
    return f"{measured.seconds / stock.seconds:.2f}" if measured and stock else "–"


def _memory(measured: Measurement | None) -> str:
    if not measured:
        return "–"
    return f"{_bytes(measured.largest_process)} / {_bytes(measured.all_processes)}"


def _folder(folder: Folder | None) -> str:
    return f"{folder.files:,} files, {_bytes(folder.bytes)}" if folder else "–"


def _bytes(number: float) -> str:
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if number >= size:
            return f"{number / size:.1f} {unit}"
    return f"{number / 1e3:.0f} kB"


def plot(results: Results, path: Path) -> None:
    # only this needs the package, and tests of the tables do not
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "briefs", "font.family": "sans-serif"})
    figure = Figure(figsize=(7.5, 4.5), layout="constrained")
    axes = figure.add_subplot()
    subjects = (BUILD, GENERATOR, *(peer.name for peer in PEERS))
    for subject, marker in zip(subjects, "os^v<>D", strict=True):  # not by their colours alone
        points = [
            (size.briefs, found.seconds) for size in results.sizes if (found := size.find(subject, COLD.name))
        ]
        if points:
            axes.plot(*zip(*points, strict=True), marker=marker, label=subject)
    axes.set(xscale="log", yscale="log", xlabel="Briefs", ylabel="Seconds, first build")
    axes.set_xticks([size.briefs for size in results.sizes], minor=False)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("")
    axes.yaxis.set_minor_formatter("")
    axes.grid(visible=True, color="#dddddd")
    axes.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})
