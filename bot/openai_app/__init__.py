"""The archive behind an endpoint that speaks OpenAI's form, for any program that does."""
