package reader

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"unicode/utf16"

	"migraform/forms/markup"

	"github.com/xuri/excelize/v2"
)

// locked opens a workbook of after 2007 that is locked with a password.
func (w *work) locked(content []byte) error {
	var failure error
	for _, password := range []string{sharedPassword, w.password} {
		unlocked, err := decrypted(content, password)
		if err := w.ctx.Err(); err != nil {
			return err
		}
		// What a wrong password makes of the content is no archive.
		if err == nil && bytes.HasPrefix(unlocked, []byte("PK\x03\x04")) {
			return w.archive(unlocked)
		}
		failure = err
	}
	return w.stillLocked(failure)
}

// mostSpins is how often a key may be made anew: all programs do so 100,000
// times, and a few seconds is what is left for more.
const mostSpins = 1_000_000

func decrypted(content []byte, password string) (unlocked []byte, err error) {
	// The library is careful with most lies, and this is for the others.
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("the lock is damaged: %v", failure)
		}
	}()
	info, _, err := streamOf(content, "EncryptionInfo")
	if err != nil {
		return nil, err
	}
	if spins := spinsOf(info); spins > mostSpins {
		return nil, fmt.Errorf("the lock asks for %d rounds", spins)
	}
	return excelize.Decrypt(content, &excelize.Options{Password: password})
}

// spinsOf reads how often the key is made anew, where a lock says so.
func spinsOf(info []byte) (most int) {
	m := markup.NewScanner(bytes.NewReader(info[min(len(info), 8):]))
	_ = m.Each(func() error { // locks that are no XML say nothing
		if most = max(most, m.AttrNumber("spinCount", 0)); len(m.AttrText("spinCount")) > 9 {
			most = mostSpins + 1
		}
		return nil
	})
	return most
}

func (w *work) stillLocked(err error) error {
	if w.password != "" {
		return w.problem(WrongPassword, err)
	}
	return w.problem(Encrypted, err)
}

// sharedPassword is what Excel locks a workbook with whose structure is
// protected, without telling anybody: such a workbook opens for everybody.
const sharedPassword = "VelvetSweatshop"

// lockedBlock is how many bytes are locked with one key.
const lockedBlock = 1024

// opening is what came of an attempt to unlock.
type opening uint8

const (
	opened opening = iota
	wrongPassword
	otherLock // a kind that is not opened here
)

// unlock unlocks the records behind the one that says how they are locked,
// with the first of the passwords that fits.
func (b *oldBook) unlock(c *content, passwords ...string) opening {
	kind := c.uint16()
	if b.version != biff8 || kind != 1 {
		return otherLock // bytes that are only combined with a few others
	}
	lock := lockOf8(c, c.uint32())
	if lock == nil || c.failed {
		return otherLock
	}
	for _, password := range passwords {
		if key := lock.key(password); lock.fits(key) {
			b.records.stream = key.unlocked(b.records.stream, b.records.pos)
			return opened
		}
	}
	return wrongPassword
}

// lock is how the records of Excel 97 to 2003 are locked: all with RC4, the
// keys made by MD5 at first and by SHA-1 since Excel 2002.
type lock struct {
	salt, proof, hash []byte // the last two are locked
	sum               func([]byte) []byte
	size              int // of a key, in bytes
	newer             bool
}

func md5Of(text []byte) []byte  { sum := md5.Sum(text); return sum[:] }
func sha1Of(text []byte) []byte { sum := sha1.Sum(text); return sum[:] }

// lockOf8 reads how a workbook is locked ([MS-OFFCRYPTO] 2.3.6.1 and 2.3.5.1).
func lockOf8(c *content, version uint32) *lock {
	switch major, minor := version&0xFFFF, version>>16; {
	case version == 0x00010001:
		return &lock{salt: c.bytes(16), proof: c.bytes(16), hash: c.bytes(16), sum: md5Of, size: 16}
	case minor == 2 && major >= 2 && major <= 4:
		c.skip(4)
		length := int(c.uint32())
		if length < 32 || length > 1<<10 {
			return nil
		}
		header := c.bytes(length)
		if c.failed || binary.LittleEndian.Uint32(header[8:]) != 0x6801 { // RC4
			return nil
		}
		size := int(binary.LittleEndian.Uint32(header[16:])) / 8
		if size == 0 {
			size = 5
		}
		if c.uint32() != 16 || size < 5 || size > 16 {
			return nil
		}
		l := &lock{salt: c.bytes(16), proof: c.bytes(16), sum: sha1Of, size: size, newer: true}
		c.skip(4)
		l.hash = c.bytes(20)
		return l
	}
	return nil
}

// fits reports whether a key opens the lock.
func (l *lock) fits(key *lockKey) bool {
	text := append(bytes.Clone(l.proof), l.hash...)
	combine(text, key.stream(0))
	return bytes.Equal(l.sum(text[:16]), text[16:])
}

// lockKey is what the keys of all blocks are made of.
type lockKey struct {
	lock *lock
	base []byte
}

// key derives it from a password ([MS-OFFCRYPTO] 2.3.6.2 and 2.3.5.2).
func (l *lock) key(password string) *lockKey {
	var text []byte
	for _, unit := range utf16.Encode([]rune(password)) {
		text = append(text, byte(unit), byte(unit>>8))
	}
	if l.newer {
		return &lockKey{l, l.sum(append(bytes.Clone(l.salt), text...))}
	}
	first := l.sum(text)
	return &lockKey{l, l.sum(bytes.Repeat(append(first[:5:5], l.salt...), 16))[:5]}
}

// stream is what a block is combined with to lock or unlock it.
func (k *lockKey) stream(block int) []byte {
	key := k.lock.sum(binary.LittleEndian.AppendUint32(bytes.Clone(k.base), uint32(block)))[:k.lock.size]
	if k.lock.size == 5 { // filled up with zeros
		key = append(key[:5:5], make([]byte, 11)...)
	}
	stream := make([]byte, lockedBlock)
	if cipher, err := rc4.NewCipher(key); err == nil { // so many bytes always fit
		cipher.XORKeyStream(stream, stream)
	}
	return stream
}

// unlocked returns a copy of the records that is unlocked from a place on.
// Heads of records are not locked, but count.
func (k *lockKey) unlocked(records []byte, from int) []byte {
	records = bytes.Clone(records)
	block, stream := -1, []byte(nil)
	for len(records)-from >= 4 {
		kind, length := binary.LittleEndian.Uint16(records[from:]), int(binary.LittleEndian.Uint16(records[from+2:]))
		at, end := from+4, min(from+4+length, len(records))
		from = end
		switch kind {
		case recordBOF, recordFilePass, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196:
			continue // never locked
		case recordBoundSheet:
			at = min(at+4, end) // where the sheet begins is not either
		}
		for at < end {
			if at/lockedBlock != block {
				block = at / lockedBlock
				stream = k.stream(block)
			}
			until := min(end, (block+1)*lockedBlock)
			combine(records[at:until], stream[at%lockedBlock:])
			at = until
		}
	}
	return records
}

// combine combines bytes with others, in place.
func combine(these, others []byte) {
	for i := range these {
		these[i] ^= others[i]
	}
}
