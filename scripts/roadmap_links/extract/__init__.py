"""From files to links: readers for Markdown, HTML and YAML, what Git says has changed, what a built page comes from."""
