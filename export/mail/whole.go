package mail

import (
	"bufio"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeWhole writes beside the file and renames, so that nobody ever meets
// half of it: neither after a full disk nor after a crash.
func writeWhole(path string, force bool, write func(io.Writer) error) (err error) {
	if _, err := os.Lstat(path); err == nil && !force {
		return &Error{Problem: ErrExists.Problem, Path: path}
	}
	trouble := func(err error) error {
		var known *Error
		if errors.As(err, &known) {
			return err
		}
		return &Error{Problem: ErrCannotWrite.Problem, Path: path, Err: plain(err)}
	}
	beside, err := os.OpenFile(filepath.Join(filepath.Dir(path), ".migraform-"+rand.Text()+".part"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return trouble(err)
	}
	defer func() {
		if err != nil {
			beside.Close()
			os.Remove(beside.Name())
		}
	}()
	buffered := bufio.NewWriterSize(beside, 1<<20)
	if err = write(buffered); err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = beside.Sync()
	}
	if err == nil {
		err = beside.Close()
	}
	if err == nil {
		err = os.Rename(beside.Name(), path)
	}
	if err != nil {
		return trouble(err)
	}
	return nil
}

// plain leaves of a file error what is new to the reader: the sentence names
// the file already, and not the one beside it.
func plain(err error) error {
	var file *fs.PathError
	if errors.As(err, &file) {
		return file.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}
