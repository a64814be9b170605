"""The link checker: collect the links, ask each host politely, judge, remember, report.

The way of a link through the rooms, in the order in which they may import one another (import-linter holds it):
`model, hosts < urls < options < extract < http < judge < state < report < jobs < queues < engine < session, inputs <
run`. Only `scripts/check_links.py` reads a command line. Nothing of the roadmap itself is imported.
"""
