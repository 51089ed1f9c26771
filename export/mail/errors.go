package mail

import (
	"maps"
	"strings"
)

// Error is what every function of this package returns: a problem that a
// caller tells apart with errors.Is(err, ErrExists) and the like, and a
// sentence for a person, in English by Error and in any language by Message.
type Error struct {
	Problem string // see the Err… values
	Path    string // the file that it is about, if any
	Args    map[string]any
	Err     error // what lies beneath, if anything
}

// The problems, for errors.Is.
var (
	ErrExists      = &Error{Problem: "exists"}       // there is such a file already
	ErrCannotWrite = &Error{Problem: "cannot_write"} // folder missing or read only, disk full
	ErrAttachment  = &Error{Problem: "attachment"}   // a file to attach cannot be read
	ErrAddress     = &Error{Problem: "address"}      // no mail address
	ErrNoRecipient = &Error{Problem: "no_recipient"} // sending without an address to send to
	ErrNoSender    = &Error{Problem: "no_sender"}    // sending without an address to send from
	ErrNoProgram   = &Error{Problem: "no_program"}   // nothing on this computer opens mail
	ErrNotOpened   = &Error{Problem: "not_opened"}   // there is a program, but it did not start
	ErrNoServer    = &Error{Problem: "no_server"}    // the settings name no server
	ErrUnreachable = &Error{Problem: "unreachable"}  // the server does not answer
	ErrInsecure    = &Error{Problem: "insecure"}     // the connection is not encrypted as it must be
	ErrLogin       = &Error{Problem: "login"}        // the server does not accept user and password
	ErrRefused     = &Error{Problem: "refused"}      // the server does not take the message
	ErrStopped     = &Error{Problem: "stopped"}      // the context ended
)

// sentences are the English ones; the translations hold the same under
// "mail." and the problem.
var sentences = map[string]string{
	"exists":       "There is already a file {{.File}}. Choose another name, or confirm that it may be replaced.",
	"cannot_write": "The mail draft could not be written to {{.File}}: {{.Reason}}. Choose another folder, or free some space.",
	"attachment":   "{{.File}} could not be attached: {{.Reason}}. Export the workbook again, or choose the file anew.",
	"address":      "“{{.Address}}” is not a mail address. Write it like name@office.org.",
	"no_recipient": "The message has no recipient. Enter the address to which it goes.",
	"no_sender":    "The message has no sender. Enter the office's own mail address.",
	"no_program":   "No mail program is set up on this computer. The draft lies in {{.File}}: attach the workbook to a message by hand, or open the draft on another computer.",
	"not_opened":   "The mail program did not open {{.File}}: {{.Reason}}. Open the file yourself; it is a complete draft.",
	"no_server":    "No mail server is named in the settings. Enter its name, or use the draft instead.",
	"unreachable":  "The mail server {{.Server}} does not answer: {{.Reason}}. Check its name, its port and the network, or use the draft instead.",
	"insecure":     "The connection to {{.Server}} could not be encrypted as the settings ask: {{.Reason}}. Nothing was sent. Ask the administrator of the server which kind of encryption and which certificate it uses.",
	"login":        "{{.Server}} did not accept the user {{.User}} with this password: {{.Reason}}. Check both.",
	"refused":      "{{.Server}} did not take the message: {{.Reason}}. Check the addresses and the size of the workbook.",
	"stopped":      "Sending was stopped. Whether the message had left already cannot be told; look for a copy before sending again.",
}

// Message gives the id of the sentence, which begins with "mail.", and its
// arguments by name.
func (e *Error) Message() (id string, args map[string]any) {
	args = map[string]any{"File": e.Path}
	if e.Err != nil {
		args["Reason"] = strings.TrimRight(oneLine(e.Err.Error()), ".")
	}
	maps.Copy(args, e.Args)
	return "mail." + e.Problem, args
}

func (e *Error) Error() string {
	_, args := e.Message()
	text := sentences[e.Problem]
	for name, value := range args {
		text = strings.ReplaceAll(text, "{{."+name+"}}", value.(string))
	}
	return text
}

func (e *Error) Unwrap() error { return e.Err }

// Is makes the bare Err… values match every error of their problem.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Problem == e.Problem && t.Path == "" && t.Err == nil && t.Args == nil
}
