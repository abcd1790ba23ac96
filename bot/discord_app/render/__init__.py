"""Pure text: answers, sources and failures as Discord shows them."""
