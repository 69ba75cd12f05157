"""Everything that changes a return: counting, writing in, explaining, and the steps up to the principal's signature."""
