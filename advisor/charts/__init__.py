"""Values -> pictures, one module a screen. Few marks, told apart by shape as by colour; no words of their own."""
