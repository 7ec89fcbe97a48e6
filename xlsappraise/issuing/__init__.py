"""From the roster to issued forms."""
