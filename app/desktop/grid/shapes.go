package grid

import (
	"image"
	"math"

	"golang.org/x/image/vector"
)

// shape is a small sign painted in a cell or a head.
type shape uint8

const (
	octagon shape = iota
	triangle
	circleI
	speech
	tick
	padlock
	noteCorner
	importCorner
	dot
	chevronRight
	chevronLeft
	chevronDown
	disc // the rounded end of a scroll thumb
)

func shapeOf(m Mark) shape {
	return [...]shape{None: dot, Information: circleI, Warning: triangle, Error: octagon, Explained: speech, Done: tick}[m]
}

type shapeKey struct {
	of shape
	px int
}

// shapes holds the stencils that were drawn, by size in pixels.
type shapes map[shapeKey]*image.Alpha

// stencil draws a shape in a square of px pixels.
func (s shapes) stencil(of shape, px int) *image.Alpha {
	key := shapeKey{of, px}
	if m := s[key]; m != nil {
		return m
	}
	p := &pen{r: vector.NewRasterizer(px, px), px: float32(px)}
	p.draw(of)
	m := image.NewAlpha(image.Rect(0, 0, px, px))
	p.r.Draw(m, m.Rect, image.Opaque, image.Point{})
	s[key] = m
	return m
}

// pen draws in a square of side 1. Paths that turn the other way than their surroundings cut holes.
type pen struct {
	r  *vector.Rasterizer
	px float32
}

func (p *pen) poly(xy ...float32) {
	for i := 0; i < len(xy); i += 2 {
		x, y := xy[i]*p.px, xy[i+1]*p.px
		if i == 0 {
			p.r.MoveTo(x, y)
		} else {
			p.r.LineTo(x, y)
		}
	}
	p.r.ClosePath()
}

// hole is a box that is left out of what lies around it, which was drawn clockwise.
func (p *pen) hole(x0, y0, x1, y1 float32) { p.poly(x0, y0, x0, y1, x1, y1, x1, y0) }

func (p *pen) round(cx, cy, radius float32, hole bool) {
	const n = 24
	xy := make([]float32, 0, 2*n)
	for i := range n {
		a := 2 * math.Pi * float64(i) / n
		if hole {
			a = -a
		}
		xy = append(xy, cx+radius*float32(math.Cos(a)), cy+radius*float32(math.Sin(a)))
	}
	p.poly(xy...)
}

func (p *pen) draw(of shape) {
	switch of {
	case octagon:
		p.poly(.3, 0, .7, 0, 1, .3, 1, .7, .7, 1, .3, 1, 0, .7, 0, .3)
		p.hole(.43, .2, .57, .58)
		p.hole(.43, .68, .57, .82)
	case triangle:
		p.poly(.5, .02, 1, .96, 0, .96)
		p.hole(.44, .36, .56, .66)
		p.hole(.44, .74, .56, .86)
	case circleI:
		p.round(.5, .5, .5, false)
		p.hole(.43, .42, .57, .8)
		p.hole(.43, .2, .57, .34)
	case speech:
		p.poly(.08, .06, .92, .06, 1, .14, 1, .66, .92, .74, .5, .74, .22, 1, .22, .74, .08, .74, 0, .66, 0, .14)
		p.hole(.2, .24, .8, .34)
		p.hole(.2, .46, .6, .56)
	case tick:
		p.poly(0, .55, .14, .41, .36, .63, .86, .13, 1, .27, .36, .91)
	case padlock:
		p.poly(.1, .44, .9, .44, .9, 1, .1, 1)
		p.poly(.22, .5, .22, .25, .35, .04, .65, .04, .78, .25, .78, .5, .64, .5, .64, .3, .57, .18, .43, .18, .36, .3, .36, .5)
	case noteCorner:
		p.poly(0, 0, 1, 0, 1, 1)
	case importCorner:
		p.poly(.72, 0, 1, 0, 1, 1, 0, 1, 0, .72, .72, .72)
	case dot, disc:
		p.round(.5, .5, .5, false)
	case chevronRight:
		p.poly(.28, .1, .4, 0, .86, .5, .4, 1, .28, .9, .62, .5)
	case chevronLeft:
		p.poly(.72, .1, .38, .5, .72, .9, .6, 1, .14, .5, .6, 0)
	case chevronDown:
		p.poly(.1, .28, .5, .62, .9, .28, 1, .4, .5, .86, 0, .4)
	}
}
