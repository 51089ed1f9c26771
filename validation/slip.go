package validation

import (
	"strconv"

	"migraform/forms"
)

// Slip is a typing error that has a name (Scholtus, Algorithms for correcting
// sign errors and rounding errors, 2009; typographical distance one).
type Slip string

const (
	Swapped  Slip = "swapped"  // two neighbouring digits exchanged
	Lost     Slip = "lost"     // a digit left out
	Doubled  Slip = "doubled"  // a digit too many
	Mistyped Slip = "mistyped" // one digit instead of another
	Sign     Slip = "sign"     // the minus sign lost or added
	Tenfold  Slip = "tenfold"  // a factor of 10, 100 or 1,000
	Repeated Slip = "repeated" // a neighbour's figure once more
	Settles  Slip = "settles"  // no slip with a name, but nothing else settles all sums

	// Slips that make several figures wrong. Neighbours are those on the sheet.
	Exchanged Slip = "exchanged" // two neighbours stand for each other
	Misplaced Slip = "misplaced" // the same, one of them being nil
	TooLow    Slip = "too_low"   // figures stand one row too low
	TooHigh   Slip = "too_high"
	TooFar    Slip = "too_far" // figures stand one column too far
	TooNear   Slip = "too_near"

	LinesExchanged Slip = "lines_exchanged" // two neighbouring rows or columns stand for each other
	Scaled         Slip = "scaled"          // a table, a year, a row or a column is in tens, hundreds or thousands
)

// SlipBetween names the slip by which from was written instead of to.
func SlipBetween(from, to forms.Number) (Slip, bool) {
	if from == to {
		return "", false
	}
	if from == -to {
		return Sign, true
	}
	for _, factor := range []forms.Number{10, 100, 1000} {
		if to != 0 && from != 0 && (from == to*factor || to == from*factor) {
			return Tenfold, true
		}
	}
	if (from < 0) != (to < 0) || from == 0 || to == 0 {
		return "", false
	}
	// Both are written with as many decimals, and without a point: 3.5 and 5.3
	// are swapped too.
	unit := forms.Number(forms.One)
	for unit > 1 && (from%unit != 0 || to%unit != 0) {
		unit /= 10
	}
	var room [2][32]byte
	a, b := strconv.AppendInt(room[0][:0], int64(from.Abs()/unit), 10), strconv.AppendInt(room[1][:0], int64(to.Abs()/unit), 10)
	switch len(a) - len(b) {
	case 0:
		first, differ := 0, 0
		for i := range a {
			if a[i] != b[i] {
				if differ == 0 {
					first = i
				}
				differ++
			}
		}
		if differ == 2 && a[first] == b[first+1] && a[first+1] == b[first] {
			return Swapped, true
		}
		if differ == 1 && len(a) > 1 {
			return Mistyped, true
		}
	case 1:
		if oneMore(a, b) {
			return Doubled, true
		}
	case -1:
		if oneMore(b, a) {
			return Lost, true
		}
	}
	return "", false
}

// oneMore reports whether long is short with one character put in.
func oneMore(long, short []byte) bool {
	same := 0
	for same < len(short) && long[same] == short[same] {
		same++
	}
	return string(long[same+1:]) == string(short[same:])
}

// smaller lists the whole numbers below n from which swapping two digits or
// typing one too many makes n.
func smaller(n forms.Number) []forms.Number {
	if !n.IsWhole() || n <= 0 {
		return nil
	}
	var list []forms.Number
	add := func(text string) {
		if to, err := forms.ParseNumber(text); err == nil && to < n && text[0] != '0' {
			list = append(list, to)
		}
	}
	d := n.String()
	for i := range len(d) - 1 {
		swapped := []byte(d)
		swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		add(string(swapped))
		add(d[:i] + d[i+1:])
	}
	return list
}
