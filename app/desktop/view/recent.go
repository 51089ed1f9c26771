package view

import (
	"encoding/json"
	"slices"
	"time"
)

// Recent is a document that was open lately.
type Recent struct {
	Path    string    `json:"path"`
	Country string    `json:"country"` // alpha-3
	Year    int       `json:"year"`
	When    time.Time `json:"when"`
	Place   string    `json:"place,omitempty"` // where work stopped: an address, or a group of questions
}

// mostRecent is the number of documents that are remembered.
const mostRecent = 8

// Recents are the documents that were open lately, the latest first.
type Recents []Recent

// ReadRecents reads what Write wrote; what cannot be read is an empty list.
func ReadRecents(text string) Recents {
	var list Recents
	if json.Unmarshal([]byte(text), &list) != nil {
		return nil
	}
	return list
}

// Write gives the list as a text to keep.
func (l Recents) Write() string {
	text, _ := json.Marshal(l)
	return string(text)
}

// With puts a document first.
func (l Recents) With(r Recent) Recents {
	l = append(Recents{r}, l.Without(r.Path)...)
	return l[:min(len(l), mostRecent)]
}

// Place is where work on a document stopped, "" where that is not known.
func (l Recents) Place(path string) string {
	if i := slices.IndexFunc(l, func(r Recent) bool { return r.Path == path }); i >= 0 {
		return l[i].Place
	}
	return ""
}

// Without forgets a document.
func (l Recents) Without(path string) Recents {
	return slices.DeleteFunc(slices.Clone(l), func(r Recent) bool { return r.Path == path })
}
