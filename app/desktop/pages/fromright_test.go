package pages

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"migraform/app/desktop/look"
)

// Text from the right is broken as it is read, and each line is then put into
// the order in which it is drawn.
func TestProseFromTheRight(t *testing.T) {
	d := newDesk(t, look.Light, "ar")
	d.shell.RightToLeft = true
	const sentence = "تُقرأ هذه الملفات: المصنفات والجداول النصية، ومصنفات هذا البرنامج (Migraform) التي عبأتها جهة أخرى."
	p := d.shell.prose(sentence, bodyTone)
	d.show(p.shown)
	p.shown.Resize(fyne.NewSize(240, 400))
	if n := len(p.rich.Segments); n < 3 {
		t.Errorf("it stands in %d lines", n)
	}
	if first := p.rich.Segments[0].(*widget.TextSegment).Text; !strings.HasPrefix(first, "تُقرأ") {
		t.Errorf("it begins with %q", first)
	}
	if p.text() != sentence {
		t.Errorf("it says %q", p.text())
	}
	if wide := p.shown.MinSize().Width; wide > 240 {
		t.Errorf("it claims %v", wide)
	}
	p = d.shell.mixed(part{"M2  ", dimTone}, part{"التعاريف", headTone})
	if last := p.rich.Segments[len(p.rich.Segments)-1].(*widget.TextSegment).Text; !strings.Contains(last, "M2") {
		t.Errorf("%q stands at the right, where reading begins", last)
	}
	short := d.shell.brief(sentence, bodyTone)
	d.show(short.shown)
	short.shown.Resize(fyne.NewSize(120, 40))
	if s := short.rich.Segments[0].(*widget.TextSegment).Text; !strings.Contains(s, "…") || !strings.Contains(s, "تُقرأ") {
		t.Errorf("it is shortened to %q", s)
	}
}
