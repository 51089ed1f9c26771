package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// button is a button that hands keys it has no use for on to the window, and
// says in the bottom line what it does.
type button struct {
	widget.Button
	hint   string
	onHint func(string)
}

func newButton(label string, icon fyne.Resource, importance widget.Importance, tapped func()) *button {
	b := &button{}
	b.Text, b.Icon, b.Importance, b.OnTapped = look.Line(label), icon, importance, tapped
	if look.RightToLeft() {
		b.IconPlacement = widget.ButtonIconTrailingText
	}
	b.ExtendBaseWidget(b)
	return b
}

// leading aligns the label at the start, as in a list of choices.
func (b *button) leading() *button {
	b.Alignment = widget.ButtonAlignLeading
	if look.RightToLeft() {
		b.Alignment = widget.ButtonAlignTrailing
	}
	return b
}

// SetText changes the label.
func (b *button) SetText(label string) { b.Button.SetText(look.Line(label)) }

func (b *button) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeySpace:
		b.Button.TypedKey(k)
	case fyne.KeyReturn, fyne.KeyEnter:
		if !b.Disabled() {
			b.Tapped(nil)
		}
	default:
		passKey(b, k)
	}
}

func (b *button) MouseIn(e *desktop.MouseEvent) {
	b.Button.MouseIn(e)
	if b.onHint != nil {
		b.onHint(b.hint)
	}
}

func (b *button) MouseOut() {
	b.Button.MouseOut()
	if b.onHint != nil {
		b.onHint("")
	}
}

// field is a text field that hands shortcuts and keys it has no use for on to
// the window.
type field struct {
	widget.Entry
	onEscape func()
	onUp     func() // the arrow keys, in a field with a list below it
	onDown   func()
	onLeave  func() // the focus went elsewhere
	onEnter  func() // Ctrl+Enter, in a field of several lines
}

func newField(placeholder string) *field {
	f := &field{}
	f.PlaceHolder = look.Line(placeholder)
	f.Wrapping = fyne.TextWrapOff
	f.Scroll = fyne.ScrollNone
	f.ExtendBaseWidget(f)
	return f
}

// newLongField is a field of several lines.
func newLongField(placeholder string, rows int) *field {
	f := &field{}
	f.MultiLine, f.PlaceHolder, f.Wrapping = true, look.Line(placeholder), fyne.TextWrapWord
	f.SetMinRowsVisible(rows)
	f.ExtendBaseWidget(f)
	return f
}

func (f *field) AcceptsTab() bool { return false }

func (f *field) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && f.onEscape != nil:
		f.onEscape()
	case k.Name == fyne.KeyDown && f.onDown != nil:
		f.onDown()
	case k.Name == fyne.KeyUp && f.onUp != nil:
		f.onUp()
	case k.Name == fyne.KeyEscape || strings.HasPrefix(string(k.Name), "F") && len(k.Name) > 1:
		passKey(f, k)
	default:
		f.Entry.TypedKey(k)
	}
}

func (f *field) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok {
		switch enter := custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter; {
		case enter && custom.Modifier == fyne.KeyModifierShortcutDefault && f.onEnter != nil:
			f.onEnter()
			return
		case windowKeys[custom.ShortcutName()]:
			passShortcut(f, s)
			return
		}
	}
	f.Entry.TypedShortcut(s)
}

func (f *field) FocusLost() {
	f.Entry.FocusLost()
	if f.onLeave != nil {
		f.onLeave()
	}
}

// list is a list in which Enter chooses, and that hands other keys on.
type list struct {
	widget.List
	marked   widget.ListItemID
	onEnter  func(widget.ListItemID)
	onEscape func()
}

func newList(length func() int, create func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *list {
	l := &list{marked: -1}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.OnHighlighted = func(id widget.ListItemID) { l.marked = id }
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.onEnter != nil && l.marked >= 0 && l.marked < l.Length() {
			l.onEnter(l.marked)
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeySpace:
		l.List.TypedKey(k)
	case fyne.KeyEscape:
		if l.onEscape != nil {
			l.onEscape()
			return
		}
		passKey(l, k)
	default:
		passKey(l, k)
	}
}

func passKey(from fyne.CanvasObject, k *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(from); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(k)
	}
}

func passShortcut(from fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// chooser is a choice from a list that hands other keys on.
type chooser struct{ widget.Select }

func newChooser(options []string, changed func(string)) *chooser {
	c := &chooser{}
	c.OnChanged = changed
	c.offer(options)
	c.Alignment = look.Start()
	c.ExtendBaseWidget(c)
	return c
}

// offer sets what can be chosen. The choice is told by its index: the texts
// are put into the order in which they are read.
func (c *chooser) offer(options []string) {
	c.Options = make([]string, len(options))
	for i, option := range options {
		c.Options[i] = look.Line(option)
	}
}

// SetSelected chooses by the text that was offered.
func (c *chooser) SetSelected(option string) { c.Select.SetSelected(look.Line(option)) }

func (c *chooser) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeySpace:
		c.Select.TypedKey(k)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		passKey(c, k)
	}
}
