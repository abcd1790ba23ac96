"""The chat model: asked with the prompts, within its time and tokens; its reply as a draft."""
