"""The record of a scene: gathered by command, and written at the end, when all messages have been read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.behaviour import wording
from tests.behaviour.books import show
from tests.behaviour.command import Done, run

PRIVATE = ".xlsappraise"
OURS = ("inbox", "given")
"""Folders of files that the scene itself writes"""
TEXTS = (".toml", ".json", ".txt", ".csv")


@dataclass
class Scene:
    """A workspace and the commands run in it. ``place``: the scene's folder. ``commands``: (name, result)."""

    name: str
    main: Callable[[], Any]
    place: Path
    commands: list[tuple[str, Done]] = field(default_factory=list)
    written: list[tuple[str, str, bytes]] = field(default_factory=list)
    """(command, path, content) of each file that a command wrote"""
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)
    content: dict[Path, str] = field(default_factory=dict)

    @property
    def office(self) -> Path:
        """The workspace."""
        return self.place / "考核"

    def give(self, label: str, *arguments: str, lang: str | None = "zh_CN", inside: bool = True) -> Done:
        """Run a command in the workspace, or in the folder of the scene, and record its output and files."""
        given = [*arguments, "--lang", lang] if lang else list(arguments)
        self.look()
        name = label if lang in (None, "zh_CN") else f"{label}.{lang}"
        folder = self.office if inside else self.place
        done = run(self.main, given, folder, f"{self.name} {name}", len(self.commands))
        self.keep(name, done)
        return done

    def both(self, label: str, *arguments: str, inside: bool = True) -> Done:
        """Run a command in both languages; return the result of the Chinese run."""
        done = self.give(label, *arguments, inside=inside)
        self.give(label, *arguments, lang="en", inside=inside)
        return done

    def keep(self, name: str, done: Done) -> None:
        """Record a command's output, and the files that are new or changed since the last ``look``."""
        assert name not in {one for one, _done in self.commands}, f"two commands are called {name}"
        self.commands.append((name, done))
        for path in self.look():
            data = path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if self.content.get(path) != digest:
                self.content[path] = digest
                self.written.append((name, path.relative_to(self.place).as_posix(), data))

    def look(self) -> list[Path]:
        """Return the files that are new or changed since the last call."""
        changed = []
        for path in sorted(self._files()):
            info = path.stat()
            if self.seen.get(path) != (info.st_mtime_ns, info.st_size):
                self.seen[path] = (info.st_mtime_ns, info.st_size)
                changed.append(path)
        return changed

    def _files(self) -> Iterator[Path]:
        for path in self.place.rglob("*"):
            parts = path.relative_to(self.place).parts
            if PRIVATE not in parts and not set(OURS) & set(parts) and path.is_file():
                yield path

    def write(self, out: Path) -> None:
        """Write the record as text files below ``out``."""
        Dump(self, out).write()


class Dump:
    """Writes the text files of a scene."""

    def __init__(self, scene: Scene, out: Path) -> None:
        self.scene = scene
        self.folders = {kind: out / kind / scene.name for kind in ("data", "workbooks", "messages")}
        self.wording = wording.Wording(self._messages())

    def write(self) -> None:
        self._put("data", "commands.txt", "\n".join(self._commands()) + "\n")
        for name, done in self.scene.commands:
            data = as_json(done.out)
            text = self._plain(done.out) if data is None else "\n".join(f"{c}: {m}" for c, m in messages(data)) + "\n"
            self._put("messages", f"{name}.txt", f"{text}\n-- errors\n{self._plain(done.err)}")
            if data is not None:
                self._put("data", f"{name}.json", self._json(data))
            elif not name.endswith(".en"):
                self._put("data", f"{name}.txt", self.wording.hide(self._plain(done.out)))
        for command, path, content in self.scene.written:
            self._file(command, path, content)

    def _file(self, command: str, path: str, content: bytes) -> None:
        if path.endswith(".xlsx"):
            shown = show(content, self.wording.hide)
            self._put("workbooks", f"{command}/{path}.txt", self._plain(shown.text))
            if shown.moved:
                self._put("messages", f"{command}/{path}.txt", self._plain("\n".join(shown.moved) + "\n"))
        elif path.endswith(TEXTS):
            text = content.decode("utf-8")
            data = as_json(text)
            if data is not None:
                listed = "\n".join(f"{code}: {message}" for code, message in messages(data))
                self._put("messages", f"{command}/{path}.txt", self._plain(listed + "\n"))
            self._put("data", f"{command}/{path}", self._plain(text) if data is None else self._json(data))
        else:
            self._put("data", f"{command}/{path}.sha256", hashlib.sha256(content).hexdigest() + "\n")

    def _commands(self) -> Iterator[str]:
        """Yield each command with its exit code and the codes of its problems."""
        for name, done in self.scene.commands:
            codes = Counter(code for code, _message in wording.printed_problems(done.err))
            codes_text = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
            yield self._plain(f"{name}: {' '.join(done.arguments)} -> {done.code} {codes_text}".rstrip())

    def _messages(self) -> Iterator[tuple[str, str]]:
        for _name, done in self.scene.commands:
            yield from wording.printed_problems(done.err)
            yield from wording.in_json(as_json(done.out))
        for _command, path, content in self.scene.written:
            if path.endswith(".json"):
                yield from wording.in_json(as_json(content.decode("utf-8")))

    def _json(self, data: Any) -> str:
        return self._plain(json.dumps(self.wording.hide_all(data), ensure_ascii=False, indent=1) + "\n")

    def _plain(self, text: str) -> str:
        """Return a text with the scene's temporary folder replaced."""
        return text.replace(str(self.scene.place), "<place>")

    def _put(self, kind: str, path: str, text: str) -> None:
        target = self.folders[kind] / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def as_json(text: str) -> Any:
    """Parse a JSON document; None for other text."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def messages(data: Any) -> Sequence[tuple[str, str]]:
    """Return (code, message) of the problems in a JSON document."""
    return list(wording.in_json(data))
