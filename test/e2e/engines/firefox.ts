/**
 * Firefox, headless, driven by Marionette and not by WebDriver BiDi. For BiDi the browser listens for new workers, and
 * then `new Worker` in a worker sometimes never returns (test/README.md).
 */

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clicking, type Source, typing } from './actions';
import { asScript, type Driver, ELEMENT, fromScript, KEYS } from './driver';
import { Marionette } from './marionette';
import { Programs } from './programs';

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
  const args = ['--headless', '--no-remote', '--profile', programs.home, '--marionette'];
  const [, port] = await programs.start(program, args, /Marionette\s+INFO\s+Listening on port (\d+)/);
  const marionette = await Marionette.connect(Number(port));
  const session = await marionette.send<{ capabilities: { browserVersion: string } }>('NewSession', {});
  await marionette.send('SetTimeouts', { script: 600_000, pageLoad: 300_000 });

  const perform = async (actions: Source[]) => {
    await marionette.send('PerformActions', { actions });
  };
  const evaluate: Driver['evaluate'] = async (work, argument) => {
    const script = { script: asScript(work), args: [JSON.stringify(argument)], sandbox: null };
    const { value } = await marionette.send<{ value: { text?: string } }>('ExecuteAsyncScript', script);
    return fromScript(value);
  };
  const bars = await evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight], null);
  const [width = 0, height = 0] = bars;
  await marionette.send('SetWindowRect', { width: 1440 + width, height: 900 + height });

  const choose = async (selector: string, files: readonly string[]) => {
    const { value } = await marionette.send<{ value: { [ELEMENT]: string } }>('FindElement', {
      using: 'css selector',
      value: selector,
    });
    await marionette.send('ElementSendKeys', { id: value[ELEMENT], text: files.join('\n') });
  };
  return {
    browser: `Firefox ${session.capabilities.browserVersion}`,
    downloads: programs.downloads,
    async open(url) {
      await marionette.send('Navigate', { url });
    },
    async reload() {
      await marionette.send('Refresh');
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
      const { value } = await marionette.send<{ value: string }>('TakeScreenshot', { full: false });
      return Buffer.from(value, 'base64');
    },
    log: () => programs.lines,
    async close() {
      marionette.close();
      await programs.end();
    },
  };
}

/**
 * WebDriver gives files to a folder input, but no folder, so they lack the path that Firefox gives them when a user chooses
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
    'devtools.console.stdout.content': true,
    'intl.accept_languages': 'en-US',
    'marionette.port': 0,
  };
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}
