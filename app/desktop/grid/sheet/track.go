package sheet

import "sort"

// Track says where the rows or the columns lie, in pixels from the first one's edge.
type Track struct {
	n, size int
	ends    []int
}

// Uniform is a track of n lines of one size.
func Uniform(n, size int) Track { return Track{n: max(n, 0), size: max(size, 1)} }

// Sized is a track of lines of given sizes.
func Sized(sizes []int) Track {
	t := Track{n: len(sizes), ends: make([]int, len(sizes))}
	end := 0
	for i, size := range sizes {
		end += size
		t.ends[i] = end
	}
	return t
}

// Len is the number of lines.
func (t Track) Len() int { return t.n }

// Start is where line i begins; for i = Len it is the end of the last one.
func (t Track) Start(i int) int {
	if t.ends == nil {
		return i * t.size
	}
	if i <= 0 {
		return 0
	}
	return t.ends[min(i, t.n)-1]
}

// End is where line i ends.
func (t Track) End(i int) int { return t.Start(i + 1) }

// Size is the extent of line i.
func (t Track) Size(i int) int { return t.End(i) - t.Start(i) }

// Total is the extent of all lines.
func (t Track) Total() int { return t.Start(t.n) }

// At is the line at a distance from the start, held between the first and the last line; -1 if there are none.
func (t Track) At(px int) int {
	if t.n == 0 {
		return -1
	}
	i := 0
	if t.ends == nil {
		i = px / t.size
	} else {
		i = sort.SearchInts(t.ends, px+1)
	}
	return max(0, min(i, t.n-1))
}

// Hold pulls a scroll offset back between the start and the last full view.
func (t Track) Hold(offset, view int) int { return max(0, min(offset, t.Total()-view)) }

// Reveal is the offset nearest to the present one at which line i is wholly in view; a line larger than the view
// is shown from its start.
func (t Track) Reveal(i, offset, view int) int {
	if i < 0 || i >= t.n {
		return t.Hold(offset, view)
	}
	start, end := t.Start(i), t.End(i)
	if end > offset+view {
		offset = end - view
	}
	if start < offset {
		offset = start
	}
	return t.Hold(offset, view)
}

// Thumb is the place of a scroll bar's thumb on a bar of a given length; size is 0 where all is in view.
func (t Track) Thumb(offset, view, bar, least int) (at, size int) {
	total := t.Total()
	if total <= view || view <= 0 || bar <= 0 {
		return 0, 0
	}
	size = min(bar, max(least, bar*view/total))
	return (bar - size) * t.Hold(offset, view) / (total - view), size
}

// Unthumb is the offset that puts the thumb at a place: the inverse of Thumb, to a pixel of the bar.
func (t Track) Unthumb(at, view, bar, least int) int {
	_, size := t.Thumb(0, view, bar, least)
	if size == 0 || bar <= size {
		return 0
	}
	return t.Hold(at*(t.Total()-view)/(bar-size), view)
}
