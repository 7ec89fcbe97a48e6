"""The program's behaviour as text: record it before and after a refactoring, and compare the two folders.

``make behaviour OUT=before``; change the code; ``make behaviour OUT=after``; ``diff -r before after``. The scenes are
the demo, the generated year, other commands, and one period of every shipped scheme. Each scene has three folders:

- ``data/<scene>``: what each command printed or wrote as JSON or text, its exit code and the codes of its problems;
- ``workbooks/<scene>/<command>``: every workbook that the command wrote or changed, one text file each;
- ``messages/<scene>``: standard output and error of each command by language, the help of every command, and the cells
  of workbooks with messages. In ``data`` and ``workbooks`` a message is replaced by its code.

``python -m tests.behaviour OUT`` takes ``--scene NAME`` (repeatable: only these) and ``--checkout DIR``: run the
program and samples of another checkout. Clock, random bytes, hash seed and environment are fixed (``steady``).
Only the command line, the file formats and ``samples.year`` are used, independent of modules and classes.
"""
