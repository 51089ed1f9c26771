package grid

import (
	"image"
	"image/color"
	"math"
)

// brush paints on a picture, within a clip. Its coordinates always count columns from the left; where the table runs
// from right to left it mirrors every shape as a whole, and never the letters in it.
type brush struct {
	img    *image.RGBA
	clip   image.Rectangle
	mirror bool
}

// within is a brush that cannot paint outside a rectangle.
func (b brush) within(r image.Rectangle) brush {
	b.clip = b.clip.Intersect(r)
	return b
}

func (b brush) eye(r image.Rectangle) image.Rectangle {
	if b.mirror {
		w := b.img.Rect.Dx()
		r.Min.X, r.Max.X = w-r.Max.X, w-r.Min.X
	}
	return r
}

// fill covers a rectangle.
func (b brush) fill(r image.Rectangle, c color.NRGBA) {
	r = b.eye(r.Intersect(b.clip)).Intersect(b.img.Rect)
	if r.Empty() || c.A == 0 {
		return
	}
	row := b.img.Pix[b.img.PixOffset(r.Min.X, r.Min.Y):][:4*r.Dx()]
	if c.A < 255 {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			row = b.img.Pix[b.img.PixOffset(r.Min.X, y):][:4*r.Dx()]
			for i := 0; i < len(row); i += 4 {
				blend(row[i:i+4:i+4], c, uint32(c.A))
			}
		}
		return
	}
	row[0], row[1], row[2], row[3] = c.R, c.G, c.B, 255
	for n := 4; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(b.img.Pix[b.img.PixOffset(r.Min.X, y):][:4*r.Dx()], row)
	}
}

func blend(px []uint8, c color.NRGBA, a uint32) {
	n := 255 - a
	px[0] = uint8((uint32(px[0])*n + uint32(c.R)*a + 127) / 255)
	px[1] = uint8((uint32(px[1])*n + uint32(c.G)*a + 127) / 255)
	px[2] = uint8((uint32(px[2])*n + uint32(c.B)*a + 127) / 255)
	px[3] = 255
}

// frame draws the border of a rectangle inwards.
func (b brush) frame(r image.Rectangle, thick int, c color.NRGBA) {
	b.fill(image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+thick), c)
	b.fill(image.Rect(r.Min.X, r.Max.Y-thick, r.Max.X, r.Max.Y), c)
	b.fill(image.Rect(r.Min.X, r.Min.Y+thick, r.Min.X+thick, r.Max.Y-thick), c)
	b.fill(image.Rect(r.Max.X-thick, r.Min.Y+thick, r.Max.X, r.Max.Y-thick), c)
}

// stamp covers a rectangle of the stencil's size through the stencil, which is not mirrored.
func (b brush) stamp(m *image.Alpha, at image.Point, c color.NRGBA) {
	b.stampEye(m, b.eye(m.Rect.Add(at)).Min, b.eye(b.clip), c)
}

// stampEye takes coordinates as the eye sees them.
func (b brush) stampEye(m *image.Alpha, at image.Point, clip image.Rectangle, c color.NRGBA) {
	r := m.Rect.Add(at).Intersect(clip).Intersect(b.img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := m.Pix[m.PixOffset(r.Min.X-at.X, y-at.Y):][:r.Dx()]
		to := b.img.Pix[b.img.PixOffset(r.Min.X, y):][:4*r.Dx()]
		for i, a := range from {
			if a != 0 {
				blend(to[4*i:4*i+4:4*i+4], c, uint32(a))
			}
		}
	}
}

// text sets a text in a box: at is the part of the free room before it as the eye sees it, 0 left, 1 right. The face
// must be able to set it.
func (b brush) text(f *face, s string, box image.Rectangle, at float32, c color.NRGBA) {
	if f.missing {
		return
	}
	w, _ := f.width(s)
	eye, clip := b.eye(box), b.eye(b.clip)
	x := float32(eye.Min.X) + (float32(eye.Dx())-w)*at
	y := f.baseline(box.Min.Y, box.Dy())
	for _, r := range s {
		g := f.glyph(r)
		pen := float64(x+g.shift) + 0.5/phases
		whole := math.Floor(pen)
		if m, off := f.picture(g, float32(pen-whole)); m != nil {
			b.stampEye(m, off.Add(image.Pt(int(whole), y)), clip, c)
		}
		x += g.advance
	}
}

// hatch draws slanting strokes over a rectangle, continuous with those of its neighbours.
func (b brush) hatch(r image.Rectangle, gap int, c color.NRGBA) {
	r = b.eye(r.Intersect(b.clip)).Intersect(b.img.Rect)
	faint := c
	faint.A = 110
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			px := b.img.Pix[b.img.PixOffset(x, y):][:4:4]
			switch (x + y) % gap {
			case 0:
				blend(px, c, uint32(c.A))
			case 1, gap - 1:
				blend(px, faint, uint32(faint.A))
			}
		}
	}
}

// dots underlines with dots.
func (b brush) dots(x0, x1, y, size int, c color.NRGBA) {
	for x := x0; x < x1; x += 2 * size {
		b.fill(image.Rect(x, y, min(x+size, x1), y+size), c)
	}
}
