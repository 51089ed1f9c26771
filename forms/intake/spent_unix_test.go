//go:build unix

package intake_test

import (
	"syscall"
	"time"
)

// spent is the processor time of the process so far, which does not depend on
// what else the machine does.
func spent() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
