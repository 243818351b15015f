//! Components, layout and words of the interface; knows no product word.
