"""What is pressed: buttons, forms, pages that turn."""
