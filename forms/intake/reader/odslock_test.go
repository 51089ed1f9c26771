package reader_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"testing"

	"migraform/forms/intake/reader"
)

// lockedDocument locks the content of an .ods file as OpenDocument 1.2 has it.
func lockedDocument(t testing.TB, content, password, algorithm string, rounds int) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.DefaultCompression)
	_, _ = io.WriteString(w, content)
	_ = w.Close()
	plain := packed.Bytes()
	proof := sha256.Sum256(plain[:min(len(plain), 1024)])
	salt, start := []byte("0123456789abcdef"), []byte("fedcba9876543210")
	first := sha256.Sum256([]byte(password))
	key, err := pbkdf2.Key(sha1.New, string(first[:]), salt, min(rounds, 1000), 32)
	if err != nil {
		t.Fatal(err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	fill := aes.BlockSize - len(plain)%aes.BlockSize
	plain = append(bytes.Clone(plain), bytes.Repeat([]byte{byte(fill)}, fill)...)
	cipher.NewCBCEncrypter(block, start).CryptBlocks(plain, plain)
	text := base64.StdEncoding.EncodeToString
	manifest := fmt.Sprintf(`<m:manifest><m:file-entry m:full-path="content.xml"><m:encryption-data m:checksum-type="urn:x#sha256-1k" m:checksum="%s"><m:algorithm m:algorithm-name="urn:x%s" m:initialisation-vector="%s"/>`+
		`<m:start-key-generation m:start-key-generation-name="urn:x#sha256"/><m:key-derivation m:key-derivation-name="PBKDF2" m:iteration-count="%d" m:salt="%s"/></m:encryption-data></m:file-entry></m:manifest>`,
		text(proof[:]), algorithm, text(start), rounds, text(salt))
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, part := range map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest, "content.xml": string(plain)} {
		into, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(into, part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLockedOpenDocuments(t *testing.T) {
	const content = `<spreadsheet><table name="A"><table-row><table-cell value-type="float" value="12"/></table-row></table></spreadsheet>`
	for name, c := range map[string]struct {
		file           []byte
		password, want string
	}{
		"with its password":     {lockedDocument(t, content, "Осло 2019", "#aes256-cbc", 1000), "Осло 2019", ""},
		"without":               {lockedDocument(t, content, "Oslo", "#aes256-cbc", 1000), "", reader.Encrypted},
		"with another":          {lockedDocument(t, content, "Oslo", "#aes256-cbc", 1000), "Bergen", reader.WrongPassword},
		"in an older way":       {lockedDocument(t, content, "Oslo", "#blowfish", 1000), "Oslo", reader.LockedOtherwise},
		"to take for ever":      {lockedDocument(t, content, "Oslo", "#aes256-cbc", 2_000_000_000), "Oslo", reader.LockedOtherwise},
		"what is inside is bad": {lockedDocument(t, "<spreadsheet><table>", "Oslo", "#aes256-cbc", 10), "Oslo", reader.DamagedSheet},
	} {
		file, err := reader.ReadBytes(context.Background(), "locked.ods", c.file, reader.Options{Password: c.password})
		if got := reader.ProblemOf(err); got != c.want || c.want == "" && (err != nil || shown(file) != "[A]\nA1=12\n") {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// FuzzLocked reads locked files with a password.
func FuzzLocked(f *testing.F) {
	o := everyRecord()
	o.password = "Oslo 2019"
	f.Add(contained("Workbook", o.stream()))
	o.newer = true
	f.Add(o.stream())
	f.Add(lockedDocument(f, "<spreadsheet><table name='A'/></spreadsheet>", "Oslo 2019", "#aes256-cbc", 10))
	f.Fuzz(func(t *testing.T, content []byte) {
		_, err := reader.ReadBytes(context.Background(), "locked", content, reader.Options{Password: "Oslo 2019", Limits: reader.Limits{UnpackedBytes: 8 << 20, Cells: 100_000}})
		if err != nil && reader.ProblemOf(err) == "" {
			t.Fatalf("not a sentence: %v", err)
		}
	})
}
