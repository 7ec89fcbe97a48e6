"""What a sheet shows of its content: number formats, conditional formats, hidden rows and columns, views."""
