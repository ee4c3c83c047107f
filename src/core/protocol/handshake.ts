/**
 * Mutual authentication of page and box before anything else is said. Both prove that they hold the
 * key of the pairing, for this origin and these two nonces. The page checks the box before it answers,
 * and the box says nothing at all to a peer whose first message does not prove the key.
 */

import { Problem } from '#core/errors';
import { type BoxChannel, Channel, type PageChannel, type Wire } from './channel';
import { CLOSE, ProtocolError } from './closing';
import { readJson, writeJson } from './json';
import { authKey, holds, newNonce, prove, session } from './keys';
import { type Answer, answer, type Challenge, challenge, type Hello, hello, VERSION } from './messages';
import { boxProblem } from './problems';

/** Milliseconds that the whole handshake may take: it is computing, which a busy device does slowly. */
const PATIENCE = 30_000;

/**
 * The page's side.
 * @param key from `importKey`
 * @param origin `self.location.origin`
 * @throws Problem 'box-refused' (other key or origin on the other side), 'box-version',
 *   'box-unreachable', 'box-failed'; the wire is closed then
 */
export async function greetBox(
  wire: Wire,
  key: CryptoKey,
  origin: string,
  patience = PATIENCE,
): Promise<PageChannel> {
  return inTime(wire, patience, async () => {
    const auth = await authKey(key);
    const nonce = newNonce();
    const versions = [VERSION];
    const proof = await prove(auth, ['hello', origin, versions, nonce]);
    wire.send(writeJson({ type: 'hello', versions, nonce, proof } satisfies Hello));

    const said = readJson(await wire.receive(), challenge);
    if (!said) throw new ProtocolError(CLOSE.protocol, 'What answers there is no Mitsuke box.');
    const claim =
      said.type === 'challenge'
        ? ['box', origin, said.version, nonce, said.nonce]
        : ['unsupported', origin, said.versions, nonce];
    if (!(await holds(auth, claim, said.proof))) {
      throw new Problem('box-refused', 'The box does not hold the key of this pairing.');
    }
    if (said.type === 'unsupported') {
      throw new Problem('box-version', `The box speaks versions ${said.versions}, this page ${versions}.`);
    }
    const mine = await prove(auth, ['page', origin, said.version, nonce, said.nonce]);
    const { sealer, opener } = await session(key, 'page', origin, nonce, said.nonce);
    wire.send(writeJson({ type: 'answer', proof: mine } satisfies Answer));
    return new Channel(wire, sealer, opener, 'box') as PageChannel;
  }).catch((thrown) => {
    throw boxProblem(thrown);
  });
}

/**
 * The box's side. A welcome is to follow, as the first sealed frame.
 * @param origin the `Origin` header of the upgrade, checked already
 * @throws ProtocolError, WireClosed; the wire is closed then
 */
export async function greetPage(
  wire: Wire,
  key: CryptoKey,
  origin: string,
  patience = PATIENCE,
): Promise<BoxChannel> {
  return inTime(wire, patience, async () => {
    const auth = await authKey(key);
    const first = readJson(await wire.receive(), hello);
    if (!first || !(await holds(auth, ['hello', origin, first.versions, first.nonce], first.proof))) {
      throw stranger();
    }
    if (!first.versions.includes(VERSION)) {
      const versions = [VERSION];
      const proof = await prove(auth, ['unsupported', origin, versions, first.nonce]);
      wire.send(writeJson({ type: 'unsupported', versions, proof } satisfies Challenge));
      throw new ProtocolError(CLOSE.protocol, `The page speaks versions ${first.versions}.`);
    }
    const nonce = newNonce();
    const proof = await prove(auth, ['box', origin, VERSION, first.nonce, nonce]);
    wire.send(writeJson({ type: 'challenge', version: VERSION, nonce, proof } satisfies Challenge));

    const last = readJson(await wire.receive(), answer);
    if (!last || !(await holds(auth, ['page', origin, VERSION, first.nonce, nonce], last.proof))) {
      throw stranger();
    }
    const { sealer, opener } = await session(key, 'box', origin, first.nonce, nonce);
    return new Channel(wire, sealer, opener, 'page') as BoxChannel;
  });
}

/** Runs the handshake, and closes the wire if it fails or takes too long. */
async function inTime<T>(wire: Wire, patience: number, greet: () => Promise<T>): Promise<T> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    wire.close(CLOSE.tooSlow);
  }, patience);
  try {
    return await greet();
  } catch (thrown) {
    if (late) throw new ProtocolError(CLOSE.tooSlow, `No handshake within ${patience} ms.`);
    const refused = thrown instanceof Problem && thrown.code === 'box-refused';
    wire.close(
      thrown instanceof ProtocolError ? thrown.code : refused ? CLOSE.unauthenticated : CLOSE.protocol,
    );
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

function stranger(): ProtocolError {
  return new ProtocolError(CLOSE.unauthenticated, 'Who greets does not hold the key for this origin.');
}
