# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.2.9"]
# ///
"""The project's commands: `python3 noxfile.py -l` lists them, `-s docs` runs one.

`uv run noxfile.py`, `pipx run noxfile.py` and plain `nox` take the same arguments.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent

if sys.version_info < (3, 11):  # noqa: UP036 - said here, before pip says it at length
    sys.exit("actdemo needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info))


def start_again_with_nox():
    """Install nox into an environment of its own, once, and hand over to it."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian ships it apart from Python
    except ImportError:
        sys.exit(
            "This Python cannot make an environment because ensurepip is missing: "
            "install the Debian package python3-venv (apt install python3-venv)."
        )
    home = ROOT / ".nox" / "_nox"
    python = str(home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    stamp, made_by = home / "complete", sys.executable + " " + sys.version
    # The stamp comes last, so what an interruption left behind is made anew.
    known = stamp.read_text(encoding="utf-8") if stamp.exists() else None
    if known != made_by or not Path(python).exists():
        print("Installing nox into", home, file=sys.stderr, flush=True)
        pip = [python, "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), "nox"]
        for command in [sys.executable, "-m", "venv", "--clear", str(home)], pip:
            if subprocess.call(command):
                sys.exit("nox could not be installed; the reason stands above.")
        stamp.write_text(made_by, encoding="utf-8")
    command = [python, __file__, *sys.argv[1:]]
    if os.name == "nt":  # where exec returns to the prompt at once
        sys.exit(subprocess.call(command))
    os.execv(python, command)


try:
    import nox
    from nox.command import CommandFailed
    from nox.project import dependency_groups, load_toml
except ImportError:  # missing, or older than 2025.2
    start_again_with_nox()

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True

PROJECT = load_toml(ROOT / "pyproject.toml")
SPHINX = ("-nW", "-b", "html", "-d", "docs/_build/doctrees")
PYTEST = ("pytest", "--numprocesses=logical")
# A worker takes a file at a time, in the order of their names, in which long ones come early.
BY_FILE = ("--dist=loadfile", "--no-loadscope-reorder")
DRAWING = {"MPLBACKEND": "agg"}
# The groups that the workflows install.
CHECKED = ("dist", "docs", "test", "lint", "site", "browser", "full", "book")


def install(session: nox.Session, *groups: str) -> None:
    """Install the package, editable, and its dependency groups in the locked versions."""
    home = Path(session.virtualenv.location)
    complete, python = home / "complete", Path(session.bin, "python")
    if not complete.exists() or not shutil.which(python):  # new, or interrupted, or damaged
        session.virtualenv.reuse_existing = False
        session.virtualenv.create()
    needed = PROJECT["project"]["dependencies"]
    try:
        session.install("-c", "constraints.txt", *needed, *dependency_groups(PROJECT, *groups))
        session.install("--no-deps", "--no-build-isolation", "-e", ".")
    except CommandFailed:
        session.error(f"the reason stands above; if it is not the network, delete {home} first")
    complete.touch()


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site into docs/_build/html; only what changed runs again."""
    install(session, "docs")
    session.run("python", "docs/build.py")


@nox.session
def tests(session: nox.Session) -> None:
    """Test the package, its doctests and the exercises; arguments after -- go to pytest."""
    install(session, "test")
    session.run(*PYTEST, "-m", "not full", "--cov", *session.posargs, env=DRAWING)


@nox.session(requires=["docs"])
def site(session: nox.Session) -> None:
    """Test the built site as it stands."""
    install(session, "site")
    folder = ("--confcutdir=tests/site", "tests/site")
    session.run(*PYTEST, *folder, *session.posargs, env=DRAWING)


@nox.session(requires=["docs"])
def browser(session: nox.Session) -> None:
    """Test the built site in Chromium and Firefox; what follows -- goes to one pytest alone."""
    install(session, "browser")
    session.run("npm", "ci", "--silent", external=True)
    folder = ("--confcutdir=tests/browser", "tests/browser")
    if session.posargs:
        session.run("pytest", *folder, *session.posargs)
    else:
        session.run(*PYTEST, *BY_FILE, *folder, "-m", "not alone and not full")
        session.run("pytest", *folder, "-m", "alone")


@nox.session(requires=["docs"], default=False)
def full(session: nox.Session) -> None:
    """Test what takes long: builds good and bad, every download, the widest sweeps."""
    install(session, "full")
    bin_ = Path(session.bin)  # Scripts on Windows
    python = bin_.parent.with_name("docs") / bin_.name / "python"
    apart = ("-o", "norecursedirs=.* book browser site")
    longest = ("tests/full/test_downloads.py", "tests/full/test_elsewhere.py", "tests/geometry")
    what = (*BY_FILE, *apart, "-m", "full", *longest, "tests", *session.posargs)
    session.run(*PYTEST, *what, env={**DRAWING, "DOCS_PYTHON": str(python)})


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Change the package in 500 places, one at a time; the tests have to notice 95 %."""
    install(session, "mutants")
    session.run("python", "tests/mutants.py", *session.posargs, env=DRAWING)


def test_package(session: nox.Session, resolution: str) -> None:
    """Test the package with other versions of what it needs; only wheels, the oldest or newest."""
    session.install("-c", "constraints.txt", *dependency_groups(PROJECT, "lock"))
    needed = PROJECT["project"]["dependencies"]
    command = ("uv", "pip", "install", "--quiet", f"--python={session.virtualenv.location}")
    session.run(*command, f"--resolution={resolution}", "--only-binary=:all:", *needed)
    session.run(*command, *dependency_groups(PROJECT, "test"))
    session.run(*command, "--no-deps", "--no-build-isolation", "-e", ".")
    session.run("uv", "pip", "list", f"--python={session.virtualenv.location}")
    # What is new deprecates what an old library calls.
    options = ("-m", "not full", "-W", "ignore::DeprecationWarning", "--ignore=tests/exercises")
    session.run(*PYTEST, *options, *session.posargs, env=DRAWING)


@nox.session(default=False)
def lowest(session: nox.Session) -> None:
    """Test the package with the lowest versions of NumPy and matplotlib that it allows."""
    test_package(session, "lowest-direct")


@nox.session(default=False)
def newest(session: nox.Session) -> None:
    """Test the package with the newest versions of everything."""
    test_package(session, "highest")


@nox.session(default=False)
def dist(session: nox.Session) -> None:
    """Build what is published of the package into dist, and check it as the index will."""
    session.install("-c", "constraints.txt", *dependency_groups(PROJECT, "dist"))
    shutil.rmtree("dist", ignore_errors=True)
    session.run("hatchling", "build", "-d", "dist")
    session.run("twine", "check", "--strict", *map(str, sorted(ROOT.glob("dist/*"))))


@nox.session(default=False)
def links(session: nox.Session) -> None:
    """Ask every other site that a page or its code links to whether what is meant is there."""
    install(session, "docs")
    session.run("python", "docs/_ext/other_documents.py")
    folders = ("-d", "docs/_build/doctrees", "docs", "docs/_build/links")
    session.run("sphinx-build", "-b", "linkcheck", *folders)


@nox.session(requires=["docs"], default=False)
def book(session: nox.Session) -> None:
    """Print the whole site as one PDF, docs/_build/actdemo.pdf, with Chromium; test it."""
    install(session, "book")
    session.run("python", "docs/book.py")
    session.run("pytest", "--confcutdir=tests/book", "tests/book", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, spelling and the workflows, of Python and of JavaScript."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("codespell")
    session.run("python", "docs/_ext/playground_constants.py")
    session.run("npm", "ci", "--silent", external=True)
    session.run("npm", "run", "check", "--silent", external=True)
    workflows = sorted(map(str, ROOT.glob(".github/workflows/*.yml")))
    session.run("zizmor", "--offline", "--quiet", "--persona=pedantic", ".github")
    session.run("check-jsonschema", "--builtin-schema=vendor.github-workflows", *workflows)
    forms = sorted(map(str, ROOT.glob(".github/ISSUE_TEMPLATE/*.yml")))
    session.run("check-jsonschema", "--builtin-schema=vendor.github-issue-forms", *forms)


@nox.session(default=False)
def serve(session: nox.Session) -> None:
    """Show the site on this machine and rebuild it at every change."""
    install(session, "serve")
    galleries = "tutorial|explaining|activations|training|geometry|beyond"
    written = rf"/docs/(_build|{galleries}|.*backreferences|sg_\w+)\b"
    watched = ("--watch", "actdemo", "--watch", "gallery", "--re-ignore", written)
    folders = ("docs", "docs/_build/work")
    session.run("sphinx-autobuild", *SPHINX, *watched, *folders, *session.posargs)


@nox.session(default=False, venv_backend="virtualenv")
def bench(session: nox.Session) -> None:
    """Time and measure against the big frameworks; -- activations runs that benchmark alone."""
    install(session, "bench")
    # Not locked: it would hold mpmath back for the tests, and brings gigabytes for graphics cards.
    session.install("torch==2.13.0", success_codes=(0, 1))
    session.install("mpmath")
    names = [word for word in session.posargs if not word.startswith("-")]
    options = [word for word in session.posargs if word.startswith("-")]
    for name in names or sorted(path.stem for path in ROOT.glob("benchmarks/[!_]*.py")):
        session.run("python", f"benchmarks/{name}.py", *options)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Rewrite constraints.txt; -- --upgrade takes the newest versions."""
    session.install("-c", "constraints.txt", *dependency_groups(PROJECT, "lock"))
    compile_ = (
        *("uv", "pip", "compile", "pyproject.toml", "--quiet"),
        *("--universal", "--python-version=3.11", "--fork-strategy=fewest"),
        *("--no-annotate", "--custom-compile-command=python3 noxfile.py -s lock"),
    )
    everything = [f"--group={name}" for name in PROJECT["dependency-groups"]]
    session.run(*compile_, *everything, "--output-file=constraints.txt", *session.posargs)
    # pip checks no hashes of constraints: the workflows fetch these files, then install from them.
    checked = [f"--group={name}" for name in (*CHECKED, "nox")]
    hashes = ("--constraints=constraints.txt", "--only-binary=:all:", "--emit-build-options")
    file = "--output-file=.github/requirements.txt"
    session.run(*compile_, *checked, *hashes, "--generate-hashes", file)


if __name__ == "__main__":
    os.chdir(ROOT)  # nox looks for its file where it is called
    nox.main()
