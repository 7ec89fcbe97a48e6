"""Print the codes, time and memory of every hostile file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.conftest import text_of
from tests.hostile.catalogue import hostile_files
from tests.hostile.form import Form
from tests.hostile.limits import answers


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        form = Form(Path(folder))
        for n, answer in enumerate(answers(form, hostile_files(form), Path(folder)), 1):
            codes = ",".join(dict.fromkeys(answer.codes)) if answer.outcome else "STOPPED BY THE LIMITS"
            found = next((text_of(p.found) for p in answer.outcome.problems), "") if answer.outcome else ""
            due = answer.hostile.code
            if answer.outcome is None:
                right = due == "file-too-costly"
            else:
                right = due in answer.codes if due else answer.outcome.complete
            print(
                f"{n:3} {'ok ' if right else 'BAD'} {answer.hostile.name:28} {due or '(read)':16} {codes[:60]:40} "
                f"{answer.seconds:6.3f} s {answer.space >> 20:4} MB {str(found)[:70]}",
                flush=True,
            )


if __name__ == "__main__":
    main()
