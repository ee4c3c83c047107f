import { expect, test } from 'vitest';
import { CLOSE, WireClosed } from '#core/protocol/closing';
import { HANDSHAKE_ROOM, queueWire } from '#core/protocol/wire';

function pipe() {
  const closed: number[] = [];
  const sent: number[] = [];
  const made = queueWire({
    send: (bytes) => sent.push(bytes.length),
    close: (code) => closed.push(code),
    buffered: () => 17,
  });
  return { ...made, made, closed, sent };
}

test('messages are received in their order, whether they or the call come first', async () => {
  const { wire, arrived } = pipe();
  const early = wire.receive();
  arrived(Uint8Array.of(1));
  arrived(Uint8Array.of(2));
  expect([await early, await wire.receive()]).toEqual([Uint8Array.of(1), Uint8Array.of(2)]);
  expect(wire.buffered()).toBe(17);
});

test('a stranger cannot fill the memory: there is room for a handshake, until more is given', async () => {
  const { wire, arrived, made, closed } = pipe();
  made.room = 2 * HANDSHAKE_ROOM;
  arrived(new Uint8Array(HANDSHAKE_ROOM));
  arrived(new Uint8Array(HANDSHAKE_ROOM));
  await wire.receive();
  arrived(new Uint8Array(HANDSHAKE_ROOM));
  expect(closed).toEqual([]);
  arrived(Uint8Array.of(1));
  expect(closed).toEqual([CLOSE.tooLarge]);
  await expect(wire.receive()).rejects.toMatchObject({ name: 'WireClosed', code: CLOSE.tooLarge });

  const fresh = pipe();
  fresh.arrived(new Uint8Array(HANDSHAKE_ROOM + 1));
  expect(fresh.closed).toEqual([CLOSE.tooLarge]);
});

test('after the end what had come is still received, and nothing is sent', async () => {
  const { wire, arrived, ended, sent } = pipe();
  arrived(Uint8Array.of(1));
  ended(1006);
  arrived(Uint8Array.of(2));
  expect(await wire.receive()).toEqual(Uint8Array.of(1));
  await expect(wire.receive()).rejects.toMatchObject({ code: 1006 });
  expect(() => wire.send(Uint8Array.of(3))).toThrow(WireClosed);
  expect(sent).toEqual([]);
});

test('who waits when the end comes is told', async () => {
  const { wire, ended } = pipe();
  const waiting = wire.receive();
  ended(CLOSE.goingAway);
  await expect(waiting).rejects.toMatchObject({ code: CLOSE.goingAway });
});
