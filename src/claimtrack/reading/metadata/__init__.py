"""What a page or a file says of itself: title, byline, outlet, when it was published."""
