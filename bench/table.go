package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// row is one line: a measure, what is promised of it, and how they compare.
type row struct {
	measure  string
	measured string
	promise  string
	ratio    float64 // measured to promised; 0 where nothing is promised
	remark   string
}

// table gathers rows and prints them aligned.
type table struct {
	to     io.Writer
	title  string
	rows   []row
	kept   int
	missed []string
}

func (t *table) begin(title string) { t.title, t.rows = title, nil }

func (t *table) add(r row) {
	t.rows = append(t.rows, r)
	switch {
	case r.ratio > 1:
		t.missed = append(t.missed, r.measure)
	case r.ratio > 0:
		t.kept++
	}
}

// within adds a time that a promise bounds.
func (t *table) within(measure string, took, most time.Duration, remark string) {
	t.add(row{measure, span(took), "≤ " + span(most), float64(took) / float64(most), remark})
}

// told adds a figure of which nothing is promised.
func (t *table) told(measure, measured, remark string) {
	t.add(row{measure: measure, measured: measured, remark: remark})
}

// lacking says what cannot be compared here.
func (t *table) lacking(measure, why string) {
	t.add(row{measure: measure, measured: "not here", remark: why})
}

func (t *table) print() {
	columns := [][]string{{"measure", "measured", "promise", "ratio", "", ""}}
	for _, r := range t.rows {
		ratio, verdict := "", ""
		if r.ratio > 0 {
			ratio, verdict = fmt.Sprintf("%.2f", r.ratio), "ok"
		}
		if r.ratio > 1 {
			verdict = "MISSED"
		}
		columns = append(columns, []string{r.measure, r.measured, r.promise, ratio, verdict, r.remark})
	}
	widths := make([]int, 6)
	for _, line := range columns {
		for i, text := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	fmt.Fprintf(t.to, "\n%s\n", t.title)
	for _, line := range columns {
		var b strings.Builder
		for i, text := range line {
			gap := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text))
			if i >= 1 && i <= 3 {
				b.WriteString("  " + gap + text)
			} else {
				b.WriteString("  " + text + gap)
			}
		}
		fmt.Fprintln(t.to, strings.TrimRight(b.String(), " "))
	}
}

func (t *table) conclude() {
	fmt.Fprintf(t.to, "\nPromises kept: %d, missed: %d", t.kept, len(t.missed))
	if len(t.missed) > 0 {
		fmt.Fprintf(t.to, " (%s)", strings.Join(t.missed, "; "))
	}
	fmt.Fprintln(t.to, ".")
}

// span writes a time with three figures.
func span(d time.Duration) string {
	switch {
	case d >= 100*time.Second:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d >= 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d >= time.Second:
		return fmt.Sprintf("%.2f s", d.Seconds())
	}
	ms := float64(d) / float64(time.Millisecond)
	switch {
	case ms >= 100:
		return fmt.Sprintf("%.0f ms", ms)
	case ms >= 10:
		return fmt.Sprintf("%.1f ms", ms)
	}
	return fmt.Sprintf("%.2f ms", ms)
}

// bytesOf writes an amount of memory.
func bytesOf(n int64) string { return fmt.Sprintf("%d MB", n/1_000_000) }

// grouped writes a whole number in groups of three.
func grouped(n int) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
