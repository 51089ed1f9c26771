package reader

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"strings"

	"migraform/forms/markup"
)

// openLock is how one part of an OpenDocument is locked.
type openLock struct {
	start, salt, proof []byte
	rounds             int
	sorts              int // of what locks it, those that are known here
}

// allSorts are what has to be known of a lock: how it is proved, the cipher,
// and how the key is made of the password. These are the ways of OpenDocument
// 1.2 (part 3, 3.4); older programs had others.
const allSorts = 4

// openLocks reads which parts are locked, by their names.
func (w *work) openLocks(manifest *zip.File) (map[string]*openLock, error) {
	locks := map[string]*openLock{}
	if manifest == nil {
		return locks, nil
	}
	name := ""
	return locks, w.part(manifest, func(m *markup.Scanner) error {
		return m.Each(func() error {
			lock := locks[name]
			bytesIn := func(attribute string) []byte {
				b, _ := base64.StdEncoding.DecodeString(m.AttrText(attribute))
				return b
			}
			is := func(attribute, ending string) {
				if strings.HasSuffix(m.AttrText(attribute), ending) {
					lock.sorts++
				}
			}
			switch {
			case m.Is("file-entry"):
				name = m.AttrText("full-path")
			case m.Is("encryption-data"):
				lock = &openLock{proof: bytesIn("checksum")}
				locks[name] = lock
				is("checksum-type", "#sha256-1k")
			case lock == nil:
			case m.Is("algorithm"):
				lock.start = bytesIn("initialisation-vector")
				is("algorithm-name", "#aes256-cbc")
			case m.Is("start-key-generation"):
				is("start-key-generation-name", "#sha256")
			case m.Is("key-derivation"):
				lock.salt, lock.rounds = bytesIn("salt"), m.AttrNumber("iteration-count", 0)
				is("key-derivation-name", "PBKDF2")
			}
			return nil
		})
	})
}

// openPart opens a part, and unlocks it where it is locked.
func (w *work) openPart(part *zip.File, lock *openLock) (io.ReadCloser, error) {
	content, err := w.open(part)
	if err != nil || lock == nil {
		return content, err
	}
	defer content.Close()
	switch {
	case lock.sorts != allSorts || lock.rounds < 1 || lock.rounds > mostSpins || len(lock.start) != aes.BlockSize:
		return nil, w.problem(LockedOtherwise, nil)
	case w.password == "":
		return nil, w.problem(Encrypted, nil)
	}
	locked, err := io.ReadAll(content)
	if err != nil {
		return nil, w.problem(Damaged, err)
	}
	if len(locked) == 0 || len(locked)%aes.BlockSize != 0 {
		return nil, w.problem(Truncated, nil)
	}
	plain, err := lock.unlocked(locked, w.password)
	if err != nil {
		return nil, w.problem(LockedOtherwise, err)
	}
	if proof := sha256.Sum256(plain[:min(len(plain), 1024)]); !bytes.Equal(proof[:], lock.proof) {
		return nil, w.problem(WrongPassword, nil)
	}
	return &budgeted{w, flate.NewReader(bytes.NewReader(plain))}, nil
}

// unlocked returns the packed content, without what filled it up to blocks.
func (l *openLock) unlocked(locked []byte, password string) ([]byte, error) {
	first := sha256.Sum256([]byte(password))
	key, err := pbkdf2.Key(sha1.New, string(first[:]), l.salt, l.rounds, 32)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	cipher.NewCBCDecrypter(block, l.start).CryptBlocks(locked, locked)
	return locked[:max(len(locked)-int(locked[len(locked)-1]), 0)], nil
}
