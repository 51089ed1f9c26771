package desktop

import "migraform/app/desktop/pages"

// again makes the desk anew and stays where it is.
func (d *desk) again() screen {
	d.leave()
	again := newDesk(d.w, d.ws)
	again.at, again.back = d.at, d.back
	again.table.take(d.table)
	again.former = d.intake
	d.w.desk = again
	return again
}

// anew makes the desk anew after what is asked has changed, and stays where it
// is as far as that is still there.
func (d *desk) anew() {
	place := d.place()
	var standing pages.Standing
	if q, ok := d.page.(*pages.Questions); ok {
		standing = q.Standing()
	}
	again := newDesk(d.w, d.ws)
	again.former = d.intake
	again.resume(place)
	if d.at.kind != atTable && d.at.kind != atQuestions && again.has(d.at) {
		again.at = d.at
	}
	for _, at := range d.back {
		if again.has(at) {
			again.back = append(again.back, at)
		}
	}
	d.w.desk = again
	d.w.show(again)
	if q, ok := again.page.(*pages.Questions); ok {
		q.Return(standing)
	}
	if d.then != nil {
		d.then(again)
	}
}

// afterwards does something once the desk stands as the questionnaire is now.
func (d *desk) afterwards(f func(now *desk)) {
	switch {
	case d.w.desk != d:
		f(d.w.desk)
	case d.ws.Questionnaire() != d.q:
		d.then = f
	default:
		f(d)
	}
}

// has reports whether a place is still asked.
func (d *desk) has(at location) bool {
	switch at.kind {
	case atTable:
		return d.q.Cube(at.id) != nil
	case atSection:
		return d.section(at.id) != nil
	case atBreakdown, atDerived:
		return at.id == "" || d.q.Table(at.id) != nil
	}
	return true
}
