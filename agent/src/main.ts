/** Entry point of the agent, of the processes that it forks, and of the encoder's worker thread. */

import { isMainThread } from 'node:worker_threads';
import { version } from '../package.json';
import { bench } from './commands/bench';
import { probe } from './commands/probe';
import { serve } from './commands/serve';
import { tellKept } from './commands/show-pairing';
import { writeManifest } from './commands/write-manifest';
import { forkEncoder, ROLES } from './encoding/fork';
import type { StartProcess } from './encoding/messages';
import { runEncoderProcess } from './encoding/process';
import { runEncoderThread } from './encoding/thread';
import { HELP } from './help';
import { encoderOptions, type Options, readOptions, UsageError } from './options';
import { CORES } from './server/load-meter';
import { hearEnd, ToldToEnd } from './setup/ending';
import { askGuardian, guard, serverUser } from './setup/privileges';

async function run(args: string[], asServer: boolean): Promise<void> {
  const options = readOptions(args, CORES);
  switch (options.command) {
    case 'help':
      return console.log(HELP);
    case 'version':
      return console.log(version);
    case 'show-pairing':
      return tellKept(options);
    case 'probe':
      return probe(options, hearEnd());
    case 'bench':
      return bench(options, hearEnd());
    case 'write-manifest':
      return writeManifest(options);
    case 'serve':
      return asServer ? serveToEnd(options, askGuardian) : serveOrGuard(options, args);
  }
}

async function serveOrGuard(options: Options, args: string[]): Promise<void> {
  const user = serverUser(options, process.getuid?.(), console.log);
  if (user) guard(user, encoderOptions(options), args);
  else await serveToEnd(options, forkEncoder);
}

/** Serves until a signal. A signal is the normal end of a server, so the exit code is 0. */
function serveToEnd(options: Options, start: StartProcess): Promise<never> {
  return serve(options, hearEnd(0), start);
}

const [role, ...rest] = process.argv.slice(2);
if (!isMainThread) runEncoderThread();
else if (role === ROLES.encoder) runEncoderProcess();
else {
  const asServer = role === ROLES.server;
  run(asServer ? rest : process.argv.slice(2), asServer).catch((error: Error) => {
    if (error instanceof ToldToEnd) process.exit(error.code);
    console.error(error.message);
    if (error instanceof UsageError) console.error('See --help.');
    process.exit(error instanceof UsageError ? 2 : 1);
  });
}
