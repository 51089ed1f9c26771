package pages

import "fyne.io/fyne/v2"

// twoSides puts work at the side where reading begins, a hairline, and a panel of fixed width at the other.
type twoSides struct {
	width float32 // of the panel at 100 %
	rtl   bool
}

func (t *twoSides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	work, rule, panel := objects[0], objects[1], objects[2]
	gap := step(4)
	side := min(box{width: t.width}.size(nil).Width, size.Width/2)
	left := size.Width - side - 2*gap - 1
	work.Resize(fyne.NewSize(left, size.Height))
	rule.Resize(fyne.NewSize(1, size.Height))
	panel.Resize(fyne.NewSize(side, size.Height))
	if t.rtl {
		panel.Move(fyne.NewPos(0, 0))
		rule.Move(fyne.NewPos(side+gap, 0))
		work.Move(fyne.NewPos(side+2*gap+1, 0))
		return
	}
	work.Move(fyne.NewPos(0, 0))
	rule.Move(fyne.NewPos(left+gap, 0))
	panel.Move(fyne.NewPos(left+2*gap+1, 0))
}

func (t *twoSides) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 240) }

// footed puts a foot at the bottom and the rest above it.
type footed struct{}

func (footed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest, foot := objects[0], objects[1]
	tall := tallOf(foot, size.Width)
	foot.Move(fyne.NewPos(0, size.Height-tall))
	rest.Resize(fyne.NewSize(size.Width, max(size.Height-tall-step(2), 0)))
	rest.Move(fyne.Position{})
}

func (footed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, objects[1].MinSize().Height+80)
}

// topped puts a head at the top where it is shown, and the rest below it.
type topped struct{}

func (topped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, rest := objects[0], objects[1]
	y := float32(0)
	if head.Visible() {
		y = tallOf(head, size.Width) + step(1.5)
		head.Move(fyne.Position{})
	}
	rest.Resize(fyne.NewSize(size.Width, max(size.Height-y, 0)))
	rest.Move(fyne.NewPos(0, y))
}

func (topped) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 100) }

// tallOf gives a part the width that there is and the height that it needs then, which it returns.
func tallOf(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.Size().Height))
	if c, ok := o.(*fyne.Container); ok {
		relay(c)
	}
	tall := o.MinSize().Height
	o.Resize(fyne.NewSize(width, tall))
	return tall
}

// sideBySide is the width at 100 % from which the sheet and the table stand side by side; else one stands above the other.
const sideBySide = 860

// workLayout puts a line with choices at the top, what is said of the selection at the bottom, and between them a sheet
// and the table that it goes to. A file without sheets leaves all to the table.
type workLayout struct{ rtl bool }

func (l *workLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	top, sheet, under, table := objects[0], objects[1], objects[2], objects[3]
	gap := step(2)
	y, bottom := float32(0), size.Height
	if top.Visible() {
		y = tallOf(top, size.Width) + gap
		top.Move(fyne.Position{})
	}
	put := func(o fyne.CanvasObject, x, y, width, height float32) {
		if l.rtl {
			x = size.Width - x - width
		}
		o.Resize(fyne.NewSize(width, max(height, 0)))
		o.Move(fyne.NewPos(x, y))
	}
	wide := size.Width >= (box{width: sideBySide}).size(nil).Width
	switch {
	case !sheet.Visible():
		put(table, 0, y, size.Width, bottom-y)
	case wide:
		bottom -= tallOf(under, size.Width)
		under.Move(fyne.NewPos(0, bottom))
		half := (size.Width - 2*gap) / 2
		put(sheet, 0, y, half, bottom-gap-y)
		put(table, half+2*gap, y, half, bottom-gap-y)
	default:
		said := tallOf(under, size.Width)
		room := bottom - y - said - 2*gap
		upper := room * 0.56
		put(sheet, 0, y, size.Width, upper)
		under.Move(fyne.NewPos(0, y+upper+gap))
		put(table, 0, y+upper+said+2*gap, size.Width, room-upper)
	}
}

func (l *workLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 240) }

// tall gives objects a height of their own.
type tall float32

func (t tall) Layout(objects []fyne.CanvasObject, size fyne.Size) { filling{}.Layout(objects, size) }

func (t tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(filling{}.MinSize(objects).Width, float32(t))
}
