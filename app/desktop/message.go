package desktop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"migraform/app/desktop/look"
)

// message is a sentence in place: what happened, what is safe, what to do. It
// takes no room while there is nothing to say.
type message struct {
	box   *fyne.Container
	width float32
	page  fyne.CanvasObject // what is to be laid out anew
}

func newMessage() *message {
	m := &message{box: container.NewStack()}
	m.box.Hide()
	return m
}

// object is what stands on the screen, in lines of at most a width.
func (m *message) object(width float32) fyne.CanvasObject {
	m.width = width
	return m.box
}

// say says a plain sentence, bad one that something is wrong.
func (m *message) say(words string) { m.put(words, look.Information) }
func (m *message) bad(words string) { m.put(words, look.Error) }

func (m *message) clear() {
	if m.box.Visible() {
		m.box.Hide()
		m.arrange()
	}
}

func (m *message) arrange() {
	if m.page != nil {
		m.page.Refresh()
	}
}

func (m *message) put(words string, meaning look.Meaning) {
	colour := theme.ColorNameForeground
	if meaning == look.Error {
		colour = theme.ColorNameError
	}
	mark := container.New(&fixed{width: 18, height: 18}, look.Mark(meaning))
	line := paragraph(words, colour, theme.SizeNameText, em(m.width)-26)
	m.box.Objects = []fyne.CanvasObject{margin(10, 2, 0, 0, framed(nil, nil, container.NewVBox(mark), nil, margin(0, 0, 4, 0, line)))}
	m.box.Show()
	m.box.Refresh()
	m.arrange()
}
