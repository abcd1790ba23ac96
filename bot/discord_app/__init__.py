"""The Discord face: it passes questions on, shows answers, and decides nothing about either."""
