package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// measureFormats reads the same figures as other programs store them: as
// text, as OpenDocument and in the form of before 2007.
func measureFormats(s settings, t *table, scratch, workbook string, sheets []shape, figures int) error {
	text := filepath.Join(scratch, "figures.csv")
	if err := writeFigures(text, sheets); err != nil {
		return err
	}
	paths := []string{text}
	for _, kind := range []string{"ods", "xls"} {
		if _, err := office(scratch, kind, workbook); err != nil {
			t.lacking("the same as ."+kind, oneLine(err.Error()))
			continue
		}
		paths = append(paths, filepath.Join(scratch, "converted", "foreign."+kind))
	}
	for _, path := range paths {
		own, err := child(childOrder{Job: "read", Path: path}, s.times(2))
		if err != nil {
			return err
		}
		rivals := &table{}
		others := []rival{{"SheetJS", "", node(scratch, "xlsx", "read_sheetjs.js")}, {"LibreOffice", "to a CSV, with its start", officeReads(scratch)}}
		fastest, least := compare(rivals, others, 1, func(rival) string { return path }, sheets, figures)
		what := "the same as " + filepath.Ext(path)
		if least.Took == 0 {
			t.told(what, span(own.Took), "peak "+bytesOf(own.Peak))
		} else {
			t.add(row{what, span(own.Took), fmt.Sprintf("≤ %s (%s)", span(least.Took), fastest.name), float64(own.Took) / float64(least.Took), "peak " + bytesOf(own.Peak)})
		}
		t.rows = append(t.rows, rivals.rows...)
	}
	return nil
}

const (
	mostMemory = 512_000_000 // of bringing in any file under 50 MB, in bytes
	mostTime   = 10 * time.Second
)

// measureClaims reads what claims more than there is.
func measureClaims(s settings, t *table, scratch string) error {
	plain, err := claimed(s, scratch, "a hundred rows", hundredRows)
	if err != nil {
		return err
	}
	lying, err := claimed(s, scratch, "a hundred rows that claim a million", claimsOfAMillion)
	if err != nil {
		return err
	}
	// So little is measured that a tenth of a millisecond is allowed for.
	most := plain.Took*5/4 + 100*time.Microsecond
	t.add(row{"a sheet that claims a million rows and has a hundred", span(lying.Took), "≤ " + span(most), float64(lying.Took) / float64(most), "as long as one that claims none, " + span(plain.Took)})
	blank, err := claimed(s, scratch, "a million styled blank rows", blankRows(s.sized(1_000_000, 10_000)))
	if err != nil {
		return err
	}
	t.told("a hundred rows, and a million styled blank ones written out", span(blank.Took), "peak "+bytesOf(blank.Peak))
	for _, h := range hostileFiles(s) {
		path := filepath.Join(scratch, "hostile"+h.ending)
		if err := h.write(path); err != nil {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		o, err := child(childOrder{Job: "hostile", Path: path}, 1)
		if err != nil {
			return err
		}
		worst := max(float64(o.Peak)/mostMemory, float64(o.Took)/float64(mostTime))
		t.add(row{h.what, fmt.Sprintf("%s, %s", span(o.Took), bytesOf(o.Peak)), fmt.Sprintf("≤ %s, %s", span(mostTime), bytesOf(mostMemory)), worst, fmt.Sprintf("a file of %s kB", grouped(int(info.Size()/1000)))})
	}
	return nil
}

func claimed(s settings, scratch, name string, rows func(func(string))) (outcome, error) {
	path := filepath.Join(scratch, name+".xlsx")
	if err := writeSheet(path, rows); err != nil {
		return outcome{}, err
	}
	return child(childOrder{Job: "read", Path: path}, s.times(20))
}
