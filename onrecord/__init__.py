"""Ask a press conference in any language; get the exact words, cited to the exchange they come from."""
