package definition

import (
	"slices"

	"migraform/forms"
	"migraform/forms/words"
)

// adding adds up the finer answers of one cell.
type adding struct {
	*regrouping
	*layer
	cell forms.Cell
	axes []int            // those on which the cell is coarser
	memo map[string]sumOf // by address
}

// sumOf is what the parts of a cell come to. The answer is a blank where none
// of them has one; why says what stands in the way of a sum.
type sumOf struct {
	answer forms.Answer
	parts  []string // the addresses that were added up
	blanks int      // parts that are blank and counted as nil
	why    words.Message
}

// of is the answer at a place, or what its parts come to: by the sum with the
// fewest blanks, since a figure that was kept aside is blank here, not nil.
func (s *adding) of(codes []int) sumOf {
	address := s.address(codes)
	if a, ok := s.answers[address]; ok && !a.IsBlank() {
		return s.given(address, a)
	}
	if known, ok := s.memo[address]; ok {
		return known
	}
	sum := s.parted(codes)
	s.memo[address] = sum
	return sum
}

// parted is what the parts of a place come to, whatever it holds itself.
func (s *adding) parted(codes []int) sumOf {
	var best, failed sumOf
	for _, axis := range s.axes {
		list := s.lists[axis]
		for i := range list.Sums {
			if list.Sums[i].Total != codes[axis] {
				continue
			}
			sum := s.sum(codes, axis, &list.Sums[i])
			switch {
			case sum.why.ID != "":
				if failed.why.ID == "" {
					failed = sumOf{why: sum.why}
				}
			case sum.answer.IsBlank():
			case sum.blanks == 0:
				return sum
			case best.answer.IsBlank() || sum.blanks < best.blanks:
				best = sum
			}
		}
	}
	if best.answer.IsBlank() {
		return failed
	}
	return best
}

// given is an answer as it goes into a sum: what it includes, or is included
// in, on the way to the same cell makes no difference to that.
func (s *adding) given(address string, a forms.Answer) sumOf {
	here := func(other string) bool {
		return slices.Contains(s.regrouping.parts[s.cell], other)
	}
	switch {
	case a.Status == forms.Included && here(a.Into):
		a = forms.Answer{Status: forms.Normal}
	case a.Status == forms.Includes && len(s.includers[address]) > 0 && !slices.ContainsFunc(s.includers[address], func(other string) bool { return !here(other) }):
		a.Status = forms.Normal
	}
	a.Into, a.Source = "", forms.SourceRef{}
	return sumOf{answer: a, parts: []string{address}}
}

// sum adds up the parts of a place along one axis. Categories that may stay
// blank count as nil; parts that are all missing in the same way make a whole
// that is missing so.
func (s *adding) sum(codes []int, axis int, sum *forms.Sum) sumOf {
	var total sumOf
	var blank, odd string // the first part that is in the way
	var statuses []forms.Status
	at := slices.Clone(codes)
	for _, term := range sum.Terms {
		at[axis] = term.Code
		part := s.of(at)
		a := part.answer
		switch {
		case part.why.ID != "":
			return sumOf{why: part.why}
		case a.IsBlank():
			if !s.listed && !s.optional(at) && blank == "" {
				blank = s.address(at)
			}
			total.blanks++
			continue
		case !a.Status.IsNumber() && a.Status != forms.CannotExist, s.forbidden(at) && a.Value != 0:
			if odd == "" {
				odd = s.address(at)
			}
		default:
			total.answer.Value += forms.Number(term.Sign) * a.Value
		}
		statuses = append(statuses, a.Status)
		total.answer.Conf = stricter(total.answer.Conf, a.Conf)
		total.parts = append(total.parts, part.parts...)
		total.blanks += part.blanks
	}
	target := ""
	if s.cell != forms.NoCell {
		target = s.q.Address(s.cell)
	}
	statuses = slices.Compact(slices.Sorted(slices.Values(statuses)))
	alike := len(statuses) == 1 && !statuses[0].IsNumber() && statuses[0] != forms.Included
	switch {
	case len(statuses) == 0:
		return sumOf{}
	case blank != "":
		return sumOf{why: words.Say("breakdown.left_blank", "Cell", target, "Part", blank)}
	case alike:
		total.answer.Status = statuses[0]
	case odd != "":
		return sumOf{why: words.Say("breakdown.left_missing", "Cell", target, "Part", odd)}
	case total.answer.Value.Abs() > forms.Largest:
		return sumOf{why: words.Say("breakdown.left_large", "Cell", target)}
	default:
		total.answer.Status = forms.Normal
		for _, status := range statuses {
			if status.IsNumber() {
				total.answer.Status = total.answer.Status.Graver(status)
			}
		}
	}
	total.answer.Means = forms.Derived
	return total
}

func (s *adding) optional(codes []int) bool {
	for axis, code := range codes {
		if c := &s.lists[axis].Codes[code]; c.Optional || c.Forbidden {
			return true
		}
	}
	return false
}

func (s *adding) forbidden(codes []int) bool {
	for axis, code := range codes {
		if s.lists[axis].Codes[code].Forbidden {
			return true
		}
	}
	return false
}

// strictness orders confidentialities by how much they keep back.
var strictness = []forms.Confidentiality{forms.Unstated, forms.Free, forms.SecondarySet, forms.SmallCount, forms.NotPublished, forms.Confidential}

// stricter is the confidentiality of a whole with two parts.
func stricter(a, b forms.Confidentiality) forms.Confidentiality {
	if slices.Index(strictness, a) > slices.Index(strictness, b) {
		return a
	}
	return b
}
