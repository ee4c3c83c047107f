import { asProblem, Problem } from '#core/errors';
import { CLOSE, ProtocolError, WireClosed } from './closing';

/** What went wrong with a box, as one of the problems that the interface has words for. */
export function boxProblem(thrown: unknown): Problem {
  if (thrown instanceof WireClosed) {
    const refused = thrown.code === CLOSE.unauthenticated || thrown.code === CLOSE.tooMany;
    return new Problem(refused ? 'box-refused' : 'box-unreachable', thrown.message, { cause: thrown });
  }
  if (thrown instanceof ProtocolError) {
    const silent = thrown.code === CLOSE.tooSlow;
    return new Problem(silent ? 'box-unreachable' : 'box-failed', thrown.message, { cause: thrown });
  }
  return asProblem(thrown, 'box-failed');
}
