package words_test

import (
	"testing"
	"time"

	"migraform/forms/words"

	"pgregory.net/rapid"
)

func TestDaysAreReadAsPeopleWriteThem(t *testing.T) {
	for _, text := range []string{
		"2025-06-30", "30.6.2025", "30.06.2025", "30/06/2025", "30-6-2025", "2025/6/30", "2025.6.30", "6/30/2025",
		"30 June 2025", "June 30, 2025", "30th of June 2025", "30 juin 2025", "30 de junio de 2025", "30 июня 2025 г.",
		"30 июня 2025 года", "2025年6月30日", "30 يونيو 2025", "٣٠ يونيو ٢٠٢٥", "٣٠/٦/٢٠٢٥", "30 حزيران 2025", "２０２５年６月３０日", " 30.6.2025 ",
	} {
		day, ok := words.ReadDate(text)
		if got := day.Format(time.DateOnly); !ok || got != "2025-06-30" {
			t.Errorf("%q is read as %s, %v", text, got, ok)
		}
	}
	if day, ok := words.ReadDate("6/7/2025"); !ok || day.Month() != time.July {
		t.Errorf("6/7/2025 is read as %s, %v; want 6 July", day, ok)
	}
	if day, ok := words.ReadDate("1er juillet 2025"); !ok || day.Format(time.DateOnly) != "2025-07-01" {
		t.Errorf("1er juillet 2025 is read as %s, %v", day, ok)
	}
	for _, text := range []string{"", "2025", "June 2025", "31.6.2025", "30.6.25", "32/1/2025", "13/13/2025", "2025-00-10", "yesterday", "30 Juni 2025 abends", "20250630"} {
		if day, ok := words.ReadDate(text); ok {
			t.Errorf("%q is read as %s", text, day.Format(time.DateOnly))
		}
	}
}

func TestEveryDayComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(1950, 1, 1+rapid.IntRange(0, 50000).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		for _, layout := range []string{time.DateOnly, "2.1.2006", "02/01/2006", "2 January 2006", "Jan 2, 2006", "2006年1月2日"} {
			if got, ok := words.ReadDate(day.Format(layout)); !ok || !got.Equal(day) {
				t.Fatalf("%s is read as %s, %v", day.Format(layout), got, ok)
			}
		}
	})
}
