"""What a sentence states, read once, with offsets: numbers, dates, names, negation, hedges.

This room imports nothing from the archive, the search or the answers; they all may ask it.
"""
