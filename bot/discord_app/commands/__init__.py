"""What is asked: slash commands, menus, mentions, and the way to an answer."""
