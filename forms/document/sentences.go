package document

import (
	"fmt"
	"strings"
)

// sentences are the English words; the translations bear the same ids.
var sentences = map[string]string{
	"document.exists":               "There is already a file {{.Path}}; nothing was overwritten. Choose another name, or move that file away first.",
	"document.exists.submission":    "{{.Path}} holds a submission {{.ID}} already.",
	"document.not_found":            "{{.Path}} is not there. Look whether it was moved or renamed, and whether the network drive is connected.",
	"document.leftover":             "Beside {{.Path}} lies the file {{.Journal}}, left behind by an earlier document of that name. It would spoil a new one: choose another name, or move that file away first.",
	"document.not_document.empty":   "{{.Path}} is empty (0 bytes). If a document should be there, look for a copy or a backup of it.",
	"document.not_document.folder":  "{{.Path}} is not a file. Choose the document itself.",
	"document.not_document.text":    "{{.Path}} is a text file, not a Migraform document. If it holds figures, create a document and import the file.",
	"document.not_document.zip":     "{{.Path}} is an Excel workbook or a zip file, not a Migraform document. If it holds figures, create a document and import the file.",
	"document.not_document.old":     "{{.Path}} is an old Excel or Word file, not a Migraform document. If it holds figures, create a document and import the file.",
	"document.not_document.sqlite":  "{{.Path}} is a database of another program, not a Migraform document.",
	"document.not_document.unknown": "{{.Path}} is not a Migraform document, or its beginning is destroyed. If it was a document, look for a copy or a backup of it.",
	"document.altered":              "Another program has changed the inner structure of {{.Path}} ({{.Detail}}), so it is not opened. Use a copy or a backup from before.",
	"document.newer":                "{{.Path}} was written by a newer version of Migraform (format {{.Found}}; this version knows up to {{.Known}}). Install the newer version to open it; nothing was changed.",
	"document.older":                "{{.Path}} was written by an older version of Migraform and must be converted once. Open it from a folder where you may write.",
	"document.damaged":              "{{.Path}} is damaged ({{.Detail}}). Nothing was changed in it. Keep the file as it is, open the latest backup, or recover what is readable into a new document.",
	"document.interrupted":          "{{.Path}} was being written when the program or the computer stopped, and must be repaired once, which needs writing. Open it from a folder where you may write; if you copy it, copy {{.Path}}-journal along with it.",
	"document.busy":                 "Another program keeps {{.Path}} to itself at the moment. Wait a little and try again; a virus scanner, a backup or a synchronisation may be at work.",
	"document.folder":               "Nothing can be created in the folder of {{.Path}}. Choose another folder, or ask for the right to write there.",
	"document.denied":               "You do not have the right to open {{.Path}}. Ask whoever looks after the folder.",
	"document.changed_elsewhere":    "Somebody else has written to {{.Path}} meanwhile, so the last edit was not saved there. Save a copy under another name, and open the document again to see both.",
	"document.replaced":             "Another file has taken the place of {{.Path}}, perhaps by synchronisation, so the last edit was not saved there. Save a copy under another name.",
	"document.vanished":             "{{.Path}} can no longer be reached, so the last edit was not saved. Look whether the network drive is connected, or save a copy elsewhere.",
	"document.disk_full":            "The disk that holds {{.Path}} is full, so the last edit was not saved. All earlier ones are safe. Free some space and try again, or save a copy elsewhere.",
	"document.io":                   "{{.Path}} could not be read or written ({{.Detail}}). What was saved before is kept. Look whether the drive is connected, and try again.",
	"document.io.write":             "{{.Path}} could not be written ({{.Detail}}): the disk may be full, a quota used up, or the connection lost. All that was saved before is safe. Try again, or save a copy elsewhere.",
	"document.too_long":             "The name {{.Path}} is too long ({{.Length}}; at most {{.Limit}} are possible). Choose a shorter name, or a folder higher up.",
	"document.stale":                "{{.Key}} has been changed meanwhile, from “{{.Expected}}” to “{{.Found}}”. Nothing was saved; look at it again.",
	"document.bad_edit":             "An edit of {{.Key}} cannot be stored: its kind is missing or its text is not valid Unicode.",
	"document.nothing_to_undo":      "There is nothing to undo.",
	"document.nothing_to_redo":      "There is nothing to redo.",
	"document.no_change":            "{{.Path}} holds no change or submission {{.ID}}.",
	"document.closed":               "{{.Path}} is closed.",

	"document.reading.asked":             "{{.Path}} was opened for reading only.",
	"document.reading.in_use":            "{{.Who}} has {{.Path}} open since {{.Since}} on the computer {{.Computer}}. Until it is closed there, it can only be read here.",
	"document.reading.in_use_by_someone": "Somebody else has {{.Path}} open. Until it is closed there, it can only be read here.",
	"document.reading.folder_read_only":  "Nothing can be created in the folder of {{.Path}}, so it can only be read. Save a copy elsewhere to work on it.",
	"document.reading.file_read_only":    "{{.Path}} is write-protected, so it can only be read. Save a copy to work on it.",
	"document.reading.no_space":          "The disk that holds {{.Path}} is full, so it can only be read. Free some space and open it again.",
	"document.reading.no_locks":          "The folder of {{.Path}} cannot make sure that only one person writes at a time, so it can only be read. Save a copy on another drive to work on it.",
	"document.reading.changed_elsewhere": "Somebody else has written to {{.Path}} since it was opened, so nothing more is written here. Save a copy under another name, and open the document again.",
	"document.reading.replaced":          "Another file has taken the place of {{.Path}}, so nothing more is written here. Save a copy under another name.",
	"document.reading.damaged":           "{{.Path}} has become damaged since it was opened, so nothing more is written here. Keep the file as it is, and recover what is readable into a new document.",
}

// say fills a sentence in.
func say(id string, args map[string]any) string {
	text, ok := sentences[id]
	if !ok {
		text = id
	}
	pairs := make([]string, 0, 2*len(args))
	for name, value := range args {
		pairs = append(pairs, "{{."+name+"}}", fmt.Sprint(value))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
