// Bench prints what is promised about speed and memory beside what is
// measured on this machine, now. Every measure runs in a process of its own,
// so that its memory can be told from that of others, and the best of several
// runs counts, because other work on the machine only ever makes slower. Other
// programs do the same job in the same run. A missed promise is marked and is
// no error: the machine may be slow.
//
//	go run ./bench            everything, some minutes
//	go run ./bench --quick    small sizes and no windows: does the bench work?
//	go run ./bench --only check,edit
package main
