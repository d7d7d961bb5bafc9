"""Web archives: WARC and ARC files, plain or gzip, read record by record in one pass.

We walk the records ourselves. Libraries stop at the first damaged record, or pass over it without a word;
here what is damaged becomes a finding, and reading goes on at the next record that can be made out.
Nothing is held in memory but the record at hand, and of a long one not even that.
"""
