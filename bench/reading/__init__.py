"""How well and how fast forms are read: a corpus with the truth beside each form, and the bare libraries beside us."""
