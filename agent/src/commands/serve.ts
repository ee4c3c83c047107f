/** Default command: opens the encoder, reads the key, and serves pages on a socket. */

import { HEAD } from '#core/protocol/frames';
import { VERSION, type Welcome } from '#core/protocol/messages';
import { importKey, type Pairing, socketAddress } from '#core/protocol/pairing';
import { version } from '../../package.json';
import type { StartProcess } from '../encoding/messages';
import type { Options } from '../options';
import { lanAddress, shownHost } from '../server/lan-address';
import { CORES } from '../server/load-meter';
import { startServer } from '../server/server';
import { untilEnd } from '../setup/ending';
import { pairingKey } from '../setup/pairing-key';
import { showPairing } from '../setup/showing';
import { type Opened, withEncoder } from './encoder';

/** Batches that a page may have in flight: one in the encoder, one queued, two on the network. */
const IN_FLIGHT = 4;

const say = (line: string) => console.log(line);

/**
 * Serves until `end` is aborted.
 * @throws Error with a readable message before it listens; the abort reason of `end`
 */
export async function serve(options: Options, end: AbortSignal, start: StartProcess): Promise<never> {
  const host = options.host ?? lanAddress();
  if (host === null) {
    throw new Error(
      'This machine has no private address. --host says where to listen, e.g. --host 127.0.0.1.',
    );
  }
  const key = pairingKey(options.pairing, options.newKey);
  const listen = async (opened: Opened): Promise<never> => {
    const welcome = welcomeOf(options, opened);
    const box = { key: await importKey(key), welcome, keeper: opened.keeper, say };
    const server = await startServer(options, host, box);
    const pairing = { secure: options.tls !== null, host: shownHost(host), port: server.port, key };
    const { backend, space, dimension } = welcome;
    say(`${options.name}: ${backend}, space ${space}, ${dimension} numbers a picture, ${CORES} cores`);
    say(`for ${options.origins.join(', ')}`);
    tellPairing(pairing);
    say(`ready ${socketAddress(pairing)}`);
    try {
      return await untilEnd(end);
    } finally {
      await server.close();
    }
  };
  return withEncoder(options, end, listen, start, say);
}

/** Prints the pairing, but not into the system's journal, which other users may read. */
function tellPairing(pairing: Pairing): void {
  if (process.env.JOURNAL_STREAM) say('The key is not written into the journal; --show-pairing shows it.');
  else say(showPairing(pairing, process.stdout.isTTY));
}

function welcomeOf({ name, batch }: Options, { ready, manifest }: Opened): Welcome {
  const { backend, dimension, size } = ready.info;
  return {
    type: 'welcome',
    version: VERSION,
    name,
    agent: version,
    space: manifest.space,
    model: manifest.sha256,
    dimension,
    size,
    backend,
    limits: { batch, credits: batch * IN_FLIGHT, frame: HEAD + batch * size * size * 3 },
    cores: CORES,
  };
}
