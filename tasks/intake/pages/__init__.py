"""The article out of a page: its tree, its blocks of text, which of them are the body, what stands at the body's ends."""
