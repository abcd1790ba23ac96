"""The archive as tools and resources for programs that speak the Model Context Protocol."""
