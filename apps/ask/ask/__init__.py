"""A chatbot that quotes the paragraphs of the roadmap with links, and says so when it does not know."""
