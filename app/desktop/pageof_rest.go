package desktop

import "migraform/app/desktop/pages"

// newBringIn is the page on which a file becomes answers; it leads to the
// table that they went to.
func (d *desk) newBringIn(shell *pages.Shell, table string) page {
	b := pages.NewBringIn(d.ws, shell)
	b.Table = table
	return b
}

func (d *desk) newExport(shell *pages.Shell) page { return pages.NewHistory(d.ws, shell) }
