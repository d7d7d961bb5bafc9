"""XML of any kind, SVG among it: the words in its elements, in order, each with the path of its element."""
