"""What scores lead to: ranks today; roll-ups, pay and promotion belong here. One rule a file."""
