package main

import (
	"archive/zip"
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"migraform/forms/intake"
	"migraform/forms/intake/reader"
)

// writeSheet writes a workbook around the XML of its only sheet, which comes
// in pieces.
func writeSheet(path string, sheet func(write func(string))) error {
	return writeParts(path, map[string]func(func(string)){"xl/worksheets/sheet1.xml": sheet})
}

func writeParts(path string, parts map[string]func(write func(string))) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	archive := zip.NewWriter(file)
	part := func(name string, write func(func(string))) {
		into, failed := archive.Create(name)
		if failed != nil {
			err = failed
			return
		}
		buffered := bufio.NewWriter(into)
		write(func(text string) { _, _ = buffered.WriteString(text) })
		if failed := buffered.Flush(); failed != nil {
			err = failed
		}
	}
	text := func(content string) func(func(string)) { return func(write func(string)) { write(content) } }
	part("[Content_Types].xml", text("<Types/>"))
	part("_rels/.rels", text(`<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`))
	part("xl/workbook.xml", text(`<workbook><sheets><sheet name="Figures" sheetId="1" r:id="rId1"/></sheets></workbook>`))
	part("xl/_rels/workbook.xml.rels", text(`<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`))
	for name, write := range parts {
		part(name, write)
	}
	if err != nil {
		return err
	}
	return archive.Close()
}

// hundredRows is a table of areas and years.
func hundredRows(write func(string)) {
	write(`<worksheet><sheetData>`)
	for r := 1; r <= 100; r++ {
		write(figureRow(r))
	}
	write(`</sheetData></worksheet>`)
}

func figureRow(r int) string {
	return fmt.Sprintf(`<row r="%d"><c r="A%d" t="inlineStr"><is><t>Area %d</t></is></c><c r="B%d"><v>%d</v></c></row>`, r, r, r, r, r)
}

// claimsOfAMillion is the same, said to reach over the whole sheet, with a
// style in the last row and whole columns formatted and merged.
func claimsOfAMillion(write func(string)) {
	write(`<worksheet><dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" style="1"/></cols><sheetData>`)
	for r := 1; r <= 100; r++ {
		write(figureRow(r))
	}
	write(`<row r="1048576" s="1" customFormat="1"><c r="XFD1048576" s="1"/></row></sheetData><mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells></worksheet>`)
}

// blankRows is the same with rows below that have nothing but a style.
func blankRows(rows int) func(func(string)) {
	return func(write func(string)) {
		write(`<worksheet><sheetData>`)
		for r := 1; r <= 100; r++ {
			write(figureRow(r))
		}
		for r := 101; r <= rows; r++ {
			write(fmt.Sprintf(`<row r="%d" s="3" customFormat="1"><c r="A%d" s="3"/><c r="B%d" s="3"/></row>`, r, r, r))
		}
		write(`</sheetData></worksheet>`)
	}
}

// hostileFile is a file of less than 50 MB that is made to take more.
type hostileFile struct {
	what, ending string
	write        func(path string) error
}

func hostileFiles(s settings) []hostileFile {
	many := s.sized(10_000_000, 10_000)
	return []hostileFile{
		{"ten million texts that no cell shows", ".xlsx", func(path string) error {
			return writeParts(path, map[string]func(func(string)){"xl/worksheets/sheet1.xml": hundredRows, "xl/sharedStrings.xml": func(write func(string)) {
				write("<sst>")
				for range many {
					write("<si><t>x</t></si>")
				}
				write("</sst>")
			}})
		}},
		{"ten million figures in a sheet", ".xlsx", func(path string) error {
			return writeSheet(path, func(write func(string)) {
				write("<worksheet><sheetData>")
				for range many / 10_000 {
					write("<row>" + strings.Repeat("<c><v>1</v></c>", 10_000) + "</row>")
				}
				write("</sheetData></worksheet>")
			})
		}},
		{"a text without end", ".xlsx", func(path string) error {
			return writeSheet(path, func(write func(string)) {
				write("<worksheet><sheetData><row><c><v>")
				for range many / 1000 {
					write(strings.Repeat("1", 20_000))
				}
			})
		}},
		{"a line for each of ten million figures", ".csv", func(path string) error {
			return os.WriteFile(path, []byte(strings.Repeat("é;1\n", many)), 0o644)
		}},
		{"a web page of as many rows", ".xls", func(path string) error {
			return os.WriteFile(path, []byte("<table>"+strings.Repeat("<tr><td>a<td>1", many/3)), 0o644)
		}},
		{"a cell that is repeated a trillion times", ".ods", func(path string) error {
			file, err := os.Create(path)
			if err != nil {
				return err
			}
			defer file.Close()
			archive := zip.NewWriter(file)
			for _, part := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml",
				`<spreadsheet><table name="A"><table-row number-rows-repeated="1000000000"><table-cell value-type="float" value="1" number-columns-repeated="1000"/></table-row></table></spreadsheet>`}} {
				into, err := archive.Create(part[0])
				if err != nil {
					return err
				}
				if _, err := io.WriteString(into, part[1]); err != nil {
					return err
				}
			}
			return archive.Close()
		}},
	}
}

// hostileJob reads a file and recognises what there is; to be refused with a
// sentence is an outcome like others.
func hostileJob(order childOrder) (outcome, error) {
	defer reader.Sparing()()
	start := time.Now()
	file, err := reader.Read(context.Background(), order.Path, reader.Options{})
	if err == nil {
		_, err = intake.Recognise(context.Background(), file, intake.RecogniseOptions{Country: "NOR"})
	}
	if err != nil && reader.ProblemOf(err) == "" {
		return outcome{}, err
	}
	return outcome{Took: time.Since(start)}, nil
}
