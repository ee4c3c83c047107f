import { expect, test } from 'vitest';
import { CLOSE, WireClosed } from '#core/protocol/closing';
import { HANDSHAKE_BUFFER, queueWire } from '#core/protocol/wire';

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

test('messages are received in order, whether they or the calls come first', async () => {
  const { wire, arrived } = pipe();
  const early = wire.receive();
  arrived(Uint8Array.of(1));
  arrived(Uint8Array.of(2));
  expect([await early, await wire.receive()]).toEqual([Uint8Array.of(1), Uint8Array.of(2)]);
  expect(wire.buffered()).toBe(17);
});

test('a stranger cannot fill the memory: the buffer holds only a handshake until enlarged', async () => {
  const { wire, arrived, made, closed } = pipe();
  made.receiveBuffer = 2 * HANDSHAKE_BUFFER;
  arrived(new Uint8Array(HANDSHAKE_BUFFER));
  arrived(new Uint8Array(HANDSHAKE_BUFFER));
  await wire.receive();
  arrived(new Uint8Array(HANDSHAKE_BUFFER));
  expect(closed).toEqual([]);
  arrived(Uint8Array.of(1));
  expect(closed).toEqual([CLOSE.tooLarge]);
  await expect(wire.receive()).rejects.toMatchObject({ name: 'WireClosed', code: CLOSE.tooLarge });

  const fresh = pipe();
  fresh.arrived(new Uint8Array(HANDSHAKE_BUFFER + 1));
  expect(fresh.closed).toEqual([CLOSE.tooLarge]);
});

test('messages from before the end are still received, and nothing is sent after it', async () => {
  const { wire, arrived, ended, sent } = pipe();
  arrived(Uint8Array.of(1));
  ended(1006);
  arrived(Uint8Array.of(2));
  expect(await wire.receive()).toEqual(Uint8Array.of(1));
  await expect(wire.receive()).rejects.toMatchObject({ code: 1006 });
  expect(() => wire.send(Uint8Array.of(3))).toThrow(WireClosed);
  expect(sent).toEqual([]);
});

test('a waiting call rejects at the end', async () => {
  const { wire, ended } = pipe();
  const waiting = wire.receive();
  ended(CLOSE.goingAway);
  await expect(waiting).rejects.toMatchObject({ code: CLOSE.goingAway });
});
