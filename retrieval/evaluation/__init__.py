"""Measuring: questions whose answers are known, and how well they were answered.

Nothing here opens or asks anything; what was answered is handed in and judged.
"""
