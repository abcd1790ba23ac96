"""Receipts: answers kept, checked again, taken up again, and exported as Markdown or CSL-JSON."""
