package document

import (
	"context"
	"os"
	"runtime"
)

// SaveCopy writes the document as it stands, compacted, to another file, which
// must not exist (ErrExists) and appears only when it is whole. It works for
// documents that can only be read, too.
func (d *Document) SaveCopy(path string) error {
	path, err := resolveNew(path)
	if err != nil {
		return err
	}
	temp, err := tempBeside(path)
	if err != nil {
		return classify(err, path)
	}
	defer os.Remove(temp)
	err = d.read(func() error {
		_, err := d.conn.ExecContext(context.Background(), "VACUUM INTO ?", uri(temp, runtime.GOOS))
		return err
	})
	if err != nil {
		return err
	}
	return classify(publish(temp, path), path)
}
