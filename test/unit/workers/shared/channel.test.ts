import { afterEach, expect, test, vi } from 'vitest';
import { type EventChannel, followFromSnapshot, openChannel, type Topic } from '#workers/shared/channel';

type Told = { type: 'number'; number: number };

const OLD: Topic<Told> = { name: 'test-channel', version: 1 };
const NEW: Topic<Told> = { ...OLD, version: 2 };

const opened: { close(): void }[] = [];

function open(topic: Topic<Told>, newer?: () => void): EventChannel<Told> {
  const channel = openChannel(topic, newer);
  opened.push(channel);
  return channel;
}

/** Returns the numbers that a channel receives, as they arrive. */
function heardBy({ hear }: EventChannel<Told>): number[] {
  const numbers: number[] = [];
  hear(({ number }) => numbers.push(number));
  return numbers;
}

const number = (number: number): Told => ({ type: 'number', number });

afterEach(() => {
  for (const channel of opened.splice(0)) channel.close();
});

test('all channels of one version receive an event, except its sender', async () => {
  const [teller, a, b] = [open(NEW), open(NEW), open(NEW)];
  const [own, heardA, heardB] = [teller, a, b].map(heardBy);
  teller.tell(number(1));
  teller.tell(number(2));
  await vi.waitFor(() => {
    expect(heardA).toEqual([1, 2]);
    expect(heardB).toEqual([1, 2]);
  });
  expect(own).toEqual([]);
});

test('an older page ignores a newer event, and is notified that it is out of date', async () => {
  const newer = vi.fn();
  const heard = heardBy(open(OLD, newer));
  open(NEW).tell(number(1));
  await vi.waitFor(() => expect(newer).toHaveBeenCalled());
  // Messages of one channel arrive in order: when this one is here, the first has been ignored.
  open(OLD).tell(number(2));
  await vi.waitFor(() => expect(heard).toEqual([2]));
});

test('a newer page ignores events of older builds, with and without a version', async () => {
  const newer = vi.fn();
  const heard = heardBy(open(NEW, newer));
  const bare = new BroadcastChannel(NEW.name);
  opened.push(bare);
  bare.postMessage(number(1));
  open(OLD).tell(number(2));
  open(NEW).tell(number(3));
  await vi.waitFor(() => expect(heard).toEqual([3]));
  expect(newer).not.toHaveBeenCalled();
});

test('events before the snapshot are applied after it, in order, and then all later ones', () => {
  let tell = (_: number): void => undefined;
  const followed: number[] = [];
  const begin = followFromSnapshot<number>(
    {
      hear: (listener) => {
        tell = listener;
      },
    },
    (number) => followed.push(number),
  );
  tell(1);
  tell(2);
  expect(followed).toEqual([]);
  begin();
  expect(followed).toEqual([1, 2]);
  tell(3);
  expect(followed).toEqual([1, 2, 3]);
});
