import './theme.css';
import type { Session } from '#session/contract';
import { Frame } from './frame/Frame';
import { later } from './parts/later';
import { SessionContext } from './use-session';

const Fatal = later(() => import('./frame/Fatal').then((module) => module.Fatal));

/** The whole interface of Mitsuke. It depends only on the session, which is null if the browser cannot run one. */
export function App({ session }: { session: Session | null }) {
  if (!session) return <Fatal problem="browser-too-old" />;
  const problem = session.fatal.value;
  return (
    <SessionContext.Provider value={session}>
      {problem ? <Fatal problem={problem} /> : <Frame />}
    </SessionContext.Provider>
  );
}
