"""What the pages show: rows made into values that a template can print. No view, no HTML."""
