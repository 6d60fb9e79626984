"""What readers take away: exports, feeds, citations, data for machines. One file a format."""
