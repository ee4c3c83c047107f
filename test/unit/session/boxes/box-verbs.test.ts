import { signal } from '@preact/signals';
import { describe, expect, test, vi } from 'vitest';
import { Problem } from '#core/errors';
import { boxVerbs } from '#session/boxes/box-verbs';
import { startNotices } from '#session/shell/notices';
import { held } from '../held';

vi.mock('#net/bridge/case', () => ({ caseOf: async () => 'open' }));

const PAIRING = `mitsuke://192.168.1.50:7650#${'0'.repeat(32)}`;

function desk(known: string[]) {
  const added = held<{ id: string }>();
  const library = {
    addBox: vi.fn(() => added.promise),
    removeBox: vi.fn(async () => undefined),
    tryBox: vi.fn(async () => undefined),
    enableBox: vi.fn(async () => undefined),
  };
  const boxes = signal(known.map((id) => ({ id, host: 'box', port: 7650, secure: false })));
  const { attempt, notices } = startNotices();
  return { verbs: boxVerbs(library, boxes, attempt), library, added, notices };
}

describe('pairing', () => {
  test.each([
    ['keeps no new box if it is cancelled', [], 'new', 1],
    ['keeps a known box if it is cancelled', ['old'], 'old', 0],
  ])('%s', async (_, known, id, removals) => {
    const { verbs, library, added } = desk(known);
    const attempt = new AbortController();
    const paired = verbs.add(PAIRING, attempt.signal);
    await vi.waitFor(() => expect(library.addBox).toHaveBeenCalled());
    attempt.abort();
    added.resolve({ id });
    expect(await paired).toBeNull();
    expect(library.removeBox).toHaveBeenCalledTimes(removals);
  });

  test('keeps the box if it is not cancelled', async () => {
    const { verbs, library, added } = desk([]);
    const paired = verbs.add(PAIRING, new AbortController().signal);
    added.resolve({ id: 'new' });
    expect(await paired).toBeNull();
    expect(library.removeBox).not.toHaveBeenCalled();
  });
});

describe('no verb rejects', () => {
  test('`add` resolves to the reason why a box was not paired, without a notice', async () => {
    const { verbs, added, notices } = desk([]);
    added.reject(new Problem('box-refused', 'Wrong key.'));
    expect(await verbs.add(PAIRING, new AbortController().signal)).toBe('box-refused');
    expect(await verbs.add('no pairing', new AbortController().signal)).toBe('bad-address');
    expect(notices.peek()).toEqual([]);
  });

  test('`browserCase` resolves to null for a text that is not a pairing', async () => {
    const { verbs } = desk([]);
    expect(await verbs.browserCase('no pairing')).toBeNull();
    expect(await verbs.browserCase(PAIRING)).toBe('open');
  });

  test('the other verbs report a failure in a notice', async () => {
    const { verbs, library, notices } = desk(['old']);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const verb of [library.tryBox, library.enableBox, library.removeBox]) {
      verb.mockRejectedValueOnce(new Problem('no-storage', 'Broken.'));
    }
    await verbs.tryNow('old');
    await verbs.enable('old', false);
    await verbs.remove('old');
    expect(notices.peek().map(({ problem }) => problem)).toEqual(['no-storage', 'no-storage', 'no-storage']);
  });
});
