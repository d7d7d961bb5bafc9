"""Tables: rows of separated values and the sheets of workbooks, cell by cell, formulas never run."""
