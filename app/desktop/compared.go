package desktop

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms/words"
)

// referenceEndings are those of files that an earlier submission may be in,
// partnerEndings those of partners' figures.
var (
	referenceEndings = []string{workspace.Extension, ".xlsx", ".csv"}
	partnerEndings   = []string{workspace.Extension, ".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"}
)

// comparing are the lines of the document's menu about what figures are
// compared with.
func (d *desk) comparing() []*fyne.MenuItem {
	say := d.tongue.Say
	item := func(label string, icon look.Name, f func()) *fyne.MenuItem {
		line := fyne.NewMenuItemWithIcon(label, look.Icon(icon), f)
		_, line.Disabled = d.ws.ReadOnly()
		return line
	}
	lines := []*fyne.MenuItem{item(say("desktop.menu.reference"), look.History, d.chooseReference), item(say("desktop.menu.partners"), look.Table, d.choosePartners)}
	if r := d.ws.Reference(); r != nil {
		lines = append(lines, item(say("desktop.menu.reference_off", "File", r.File), look.Close, func() { d.uncompare(d.ws.RemoveReference()) }))
	}
	if p := d.ws.Partners(); p.Figures > 0 {
		lines = append(lines, item(say("desktop.menu.partners_off", "Count", p.Figures), look.Close, func() { d.uncompare(d.ws.RemovePartners()) }))
	}
	return lines
}

func (d *desk) uncompare(err error) {
	if err != nil {
		d.complain(err)
		return
	}
	d.status.say(d.tongue.Say("desktop.compared.off"))
}

// chooseReference asks for last year's submission and compares with it.
func (d *desk) chooseReference() {
	d.choose("desktop.menu.reference", referenceEndings, func(path string) ([]words.Message, error) {
		r, err := d.ws.LoadReference(context.Background(), path)
		if err != nil {
			return nil, err
		}
		return r.Summary(), nil
	})
}

// choosePartners asks for figures of other countries and compares with them.
func (d *desk) choosePartners() {
	d.choose("desktop.menu.partners", partnerEndings, func(path string) ([]words.Message, error) {
		p, err := d.ws.LoadPartners(context.Background(), path)
		if err != nil {
			return nil, err
		}
		return p.Summary(), nil
	})
}

// choose asks for a file, reads it aside, and says what came of it.
func (d *desk) choose(title string, endings []string, load func(path string) ([]words.Message, error)) {
	d.w.chooseFile(d.tongue.Say(title), filepath.Dir(d.ws.Path()), endings, func(path string) {
		d.leave()
		d.status.say(d.tongue.Say("desktop.compared.reading", "File", filepath.Base(path)))
		go func() {
			said, err := load(path)
			fyne.Do(func() {
				if err != nil {
					d.complain(err)
					return
				}
				all := ""
				for _, m := range said {
					if all != "" {
						all += " "
					}
					all += d.tongue.Message(m)
				}
				d.status.put(all, look.Done)
			})
		}()
	})
}
