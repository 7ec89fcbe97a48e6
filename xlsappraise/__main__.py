"""``python -m xlsappraise``."""

from xlsappraise.cli import main

if __name__ == "__main__":
    main()
