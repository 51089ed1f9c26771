package journey_test

import (
	"os/user"
	"strings"
	"testing"
)

// Two windows on one document: the second reads, says who has it, and changes
// nothing; when the first is closed the document can be worked on again.
func TestSecondWindowReadsOnly(t *testing.T) {
	h := newHome(t)
	document := h.document("NOR", "2024")
	first := h.start(document)
	first.screen("table", "A1")
	first.types("100")
	first.keys("Return")
	first.saved()

	second := h.start(document)
	opened := second.sees("the document", func(e event) bool { return e.Event == "opened" })
	if !opened.ReadOnly {
		t.Error("a second window may write")
	}
	who, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(opened.Reason, who.Username) {
		t.Errorf("the second window says %q and does not name %s", opened.Reason, who.Username)
	}
	second.click("grid")
	second.keys("ctrl+Home")
	second.sees("the first cell", func(e event) bool { return e.Event == "select" && e.Cell == "A1/POP_JAN1/_T/2020" })
	second.types("55")
	second.keys("Return", "ctrl+Home", "Delete")
	second.keys("ctrl+End")
	second.sees("the last cell", func(e event) bool { return e.Event == "select" && strings.HasPrefix(e.Cell, "A1/POP_DEC31/") })
	if e, ok := second.last("saved"); ok {
		t.Errorf("the second window saved something at %s", e.At)
	}
	second.close()

	first.front()
	first.types("200")
	first.keys("Return")
	first.saved()
	first.close()
	h.holds(document, map[string]string{"A1/POP_JAN1/_T/2024": "100", "A1/BIRTHS/_T/2024": "200", "A1/POP_JAN1/_T/2020": ""})

	third := h.start(document)
	if third.sees("the document", func(e event) bool { return e.Event == "opened" }).ReadOnly {
		t.Error("the document stays locked after both windows were closed")
	}
	third.close()
}
