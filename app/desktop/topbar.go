package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms"
)

// topBar says which document it is and that it is saved, and holds the verbs:
// undo and redo, bring in, what the checks found, export.
type topBar struct {
	d                             *desk
	document, undo, redo, bringIn *button
	export, fold                  *button
	saved                         *text
	counts                        [3]*tally
	box                           fyne.CanvasObject
}

// tally is a mark with a number that leads to the findings.
type tally struct {
	*tappable
	number *text
}

func newTopBar(d *desk) *topBar {
	b := &topBar{d: d}
	say := d.tongue.Say
	hinted := func(label string, icon look.Name, importance widget.Importance, hint string, f func()) *button {
		colour := theme.ColorNameForeground
		if importance == widget.HighImportance {
			colour = theme.ColorNameForegroundOnPrimary
		}
		c := newButton(label, look.IconIn(icon, colour), importance, f)
		c.hint, c.onHint = say(hint), d.status.hint
		return c
	}
	b.document = hinted(d.name(), look.Collapse, widget.LowImportance, "desktop.top.document.hint", b.menu)
	b.document.IconPlacement = widget.ButtonIconTrailingText
	b.saved = caption("")
	b.undo = hinted("", look.Undo, widget.LowImportance, "desktop.top.undo.hint", d.undo)
	b.redo = hinted("", look.Redo, widget.LowImportance, "desktop.top.redo.hint", d.redo)
	b.bringIn = hinted(say("desktop.top.bring_in"), look.BringIn, widget.LowImportance, "desktop.top.bring_in.hint", func() { d.bringIn("", "") })
	b.export = hinted(say("desktop.top.export"), look.Export, widget.HighImportance, "desktop.top.export.hint", d.export)
	b.fold = hinted(say("desktop.top.cell"), look.Note, widget.LowImportance, "desktop.top.fold.hint", d.foldPanel)
	meanings := [3]look.Meaning{look.Error, look.Warning, look.Information}
	for i, hint := range [3]string{"desktop.top.errors.hint", "desktop.top.warnings.hint", "desktop.top.information.hint"} {
		number := body("0")
		mark := container.New(&fixed{width: 16, height: 16}, look.Mark(meanings[i]))
		t := newTappable(margin(6, 6, 8, 8, row(5, mark, number)), func() { d.showFindings(i) })
		t.hint, t.onHint = say(hint), d.status.hint
		b.counts[i] = &tally{t, number}
	}
	bar := margin(6, 6, 6, 10, row(4, b.document, b.saved, space(), b.undo, b.redo, gapWide(8), b.bringIn, space(),
		b.counts[0].tappable, b.counts[1].tappable, b.counts[2].tappable, gapWide(8), b.fold, gapWide(4), b.export))
	b.box = bar
	if reason, ok := d.ws.ReadOnly(); ok {
		b.box = column(0, bar, readOnlyStrip(d.tongue.Message(reason)))
	}
	return b
}

// readOnlyStrip says below the bar why nothing can be changed.
func readOnlyStrip(reason string) fyne.CanvasObject {
	lock := container.New(&fixed{width: 16, height: 16}, widget.NewIcon(look.IconIn(look.Lock, theme.ColorNameWarning)))
	line := newText(reason, theme.ColorNameForeground, theme.SizeNameText).shrinking()
	return container.NewStack(newGround(theme.ColorNameButton), margin(5, 5, 14, 14, rowWith(line, 8, lock, line)))
}

func (b *topBar) object() fyne.CanvasObject { return b.box }

func (b *topBar) nameWidgets() {
	for id, o := range map[string]fyne.CanvasObject{"document": b.document, "undo": b.undo, "redo": b.redo, "bringin": b.bringIn,
		"errors": b.counts[0].tappable, "warnings": b.counts[1].tappable, "information": b.counts[2].tappable, "export": b.export, "panel": b.fold} {
		b.d.w.trace.name(id, o)
	}
}

func (b *topBar) focus() { b.d.w.focus(b.document) }

// refresh follows a change: when it was saved, what can be undone, what the
// checks found.
func (b *topBar) refresh() {
	d := b.d
	if _, readOnly := d.ws.ReadOnly(); readOnly {
		b.saved.set(d.tongue.Say("desktop.top.read_only"))
		b.bringIn.Disable()
	} else {
		b.saved.set(d.tongue.Say("desktop.top.saved", "When", d.w.when(d.ws.Saved())))
	}
	what, ok := d.ws.CanUndo()
	b.follow(b.undo, ok, "desktop.top.undo.hint", "desktop.top.undo.what", d.tongue.Message(d.subject(what)))
	what, ok = d.ws.CanRedo()
	b.follow(b.redo, ok, "desktop.top.redo.hint", "desktop.top.redo.what", d.tongue.Message(d.subject(what)))
	n := d.ws.Count("")
	for i, count := range [3]int{n.Errors, n.Warnings, n.Informations} {
		b.counts[i].number.set(d.tongue.Number(forms.Whole(int64(count))))
		b.counts[i].number.style.Bold = count > 0
	}
	d.w.trace.event("counts", "errors", n.Errors, "warnings", n.Warnings, "information", n.Informations)
	b.box.Refresh()
}

func (b *topBar) follow(c *button, can bool, plain, with, what string) {
	if can {
		c.hint = b.d.tongue.Say(with, "What", what)
		c.Enable()
	} else {
		c.hint = b.d.tongue.Say(plain)
		c.Disable()
	}
}

// menu is what can be done with the document as a whole.
func (b *topBar) menu() {
	d, say := b.d, b.d.tongue.Say
	item := func(id string, icon look.Name, f func()) *fyne.MenuItem {
		return fyne.NewMenuItemWithIcon(say(id), look.Icon(icon), f)
	}
	items := []*fyne.MenuItem{
		item("desktop.menu.history", look.History, func() { d.visit(location{kind: atHistory}) }),
		item("desktop.menu.folder", look.Folder, func() {
			if err := showInFolder(d.ws.Path()); err != nil {
				d.complain(err)
			}
		}),
		item("desktop.menu.copy", look.Plus, d.saveCopy),
		item("desktop.menu.compare", look.Table, func() { d.visit(location{kind: atCompared}) }),
		fyne.NewMenuItemSeparator(),
		item("desktop.menu.new", look.Plus, func() { d.w.show(newNewDocument(d.w)) }),
		item("desktop.menu.open", look.Folder, d.w.chooseAndOpen),
		fyne.NewMenuItemSeparator(),
		item("desktop.menu.settings", look.Settings, func() { d.visit(location{kind: atSettings}) }),
		item("desktop.menu.keys", look.Question, d.w.showKeys),
		fyne.NewMenuItemSeparator(),
		item("desktop.menu.close", look.Close, d.w.toStart),
	}
	d.menuAt(d.below(b.document), items...)
}

// saveCopy asks where to, and writes the document with its history there.
func (d *desk) saveCopy() {
	name := strings.TrimSuffix(d.ws.Path(), workspace.Extension)
	path := d.tongue.Say("desktop.copy.name", "Name", name) + workspace.Extension
	d.w.chooseTarget(d.tongue.Say("desktop.menu.copy"), path, func(path string) {
		if err := d.ws.SaveCopy(path); err != nil {
			d.complain(err)
			return
		}
		d.status.put(d.tongue.Say("desktop.copy.done", "Path", path), look.Done)
	})
}
