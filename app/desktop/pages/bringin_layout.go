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
	foot.Resize(fyne.NewSize(size.Width, foot.Size().Height))
	if c, ok := foot.(*fyne.Container); ok {
		relay(c)
	}
	tall := foot.MinSize().Height
	foot.Resize(fyne.NewSize(size.Width, tall))
	foot.Move(fyne.NewPos(0, size.Height-tall))
	rest.Resize(fyne.NewSize(size.Width, max(size.Height-tall-step(2), 0)))
	rest.Move(fyne.Position{})
}

func (footed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, objects[1].MinSize().Height+80)
}

// sheetLayout puts a head above the sheet where it is shown, and a foot below.
type sheetLayout struct{}

func (sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, sheet, foot := objects[0], objects[1], objects[2]
	y := float32(0)
	if head.Visible() {
		head.Resize(fyne.NewSize(size.Width, head.MinSize().Height))
		y = head.MinSize().Height + step(2)
	}
	foot.Resize(fyne.NewSize(size.Width, foot.Size().Height))
	if c, ok := foot.(*fyne.Container); ok {
		relay(c)
	}
	tall := foot.MinSize().Height
	foot.Resize(fyne.NewSize(size.Width, tall))
	foot.Move(fyne.NewPos(0, size.Height-tall))
	sheet.Resize(fyne.NewSize(size.Width, max(size.Height-tall-y-step(2), 0)))
	sheet.Move(fyne.NewPos(0, y))
}

func (sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }
