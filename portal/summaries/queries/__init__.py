"""Reading returns; the first argument is the person who asks, where what is seen depends on them."""
