"""Workbooks that real programs saved, read as other libraries read them."""
