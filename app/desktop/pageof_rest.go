package desktop

import "migraform/app/desktop/pages"

func (d *desk) newBringIn(shell *pages.Shell, table string) page {
	return pages.NewHistory(d.ws, shell)
}
func (d *desk) newExport(shell *pages.Shell) page { return pages.NewHistory(d.ws, shell) }
