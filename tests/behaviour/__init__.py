"""What the program does, as text: run it before and after a refactoring and compare the two folders.

``make behaviour OUT=before``; change the code; ``make behaviour OUT=after``; ``diff -r before after``. The scenes are
the demo, the generated year, odd commands, and one period of every shipped scheme. Each leaves three folders:

- ``data/<scene>``: what each command printed or wrote as JSON or text, its exit code and the codes of its problems;
- ``workbooks/<scene>/<command>``: every workbook that the command wrote or changed, one text file each;
- ``messages/<scene>``: the wording: standard output and error of each command by language, the help of every command,
  and the cells of workbooks that hold messages. In ``data`` and ``workbooks`` a message is replaced by its code.

``python -m tests.behaviour OUT`` takes ``--scene NAME`` (several times: only these) and ``--checkout DIR``: run the
program and samples of another checkout. Clock, random bytes, hash seed and environment are fixed (``steady``).
Only the command line, the file formats and ``samples.year`` are used, so modules and classes may move freely.
"""
