"""The scene of the demo with further commands in its workspace."""

from __future__ import annotations

from tests.behaviour.record import Scene

PERIOD = "2026-11"


def play(scene: Scene) -> None:
    """Run the demo and inspect all returned files."""
    give, both = scene.give, scene.both
    give("demo", "demo", scene.office.name, inside=False)
    both("status", "status", PERIOD)
    both("check", "check", f"{PERIOD}/inbox", "--json")
    both("check-text", "check", f"{PERIOD}/inbox")
    both("summarize", "summarize", PERIOD, "--json", "result.json")
    both("summarize-text", "summarize", PERIOD)
    give("generate", "generate", PERIOD, "--json")
    for path in sorted((scene.office / PERIOD / "inbox").glob("*.xlsx")):
        number, _, rest = path.stem.partition("_")
        name = f"{number}-{path.stem[-7:]}" if "副本" not in rest else f"{number}-again"
        file = path.relative_to(scene.office).as_posix()
        give(f"inspect-{name}", "inspect", file, "--json")
        both(f"inspect-text-{name}", "inspect", file)
    for number in ("E001", "E009", "E010", "E013", "E018", "E014", "E019"):
        both(f"explain-{number}", "explain", number, PERIOD)
    give("reissue", "generate", PERIOD, "--reissue", "E013,E018", "--yes", "--json")
    give("withdraw", "withdraw", "E022", PERIOD, "--reason", "调岗", "--yes")
    give("keys", "keys", "rotate")
    both("status-last", "status", PERIOD)
