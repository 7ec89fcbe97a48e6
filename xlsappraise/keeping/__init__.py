"""Keep the data that a period used, publish its books without losing one, and name what became stale."""
