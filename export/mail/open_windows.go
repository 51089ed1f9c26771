package mail

import (
	"errors"
	"path/filepath"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// The values of Simple MAPI (mapi.h) that are used here.
const (
	mapiTo, mapiCc     = 1, 2
	mapiLogonUI        = 0x1
	mapiDialog         = 0x8
	mapiForceUnicode   = 0x40000
	mapiSuccess        = 0
	mapiUserAbort      = 1
	mapiNotInBody      = 0xFFFFFFFF
	seErrNoAssociation = syscall.Errno(31)
)

type mapiRecipient struct {
	reserved uint32
	class    uint32
	name     *uint16
	address  *uint16
	idSize   uint32
	id       uintptr
}

type mapiFile struct {
	reserved uint32
	flags    uint32
	position uint32
	path     *uint16
	name     *uint16
	kind     uintptr
}

type mapiMessage struct {
	reserved     uint32
	subject      *uint16
	text         *uint16
	kind         *uint16
	received     *uint16
	conversation *uint16
	flags        uint32
	originator   *mapiRecipient
	toCount      uint32
	to           *mapiRecipient
	fileCount    uint32
	files        *mapiFile
}

var sendMail = windows.NewLazySystemDLL("mapi32.dll").NewProc("MAPISendMailW")

// compose shows the draft as a new message of the mail program and returns
// when the user has sent or closed it; false where no program takes it.
//
// MAPI keeps its state with the thread and may run a dialog on it, hence a
// goroutine that keeps one thread for itself, and gives it up afterwards.
func (d Draft) compose() bool {
	if !hasMailProgram() || sendMail.Find() != nil {
		return false
	}
	taken := make(chan bool, 1)
	go func() {
		runtime.LockOSThread()
		taken <- d.sendThroughMAPI()
	}()
	return <-taken
}

// hasMailProgram looks first, since MAPI answers the lack of one with a dialog
// of its own.
func hasMailProgram() bool {
	for _, root := range []registry.Key{registry.CURRENT_USER, registry.LOCAL_MACHINE} {
		key, err := registry.OpenKey(root, `Software\Clients\Mail`, registry.QUERY_VALUE)
		if err != nil {
			continue
		}
		name, _, err := key.GetStringValue("")
		key.Close()
		if err == nil && name != "" {
			return true
		}
	}
	return false
}

func (d Draft) sendThroughMAPI() bool {
	var recipients []mapiRecipient
	for _, line := range []struct {
		class   uint32
		written []string
	}{{mapiTo, d.To}, {mapiCc, d.Cc}} {
		list, err := addresses(line.written...)
		if err != nil {
			return false
		}
		for _, a := range list {
			name := a.Name
			if name == "" {
				name = a.Address
			}
			recipients = append(recipients, mapiRecipient{class: line.class, name: wide(name), address: wide("SMTP:" + a.Address)})
		}
	}
	var files []mapiFile
	for _, a := range d.Attachments {
		path, err := filepath.Abs(a.Path)
		if err != nil {
			return false
		}
		files = append(files, mapiFile{position: mapiNotInBody, path: wide(path), name: wide(a.name())})
	}
	message := mapiMessage{subject: wide(oneLine(d.Subject)), text: wide(d.Body),
		toCount: uint32(len(recipients)), to: unsafe.SliceData(recipients),
		fileCount: uint32(len(files)), files: unsafe.SliceData(files)}
	status, _, _ := sendMail.Call(0, 0, uintptr(unsafe.Pointer(&message)), mapiLogonUI|mapiDialog|mapiForceUnicode, 0)
	runtime.KeepAlive(recipients)
	runtime.KeepAlive(files)
	return status == mapiSuccess || status == mapiUserAbort
}

// wide drops what Windows could not read: a zero would end the text.
func wide(text string) *uint16 {
	clean := make([]rune, 0, len(text))
	for _, r := range text {
		if r != 0 {
			clean = append(clean, r)
		}
	}
	p, _ := windows.UTF16PtrFromString(string(clean))
	return p
}

func open(path string) error {
	err := windows.ShellExecute(0, wide("open"), wide(path), nil, nil, windows.SW_SHOWNORMAL)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, windows.ERROR_NO_ASSOCIATION), errors.Is(err, seErrNoAssociation):
		return &Error{Problem: ErrNoProgram.Problem, Path: path, Err: err}
	default:
		return &Error{Problem: ErrNotOpened.Problem, Path: path, Err: err}
	}
}
