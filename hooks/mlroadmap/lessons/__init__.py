"""What a lesson is: its source, its outputs, and the rules it keeps."""
