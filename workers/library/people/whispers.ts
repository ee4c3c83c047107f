/** Chinese whispers: each member takes the label that most of its neighbours have. */

const ROUNDS = 20;

/**
 * All neighbours count the same: weighed by nearness, two shots of a burst hold on to each other and leave the rest of
 * their person.
 * @param labels of the members; what they have to begin with weighs like any other
 * @param neighbours of each member, as places in `labels`
 * @returns the labels of the members; the same for the same input
 */
export function whispered(labels: readonly number[], neighbours: readonly (readonly number[])[]): number[] {
  const now = [...labels];
  const order = labels.map((_, i) => i);
  let seed = 1;
  const random = () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  for (let round = 0; round < ROUNDS; round++) {
    let changed = false;
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const i of order) {
      const votes = new Map<number, number>();
      for (const j of neighbours[i] ?? []) {
        const label = now[j] as number;
        votes.set(label, (votes.get(label) ?? 0) + 1);
      }
      // Of labels with as many votes the present one stays.
      let most = votes.get(now[i] as number) ?? 0;
      for (const [label, count] of votes) {
        if (count <= most) continue;
        most = count;
        now[i] = label;
        changed = true;
      }
    }
    if (!changed) break;
  }
  return now;
}
