package mail

import (
	"errors"
	"strings"
	"testing"
)

func TestEveryProblemHasItsSentence(t *testing.T) {
	problems := []*Error{ErrExists, ErrCannotWrite, ErrAttachment, ErrAddress, ErrNoRecipient, ErrNoSender, ErrNoProgram,
		ErrNotOpened, ErrNoServer, ErrUnreachable, ErrInsecure, ErrLogin, ErrRefused, ErrStopped}
	if len(problems) != len(sentences) {
		t.Errorf("%d problems, %d sentences", len(problems), len(sentences))
	}
	for _, problem := range problems {
		err := &Error{Problem: problem.Problem, Path: "draft.eml", Err: errors.New("disk full."),
			Args: map[string]any{"Address": "x@", "Server": "mail.example.org", "User": "office"}}
		text := err.Error()
		if text == "" || strings.Contains(text, "{{") || strings.Contains(text, "..") || !strings.HasSuffix(text, ".") {
			t.Errorf("%s says %q", problem.Problem, text)
		}
		for _, other := range problems {
			if errors.Is(err, other) != (other == problem) {
				t.Errorf("%s is taken for %s", problem.Problem, other.Problem)
			}
		}
	}
}
