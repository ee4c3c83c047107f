/** WebKitGTK's MiniBrowser on a virtual display, driven by WebDriver (https://www.w3.org/TR/webdriver2). */

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clicking, type Source, typing } from './actions';
import { asScript, type Driver, ELEMENT, fromScript, KEYS } from './driver';
import { freePort, Programs } from './programs';

export interface WebKitPrograms {
  driver: string;
  browser: string;
  display: string;
}

export async function startWebKit(where: WebKitPrograms): Promise<Driver> {
  const programs = new Programs();
  try {
    return await connect(where, programs);
  } catch (error) {
    await programs.end();
    throw error;
  }
}

async function connect({ driver, browser, display }: WebKitPrograms, programs: Programs): Promise<Driver> {
  // Downloads go where the user's folders are said to be.
  mkdirSync(join(programs.home, '.config'));
  writeFileSync(join(programs.home, '.config/user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n');
  const screen = ['-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-displayfd', '1'];
  const [, number] = await programs.start(display, screen, /(?:^|\n)(\d+)\n/);
  const port = await freePort();
  programs.spawn(driver, [`--port=${port}`], {
    DISPLAY: `:${number}`,
    // There is no graphics processor behind a virtual display.
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    // Desktop services are not there either.
    GIO_USE_VFS: 'local',
    GTK_USE_PORTAL: '0',
  });
  const server = `http://127.0.0.1:${port}`;
  await answering(`${server}/status`);
  const session = await send<{ sessionId: string; capabilities: { browserVersion: string } }>(
    'POST',
    `${server}/session`,
    { capabilities: { alwaysMatch: capabilities(browser) } },
  );
  const at = `${server}/session/${session.sessionId}`;
  await send('POST', `${at}/timeouts`, { script: 600_000, pageLoad: 300_000 });

  const perform = async (actions: Source[]) => {
    await send('POST', `${at}/actions`, { actions });
  };
  const choose = async (selector: string, paths: readonly string[]) => {
    const found = await send<{ [ELEMENT]: string }>('POST', `${at}/element`, {
      using: 'css selector',
      value: selector,
    });
    await send('POST', `${at}/element/${found[ELEMENT]}/value`, { text: paths.join('\n') });
  };
  return {
    browser: `WebKitGTK ${session.capabilities.browserVersion}`,
    downloads: programs.downloads,
    async open(url) {
      await send('POST', `${at}/url`, { url });
    },
    async reload() {
      await send('POST', `${at}/refresh`, {});
    },
    async evaluate(work, argument) {
      const script = asScript(work);
      return fromScript(
        await send('POST', `${at}/execute/async`, { script, args: [JSON.stringify(argument)] }),
      );
    },
    click: (x, y) => perform(clicking(x, y)),
    type: (text) => perform(typing(text)),
    press: (key) => perform(typing(KEYS[key])),
    choose,
    // Its dialog lets a user choose the files inside, and no folder.
    chooseFolder: (selector, path) =>
      choose(
        selector,
        readdirSync(path).map((name) => join(path, name)),
      ),
    async screenshot() {
      return Buffer.from(await send<string>('GET', `${at}/screenshot`), 'base64');
    },
    log: () => programs.lines,
    async close() {
      await send('DELETE', at).catch(() => undefined);
      await programs.end();
    },
  };
}

function capabilities(binary: string) {
  const args = ['--automation', '--geometry=1440x900', '--enable-write-console-messages-to-stdout=true'];
  return { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args } };
}

/** @throws the driver's error: its code, and what it says */
async function send<Result>(method: string, address: string, body?: unknown): Promise<Result> {
  const response = await fetch(address, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const { value } = (await response.json()) as { value: Result & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** Resolves once somebody answers at an address. */
async function answering(address: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await fetch(address);
      return;
    } catch (error) {
      if (tries === 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
