"""From lines and drawings to pages: grid, flow, columns, and the finished Book with its one structure tree."""
