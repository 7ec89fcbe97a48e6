"""What every room uses: periods, days, money, rounding, text, files, languages, problems."""
