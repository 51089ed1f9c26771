package document

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// The test binary starts itself in a role, to be a second program.
const roleVariable, pathVariable = "DOCUMENT_TEST_ROLE", "DOCUMENT_TEST_PATH"

var roles = map[string]func(path string) error{
	"watch": watch,
	"work":  work,
	"peek":  peekIn,
}

func TestMain(m *testing.M) {
	if role := roles[os.Getenv(roleVariable)]; role != nil {
		if err := role(os.Getenv(pathVariable)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func inRole(role, path string) *exec.Cmd {
	program, err := os.Executable()
	if err != nil {
		panic(err)
	}
	c := exec.Command(program)
	c.Env = append(os.Environ(), roleVariable+"="+role, pathVariable+"="+path)
	c.Stderr = os.Stderr
	return c
}

// peekIn prints how a document opens.
func peekIn(path string) error {
	d, err := Open(path)
	if err != nil {
		id, _ := err.(*Error).Message()
		fmt.Println(id)
		return nil
	}
	defer d.Close()
	r, _ := d.ReadOnly()
	list, err := d.Entries(KindAnswer)
	if err != nil {
		return err
	}
	fmt.Println(string(r.Cause), len(list))
	return nil
}

// watch prints why it can only read, and then, at each line of its input, what
// there is to read.
func watch(path string) error {
	d, err := Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	r, _ := d.ReadOnly()
	out := json.NewEncoder(os.Stdout)
	if err := out.Encode(r); err != nil {
		return err
	}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		changed, err := d.Changed()
		if err != nil {
			return err
		}
		list, err := d.Entries(KindAnswer)
		if err != nil {
			return err
		}
		_, err = d.Apply("Ola", "typed", "x", []Edit{answer("a", "mine")})
		if err == nil {
			return fmt.Errorf("a second opener wrote")
		}
		fmt.Println(changed, list)
	}
	return nil
}

func TestSecondOpener(t *testing.T) {
	d := fresh(t)
	apply(t, d, "one", answer("a", "1"))
	c := inRole("watch", d.Path())
	in, _ := c.StdinPipe()
	pipe, _ := c.StdoutPipe()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(pipe)
	var r Reason
	line, err := out.ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &r) != nil {
		t.Fatal(string(line), err)
	}
	computer, _ := os.Hostname()
	if r.Cause != InUse || r.Who != userName() || r.Computer != computer || time.Since(r.Since) > time.Minute {
		t.Fatal(r)
	}
	ask := func(want string) {
		t.Helper()
		io.WriteString(in, "\n")
		if got, err := out.ReadString('\n'); err != nil || strings.TrimSpace(got) != want {
			t.Fatal(got, err)
		}
	}
	ask("false [{answer a 1}]")
	apply(t, d, "two", answer("a", "2"))
	ask("true [{answer a 2}]")
	ask("false [{answer a 2}]")
	d.Undo()
	ask("true [{answer a 1}]")
	in.Close()
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}

	second, err := Open(d.Path()) // and within one program
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if r, ok := second.ReadOnly(); !ok || r.Cause != InUse {
		t.Fatal(r)
	}
	_, err = second.Apply("Ola", "typed", "x", []Edit{answer("a", "3")})
	expectError(t, err, ErrReadOnly)
	d.Close()
	third, err := Open(d.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	if r, ok := third.ReadOnly(); ok {
		t.Fatal("still locked after it was closed:", r)
	}
}

// work changes a document without end: one to twenty entries a change, and now
// and then an undo. It tells each step once it is saved.
func work(path string) error {
	d, err := Open(path)
	if err != nil {
		return err
	}
	if r, ok := d.ReadOnly(); ok {
		return r
	}
	for i := 0; ; i++ {
		if i%7 == 6 {
			c, err := d.Undo()
			if err != nil {
				return err
			}
			fmt.Println("undid", c.ID)
			continue
		}
		var edits []Edit
		for range 1 + rand.IntN(20) {
			edits = append(edits, answer(fmt.Sprint("cell", rand.IntN(300)), fmt.Sprint(rand.Int64())))
		}
		c, err := d.Apply("Kari", "typed", "work", edits)
		if err != nil {
			return err
		}
		fmt.Println("saved", c.ID)
	}
}

// Killed at any instant, a document holds every step that was told as saved, and
// its entries are what its changes make of them.
func TestKilled(t *testing.T) {
	d := fresh(t)
	path := d.Path()
	d.Close()
	const kills = 100
	var (
		told, hot int
		states    = map[int64]ChangeState{} // as told
		truth     = map[string]string{}     // what the changes up to last lead to
		last      int64
	)
	for kill := range kills {
		c := inRole("work", path)
		var out bytes.Buffer
		c.Stdout = &out
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.IntN(120_000)) * time.Microsecond)
		c.Process.Kill()
		if err := c.Wait(); c.ProcessState.ExitCode() > 0 {
			t.Fatal("the work failed by itself:", err)
		}
		if isLeftover(path) {
			hot++
		}
		for line := range strings.Lines(out.String()) {
			var what string
			var id int64
			if n, _ := fmt.Sscanf(line, "%s %d\n", &what, &id); n != 2 || !strings.HasSuffix(line, "\n") {
				continue
			}
			told++
			states[id] = map[string]ChangeState{"saved": Done, "undid": Undone}[what]
		}

		d, err := Open(path)
		if err != nil {
			t.Fatalf("after kill %d: %v", kill, err)
		}
		if r, ok := d.ReadOnly(); ok {
			t.Fatal("a dead program's lock holds:", r)
		}
		list, err := d.Changes(0, 0)
		if err != nil {
			t.Fatal(err)
		}
		list = slices.DeleteFunc(list, func(c Change) bool { return c.ID <= last })
		there := map[int64]ChangeState{}
		for _, c := range slices.Backward(list) {
			full, err := d.Change(c.ID)
			if err != nil || len(full.Edits) != c.Count {
				t.Fatal(err, full)
			}
			there[c.ID] = c.State
			if c.State == Done {
				for _, e := range full.Edits {
					truth[e.Key] = e.After
				}
			}
		}
		for id, state := range states {
			// What was undone may have been abandoned by a later change; and the
			// step after the last told one may be done, which only an undo shows.
			got, ok := there[id]
			if !ok || state == Undone && got == Done || state == Done && got != Done && id != maxKey(states) {
				t.Fatalf("after kill %d: change %d was told as %d, is there %v as %d", kill, id, state, ok, got)
			}
		}
		entries, err := d.Entries(KindAnswer)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if truth[e.Key] != e.Value {
				t.Fatalf("after kill %d: %s is %s, its changes say %s", kill, e.Key, e.Value, truth[e.Key])
			}
		}
		if len(entries) != len(truth) {
			t.Fatalf("after kill %d: %d entries, %d by the changes", kill, len(entries), len(truth))
		}
		if len(list) > 0 {
			last = list[0].ID
		}
		states = map[int64]ChangeState{}
		apply(t, d, "between", answer("between", fmt.Sprint(kill))) // seals: nothing of before is undone from here
		truth["between"] = fmt.Sprint(kill)
		last++
		d.Close()
	}
	t.Logf("%d kills, %d steps told as saved, %d journals rolled back", kills, told, hot)
	if told < kills {
		t.Fatal("the killed program did hardly anything")
	}
}

func maxKey(m map[int64]ChangeState) (most int64) {
	for id := range m {
		most = max(most, id)
	}
	return most
}
