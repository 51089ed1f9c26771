package intake

import (
	"slices"

	"migraform/forms/intake/label"
)

// passOverRegions takes columns that name the region of each country for what
// they are: remarks beside the country, and not a second country. Where the
// country's own place is blank or says "total", the line is the region's.
func (b *Block) passOverRegions() {
	for i, axis := range b.Axes {
		if axis.Concept != label.Area || !axis.Down || axis.key {
			continue
		}
		for j, finer := range b.Axes {
			if i == j || finer.Concept != label.Area || !finer.Down || finer.key || !b.contains(i, j) {
				continue
			}
			told := map[string]bool{} // regions whose own line has been
			for row, l := range b.at[i] {
				switch m := b.at[j][row]; {
				case l == nil:
				case m != nil && !m.Meaning.Whole:
					told[l.Text] = told[l.Text] || m.Meaning.Code != "" && m.Meaning.Code == l.Meaning.Code
				case told[l.Text]: // the label reaches too far: this is the total of all
				case l.Meaning.Whole && m == nil:
					b.at[j][row] = l
				case !l.Meaning.Whole && (m == nil || m.Meaning.Whole):
					region := *l
					region.Meaning.Part = true
					b.at[j][row], told[l.Text] = &region, true
				}
				if l != nil {
					remark := *l
					remark.Meaning.Concept, remark.Meaning.Part, remark.Meaning.Whole = label.Item, false, false
					b.at[i][row] = &remark
				}
			}
			axis.Concept, axis.Remark, axis.region = label.Item, true, true
			break
		}
	}
}

// contains reports whether the labels of one axis are the regions of those of
// another: each country stands beside one of them only, and most lie in it as
// far as is known, or there are far fewer of them, mostly regions or groups.
func (b *Block) contains(outer, inner int) bool {
	of := map[string]string{}
	regions, groups, all := map[string]bool{}, 0, 0
	within, without := 0, 0
	for row, l := range b.at[outer] {
		m := b.at[inner][row]
		if l == nil || m == nil || m.Meaning.Whole || l.Meaning.Whole {
			continue
		}
		if known, seen := of[m.Text]; seen && known != l.Text {
			return false
		}
		of[m.Text] = l.Text
		if l.Meaning.Part && m.Meaning.Code != "" && m.Meaning.Code != l.Meaning.Code {
			if slices.Contains(label.Around(m.Meaning.Code), l.Meaning.Code) {
				within++
			} else {
				without++
			}
		}
		if !regions[l.Text] {
			regions[l.Text] = true
			if all++; l.Meaning.Part || label.GroupOfAreas(l.Text) || l.Meaning.Code == "" {
				groups++
			}
		}
	}
	if b.regionsOf(inner) {
		return false
	}
	if label.NamesRegions(b.Axes[outer].Head) && label.NamesCountries(b.Axes[inner].Head) && len(of) > len(regions) {
		return true
	}
	return within >= 2 && within >= 2*without || len(of) >= 2*len(regions) && len(regions) > 0 && groups*10 >= all*8
}

// regionsOf reports whether an axis names mostly regions itself.
func (b *Block) regionsOf(axis int) bool {
	parts, all := 0, 0
	for _, l := range b.at[axis] {
		if l != nil && !l.Meaning.Whole {
			all++
			if l.Meaning.Part {
				parts++
			}
		}
	}
	return parts*2 > all
}
