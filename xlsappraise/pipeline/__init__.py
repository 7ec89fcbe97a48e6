"""The product's own sentence: start a workspace, issue forms, collect what comes back, summarise.

Each module is one step; the command line calls them and prints what they return.
"""
