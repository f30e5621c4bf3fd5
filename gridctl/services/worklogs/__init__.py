"""The work log (管家工作日志) of a person and a day, and the notes that he adds to it (T2)."""
