import { asProblem, Problem } from '#core/errors';
import { CLOSE, ProtocolError, WireClosed } from './closing';

/** What went wrong with a box, in the family of errors that people get words for. */
export function boxProblem(thrown: unknown): Problem {
  if (thrown instanceof WireClosed) {
    const refused = thrown.code === CLOSE.unauthenticated || thrown.code === CLOSE.tooMany;
    return new Problem(refused ? 'box-refused' : 'box-unreachable', thrown.message, { cause: thrown });
  }
  if (thrown instanceof ProtocolError) {
    return new Problem('box-failed', thrown.message, { cause: thrown });
  }
  return asProblem(thrown, 'box-failed');
}
