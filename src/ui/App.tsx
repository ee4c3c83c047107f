import './theme.css';
import type { Session } from '#session/contract';
import { Fatal } from './frame/Fatal';
import { Frame } from './frame/Frame';
import { SessionContext } from './use-session';

/** The whole interface of Mitsuke. It depends only on the session. */
export function App({ session }: { session: Session }) {
  return (
    <SessionContext.Provider value={session}>
      {session.fatal.value ? <Fatal problem={session.fatal.value} /> : <Frame />}
    </SessionContext.Provider>
  );
}
