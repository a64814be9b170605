"""What readers see: markers, templates and passes over finished HTML."""
