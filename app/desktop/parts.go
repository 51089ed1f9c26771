package desktop

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// ground is a plain surface in a colour of the theme.
type ground struct {
	widget.BaseWidget
	colour fyne.ThemeColorName
}

func newGround(colour fyne.ThemeColorName) *ground {
	g := &ground{colour: colour}
	g.ExtendBaseWidget(g)
	return g
}

func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{g: g, rect: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type groundRenderer struct {
	g    *ground
	rect *canvas.Rectangle
}

func (r *groundRenderer) Layout(s fyne.Size)           { r.rect.Resize(s) }
func (r *groundRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *groundRenderer) Destroy()                     {}
func (r *groundRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *groundRenderer) Refresh() {
	r.rect.FillColor = colourOf(r.g.colour)
	r.rect.Refresh()
}

// paper puts a page on the surface of tables and questions.
func paper(page fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newGround(look.ColorPaper), page)
}

// text is one line in a colour and a size of the theme, shortened with an
// ellipsis where there is no room. Unlike a label it keeps no margin.
type text struct {
	widget.BaseWidget
	words    string
	colour   fyne.ThemeColorName
	size     fyne.ThemeSizeName
	style    fyne.TextStyle
	trailing bool
	// least is the width that the line claims: its own where negative.
	least float32
}

func newText(words string, colour fyne.ThemeColorName, size fyne.ThemeSizeName) *text {
	t := &text{words: words, colour: colour, size: size, least: -1}
	t.ExtendBaseWidget(t)
	return t
}

func body(words string) *text    { return newText(words, theme.ColorNameForeground, theme.SizeNameText) }
func quiet(words string) *text   { return newText(words, look.ColorDim, theme.SizeNameText) }
func caption(words string) *text { return newText(words, look.ColorDim, theme.SizeNameCaptionText) }
func heading(words string) *text {
	return newText(words, theme.ColorNameForeground, theme.SizeNameHeadingText)
}
func strong(words string) *text {
	t := body(words)
	t.style.Bold = true
	return t
}

// shrinking lets a line be cut short.
func (t *text) shrinking() *text {
	t.least = 0
	return t
}

func (t *text) set(words string) {
	if t.words != words {
		t.words = words
		t.Refresh()
	}
}

func (t *text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t, line: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type textRenderer struct {
	t    *text
	line *canvas.Text
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }

func (r *textRenderer) MinSize() fyne.Size {
	size := fyne.MeasureText(r.t.words, theme.Size(r.t.size), r.t.style)
	if r.t.words == "" {
		size = fyne.MeasureText(" ", theme.Size(r.t.size), r.t.style)
	}
	if r.t.least >= 0 {
		size.Width = r.t.least
	}
	return size
}

func (r *textRenderer) Layout(s fyne.Size) {
	r.line.Text = shortened(r.t.words, theme.Size(r.t.size), r.t.style, s.Width)
	r.line.Resize(s)
	r.line.Refresh()
}

func (r *textRenderer) Refresh() {
	r.line.TextSize, r.line.TextStyle, r.line.Color = theme.Size(r.t.size), r.t.style, colourOf(r.t.colour)
	r.line.Alignment = fyne.TextAlignLeading
	if r.t.trailing {
		r.line.Alignment = fyne.TextAlignTrailing
	}
	r.Layout(r.t.Size())
}

// shortened cuts a text so that it fits, with an ellipsis.
func shortened(s string, size float32, style fyne.TextStyle, room float32) string {
	if room <= 0 || fyne.MeasureText(s, size, style).Width <= room+0.5 {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for low < high {
		middle := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:middle])+"…", size, style).Width <= room {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// paragraph is text that is broken between words into lines of a given width.
func paragraph(words string, colour fyne.ThemeColorName, size fyne.ThemeSizeName, width float32) fyne.CanvasObject {
	box := container.New(layout.NewCustomPaddedVBoxLayout(0))
	for _, line := range broken(words, theme.Size(size), width) {
		box.Add(newText(line, colour, size).shrinking())
	}
	return box
}

// broken breaks a text into lines that are no wider than the room.
func broken(words string, size, room float32) []string {
	var lines []string
	for _, part := range strings.Split(words, "\n") {
		line := ""
		for _, word := range strings.Split(part, " ") {
			next := word
			if line != "" {
				next = line + " " + word
			}
			if line != "" && fyne.MeasureText(next, size, fyne.TextStyle{}).Width > room {
				lines = append(lines, line)
				next = word
			}
			line = next
		}
		lines = append(lines, line)
	}
	return lines
}

// button is a button that hands keys it has no use for on to the window, and
// says in the bottom line what it does.
type button struct {
	widget.Button
	hint   string
	onHint func(string)
}

func newButton(label string, icon fyne.Resource, importance widget.Importance, tapped func()) *button {
	b := &button{}
	b.Text, b.Icon, b.Importance, b.OnTapped = label, icon, importance, tapped
	b.ExtendBaseWidget(b)
	return b
}

// leading aligns the label at the start, as in a list of choices.
func (b *button) leading() *button {
	b.Alignment = widget.ButtonAlignLeading
	return b
}

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
}

func newField(placeholder string) *field {
	f := &field{}
	f.PlaceHolder = placeholder
	f.Wrapping = fyne.TextWrapOff
	f.Scroll = fyne.ScrollNone
	f.ExtendBaseWidget(f)
	return f
}

// newLongField is a field of several lines.
func newLongField(placeholder string, rows int) *field {
	f := &field{}
	f.MultiLine, f.PlaceHolder, f.Wrapping = true, placeholder, fyne.TextWrapWord
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
	if custom, ok := s.(*desktop.CustomShortcut); ok && windowKeys[custom.ShortcutName()] {
		passShortcut(f, s)
		return
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

// wide gives an object at least a width.
func wide(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&fixed{width: width}, o)
}

// fixed gives its objects a width or a height, or both.
type fixed struct{ width, height float32 }

func (f *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	if f.width > 0 {
		s.Width = f.width
	}
	if f.height > 0 {
		s.Height = f.height
	}
	return s
}

func (f *fixed) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

// margin keeps space round an object.
func margin(top, bottom, left, right float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// column stands objects below each other, row beside each other, with a space
// between; in a row they are centred.
func column(space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(space), objects...)
}

func row(space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&inLine{space: space}, objects...)
}

// inLine puts objects beside each other in the middle of the height. What is
// a spacer takes the room that is left, and so does what is stretching.
type inLine struct {
	space   float32
	stretch fyne.CanvasObject
}

func (l *inLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		if _, ok := o.(layout.SpacerObject); ok {
			least = fyne.Size{}
		}
		s.Width += least.Width
		s.Height = max(s.Height, least.Height)
		n++
	}
	s.Width += float32(max(n-1, 0)) * l.space
	return s
}

