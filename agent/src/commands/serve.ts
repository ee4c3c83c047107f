/** The agent's work: an encoder, a key, a socket. */

import type { Welcome } from '#core/protocol/messages';
import { VERSION } from '#core/protocol/messages';
import { importKey, type Pairing, socketAddress } from '#core/protocol/pairing';
import { version } from '../../package.json';
import type { EncoderKeeper } from '../encoding/keeper';
import type { StartProcess } from '../encoding/messages';
import type { Options } from '../options';
import { isEverywhere, lanAddress } from '../server/lan-address';
import { CORES } from '../server/load-meter';
import { type BoxServer, startServer } from '../server/server';
import { pairingKey } from '../setup/pairing-key';
import { showPairing } from '../setup/showing';
import { type Opened, openKeeper } from './encoder';

/** Batches that a page may have in flight: one in the encoder, one behind it, two on the way. */
const IN_FLIGHT = 4;
/** Head of a frame. */
const HEAD = 8;

const say = (line: string) => console.log(line);

/** @throws Error in words, before anything listens */
export async function serve(options: Options, start: StartProcess): Promise<void> {
  const host = options.host ?? lanAddress();
  if (host === null) {
    throw new Error(
      'This machine has no private address. --host says where to listen, e.g. --host 127.0.0.1.',
    );
  }
  const stopping: { keeper?: EncoderKeeper; server?: BoxServer } = {};
  stopAtSignals(stopping);
  const key = pairingKey(options.pairing, options.newKey);
  const opened = await openKeeper(options, start, say);
  stopping.keeper = opened.keeper;
  const box = { key: await importKey(key), welcome: welcomeOf(options, opened), keeper: opened.keeper, say };
  const server = await startServer(options, host, box);
  stopping.server = server;

  const { backend, space, dimension } = box.welcome;
  say(`${options.name}: ${backend}, space ${space}, ${dimension} numbers a picture, ${CORES} cores`);
  say(`for ${options.origins.join(', ')}`);
  const { tls } = options;
  const address = { secure: tls !== null, host: isEverywhere(host) ? (lanAddress() ?? host) : host };
  tellPairing({ ...address, port: server.port, key });
  say(`ready ${socketAddress({ ...address, port: server.port })}`);
}

/** `--show-pairing`: what to bring to the page, without starting anything. */
export function tellKept(options: Options): void {
  const host = options.host ?? lanAddress() ?? 'localhost';
  const key = pairingKey(options.pairing, options.newKey);
  const shown = isEverywhere(host) ? (lanAddress() ?? host) : host;
  const pairing = { secure: options.tls !== null, host: shown, port: options.port, key };
  say(showPairing(pairing, process.stdout.isTTY));
}

/** The key does not go into the system's log, which others may read. */
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

/** First the pages are told, then the encoder gives everything back, then the process ends. */
function stopAtSignals(stopping: { keeper?: EncoderKeeper; server?: BoxServer }): void {
  let asked = false;
  const stop = async () => {
    if (asked) return;
    asked = true;
    await Promise.all([stopping.server?.close(), stopping.keeper?.stop()]);
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // With a guardian: it is gone.
  process.on('disconnect', stop);
}
