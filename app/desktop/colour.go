package desktop

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// colourOf is a colour of the present theme.
func colourOf(name fyne.ThemeColorName) color.Color {
	settings := fyne.CurrentApp().Settings()
	return settings.Theme().Color(name, settings.ThemeVariant())
}
