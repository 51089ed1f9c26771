package document

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/user"
	"runtime"
	"strings"
	"time"
	"unicode"

	"github.com/gofrs/flock"
)

// lock is the right to write a document: an operating system's lock on a file
// beside it, which ends with the process, so that a file left over by a crash
// does no harm. Who holds it stands in a second file, because a locked file
// cannot be read on Windows and on some network drives.
type lock struct {
	path  string
	flock *flock.Flock
}

type owner struct {
	Who      string    `json:"who"`
	Computer string    `json:"computer"`
	Since    time.Time `json:"since"`
}

// acquire takes the lock, or gives the reason why only reading is possible.
func acquire(path string) (*lock, *Reason) {
	name := path + lockSuffix
	for range 10 {
		f := flock.New(name, flock.SetPermissions(0o666))
		ok, err := f.TryLock()
		if err != nil {
			return nil, &Reason{Cause: causeOf(err), Path: path}
		}
		if !ok {
			return nil, inUse(path)
		}
		// The last holder may have removed the file between our opening and
		// locking it: then the next one would lock another file.
		held, err := f.Stat()
		there, e := os.Stat(name)
		if err != nil || e != nil || !os.SameFile(held, there) {
			f.Unlock()
			continue
		}
		l := &lock{path: path, flock: f}
		if err := l.sign(); err != nil {
			l.release()
			return nil, &Reason{Cause: causeOf(err), Path: path}
		}
		return l, nil
	}
	return nil, inUse(path)
}

// sign says who has the document. It is also the proof that files can be created
// in the folder, without which nothing can be written.
func (l *lock) sign() error {
	name := l.path + ownerSuffix
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	computer, _ := os.Hostname()
	err = json.NewEncoder(f).Encode(owner{userName(), computer, now()})
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// release removes what it can: on Unix while the lock is held, so that nobody
// else's is removed; on Windows afterwards, since an open file cannot be.
func (l *lock) release() {
	if l == nil {
		return
	}
	os.Remove(l.path + ownerSuffix)
	if runtime.GOOS == "windows" {
		l.flock.Unlock()
		os.Remove(l.path + lockSuffix)
		return
	}
	os.Remove(l.path + lockSuffix)
	l.flock.Unlock()
}

func causeOf(err error) Cause {
	switch {
	case isFull(err):
		return NoSpace
	case hasNoLocks(err):
		return NoLocks
	}
	return FolderReadOnly
}

func inUse(path string) *Reason {
	r := &Reason{Cause: InUse, Path: path}
	for range 5 { // the holder may be just about to sign
		if o, ok := readOwner(path + ownerSuffix); ok {
			r.Who, r.Computer, r.Since = o.Who, o.Computer, o.Since
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	return r
}

func readOwner(name string) (o owner, ok bool) {
	if fi, err := os.Stat(name); err != nil || !fi.Mode().IsRegular() {
		return o, false
	}
	f, err := os.Open(name)
	if err != nil {
		return o, false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil || json.Unmarshal(b, &o) != nil {
		return o, false
	}
	o.Who, o.Computer = plain(o.Who), plain(o.Computer)
	return o, o.Who != ""
}

// plain keeps what may be shown in one line.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, s)
	if r := []rune(s); len(r) > 80 {
		s = string(r[:80])
	}
	return s
}

// userName asks the environment first: on Windows the system may ask a domain
// server that is far away.
func userName() string {
	for _, name := range []string{"USERNAME", "USER", "LOGNAME"} {
		if s := plain(os.Getenv(name)); s != "" {
			return s
		}
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return plain(u.Username)
	}
	return "?"
}
