"""The link checker: collect the links, ask each host politely, judge, remember, report.

The way of a link through the modules, in the order in which they may import one another:
`model < verdict < hosts < urls < markup < from_* < collect < built < policy < limits < guard < faults < body < fetch <
places < page < follow < phrases < judge < jobs < queues < engine < network < history < state < inputs < reports < run`.
Only `scripts/check_links.py` reads a command line.
"""
