"""Page furniture: what a page sets around an article. Known phrases (`known`), and lines learned from the dump (`learned`)."""
