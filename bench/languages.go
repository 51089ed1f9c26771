package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	"migraform/forms/words"
)

// measureLanguages says what the program's size is made of, and times a change
// of language.
func measureLanguages(s settings, t *table) error {
	for _, program := range []struct{ measure, path string }{
		{"the program, with its windows", "build/migraform"}, {"the command line alone", "build/migraform-headless"},
	} {
		info, err := os.Stat(program.path)
		if err != nil {
			t.lacking(program.measure, program.path+" was not built")
			continue
		}
		t.told(program.measure, megabytes(info.Size()), program.path)
	}
	for _, faces := range []struct{ measure, pattern string }{
		{"its faces for Latin and Cyrillic letters", "plain-*"}, {"its Arabic faces", "arabic-*"}, {"its Chinese faces", "chinese-*"},
	} {
		packed, err := sizeOf("assets/fonts/" + faces.pattern + ".ttf.gz")
		if err != nil {
			return err
		}
		t.told(faces.measure, megabytes(packed), "packed, as they are in the program")
	}
	texts, err := sizeOf("assets/translations/*.yaml", "assets/questionnaires/*/*.yaml", "assets/codes/*.tsv")
	if err != nil {
		return err
	}
	t.told("its texts and names in six languages", megabytes(texts), "")
	if s.quick {
		return nil
	}
	return changeLanguage(t)
}

var languageTook = regexp.MustCompile(`BenchmarkLanguage/(\w+)\S*\s+\d+\s+(\d+) ns/op`)

// changeLanguage runs the benchmark of the windows' package, which can be
// measured from within only.
func changeLanguage(t *table) error {
	command := exec.Command("go", "test", "-tags", "migrated_fynedo,ci,no_emoji", "-run", "^$", "-bench", "^BenchmarkLanguage$", "-benchtime", "5x", "-count", "3", "./app/desktop")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := command.CombinedOutput()
	if err != nil {
		return fmt.Errorf("the change of language could not be measured: %s", oneLine(string(out)))
	}
	best := map[string]time.Duration{}
	for _, found := range languageTook.FindAllStringSubmatch(string(out), -1) {
		took, err := strconv.ParseInt(found[2], 10, 64)
		if err != nil {
			return err
		}
		if was, ok := best[found[1]]; !ok || time.Duration(took) < was {
			best[found[1]] = time.Duration(took)
		}
	}
	for _, tag := range words.Languages {
		t.within("to "+words.Names[tag]+", with the largest table open", best[tag], 200*time.Millisecond, "until the screen is laid out anew")
	}
	return nil
}

// sizeOf adds up the files that patterns name.
func sizeOf(patterns ...string) (int64, error) {
	total := int64(0)
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil {
			return 0, err
		}
		for _, file := range files {
			info, err := os.Stat(file)
			if err != nil {
				return 0, err
			}
			total += info.Size()
		}
	}
	return total, nil
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
