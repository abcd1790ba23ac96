"""What news text says of itself: outlet, dateline, byline, corrections, page furniture."""