func (l *inLine) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	rest, stretching := s.Width-l.MinSize(objects).Width, 0
	for _, o := range objects {
		if o.Visible() && l.stretches(o) {
			stretching++
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if _, ok := o.(layout.SpacerObject); ok {
			size = fyne.Size{}
		}
		if l.stretches(o) {
			size.Width += max(rest, 0) / float32(stretching)
		}
		o.Move(fyne.NewPos(x, (s.Height-size.Height)/2))
		o.Resize(size)
		x += size.Width + l.space
	}
}

func (l *inLine) stretches(o fyne.CanvasObject) bool {
	_, spacer := o.(layout.SpacerObject)
	return spacer || o == l.stretch
}

// rowWith is a row in which one object takes the room that is left.
func rowWith(stretch fyne.CanvasObject, space float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&inLine{space: space, stretch: stretch}, objects...)
}

// edge is a hairline that is a little stronger than a separator.
func edge() fyne.CanvasObject { return widget.NewSeparator() }

func space() fyne.CanvasObject { return layout.NewSpacer() }

// framed stands objects at the edges of one that takes the room that is left,
// without space between. Any but the centre may be nil.
func framed(top, bottom, left, right fyne.CanvasObject, centre ...fyne.CanvasObject) *fyne.Container {
	f := &frame{top, bottom, left, right}
	objects := append([]fyne.CanvasObject(nil), centre...)
	for _, o := range []fyne.CanvasObject{top, bottom, left, right} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(f, objects...)
}

type frame struct{ top, bottom, left, right fyne.CanvasObject }

func (f *frame) sizes() (top, bottom, left, right fyne.Size) {
	of := func(o fyne.CanvasObject) fyne.Size {
		if o == nil || !o.Visible() {
			return fyne.Size{}
		}
		return o.MinSize()
	}
	return of(f.top), of(f.bottom), of(f.left), of(f.right)
}

func (f *frame) edge(o fyne.CanvasObject) bool {
	return o == f.top || o == f.bottom || o == f.left || o == f.right
}

func (f *frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	top, bottom, left, right := f.sizes()
	var centre fyne.Size
	for _, o := range objects {
		if !f.edge(o) && o.Visible() {
			centre = centre.Max(o.MinSize())
		}
	}
	return fyne.NewSize(max(left.Width+centre.Width+right.Width, top.Width, bottom.Width),
		top.Height+max(left.Height, centre.Height, right.Height)+bottom.Height)
}

func (f *frame) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	top, bottom, left, right := f.sizes()
	middle := s.Height - top.Height - bottom.Height
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if o != nil && o.Visible() {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(w, h))
		}
	}
	put(f.top, 0, 0, s.Width, top.Height)
	put(f.bottom, 0, s.Height-bottom.Height, s.Width, bottom.Height)
	put(f.left, 0, top.Height, left.Width, middle)
	put(f.right, s.Width-right.Width, top.Height, right.Width, middle)
	for _, o := range objects {
		if !f.edge(o) {
			put(o, left.Width, top.Height, s.Width-left.Width-right.Width, middle)
		}
	}
}
