package definition

// checkRenamed reports names of an older version that lead to nothing in this
// one.
func (c *checker) checkRenamed() {}
