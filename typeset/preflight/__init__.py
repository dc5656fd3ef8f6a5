"""Preflight: look at a finished PDF as the printer will, before the printer does.

1. `printer.load_printer` reads what the printer asks for (YAML under `printers/`).
2. `read.read_pdf`, the one door to pypdf, opens the file and gives frozen `facts`:
   document, pages, structure (`tagging`), links (`targets`) and, through `interpret`,
   every object that a page paints.
3. `coverage.measure_coverage` lays all ink on a grid, plate by plate.
4. `findings.apply_rules` runs the small functions of `rules/`; each yields faults with
   page, place, what was found and what is allowed.
5. `report.preflight` is these steps in order, and `as_json` its result for machines;
   `page.as_html` and `text.as_text` show it to people, `ticket.job_ticket` goes with the job, and
   `certificate` proves that two editions say the same.

Nothing here is imported by the other rooms of `typeset` except `printer`, `cos` and
`thumbnails`, which are light; pypdf, Pillow and pdfium are loaded when a file is really
looked at.
"""
