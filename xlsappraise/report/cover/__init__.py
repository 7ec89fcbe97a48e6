"""The cover of the summary, 总览: one page on what counts, what is to be decided, who stands out, what changed."""
