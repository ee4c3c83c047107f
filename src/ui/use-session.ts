/** The context that holds the session, and the hook with which components read it. */

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Session } from '#session/contract';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('No session around it.');
  return session;
}
