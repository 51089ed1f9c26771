package reader

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// locked opens a workbook of after 2007 that is locked with a password.
func (w *work) locked(content []byte) error {
	if w.password == "" {
		return w.stillLocked(nil)
	}
	unlocked, err := decrypted(content, w.password)
	if err := w.ctx.Err(); err != nil {
		return err
	}
	// What a wrong password makes of the content is no archive.
	if err != nil || !bytes.HasPrefix(unlocked, []byte("PK\x03\x04")) {
		return w.stillLocked(err)
	}
	return w.archive(unlocked)
}

func decrypted(content []byte, password string) (unlocked []byte, err error) {
	// The library is careful with most lies, and this is for the others.
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("the lock is damaged: %v", failure)
		}
	}()
	return excelize.Decrypt(content, &excelize.Options{Password: password})
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

// unlock unlocks the records behind the one that says how they are locked. It
// reports false where no password fits, or the lock is of another kind.
func (b *oldBook) unlock(c *content, passwords ...string) bool {
	if kind, major := c.uint16(), c.uint32(); b.version != biff8 || kind != 1 || major != 0x00010001 {
		return false
	}
	lock := c.bytes(48) // a salt, random bytes, and their hash
	if c.failed {
		return false
	}
	for _, password := range passwords {
		key := newLockKey(password, lock[:16])
		proof := key.stream(0)
		combine(proof[:32], lock[16:48])
		if sum := md5.Sum(proof[:16]); bytes.Equal(sum[:], proof[16:32]) {
			b.records.stream = key.unlocked(b.records.stream, b.records.pos)
			return true
		}
	}
	return false
}

// lockKey is what the keys of all blocks are made of.
type lockKey [5]byte

// newLockKey derives it as [MS-OFFCRYPTO] 2.3.6.2 has it.
func newLockKey(password string, salt []byte) (key lockKey) {
	var text []byte
	for _, unit := range utf16.Encode([]rune(password)) {
		text = append(text, byte(unit), byte(unit>>8))
	}
	first := md5.Sum(text)
	sum := md5.Sum(bytes.Repeat(append(first[:5:5], salt...), 16))
	copy(key[:], sum[:])
	return key
}

// stream is what a block is combined with to lock or unlock it.
func (k lockKey) stream(block int) []byte {
	sum := md5.Sum(binary.LittleEndian.AppendUint32(k[:], uint32(block)))
	stream := make([]byte, lockedBlock)
	if cipher, err := rc4.NewCipher(sum[:]); err == nil { // sixteen bytes always fit
		cipher.XORKeyStream(stream, stream)
	}
	return stream
}

// unlocked returns a copy of the records that is unlocked from a place on.
// Heads of records are not locked, but count.
func (k lockKey) unlocked(records []byte, from int) []byte {
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
