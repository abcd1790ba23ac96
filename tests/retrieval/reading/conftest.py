"""Beside this file stand the modules that tests in the folders below import."""
