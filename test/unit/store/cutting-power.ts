/** Cuts the power after a given number of transactions: what was committed stays, and nothing is written any more. */

const { transaction } = IDBDatabase.prototype;

/**
 * @param most transactions that may still write; later ones fail, like all work of a tab that is gone
 * @returns how many were asked for
 */
export function cutPowerAfter(most: number): () => number {
  let asked = 0;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === 'readwrite' && ++asked > most) throw new DOMException('The power is cut.', 'AbortError');
    return transaction.call(this, stores, mode, options);
  };
  return () => asked;
}

export function restorePower(): void {
  IDBDatabase.prototype.transaction = transaction;
}
