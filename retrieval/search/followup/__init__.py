"""Making a follow-up question stand alone, before it is planned."""
