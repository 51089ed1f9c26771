package journey_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The pictures of the README, of the sample document. scripts/pictures makes
// them anew.
func TestPictures(t *testing.T) {
	folder := os.Getenv("MIGRAFORM_PICTURES")
	if folder == "" {
		t.Skip("scripts/pictures makes the pictures of the README")
	}
	h := newHome(t)
	h.path = pictured(t)
	h.mailProgram()
	for _, name := range []string{"asylum-seekers-2018-by-origin.csv", "migrant-stock-by-sex-2019-2020.xlsx"} {
		source := h.sampleIn("Documents", name)
		if got := h.run("import", h.at("Documents", "canada-2020.migraform"), source); got.status > 1 {
			t.Fatalf("%s: %s", name, got.out)
		}
	}
	draw := func(p *program, name string) {
		t.Helper()
		x(t, "xdotool", "mousemove", "1900", "1060")
		p.rest()
		if err := paint(filepath.Join(folder, name+".png"), 1280, 720); err != nil {
			t.Fatal(err)
		}
	}

	p := h.start()
	p.click("new")
	p.screen("new", "")
	p.spot("country")
	p.types("norw")
	p.keys("Return")
	p.fill("year", "2025")
	p.fill("office", "National statistical office")
	draw(p, "1-new")
	p.keys("Escape")
	p.screen("start", "")
	p.click("open")
	p.fill("path", h.at("Documents", "canada-2020.migraform"))
	p.keys("Return")
	p.sees("the sample", func(e event) bool { return e.Event == "opened" })

	// Immigration as B2 has it, but for two digits of 2019 that are swapped.
	p.click("section.A1")
	p.screen("table", "A1")
	p.keys("ctrl+Home", "Down", "Down", "Down")
	p.sees("immigration of 2016", func(e event) bool { return e.Event == "select" && e.Cell == "A1/IMM/_T/2016" })
	copyOutside(t, "296370\t\t\t\t286535\t\t\t\t321055\t\t\t\t314175\r\n")
	p.keys("ctrl+v")
	p.saved()
	p.click("errors")
	p.screen("findings", "")
	draw(p, "4-findings")
	p.click("section.B2")
	p.screen("table", "B2")
	p.click("rows")
	p.types("India")
	p.keys("Return", "Home")
	p.keys(repeated("Right", 2*4)...)
	p.sees("the wrong figure", func(e event) bool { return e.Event == "select" && e.Cell == "B2/IND/_T/2018" })
	draw(p, "workspace")

	p.click("bringin")
	p.screen("bringin", "")
	p.fill("bringin.path", h.at("Documents", "permanent-residents-by-citizenship-2016-2020.xlsx"))
	p.keys("Return")
	p.spot("bringin.apply")
	draw(p, "2-bring-in")
	p.click("bringin.apply")
	p.saved()

	p.click("section.B2")
	p.screen("table", "B2")
	p.click("rows")
	p.types("Southern Asia")
	p.keys("Return", "Home")
	p.keys(repeated("Right", 4*4)...)
	p.keys("Down", "shift+Down", "shift+Down", "shift+Down", "shift+Down", "shift+Down", "shift+Down", "shift+Down", "shift+Down")
	draw(p, "3-table")

	p.click("export")
	p.screen("export", "")
	p.click("export.write")
	p.click("export.mail")
	p.spot("export.mail.open")
	draw(p, "5-export")
	p.close()
}

// pictured is a home with a name that can be shown.
func pictured(t *testing.T) string {
	t.Helper()
	path := filepath.Join(os.TempDir(), "office")
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(path) })
	if err := os.Mkdir(filepath.Join(path, "Documents"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// paint writes what stands in the upper left of the display into a small PNG.
func paint(path string, width, height int) error {
	if err := picture(path, 0, 0, width, height); err != nil {
		return err
	}
	out, err := exec.Command("convert", path, "-strip", "-dither", "None", "-colors", "128", "-define", "png:compression-level=9", "PNG8:"+path).CombinedOutput()
	if err != nil {
		return fmt.Errorf("convert %s: %w %s", path, err, out)
	}
	return nil
}
