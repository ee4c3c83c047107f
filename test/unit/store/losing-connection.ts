/** Ends the connection to the database once, as Safari does with those of suspended pages. */

const { transaction } = IDBDatabase.prototype;

export type Loss = 'before a transaction' | 'amid a transaction';

/**
 * @param at the transaction of this connection that is lost, counted from 1
 * @returns how many transactions were asked for
 */
export function loseConnectionAt(at: number, loss: Loss): () => number {
  let asked = 0;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const isLost = ++asked === at;
    if (isLost && loss === 'before a transaction') this.close();
    const tx = transaction.call(this, stores, mode, options);
    if (isLost && loss === 'amid a transaction') {
      queueMicrotask(() => tx.abort());
      this.close();
    }
    return tx;
  };
  return () => asked;
}

export function keepConnection(): void {
  IDBDatabase.prototype.transaction = transaction;
}
