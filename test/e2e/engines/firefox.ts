/** Firefox, headless, driven by WebDriver BiDi. */

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clicking, type Source, typing } from './actions';
import { Bidi } from './bidi';
import { asSource, type Driver, fromJson, KEYS } from './driver';
import { Programs } from './programs';

type Evaluated =
  | { type: 'success'; result: { value: string } }
  | { type: 'exception'; exceptionDetails: { text: string } };

interface LogEntry {
  level: string;
  text: string | null;
}

/** @param program path of Firefox */
export async function startFirefox(program: string): Promise<Driver> {
  const programs = new Programs();
  try {
    return await connect(program, programs);
  } catch (error) {
    await programs.end();
    throw error;
  }
}

async function connect(program: string, programs: Programs): Promise<Driver> {
  writeFileSync(join(programs.home, 'user.js'), preferences(programs.downloads));
  const args = ['--headless', '--no-remote', '--profile', programs.home, '--remote-debugging-port=0'];
  const [, address] = await programs.start(program, args, /WebDriver BiDi listening on (ws:\S+)/);
  const log: string[] = [];
  const bidi = await Bidi.connect(`${address}/session`, (_method, { level, text }: LogEntry) => {
    log.push(`${level}: ${text}`);
  });
  const session = await bidi.send<{ capabilities: { browserVersion: string } }>('session.new', {
    capabilities: {},
  });
  const tree = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
  const { context = '' } = tree.contexts[0] ?? {};
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] });
  await bidi.send('browsingContext.setViewport', { context, viewport: { width: 1440, height: 900 } });

  const perform = async (actions: Source[]) => {
    await bidi.send('input.performActions', { context, actions });
  };
  const evaluate: Driver['evaluate'] = async (work, argument) => {
    const answer = await bidi.send<Evaluated>('script.callFunction', {
      functionDeclaration: asSource(work),
      arguments: [{ type: 'string', value: JSON.stringify(argument) }],
      awaitPromise: true,
      target: { context },
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return fromJson(answer.result.value);
  };
  const choose = async (selector: string, files: readonly string[]) => {
    const { nodes } = await bidi.send<{ nodes: { sharedId: string }[] }>('browsingContext.locateNodes', {
      context,
      locator: { type: 'css', value: selector },
    });
    await bidi.send('input.setFiles', { context, element: { sharedId: nodes[0]?.sharedId }, files });
  };
  return {
    browser: `Firefox ${session.capabilities.browserVersion}`,
    downloads: programs.downloads,
    async open(url) {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async reload() {
      await bidi.send('browsingContext.reload', { context, wait: 'complete' });
    },
    evaluate,
    click: (x, y) => perform(clicking(x, y)),
    type: (text) => perform(typing(text)),
    press: (key) => perform(typing(KEYS[key])),
    choose,
    async chooseFolder(selector, path) {
      await evaluate(nameFolder, { selector, folder: path.split('/').at(-1) ?? '' });
      await choose(
        selector,
        readdirSync(path).map((name) => join(path, name)),
      );
    },
    async screenshot() {
      const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
    log: () => log,
    async close() {
      bidi.close();
      await programs.end();
    },
  };
}

/**
 * BiDi gives files to a folder input, but no folder, so they lack the path that Firefox gives them when a user chooses
 * their folder. This puts it on them before the app sees them. Runs in the page.
 */
function nameFolder({ selector, folder }: { selector: string; folder: string }): void {
  const input = document.querySelector<HTMLInputElement>(selector);
  document.addEventListener(
    'change',
    ({ target }) => {
      if (target !== input) return;
      for (const file of input?.files ?? []) {
        Object.defineProperty(file, 'webkitRelativePath', { value: `${folder}/${file.name}` });
      }
    },
    { capture: true, once: true },
  );
}

/** Beside these, Firefox sets by itself what it recommends for automation: no updates, no telemetry. */
function preferences(downloads: string): string {
  const values = {
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'intl.accept_languages': 'en-US',
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}
