package journey_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
)

// askToClose asks a window to close as a window manager does when its cross is
// clicked: the display of the tests has no window manager, and xdotool only
// knows how to take the window away from under the program. It speaks the few
// requests of the X protocol (X11R7.7, sections 8 to 10) that this takes.
func askToClose(window uint32) error {
	number, _, _ := strings.Cut(strings.TrimPrefix(os.Getenv("DISPLAY"), ":"), ".")
	display, err := net.Dial("unix", "/tmp/.X11-unix/X"+number)
	if err != nil {
		return err
	}
	defer display.Close()
	c := xConnection{display}
	if err := c.begin(); err != nil {
		return err
	}
	protocols, err := c.atom("WM_PROTOCOLS")
	if err != nil {
		return err
	}
	remove, err := c.atom("WM_DELETE_WINDOW")
	if err != nil {
		return err
	}
	event := make([]byte, 32)
	event[0], event[1] = 33, 32 // ClientMessage, in words of 32 bits
	order.PutUint32(event[4:], window)
	order.PutUint32(event[8:], protocols)
	order.PutUint32(event[12:], remove)
	request := append([]byte{25, 0, 11, 0}, order.AppendUint32(nil, window)...) // SendEvent
	request = append(order.AppendUint32(request, 0), event...)
	if _, err := c.Write(request); err != nil {
		return err
	}
	_, err = c.atom("WM_PROTOCOLS") // answered only after the request before
	return err
}

var order = binary.LittleEndian

type xConnection struct{ io.ReadWriter }

func (c xConnection) begin() error {
	if _, err := c.Write([]byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0}); err != nil {
		return err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(c, head); err != nil {
		return err
	}
	rest := make([]byte, 4*int(order.Uint16(head[6:])))
	if _, err := io.ReadFull(c, rest); err != nil {
		return err
	}
	if head[0] != 1 {
		return fmt.Errorf("the display refused: %s", rest[:min(int(head[1]), len(rest))])
	}
	return nil
}

func (c xConnection) atom(name string) (uint32, error) {
	padded := (len(name) + 3) / 4 * 4
	request := make([]byte, 8+padded)
	request[0] = 16 // InternAtom
	order.PutUint16(request[2:], uint16(len(request)/4))
	order.PutUint16(request[4:], uint16(len(name)))
	copy(request[8:], name)
	if _, err := c.Write(request); err != nil {
		return 0, err
	}
	reply := make([]byte, 32)
	if _, err := io.ReadFull(c, reply); err != nil {
		return 0, err
	}
	if reply[0] != 1 {
		return 0, errors.New("the display did not name " + name)
	}
	return order.Uint32(reply[8:]), nil
}
