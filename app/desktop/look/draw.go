package look

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// strokeWidth is that of every line of every icon, in a square of 24.
const strokeWidth = 1.75

// draw turns a drawing into SVG. Lines become filled shapes, because Fyne recolours fills and leaves strokes as they
// are. The language is that of SVG paths with a letter before every group of numbers, all absolute:
//
//	M x y L x y C x y x y x y Z   a line with round ends and corners, curves, and closing
//	O x y r                       a ring
//	D x y r                       a disc
//	P x y L x y …                 a filled shape, its corners clockwise
//	H x y L x y                   a line cut out of a filled shape
//	K x y r                       a disc cut out of a filled shape
func draw(drawing string, mirror bool) []byte {
	p := &plotter{mirror: mirror}
	fields := strings.Fields(drawing)
	for i := 0; i < len(fields); {
		letter := fields[i][0]
		fields[i] = fields[i][1:]
		var n []float64
		if letter == 'Z' {
			i++
		}
		for ; letter != 'Z' && i < len(fields) && (fields[i][0] < 'A' || fields[i][0] > 'Z'); i++ {
			v, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				panic("look: the drawing " + drawing + " has a bad number " + fields[i])
			}
			n = append(n, v)
		}
		p.step(letter, n)
	}
	p.finish()
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="` +
		strings.TrimSpace(p.out.String()) + `"/></svg>`)
}

type point struct{ x, y float64 }

type plotter struct {
	out    strings.Builder
	mirror bool
	kind   byte // M, P or H: what the line so far will be
	line   []point
}

func (p *plotter) step(letter byte, n []float64) {
	switch letter {
	case 'M', 'P', 'H':
		p.finish()
		p.kind, p.line = letter, []point{{n[0], n[1]}}
	case 'L':
		p.line = append(p.line, point{n[0], n[1]})
	case 'C':
		p.curve(point{n[0], n[1]}, point{n[2], n[3]}, point{n[4], n[5]})
	case 'Z':
		p.line = append(p.line, p.line[0])
	case 'O':
		p.finish()
		p.disc(n[0], n[1], n[2]+strokeWidth/2, true)
		p.disc(n[0], n[1], n[2]-strokeWidth/2, false)
	case 'D', 'K':
		p.finish()
		p.disc(n[0], n[1], n[2], letter == 'D')
	}
}

// curve breaks a cubic curve into short lines.
func (p *plotter) curve(b, c, d point) {
	const parts = 12
	a := p.line[len(p.line)-1]
	for i := 1; i <= parts; i++ {
		t := float64(i) / parts
		u := 1 - t
		f := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d }
		p.line = append(p.line, point{f(a.x, b.x, c.x, d.x), f(a.y, b.y, c.y, d.y)})
	}
}

func (p *plotter) finish() {
	switch p.kind {
	case 'M', 'H':
		for i := 1; i < len(p.line); i++ {
			p.capsule(p.line[i-1], p.line[i], p.kind == 'M')
		}
	case 'P':
		p.shape(p.line)
	}
	p.kind, p.line = 0, nil
}

func (p *plotter) x(x float64) float64 {
	if p.mirror {
		return 24 - x
	}
	return x
}

// turn is the sweep flag of an arc that goes clockwise, or the other way round for a hole.
func (p *plotter) turn(clockwise bool) int {
	if clockwise != p.mirror {
		return 1
	}
	return 0
}

func (p *plotter) shape(corners []point) {
	for i, c := range corners {
		letter := "L"
		if i == 0 {
			letter = "M"
		}
		fmt.Fprintf(&p.out, "%s%.3g %.3g ", letter, p.x(c.x), c.y)
	}
	p.out.WriteString("Z ")
}

func (p *plotter) disc(x, y, r float64, clockwise bool) {
	s := p.turn(clockwise)
	fmt.Fprintf(&p.out, "M%.4g %.4g A%.4g %.4g 0 0 %d %.4g %.4g A%.4g %.4g 0 0 %d %.4g %.4g Z ",
		p.x(x-r), y, r, r, s, p.x(x+r), y, r, r, s, p.x(x-r), y)
}

// capsule is a straight line with round ends.
func (p *plotter) capsule(a, b point, clockwise bool) {
	const r = strokeWidth / 2
	dx, dy := b.x-a.x, b.y-a.y
	long := math.Hypot(dx, dy)
	if long == 0 {
		return
	}
	nx, ny := dy/long*r, -dx/long*r // to the left of the way from a to b, as the eye sees it
	if !clockwise {
		nx, ny = -nx, -ny
	}
	s := p.turn(clockwise)
	fmt.Fprintf(&p.out, "M%.4g %.4g L%.4g %.4g A%.4g %.4g 0 0 %d %.4g %.4g L%.4g %.4g A%.4g %.4g 0 0 %d %.4g %.4g Z ",
		p.x(a.x+nx), a.y+ny, p.x(b.x+nx), b.y+ny, r, r, s, p.x(b.x-nx), b.y-ny, p.x(a.x-nx), a.y-ny, r, r, s, p.x(a.x+nx), a.y+ny)
}
