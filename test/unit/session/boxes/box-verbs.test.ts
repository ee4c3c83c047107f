import { signal } from '@preact/signals';
import { describe, expect, test, vi } from 'vitest';
import { boxVerbs } from '#session/boxes/box-verbs';
import type { BoxState } from '#workers/library/contract';

vi.mock('#net/bridge/case', () => ({ caseOf: async () => 'open' }));

const PAIRING = `mitsuke://192.168.1.50:7650#${'0'.repeat(32)}`;

function desk(known: string[]) {
  let added: (box: { id: string }) => void = () => undefined;
  const adding = new Promise<{ id: string }>((resolve) => {
    added = resolve;
  });
  const library = {
    addBox: vi.fn(() => adding),
    removeBox: vi.fn(async () => undefined),
  };
  const boxes = signal(known.map((id) => ({ id }) as BoxState));
  const verbs = boxVerbs(library as never, boxes, (async (verb: () => unknown) => verb()) as never);
  return { verbs, library, added };
}

describe('pairing that is called off while it connects', () => {
  test.each([
    ['a new box is not kept', [], 'new', 1],
    ['a box that was here stays', ['old'], 'old', 0],
  ])('%s', async (_, known, id, removals) => {
    const { verbs, library, added } = desk(known);
    const attempt = new AbortController();
    const paired = verbs.addBox(PAIRING, attempt.signal);
    await vi.waitFor(() => expect(library.addBox).toHaveBeenCalled());
    attempt.abort();
    added({ id });
    expect(await paired).toBeNull();
    expect(library.removeBox).toHaveBeenCalledTimes(removals);
  });

  test('what is not called off is kept', async () => {
    const { verbs, library, added } = desk([]);
    const paired = verbs.addBox(PAIRING, new AbortController().signal);
    added({ id: 'new' });
    expect(await paired).toBeNull();
    expect(library.removeBox).not.toHaveBeenCalled();
  });
});
