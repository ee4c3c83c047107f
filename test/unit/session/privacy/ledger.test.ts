import { describe, expect, test } from 'vitest';
import type { RequestNote } from '#core/requests';
import { addToLedger, forgetLedger, readLedger } from '#session/privacy/ledger';

const NOTE: RequestNote = {
  id: 'a',
  at: 5,
  host: 'huggingface.co',
  path: '/model',
  reason: 'model',
  bytes: 100,
};

/** A localStorage that two tabs share. */
function storage(content: Record<string, string> = {}) {
  return {
    content,
    getItem: (key: string) => content[key] ?? null,
    setItem: (key: string, value: string) => {
      content[key] = value;
    },
    removeItem: (key: string) => {
      delete content[key];
    },
  };
}

test('sums are by host and reason, outlast the session, and unknown sizes count as none', () => {
  const kept = storage();
  addToLedger(kept, NOTE, 1);
  addToLedger(kept, { ...NOTE, id: 'b', bytes: null }, 2);
  addToLedger(kept, { ...NOTE, id: 'c', reason: 'box', host: '192.168.1.5:7650', bytes: null }, 3);
  expect(readLedger(kept, 9)).toMatchObject({
    since: 1,
    sums: [
      { host: 'huggingface.co', reason: 'model', count: 2, bytes: 100 },
      { host: '192.168.1.5:7650', reason: 'box', count: 1, bytes: 0 },
    ],
  });
});

test('a note that two tabs hear is added once', () => {
  const kept = storage();
  addToLedger(kept, NOTE);
  expect(addToLedger(kept, NOTE).sums).toEqual([expect.objectContaining({ count: 1 })]);
});

test('a ledger says how far it reaches, so that what is told again is not added again', () => {
  const kept = storage();
  addToLedger(kept, { ...NOTE, at: 50 });
  addToLedger(kept, { ...NOTE, id: 'older', at: 40 });
  expect(readLedger(kept).until).toBe(50);
});

test('a ledger of a clock that was ahead does not reach further than now, and goes on', () => {
  const kept = storage();
  addToLedger(kept, { ...NOTE, at: 5_000_000 }, 5_000_000);
  const { until, sums } = readLedger(kept, 60);
  expect([until, sums[0]?.count]).toEqual([60, 1]);
  expect(addToLedger(kept, { ...NOTE, id: 'right', at: 70 }, 70)).toMatchObject({
    until: 70,
    sums: [{ count: 2 }],
  });
});

test('forgetting begins a new one', () => {
  const kept = storage();
  addToLedger(kept, NOTE, 1);
  expect(forgetLedger(kept, 7)).toMatchObject({ since: 7, sums: [] });
  expect(readLedger(kept, 9)).toMatchObject({ since: 7, sums: [] });
});

describe.each([
  'nonsense',
  '{}',
  '[]',
  'null',
  '{"since":1,"until":1,"sums":[{"host":5}],"ids":[]}',
  '{"since":"x","until":1,"sums":[],"ids":[]}',
  '{"since":1,"sums":[],"ids":[]}',
])('what is kept is %s', (text) => {
  test('a new ledger begins', () => {
    expect(readLedger(storage({ 'mitsuke.requests': text }), 9)).toEqual({
      since: 9,
      until: 0,
      sums: [],
      ids: [],
    });
  });
});

test('without storage, or with a full one, only this note is known', () => {
  const full = {
    ...storage(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  for (const none of [null, full]) {
    expect(addToLedger(none, NOTE, 3).sums).toEqual([expect.objectContaining({ count: 1 })]);
  }
});
