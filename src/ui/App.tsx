import './theme.css';
import type { ProblemCode } from '#core/errors';
import type { Session } from '#session/contract';
import { Frame } from './frame/Frame';
import { later } from './parts/later';
import { SessionContext } from './use-session';

const Fatal = later(() => import('./frame/Fatal').then((module) => module.Fatal));

/** The whole interface of Mitsuke. It depends only on the session, or on why there is none. */
export function App({ session }: { session: Session | ProblemCode }) {
  if (typeof session === 'string') return <Fatal problem={session} />;
  const problem = session.fatal.value;
  return (
    <SessionContext.Provider value={session}>
      {problem ? <Fatal problem={problem} /> : <Screen />}
    </SessionContext.Provider>
  );
}

/**
 * Never draws anew, unlike the frame. The provider keeps the vnode of its child as it was first drawn; from the frame's
 * own, Preact 11 reaches all that the frame has drawn since, and elements that are gone would stay in memory.
 */
function Screen() {
  return <Frame />;
}
