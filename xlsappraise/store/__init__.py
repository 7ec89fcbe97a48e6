"""What is kept: the workspace, the ledger, the archive, the forms as issued."""
