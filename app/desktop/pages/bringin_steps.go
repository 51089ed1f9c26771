package pages

import (
	"context"
	"path/filepath"

	"migraform/app/desktop/look"
	"migraform/app/workspace"
	"migraform/forms/intake"
	"migraform/forms/words"
)

// decide changes what is decided about the file that is shown, and plans anew. It can be undone.
func (p *BringIn) decide(change func(f *workspace.Import)) {
	if p.now == nil {
		return
	}
	p.now.decide(change)
	p.deciding = true
	p.plan.quiet()
	p.replan()
}

// decideOn changes what is decided about one sheet.
func (p *BringIn) decideOn(sheet string, change func(*intake.SheetDecision)) {
	p.decide(func(f *workspace.Import) { f.Decisions = f.Decisions.On(sheet, change) })
}

// keep leaves an answer of the document as it is, or lets the file replace it after all.
func (p *BringIn) keep(addresses []string, keep bool) {
	p.decide(func(f *workspace.Import) {
		if f.Keep == nil {
			f.Keep = map[string]bool{}
		}
		for _, address := range addresses {
			if keep {
				f.Keep[address] = true
			} else {
				delete(f.Keep, address)
			}
		}
	})
}

// forget takes all decisions back.
func (p *BringIn) forget() {
	p.decide(func(f *workspace.Import) {
		f.Decisions, f.Table, f.Keep = intake.Decisions{}, p.Table, nil
	})
}

// Take goes on with the files that another page has read, which was made for another language or before the document
// asked for something else.
func (p *BringIn) Take(other *BringIn) {
	if other == nil || other.now == nil {
		return
	}
	p.Table = other.Table
	at := 0
	taken := make([]*source, len(other.files))
	for i, f := range other.files {
		taken[i] = f.copied()
		if f == other.now {
			at = i
		}
	}
	other.Leave()
	p.begin(p.shell.say("pages.working"), func(ctx context.Context, _ func(float64)) error {
		for _, f := range taken {
			if err := p.ws.Replan(ctx, f.file); err != nil {
				return err
			}
			f.look(p.shell, p.ws)
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.back()
			p.fault.add(failure{taken[at].file.Path, err})
			return
		}
		p.files = taken
		p.turnTo(taken[at])
	})
}

// Undo takes back what was last decided about the file that is shown, or that it was put in. It reports false where
// there is nothing of that kind, so that the document is to be asked.
func (p *BringIn) Undo() bool {
	return p.now != nil && p.turn(&p.now.done, &p.now.undone, p.ws.CanUndo, p.ws.Undo)
}

// Redo does again what Undo took back.
func (p *BringIn) Redo() bool {
	return p.now != nil && p.turn(&p.now.undone, &p.now.done, p.ws.CanRedo, p.ws.Redo)
}

func (p *BringIn) turn(from, to *[]earlier, can func() (words.Message, bool), do func() (words.Message, error)) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	if p.putting {
		return true
	}
	t := (*from)[n-1]
	*from = (*from)[:n-1]
	p.plan.quiet()
	if !t.applied {
		*to = append(*to, p.now.now())
		p.now.take(t)
		p.replan()
		return true
	}
	label, ok := can()
	if subject, _ := label.Args["Subject"].(string); !ok || label.ID != "change.imported" || subject != filepath.Base(p.now.file.Path) {
		return false // something else was done since
	}
	*to = append(*to, t)
	p.now.put = from == &p.now.undone
	if _, err := do(); err != nil {
		p.plan.tell(look.Error, p.shell.Tongue.Error(err), nil)
	}
	p.replan()
	return true
}
