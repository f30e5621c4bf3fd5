"""Check-lists of posts: copied from the regulations, kept in versions, listed, and made into sheets."""
