package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"migraform/forms"
)

// number is a count as the tongue writes it.
func number(n int) forms.Number { return forms.Whole(int64(n)) }

// keysShown are the keys in the order in which they are explained: what is
// pressed, and the sentence that says what it does.
var keysShown = [2][][2]string{
	{
		{"Ctrl+N", "new"}, {"Ctrl+O", "open"}, {"Ctrl+I", "bring_in"}, {"Ctrl+E", "export"}, {"Ctrl+Z", "undo"}, {"Ctrl+Y", "redo"},
		{"Ctrl+F", "find"}, {"Ctrl+PgDn", "next"}, {"Ctrl+PgUp", "previous"}, {"F4", "panel"}, {"F6", "pane"}, {"Esc", "back"}, {"F1", "guide"}, {"Ctrl+F1", "keys"},
	},
	{
		{"0–9", "type"}, {"F2", "edit"}, {"Enter, Tab", "commit"}, {"Esc", "cancel"}, {"Del", "clear"}, {"Shift+←↑→↓", "select"},
		{"Ctrl+←↑→↓", "far"}, {"Ctrl+A", "all"}, {"Ctrl+C, Ctrl+V", "copy"}, {"Ctrl+D", "down"}, {"Alt+←, Alt+→", "fold"},
		{"– … .. x c", "signs"},
	},
}

// showKeys shows what the keys do.
func (w *Window) showKeys() {
	var columns []fyne.CanvasObject
	for i, id := range [2]string{"desktop.keys.window", "desktop.keys.table"} {
		lines := column(6, strong(w.say(id)))
		for _, k := range keysShown[i] {
			lines.Add(row(12, wide(116, quiet(k[0])), body(w.say("desktop.keys."+k[1]))))
		}
		columns = append(columns, lines)
	}
	w.lay(dialog.NewCustom(w.say("desktop.keys.title"), w.say("desktop.close"), margin(4, 8, 8, 8, rowTop(36, columns...)), w.win))
}
