"""Offer each command as a function: an open workspace and plain values in, a frozen record out; the public API."""
