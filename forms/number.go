package forms

import (
	"errors"
	"strings"
)

// Number is an exact decimal with four places: 12.5 is Number(125_000).
// Statistical counts, rates and percentages fit; nothing drifts as it would
// in binary floating point.
type Number int64

const (
	// Places is the number of decimals that a Number keeps.
	Places = 4
	// One is the whole number 1.
	One Number = 10_000
	// Largest is the greatest absolute value that an answer may have. It
	// leaves room to add up several thousand of them without overflow.
	Largest Number = 100_000_000_000 * One
)

var (
	// ErrNotNumber says that a text is not a plain decimal.
	ErrNotNumber = errors.New("not a number")
	// ErrTooLarge says that a number exceeds Largest.
	ErrTooLarge = errors.New("larger than 100 000 000 000")
	// ErrTooFine says that a number has more decimals than Places.
	ErrTooFine = errors.New("more than four decimals")
)

// Whole returns n as a Number.
func Whole(n int64) Number { return Number(n) * One }

// ParseNumber reads a plain decimal: an optional minus sign, digits without
// grouping, and a point before the decimals. It returns ErrNotNumber,
// ErrTooLarge or ErrTooFine.
func ParseNumber(s string) (Number, error) {
	negative := false
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		negative, s = true, rest
	} else {
		s = strings.TrimPrefix(s, "+")
	}
	whole, decimals, point := strings.Cut(s, ".")
	if whole == "" && decimals == "" || point && decimals == "" {
		return 0, ErrNotNumber
	}
	decimals = strings.TrimRight(decimals, "0")
	var n Number
	for i := 0; i < len(whole); i++ {
		d := whole[i] - '0'
		if d > 9 {
			return 0, ErrNotNumber
		}
		if n > Largest {
			return 0, tooLargeUnlessText(whole[i:] + decimals)
		}
		n = n*10 + Number(d)
	}
	if n > Largest/One {
		return 0, tooLargeUnlessText(decimals)
	}
	for i := 0; i < len(decimals) || i < Places; i++ {
		var d byte
		if i < len(decimals) {
			if d = decimals[i] - '0'; d > 9 {
				return 0, ErrNotNumber
			}
		}
		if i < Places {
			n = n*10 + Number(d)
		}
	}
	if len(decimals) > Places {
		return 0, ErrTooFine
	}
	if n > Largest {
		return 0, ErrTooLarge
	}
	if negative {
		n = -n
	}
	return n, nil
}

func tooLargeUnlessText(rest string) error {
	for i := 0; i < len(rest); i++ {
		if rest[i] < '0' || rest[i] > '9' {
			return ErrNotNumber
		}
	}
	return ErrTooLarge
}

// IsWhole reports whether n has no decimals.
func (n Number) IsWhole() bool { return n%One == 0 }

// Float returns the nearest float64, for ratios and charts only.
func (n Number) Float() float64 { return float64(n) / float64(One) }

// Abs returns n without its sign.
func (n Number) Abs() Number {
	if n < 0 {
		return -n
	}
	return n
}

// String writes n as a plain decimal, as ParseNumber reads it.
func (n Number) String() string {
	return string(n.Append(nil))
}

// Append appends what String returns to b.
func (n Number) Append(b []byte) []byte {
	u := uint64(n)
	if n < 0 {
		b = append(b, '-')
		u = -u
	}
	b = appendDigits(b, u/uint64(One))
	if rest := u % uint64(One); rest != 0 {
		b = append(b, '.')
		for unit := uint64(One) / 10; rest != 0; unit /= 10 {
			b = append(b, byte('0'+rest/unit))
			rest %= unit
		}
	}
	return b
}

func appendDigits(b []byte, u uint64) []byte {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + u%10)
		if u /= 10; u == 0 {
			return append(b, digits[i:]...)
		}
	}
}
