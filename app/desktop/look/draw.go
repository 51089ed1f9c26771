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
		if p.line[len(p.line)-1] != p.line[0] {
			p.line = append(p.line, p.line[0])
		}
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
		from := 0
		for i := 1; i < len(p.line); i++ {
			if i+1 == len(p.line) || sharp(p.line[i-1], p.line[i], p.line[i+1]) {
				p.stroke(p.line[from:i+1], p.kind == 'M')
				from = i
			}
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

// sharp says whether a line turns by more than some 35° at b.
func sharp(a, b, c point) bool {
	ux, uy := unit(a, b)
	vx, vy := unit(b, c)
	return ux*vx+uy*vy < 0.82
}

func unit(a, b point) (x, y float64) {
	x, y = b.x-a.x, b.y-a.y
	long := math.Hypot(x, y)
	return x / long, y / long
}

// stroke outlines a line without sharp turns, with round ends, as one shape: shapes that overlap all along would
// have ragged edges.
func (p *plotter) stroke(line []point, clockwise bool) {
	r := strokeWidth / 2
	if !clockwise {
		r = -r
	}
	side := make([]point, len(line)) // from each point to its left, as the eye sees it
	for i := range line {
		ux, uy := unit(line[max(i-1, 0)], line[max(i, 1)])
		vx, vy := unit(line[min(i, len(line)-2)], line[min(i+1, len(line)-1)])
		scale := 1 + ux*vx + uy*vy // makes the line equally wide where it bends
		side[i] = point{(uy + vy) / scale * r, -(ux + vx) / scale * r}
	}
	s := p.turn(clockwise)
	put := func(letter string, at, by point, sign float64) {
		fmt.Fprintf(&p.out, "%s%.4g %.4g ", letter, p.x(at.x+sign*by.x), at.y+sign*by.y)
	}
	arc := fmt.Sprintf("A%.4g %.4g 0 0 %d ", math.Abs(r), math.Abs(r), s)
	last := len(line) - 1
	put("M", line[0], side[0], 1)
	for i := 1; i <= last; i++ {
		put("L", line[i], side[i], 1)
	}
	put(arc, line[last], side[last], -1)
	for i := last - 1; i >= 0; i-- {
		put("L", line[i], side[i], -1)
	}
	put(arc, line[0], side[0], 1)
	p.out.WriteString("Z ")
}
