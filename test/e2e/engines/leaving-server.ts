/** A server of the built app that can go away: a network that is gone in the same way for every engine. */

import { type PreviewServer, preview } from 'vite';
import { PORTS } from '../ports';

export const LEAVING_ORIGIN = `http://localhost:${PORTS.leaving}`;

export class LeavingServer {
  private server: PreviewServer | undefined;

  async come(): Promise<void> {
    this.server ??= await preview({
      logLevel: 'silent',
      preview: { port: PORTS.leaving, strictPort: true },
    });
  }

  /** Ends it, with all connections to it. */
  async leave(): Promise<void> {
    await this.server?.close();
    this.server = undefined;
  }
}
