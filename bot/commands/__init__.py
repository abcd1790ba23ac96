"""The commands of the command line, a module for each kind; each imports its needs when run."""
