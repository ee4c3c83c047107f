/** Fixtures for tests of boxes: real agents, faulty links to them, and the settings that pair them. */

import { execFileSync } from 'node:child_process';
import { expect, type Locator, type Page } from '@playwright/test';
import { type App, test as base } from '../app';
import { Shelf } from '../models/shelf';
import { type Agent, type AgentOptions, BUNDLE, startAgent } from './agent';
import { type Link, type LinkFaults, openLink } from './link';

export { expect } from '../app';

export const STARTER = 'models/starter/onnx/vision_model.onnx';

/** Drives the settings' section about boxes. */
export class Desk {
  private readonly page: Page;

  constructor(private readonly app: App) {
    this.page = app.page;
  }

  /** Types a pairing text into the sheet. */
  async type(pairing: string): Promise<void> {
    await this.app.go('Settings');
    await this.page.getByTestId('box-add').click();
    await this.page.getByTestId('box-pairing').fill(pairing);
  }

  connect(): Promise<void> {
    return this.page.getByTestId('box-connect').click();
  }

  /** Pairs a box and expects that the page can use it. */
  async pair(pairing: string): Promise<void> {
    await this.type(pairing);
    await this.connect();
    await expect(this.page.getByTestId('box-paired')).toBeVisible();
    await expect(this.page.getByTestId('box-paired')).not.toHaveAttribute('data-problem');
    await this.page.getByTestId('box-done').click();
  }

  /** Finds a paired box by name. The settings must be open. */
  box(name: string): Locator {
    return this.page.locator(`[data-testid=box][data-name="${name}"]`);
  }

  async encoded(name: string): Promise<number> {
    return Number(await this.box(name).getAttribute('data-encoded'));
  }

  /** Waits until it has encoded more than this many photos. */
  async expectEncoded(name: string, more: number): Promise<void> {
    await expect.poll(() => this.encoded(name)).toBeGreaterThan(more);
  }
}

interface Boxes {
  shelf: Shelf;
  desk: Desk;
  /** Starts an agent for this page; it is stopped after the test. */
  startBox: (options: Omit<AgentOptions, 'origins'> & { origins?: string[] }) => Promise<Agent>;
  /** Opens a link to an agent. @returns the link, and the pairing text that leads through it */
  openLinkTo: (agent: Agent, faults: LinkFaults) => Promise<Link & { pairing: string }>;
}

export const test = base.extend<Boxes>({
  shelf: async ({ app }, use) => use(new Shelf(app, null)),
  desk: async ({ app }, use) => use(new Desk(app)),
  startBox: async ({ baseURL, boxes }, use) => {
    const running: Agent[] = [];
    await use(async (options) => {
      const agent = await startAgent({ origins: [baseURL ?? ''], ...options });
      running.push(agent);
      boxes.push(`127.0.0.1:${agent.port}`);
      return agent;
    });
    await Promise.all(running.map((agent) => agent.stop()));
  },
  openLinkTo: async ({ boxes }, use) => {
    const open: Link[] = [];
    await use(async (agent, faults) => {
      const link = await openLink(agent.port, faults);
      open.push(link);
      boxes.push(`127.0.0.1:${link.port}`);
      return { ...link, pairing: agent.pairing.replace(`:${agent.port}#`, `:${link.port}#`) };
    });
    await Promise.all(open.map((link) => link.close()));
  },
});

/**
 * Prepares the bundled model for an agent, with a manifest that the agent itself writes.
 * @param wrong further options for writing it, e.g. a normalisation that is not the model's
 */
export function starterBox(...wrong: string[]): Pick<AgentOptions, 'encoder' | 'manifest'> {
  const manifest = test.info().outputPath(`starter${wrong.join('')}.json`);
  const model = ['--ienc', STARTER, '--space', 'starter-2', '--manifest', manifest];
  execFileSync(process.execPath, [BUNDLE, '--write-manifest', ...model, ...wrong]);
  return { encoder: STARTER, manifest };
}
