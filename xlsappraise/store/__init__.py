"""Keep files and records: the workspace, the ledger, the archive, the forms as issued."""
