"""From a file that came back to a flat reading {input id: entry}, guarded against hostile files."""
