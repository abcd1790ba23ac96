"""The faces: command line, REPL and Discord. They render answers and make none."""
