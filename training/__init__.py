"""How the shipped weights were made: the data of our own, the recipe, the figures.

Runs outside the product, with PyTorch; `README.md` tells the commands and what they need.
"""
