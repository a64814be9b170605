"""The roadmap as data: load it, check it, render it. Pure: no MkDocs, no network, no clock."""
