"""How the model of `packages/dateline-languages` was made; `README.md` tells the commands."""
