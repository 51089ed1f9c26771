package validation

import "migraform/forms"

// ByCell tells in which of many findings a cell takes part. It is a chain a
// cell, in one piece of memory, because it is made anew after every edit.
type ByCell struct {
	heads []int32 // by cell: 1 + place of its latest link, 0 for none
	links []link
}

type link struct {
	cell     forms.Cell
	finding  int32
	previous int32 // as heads
}

// Take forgets what was there and takes findings over some cells.
func (b *ByCell) Take(findings []Finding, cells int) {
	if len(b.heads) != cells {
		b.heads = make([]int32, cells)
	} else {
		for _, l := range b.links {
			b.heads[l.cell] = 0
		}
	}
	b.links = b.links[:0]
	for i := len(findings) - 1; i >= 0; i-- {
		for _, cell := range findings[i].Cells {
			b.links = append(b.links, link{cell, int32(i), b.heads[cell]})
			b.heads[cell] = int32(len(b.links))
		}
	}
}

// At calls f with the index of each finding of a cell, in their order.
func (b *ByCell) At(cell forms.Cell, f func(finding int)) {
	if len(b.heads) == 0 {
		return
	}
	for next := b.heads[cell]; next != 0; next = b.links[next-1].previous {
		f(int(b.links[next-1].finding))
	}
}
