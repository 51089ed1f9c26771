package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/grid"
)

// Meaning is what a colour and a shape together say. Its values are those of grid.Mark.
type Meaning uint8

const (
	Nothing     = Meaning(grid.None)
	Information = Meaning(grid.Information)
	Warning     = Meaning(grid.Warning)
	Error       = Meaning(grid.Error)
	Explained   = Meaning(grid.Explained)
	Done        = Meaning(grid.Done)
)

// Color is the meaning's colour in the theme.
func (m Meaning) Color() fyne.ThemeColorName {
	switch m {
	case Information:
		return ColorInformation
	case Warning:
		return theme.ColorNameWarning
	case Error:
		return theme.ColorNameError
	case Explained:
		return ColorExplained
	case Done:
		return theme.ColorNameSuccess
	}
	return ColorDim
}

// Shape is the meaning's icon; Nothing has none.
func (m Meaning) Shape() Name {
	switch m {
	case Information:
		return InfoCircle
	case Warning:
		return Triangle
	case Error:
		return Octagon
	case Explained:
		return Speech
	case Done:
		return Tick
	}
	return ""
}

// Mark is the meaning's shape in its colour. A word or a count belongs beside it.
func Mark(m Meaning) *widget.Icon {
	if m.Shape() == "" {
		return widget.NewIcon(nil)
	}
	return widget.NewIcon(IconIn(m.Shape(), m.Color()))
}
