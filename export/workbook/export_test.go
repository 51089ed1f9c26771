package workbook

import "errors"

// Each place of a workbook's tables, blank ones too: for tests that look at
// the sheets themselves.
func (c *Contents) Places(f func(address, sheet, cell string)) {
	for _, t := range c.Tables {
		for row := range t.rows {
			for col := range t.cols {
				f(t.address(row, col), t.Sheet, reference(t.rows[row].place, t.cols[col].place))
			}
		}
	}
}

// KindOfFailure is the kind of WriteError that a failure becomes.
func KindOfFailure(err error) string {
	var e *WriteError
	errors.As(CannotWrite("a.xlsx", err), &e)
	return e.Kind
}
