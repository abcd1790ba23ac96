"""What is asked: slash commands, menus, mentions, what buttons ask, and the way to an answer."""
