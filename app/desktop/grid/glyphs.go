package grid

import (
	"image"
	"math"
	"unicode"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// weight is one of the four faces that a cell can be set in.
type weight uint8

const (
	regular weight = 0
	bold    weight = 1
	italic  weight = 2
)

func (w weight) style() fyne.TextStyle {
	return fyne.TextStyle{Bold: w&bold != 0, Italic: w&italic != 0}
}

// phases is the number of places within a pixel at which a glyph is drawn. More would not be seen.
const phases = 4

// face holds the glyphs of one font at one size in pixels, each drawn the first time that it is needed.
type face struct {
	font    font.Face
	glyphs  map[rune]*glyph
	size    float32
	cap     float32 // height of a capital letter or a digit
	digit   float32 // width that all digits get
	missing bool    // the font could not be read: no text can be set
}

type glyph struct {
	drawnAs rune // itself, or what looks the same where the font lacks it
	advance float32
	shift   float32 // moves a digit to the middle of its width
	absent  bool
	drawn   [phases]bool
	at      [phases]image.Point // of the picture's corner from the pen
	mask    [phases]*image.Alpha
}

// faces are the four faces of a theme's font at one size in pixels.
type faces struct {
	name string // of the regular font, to notice a change of theme
	size float32
	set  [4]*face
}

func (fs *faces) in(th fyne.Theme, w weight, size float32) *face {
	if fs.size != size {
		fs.size, fs.set = size, [4]*face{}
	}
	if fs.set[w] == nil {
		fs.set[w] = newFace(th.Font(w.style()), size)
	}
	return fs.set[w]
}

// check forgets all faces if the theme has another font now.
func (fs *faces) check(th fyne.Theme) {
	if name := th.Font(fyne.TextStyle{}).Name(); name != fs.name {
		*fs = faces{name: name}
	}
}

func newFace(from fyne.Resource, size float32) *face {
	f := &face{size: size, cap: size * 0.714, glyphs: map[rune]*glyph{}, missing: true}
	if from == nil {
		return f
	}
	parsed, err := opentype.Parse(from.Content())
	if err != nil {
		return f
	}
	f.font, err = opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return f
	}
	f.missing = false
	if h := f.font.Metrics().CapHeight; h > 0 {
		f.cap = float32(h) / 64
	}
	for r := '0'; r <= '9'; r++ {
		if a, ok := f.font.GlyphAdvance(r); ok {
			f.digit = max(f.digit, float32(a)/64)
		}
	}
	return f
}

// plain says whether a letter can be set by itself, without regard to its neighbours: not so where letters join,
// pile up or change order.
func plain(r rune) bool {
	switch {
	case r < 0x20:
		return false
	case r < 0x300, r >= 0x370 && r < 0x483, r >= 0x48a && r < 0x590, r >= 0x1e00 && r < 0x2000:
		return true
	case r >= 0x2000 && r < 0x2010:
		return r < 0x200b
	case r >= 0x2028 && r < 0x202f, r >= 0x2060 && r < 0x2070:
		return false
	case r >= 0x2010 && r < 0x2c00:
		return !unicode.Is(unicode.Mn, r)
	case r >= 0x2e80 && r < 0xa000, r >= 0xac00 && r < 0xd7a4, r >= 0xff00 && r < 0xfff0:
		return !unicode.Is(unicode.Mn, r)
	}
	return false
}

// lookalikes stand in for signs that many fonts lack; Noto Sans has no minus.
var lookalikes = map[rune]rune{'\u2212': '\u2013', '\u2011': '-', '\u2010': '-'}

func (f *face) glyph(r rune) *glyph {
	g := f.glyphs[r]
	if g != nil {
		return g
	}
	g = &glyph{drawnAs: r}
	f.glyphs[r] = g
	a, ok := f.font.GlyphAdvance(r)
	if like := lookalikes[r]; !ok && like != 0 {
		g.drawnAs = like
		a, ok = f.font.GlyphAdvance(like)
	}
	g.advance = float32(a) / 64
	switch {
	case !plain(r):
		g.absent = true
	case !ok && unicode.Is(unicode.Zs, r): // spaces that a font may lack, as the narrow one between thousands
		g.advance = f.size / 5
	case !ok:
		g.absent = true
	case r >= '0' && r <= '9':
		g.shift = (f.digit - g.advance) / 2
		g.advance = f.digit
	}
	return g
}

// width is the width of a text in pixels, and whether this face can set it at all.
func (f *face) width(s string) (float32, bool) {
	if f.missing {
		return 0, s == ""
	}
	w := float32(0)
	for _, r := range s {
		g := f.glyph(r)
		if g.absent {
			return 0, false
		}
		w += g.advance
	}
	return w, true
}

// elide shortens a text that is too wide, with an ellipsis at its end. The face must be able to set it.
func (f *face) elide(s string, room float32) string {
	if w, _ := f.width(s); w <= room {
		return s
	}
	dots, _ := f.width("…")
	w := float32(0)
	for i, r := range s {
		g := f.glyph(r)
		if w+g.advance+dots > room {
			if i == 0 {
				return ""
			}
			return s[:i] + "…"
		}
		w += g.advance
	}
	return s
}

// picture is a glyph with the pen at a fraction of a pixel; nil for what leaves no ink.
func (f *face) picture(g *glyph, fraction float32) (*image.Alpha, image.Point) {
	p := int(fraction*phases) % phases
	if !g.drawn[p] {
		g.drawn[p] = true
		dot := fixed.Point26_6{X: fixed.Int26_6(p * 64 / phases)}
		if box, mask, at, _, ok := f.font.Glyph(dot, g.drawnAs); ok && !box.Empty() {
			own := image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy())) // the face reuses its own picture
			from := mask.(*image.Alpha)
			for y := range box.Dy() {
				copy(own.Pix[y*own.Stride:][:box.Dx()], from.Pix[from.PixOffset(at.X, at.Y+y):])
			}
			g.mask[p], g.at[p] = own, box.Min
		}
	}
	return g.mask[p], g.at[p]
}

// baseline is where text stands so that its digits are in the middle of a line.
func (f *face) baseline(top, height int) int {
	return top + int(math.Round(float64((float32(height)+f.cap)/2)))
}
